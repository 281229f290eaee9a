"""A request that several units have answered in several ways, for the tests of this area."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from congtac.kernel.actor import Actor
from congtac.organisations.models import Unit
from congtac.programmes.models import Report, ReportRequest
from congtac.programmes.queries.requests import Named
from congtac.programmes.rules.requests import ANNEX, RESULTS, WORDS, Outlined
from congtac.programmes.services import drafting, reports
from congtac.programmes.tests.reported import DAY, issued, report_of

Cast = Mapping[str, Actor]
OUTLINE = (
    Outlined("I. Kết quả thực hiện nhiệm vụ", RESULTS),
    Outlined("II. Phương hướng", WORDS),
    Outlined("Phụ lục số việc hộ tịch", ANNEX, columns=("TT", "Loại việc", "Số việc")),
)
ASKED = ("ninh-thuan.stp", "ninh-thuan.stc", "ninh-thuan.snv", "ha-noi.stp")
ROWS = (("1", "Khai sinh", "1.200"), ("2", "Kết hôn", "30"))
LATE = date(2024, 6, 20)  # the last day was Monday 17/06/2024


def asked_of_four(cast: Cast, **changes: Any) -> ReportRequest:
    """The Ministry asks four departments."""
    names = [Named(it.name, it) for it in Unit.objects.filter(key__in=ASKED).order_by("key")]
    return issued(cast, addressees=names, outline=OUTLINE, **changes)


def asked_through_one(cast: Cast) -> ReportRequest:
    """The Ministry asks two departments through a third, and one straight."""
    between = Unit.objects.get(key="ninh-thuan.stp")
    near = Unit.objects.filter(key__in=("ninh-thuan.stc", "ninh-thuan.snv")).order_by("key")
    far = Unit.objects.get(key="ha-noi.stp")
    names = [Named(it.name, it, None, between) for it in near]
    return issued(cast, addressees=[*names, Named(far.name, far)], outline=OUTLINE)


def people_of(report: Report) -> tuple[Actor, Actor]:
    """Who writes and who leads in the unit of a report."""
    unit = report.unit
    officer = Actor(
        person=f"{unit.key}.cv",
        name="Trần Thị Mai",
        post="Chuyên viên",
        unit=unit.key,
        unit_name=unit.name,
        roles=frozenset({"officer"}),
    )
    leader = replace(
        officer,
        person=f"{unit.key}.gd",
        name="Nguyễn Văn Bình",
        post="Giám đốc",
        roles=frozenset({"leader"}),
    )
    return officer, leader


def write_in(report: Report, place: int, *, day: date, **said: Any) -> None:
    """Write in one section of a report."""
    officer, _leader = people_of(report)
    section = report.sections.select_related("report__unit").get(position=place)
    section.report = report
    drafting.write(officer, section, drafting.Written(section.version, **said), day=day)


def send(
    report: Report,
    words: Sequence[str] = ("Đã tập huấn hai lớp.",),
    rows: Sequence[Sequence[str]] = ROWS,
    *,
    day: date = DAY,
) -> Report:
    """A report written, checked, signed and sent."""
    officer, leader = people_of(report)
    write_in(report, 1, day=day, added=words)
    write_in(report, 3, day=day, rows=rows)
    reports.submit(officer, report, day=day)
    reports.check(leader, report, day=day)
    reports.sign(leader, report, number="45/BC-STC", day=day)
    reports.send(officer, report, day=day)
    return report


def accepted_from(cast: Cast, request: ReportRequest, key: str, **said: Any) -> Report:
    """A report of a unit that the Ministry has accepted."""
    report = send(report_of(request, key), **said)
    reports.accept(cast["ha"], report, day=said.get("day", DAY))
    return report
