"""A report asked for and brought to a state, for the tests of this area."""

import re
from collections.abc import Mapping
from datetime import date
from html import unescape

from congtac.accounts.models import Post, SigningPower
from congtac.kernel.actor import Actor
from congtac.kernel.periods import Period
from congtac.organisations.models import Unit
from congtac.programmes.models import Report, ReportRequest
from congtac.programmes.queries.requests import Named
from congtac.programmes.services import drafting, reports, requests

Cast = Mapping[str, Actor]
DAY = date(2024, 6, 3)
UNIT, BODY = "ninh-thuan.stp", "ninh-thuan.stc"


def unit(key: str) -> Unit:
    return Unit.objects.get(key=key)


def asked(**changes: object) -> requests.Asked:
    """What the Ministry asks of the department of Lan and Minh: the six months."""
    fields: dict[str, object] = {
        "title": "Báo cáo công tác tư pháp 6 tháng đầu năm 2024",
        "basis": "Công văn số 2215/BTP-VP",
        "period": Period.parse("2024-H1"),
        "cut_off": date(2024, 6, 10),
        "due_on": date(2024, 6, 15),
        "addressees": [Named("Sở Tư pháp tỉnh Ninh Thuận", unit(UNIT))],
    }
    return requests.Asked(**(fields | changes))  # type: ignore[arg-type]  # the fields of a test


def issued(cast: Cast, **changes: object) -> ReportRequest:
    """A request that has gone out."""
    made = requests.make(cast["ha"], asked(**changes), day=DAY)
    requests.issue(cast["ha"], made, day=DAY)
    return made


def report_of(request: ReportRequest, key: str = UNIT) -> Report:
    """The report of one unit."""
    return request.reports.select_related("request", "unit", "to", "through").get(unit__key=key)


def give_power(since: date = date(2024, 1, 1), until: date | None = None) -> SigningPower:
    """Let Minh, the deputy, sign for the director."""
    post = Post.objects.get(person__username="minh")
    return SigningPower.objects.create(
        post=post, kind="KT", principal="Giám đốc", unit=post.unit, since=since, until=until
    )


def written(cast: Cast, report: Report, words: str = "Đã triển khai đủ.") -> Report:
    """A report with one sentence by hand."""
    section = report.sections.select_related("report__unit").first()
    assert section is not None
    section.report = report
    drafting.write(cast["lan"], section, drafting.Written(section.version, added=[words]), day=DAY)
    return report


def signed(cast: Cast, report: Report) -> Report:
    """A report that Lan put up, and that Minh checked and signed."""
    give_power()
    reports.submit(cast["lan"], written(cast, report), day=DAY)
    reports.check(cast["minh"], report, day=DAY)
    reports.sign(cast["minh"], report, number="45/BC-STP", day=DAY)
    return report


INPUT = re.compile(r'<input[^>]*name="([^"]+)"[^>]*?value="([^"]*)"')
TEXTAREA = re.compile(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', re.S)
SELECT = re.compile(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', re.S)
CHOSEN = re.compile(r'value="([^"]*)" selected')


def form_of(page: str, **changes: str) -> dict[str, str]:
    """The fields of the forms of a page as it shows them, with some changed."""
    fields = {unescape(name): unescape(value) for name, value in INPUT.findall(page)}
    fields |= {unescape(name): unescape(body) for name, body in TEXTAREA.findall(page)}
    for name, body in SELECT.findall(page):
        chosen = CHOSEN.search(body)
        fields[name] = unescape(chosen[1]) if chosen else ""
    return fields | changes
