"""Sections of a report inside a unit: given, handed in, approved, returned, taken back."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.notices.models import Notice
from congtac.programmes.models import Report, ReportSection
from congtac.programmes.queries.reports import section as section_of
from congtac.programmes.services import drafting, reports
from congtac.programmes.services.drafting import Giving, Written
from congtac.programmes.tests.reported import DAY, issued, report_of

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]
GIVING = Giving("lan", date(2024, 6, 7), "Phòng Hành chính tư pháp")


@pytest.fixture
def report(cast: Cast) -> Report:
    return report_of(issued(cast))


@pytest.fixture
def section(cast: Cast, report: Report) -> ReportSection:
    first = report.sections.first()
    assert first is not None
    found = section_of(first.pk)
    assert found is not None
    drafting.give(cast["minh"], found, GIVING, day=DAY)
    return found


def put(actor: Actor, section: ReportSection, words: str = "Đã làm.") -> None:
    drafting.write(actor, section, Written(section.version, added=[words]), day=DAY)


def test_a_section_is_given_written_returned_and_approved(
    cast: Cast, section: ReportSection
) -> None:
    lan, minh = cast["lan"], cast["minh"]
    assert (section.person_name, section.division) == (lan.name, "Phòng Hành chính tư pháp")
    put(lan, section)
    drafting.hand_in(lan, section, day=DAY)
    drafting.give_back(minh, section, words="Thiếu số liệu cấp xã", day=DAY)
    put(lan, section, "Cấp xã: 47 việc.")
    drafting.hand_in(lan, section, day=DAY)
    drafting.approve(minh, section, day=DAY)
    assert (section.state, section.approved_by) == ("approved", "minh")
    acts = list(section.report.lines.exclude(section="").values_list("act", flat=True))
    assert acts == ["give", "write", "hand_in", "give_back", "write", "hand_in", "approve"]
    told = Notice.objects.filter(subject__startswith="Giao mục").values_list("person__username")
    assert list(told) == [("lan",)]


def test_nothing_goes_up_while_a_section_is_in_hands(cast: Cast, section: ReportSection) -> None:
    lan, minh, report = cast["lan"], cast["minh"], section.report
    put(lan, section)
    for act in (None, lambda: drafting.hand_in(lan, section, day=DAY)):
        if act:
            act()
        with pytest.raises(Problem, match="PRG-112"):
            reports.submit(lan, report, day=DAY)
    drafting.approve(minh, section, day=DAY)
    reports.submit(lan, report, day=DAY)
    assert report.state == "submitted"


def test_who_has_a_section_writes_it_and_nobody_else(cast: Cast, section: ReportSection) -> None:
    with pytest.raises(Problem, match="PRG-114"):
        put(cast["minh"], section)
    put(cast["lan"], section)
    drafting.hand_in(cast["lan"], section, day=DAY)
    for name in ("lan", "minh"):
        with pytest.raises(Problem, match="PRG-111"):
            put(cast[name], section)


def test_a_section_that_is_taken_back_is_anyones_again(cast: Cast, section: ReportSection) -> None:
    drafting.take_back(cast["minh"], section, day=DAY)
    assert (section.state, section.person, section.due_on) == ("free", "", None)
    put(cast["minh"], section)
    with pytest.raises(Problem, match="PRG-111"):
        drafting.take_back(cast["minh"], section, day=DAY)


def test_drafting_again_leaves_a_section_that_was_handed_in(
    cast: Cast, section: ReportSection
) -> None:
    put(cast["lan"], section)
    drafting.hand_in(cast["lan"], section, day=DAY)
    before = list(section.sentences.values_list("words", flat=True))
    drafting.draft(cast["minh"], section.report, day=DAY)
    assert list(section.sentences.values_list("words", flat=True)) == before


@pytest.mark.parametrize(
    ("due_on", "person", "code"),
    [
        (date(2024, 6, 2), "lan", "PRG-040"),
        (date(2024, 6, 18), "lan", "PRG-116"),
        (date(2024, 6, 7), "hoa", "PRG-045"),
    ],
)
def test_a_section_goes_to_the_units_people_in_time(
    cast: Cast, report: Report, due_on: date, person: str, code: str
) -> None:
    last = report.sections.last()
    assert last is not None
    found = section_of(last.pk)
    assert found is not None
    with pytest.raises(Problem, match=code):
        drafting.give(cast["minh"], found, Giving(person, due_on), day=DAY)


def test_nobody_approves_their_own_and_strangers_do_nothing(
    cast: Cast, section: ReportSection
) -> None:
    put(cast["lan"], section)
    with pytest.raises(Refused, match="giao cho"):
        drafting.hand_in(cast["minh"], section, day=DAY)
    drafting.hand_in(cast["lan"], section, day=DAY)
    with pytest.raises(Refused, match="không tự duyệt"):
        drafting.approve(cast["lan"], section, day=DAY)
    for name in ("hoa", "ha", "an"):
        for act in (drafting.approve, drafting.take_back, drafting.hand_in):
            with pytest.raises(Refused):
                act(cast[name], section, day=DAY)


def test_the_same_twice_is_refused(cast: Cast, section: ReportSection) -> None:
    same = section_of(section.pk)
    assert same is not None
    drafting.hand_in(cast["lan"], section, day=DAY)
    for again in (section, same):
        with pytest.raises(Problem, match="PRG-111|PRG-110"):
            drafting.hand_in(cast["lan"], again, day=DAY)


@pytest.mark.parametrize(
    "falsehood",
    [
        {"state": "free"},
        {"person": ""},
        {"state": "approved"},
        {"state": "approved", "approved_by": "lan"},
        {"kind": "other"},
    ],
)
def test_the_database_takes_nothing_that_must_never_be(
    section: ReportSection, falsehood: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportSection.objects.filter(pk=section.pk).update(**falsehood)


def test_a_section_goes_its_way_on_the_screens(
    report: Report, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    lan, minh = client_of("lan"), client_of("minh")
    number = report.sections.values_list("pk", flat=True)[0]
    address = f"/nhiem-vu/bao-cao/muc/{number}/"
    giving = {"person": "lan", "due_on": "07/06/2024", "division": ""}
    assert minh.post(f"{address}giao/", giving | {"due_on": "30/06/2024"}).status_code == 422
    minh.post(f"{address}giao/", giving)
    assert "Báo cáo chờ bạn" in lan.get("/").content.decode()
    assert "Nộp để duyệt" in lan.get(address).content.decode()
    lan.post(f"{address}viec/", {"viec": "nop", "words": ""})
    page = minh.get(address).content.decode()
    assert "Duyệt mục này" in page
    empty = minh.post(f"{address}viec/", {"viec": "tra", "words": ""})
    assert empty.status_code == 422
    assert "Ghi lý do." in empty.content.decode()
    minh.post(f"{address}viec/", {"viec": "duyet", "words": ""})
    assert ReportSection.objects.get(pk=number).state == "approved"
    assert client_of("hoa").get(address).status_code == 403
    assert minh.post(f"{address}viec/", {"viec": "gi-do"}).status_code == 404
