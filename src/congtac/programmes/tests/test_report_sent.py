"""A report is checked, signed, sent through a body, returned, sent again, accepted."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from congtac.ground.audit.models import Line
from congtac.ground.lineage.models import Link
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.notices.models import Notice
from congtac.organisations.rules import belongings
from congtac.organisations.rules.belongings import Passing
from congtac.programmes.models import Report, ReportRevision
from congtac.programmes.permissions import may_judge_report
from congtac.programmes.queries.reports import shown, to_judge
from congtac.programmes.queries.requests import Named
from congtac.programmes.services import drafting, reports
from congtac.programmes.services.handing_over import REPORT, REQUEST
from congtac.programmes.tests.made import accepted
from congtac.programmes.tests.reported import (
    BODY,
    DAY,
    UNIT,
    give_power,
    issued,
    report_of,
    signed,
    unit,
    written,
)

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]


@pytest.fixture
def report(cast: Cast) -> Report:
    return report_of(issued(cast))


@pytest.fixture
def through(cast: Cast) -> Report:
    """A report that goes through the body where Hoa works."""
    return report_of(issued(cast, addressees=[Named("Sở", unit(UNIT), through=unit(BODY))]))


def test_a_report_goes_up_is_checked_signed_sent_and_accepted(cast: Cast, report: Report) -> None:
    reports.send(cast["lan"], signed(cast, report), day=DAY)
    assert (report.state, report.first_sent_on, report.revisions_count) == ("sent", DAY, 1)
    assert report.capacity == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC SỞ"]
    reports.accept(cast["ha"], report, day=DAY)
    assert (report.state, report.accepted_on) == ("accepted", DAY)
    acts = list(report.lines.values_list("act", flat=True))
    assert acts == ["make", "write", "submit", "check", "sign", "send", "accept"]
    assert Line.objects.filter(act__startswith="programmes.report.").count() == len(acts)
    told = Notice.objects.filter(subject__contains="gửi báo cáo")
    assert {it.person.username for it in told} >= {"ha"}


def test_a_sent_report_waits_for_those_alone_who_may_take_it(cast: Cast, report: Report) -> None:
    reports.send(cast["lan"], signed(cast, report), day=DAY)
    for name, actor in cast.items():
        may = bool(may_judge_report(actor, report))
        assert (report in to_judge(actor)) == may == (name == "ha"), name


def test_a_report_goes_through_the_body_that_is_named(cast: Cast, through: Report) -> None:
    reports.send(cast["lan"], signed(cast, through), day=DAY)
    assert through.state == "with_body"
    with pytest.raises(Refused, match="Sở Tài chính"):
        reports.accept(cast["ha"], through, day=DAY)
    reports.forward(cast["hoa"], through, day=DAY)
    assert through.state == "sent"
    with pytest.raises(Refused, match="Bộ Tư pháp"):
        reports.forward(cast["hoa"], through, day=DAY)
    reports.accept(cast["ha"], through, day=DAY)
    assert through.state == "accepted"


def test_a_returned_report_is_sent_as_a_new_revision(cast: Cast, report: Report) -> None:
    first = reports.send(cast["lan"], signed(cast, report), day=DAY)
    with pytest.raises(Problem, match="PRG-022"):
        reports.give_back(cast["ha"], report, words=" ", day=DAY)
    reports.give_back(cast["ha"], report, words="Thiếu phụ lục", day=DAY)
    assert report.state == "returned"
    later = date(2024, 6, 20)
    written(cast, report, "Bổ sung phụ lục.")
    report.refresh_from_db()
    reports.submit(cast["lan"], report, day=later)
    reports.check(cast["minh"], report, day=later)
    reports.sign(cast["minh"], report, day=later)
    second = reports.send(cast["lan"], report, day=later)
    assert (first.ordinal, second.ordinal) == (1, 2)
    assert first.digest != second.digest
    words = [it["words"] for it in reports.sentences_of(ReportRevision.objects.get(pk=first.pk))]
    assert words == ["Đã triển khai đủ."]
    assert report.first_sent_on == DAY
    assert shown(report, later).standing == "gửi đúng hạn"


def test_what_was_sent_never_changes(cast: Cast, report: Report) -> None:
    sent = reports.send(cast["lan"], signed(cast, report), day=DAY)
    sent.sent_by_name = "Người khác"
    with pytest.raises(TypeError, match="never change"):
        sent.save()
    with pytest.raises(TypeError, match="never change"):
        sent.delete()


def test_a_late_report_stays_late_to_the_day(cast: Cast, report: Report) -> None:
    late = date(2024, 6, 19)
    assert shown(report, late).standing == "quá hạn 2 ngày"
    reports.send(cast["lan"], signed(cast, report), day=late)
    reports.accept(cast["ha"], report, day=date(2024, 7, 1))
    found = shown(report, date(2024, 12, 31))
    assert (found.standing, found.is_late) == ("gửi muộn 2 ngày", True)


def test_the_revision_stands_on_its_tasks_and_answers_the_request(cast: Cast) -> None:
    accepted(cast["lan"])
    report = report_of(issued(cast))
    drafting.draft(cast["lan"], report, day=DAY)
    report = signed(cast, report)
    sent = reports.send(cast["lan"], report, day=DAY)
    sources = [it["source"] for it in reports.sentences_of(sent)]
    told = {it["number"] for it in sources if it["kind"] == "task"}
    assert told
    links = Link.objects.filter(upper_kind="report", upper_key=str(report.pk), upper_revision="1")
    tasks = links.filter(lower_kind="task", relation="derived")
    assert {int(it.lower_key) for it in tasks} == told
    assert links.filter(lower_kind="request", relation="answer").count() == 1


def test_each_step_waits_for_the_one_before(cast: Cast, report: Report) -> None:
    lan, minh = cast["lan"], cast["minh"]
    give_power()
    with pytest.raises(Problem, match="PRG-113"):
        reports.submit(lan, report, day=DAY)
    written(cast, report)
    for act in (reports.check, reports.sign, reports.send):
        with pytest.raises(Problem, match="PRG-110"):
            act(minh, report, day=DAY)
    reports.submit(lan, report, day=DAY)
    with pytest.raises(Problem, match="PRG-110"):
        reports.submit(lan, report, day=DAY)
    with pytest.raises(Problem, match="PRG-110"):
        drafting.draft(lan, report, day=DAY)


def test_who_put_it_up_does_not_check_it(cast: Cast, report: Report) -> None:
    reports.submit(cast["minh"], written(cast, report), day=DAY)
    with pytest.raises(Refused, match="không tự kiểm tra"):
        reports.check(cast["minh"], report, day=DAY)
    reports.check(cast["lan"], report, day=DAY)
    assert report.checked_by == "lan"


def test_only_who_may_sign_for_the_unit_signs(cast: Cast, report: Report) -> None:
    reports.submit(cast["lan"], written(cast, report), day=DAY)
    reports.check(cast["minh"], report, day=DAY)
    for name in ("lan", "minh", "hoa", "ha"):
        with pytest.raises(Refused, match="quyền ký"):
            reports.sign(cast[name], report, day=DAY)
    give_power(until=date(2024, 6, 4))
    with pytest.raises(Refused, match="quyền ký"):
        reports.sign(cast["minh"], report, day=date(2024, 6, 4))
    reports.sign(cast["minh"], report, day=DAY)
    assert (report.state, report.signed_by) == ("signed", "minh")


def test_what_has_not_left_is_taken_back_with_a_reason(cast: Cast, report: Report) -> None:
    signed(cast, report)
    with pytest.raises(Problem, match="PRG-022"):
        reports.redo(cast["minh"], report, words="", day=DAY)
    reports.redo(cast["minh"], report, words="Sai số liệu", day=DAY)
    assert (report.state, report.signed_by, report.checked_by) == ("drafting", "", "")


def test_of_two_who_act_at_once_one_is_told(cast: Cast, report: Report) -> None:
    same = report_of(report.request) if report.request else report
    signed(cast, report)
    same.refresh_from_db()
    reports.send(cast["lan"], report, day=DAY)
    same.state = "signed"
    with pytest.raises(Problem, match="PRG-110"):
        reports.send(cast["minh"], same, day=DAY)
    assert report.revisions.count() == 1


def test_strangers_see_and_do_nothing(
    cast: Cast, report: Report, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    address = f"/nhiem-vu/bao-cao/{report.pk}/"
    assert client_of("hoa").get(address).status_code == 403
    assert client_of("ha").get(address).status_code == 403, "nothing was sent yet"
    signed(cast, report)
    for name in ("hoa", "ha", "an"):
        for act in (reports.send, reports.submit):
            with pytest.raises(Refused):
                act(cast[name], report, day=DAY)
    reports.send(cast["lan"], report, day=DAY)
    page = client_of("ha").get(address).content.decode()
    assert "Đã triển khai đủ." in page
    assert "Trình kiểm tra" not in page
    assert client_of("hoa").get(address).status_code == 403
    assert client_of("hoa").get(f"{address}ban-gui/1/").status_code == 403
    with pytest.raises(Refused):
        reports.accept(cast["lan"], report, day=DAY)


@pytest.mark.parametrize(
    "falsehood",
    [
        {"state": "gone"},
        {"checked_by": "lan"},
        {"checked_by": ""},
        {"signed_by": ""},
        {"signed_on": None},
        {"first_sent_on": None},
        {"revisions_count": 0},
        {"state": "with_body"},
        {"state": "accepted"},
        {"request": None},
    ],
)
def test_the_database_takes_nothing_that_must_never_be(
    cast: Cast, report: Report, falsehood: dict[str, object]
) -> None:
    reports.send(cast["lan"], signed(cast, report), day=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**falsehood)


def test_a_report_goes_its_way_on_the_screens(
    report: Report, cast: Cast, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    give_power()
    lan, minh, ha = client_of("lan"), client_of("minh"), client_of("ha")
    address = f"/nhiem-vu/bao-cao/{report.pk}/"
    assert lan.post(f"{address}viec/", {"viec": "trinh"}).status_code == 422
    written(cast, report)
    lan.post(f"{address}viec/", {"viec": "trinh"})
    assert "không tự kiểm tra" in lan.get(address).content.decode()
    assert report.title in minh.get("/").content.decode()
    minh.post(f"{address}viec/", {"viec": "dat"})
    minh.post(f"{address}viec/", {"viec": "ky", "number": "45/BC-STP"})
    page = lan.get(f"{address}gui/").content.decode()
    assert "Gửi báo cáo đến Bộ Tư pháp" in page
    assert "KT. GIÁM ĐỐC" in page
    page = lan.post(f"{address}gui/", follow=True).content.decode()
    assert "Bây giờ báo cáo ở Bộ Tư pháp" in page
    assert report.title in ha.get("/nhiem-vu/bao-cao/?xem=cho-xu-ly").content.decode()
    ha.post(f"{address}viec/", {"viec": "tra", "words": "Thiếu phụ lục"})
    assert "Thiếu phụ lục" in lan.get(address).content.decode()
    assert "45/BC-STP" in ha.get(f"{address}ban-gui/1/").content.decode()
    assert lan.get(f"{address}ban-gui/2/").status_code == 404
    assert lan.post(f"{address}viec/", {"viec": "xoa"}).status_code == 404


def test_requests_and_reports_pass_to_the_successor(cast: Cast, through: Report) -> None:
    mine = issued({"ha": cast["lan"]}, addressees=[Named("Sở Tài chính", unit(BODY))])
    receiver, day = "khanh-hoa-2025.stp", date(2025, 7, 1)
    found = [(it.kind, it.key) for it in belongings.open_at(UNIT, date(2025, 6, 30))]
    assert (REPORT, str(through.pk)) in found
    assert (REQUEST, str(mine.pk)) in found
    belongings.pass_on(cast["minh"], Passing(UNIT, receiver, day), found)
    through.refresh_from_db()
    mine.refresh_from_db()
    assert (through.unit.key, through.asked_of) == (receiver, UNIT)
    assert (mine.unit, report_of(mine, BODY).to) == (receiver, unit(receiver))
    assert through.lines.filter(act="handover").count() == 1
    assert not belongings.open_at(UNIT, date(2025, 6, 30))


def test_a_body_that_ends_is_followed_by_its_successor(cast: Cast, through: Report) -> None:
    passing = Passing(BODY, "khanh-hoa-2025.stc", date(2025, 7, 1))
    belongings.pass_on(cast["minh"], passing, [(REPORT, str(through.pk))])
    through.refresh_from_db()
    assert through.through == unit("khanh-hoa-2025.stc")
    assert through.unit == unit(UNIT)
