"""Asking for reports: by hand, from a programme, from a document; issued, moved, cancelled."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.notices.models import Notice
from congtac.organisations.models import Group
from congtac.organisations.queries import members
from congtac.programmes.models import Report, ReportRequest
from congtac.programmes.queries.requests import Named, dues
from congtac.programmes.rules import asking
from congtac.programmes.rules.requests import ANNEX, RESULTS, Outlined
from congtac.programmes.services import requests as services
from congtac.programmes.tests.made import accepted, reading_behind, reading_of
from congtac.programmes.tests.reported import (
    BODY,
    DAY,
    UNIT,
    asked,
    form_of,
    issued,
    report_of,
    unit,
)

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]
ANNEXED = (
    Outlined("I. Kết quả", RESULTS, "Nêu rõ số liệu"),
    Outlined("Phụ lục 1", ANNEX, columns=("Đơn vị", "Số việc")),
)


def test_a_request_is_made_issued_and_reaches_its_units(cast: Cast) -> None:
    made = issued(cast, outline=ANNEXED)
    assert (made.state, made.kind, made.period) == ("issued", "regular", "2024-H1")
    assert (made.since, made.asked_due_on) == (date(2024, 1, 1), date(2024, 6, 15))
    assert made.due_on == date(2024, 6, 17), "15/06/2024 is a Saturday"
    report = report_of(made)
    assert (report.state, report.cut_off) == ("drafting", date(2024, 6, 10))
    assert report.to is not None
    assert report.to.key == cast["ha"].unit
    sections = list(report.sections.values_list("heading", "kind", "columns", "guidance"))
    assert sections == [
        ("I. Kết quả", "results", [], "Nêu rõ số liệu"),
        ("Phụ lục 1", "annex", ["Đơn vị", "Số việc"], ""),
    ]
    acts = ["programmes.request.make", "programmes.request.issue", "programmes.report.make"]
    assert list(Line.objects.filter(act__in=acts).order_by("id").values_list("act", flat=True)) == [
        *acts
    ]
    told = Notice.objects.filter(kind="programmes.report.moved")
    assert {it.person.username for it in told} == {"lan", "minh"}


def test_a_report_may_be_asked_for_once_and_through_a_body(cast: Cast) -> None:
    named = [Named("Sở Tư pháp", unit(UNIT), through=unit(BODY))]
    made = issued(cast, period=None, since=date(2024, 3, 1), addressees=named)
    assert (made.kind, made.period, made.since) == ("once", "", date(2024, 3, 1))
    assert report_of(made).through == unit(BODY)


def test_a_body_never_stands_between_itself_and_who_asks(cast: Cast) -> None:
    named = [Named("Sở Tài chính", unit(BODY), through=unit(BODY))]
    assert report_of(issued(cast, addressees=named), BODY).through is None


def test_a_group_is_resolved_on_the_day_of_issuing(cast: Cast) -> None:
    group = Group.objects.get(key="so-tu-phap")
    made = services.make(cast["ha"], asked(addressees=[Named(group.name, group=group)]), day=DAY)
    assert not made.reports.exists()
    count = services.issue(cast["ha"], made, day=DAY)
    expected = set(members(group, near="btp", day=DAY).values_list("key", flat=True))
    assert count == len(expected) == 63
    assert set(made.reports.values_list("asked_of", flat=True)) == expected


def test_who_asks_is_never_asked_and_nobody_twice(cast: Cast) -> None:
    group = Group.objects.get(key="so-tu-phap")
    named = [Named("Sở Tư pháp", unit(UNIT)), Named(group.name, group=group)]
    assert services.issue(
        cast["ha"], services.make(cast["ha"], asked(addressees=named), day=DAY), day=DAY
    ) == len(members(group, near="btp", day=DAY))
    mine = services.make(cast["lan"], asked(), day=DAY)
    with pytest.raises(Problem, match="PRG-105"):
        services.issue(cast["lan"], mine, day=DAY)


def test_after_a_letter_ones_own_report_goes_to_the_body_that_asks(cast: Cast) -> None:
    named = [Named("Sở Tư pháp", unit(UNIT)), Named("Sở Tài chính", unit(BODY))]
    ministry = unit("btp")
    made = services.make(cast["lan"], asked(addressees=named, asker=ministry), day=DAY)
    assert services.issue(cast["lan"], made, day=DAY) == 2
    assert report_of(made).to == ministry
    assert report_of(made, BODY).to == unit(UNIT)
    then = services.draw_up_next(cast["lan"], made, day=DAY)
    assert then.asker == ministry


def test_naming_oneself_asks_for_the_body_that_wants_the_report(
    client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    lan, address = client_of("lan"), "/nhiem-vu/bao-cao/yeu-cau/lap/"
    own = {"addressees": "Sở Tư pháp", "due_on": "28/06/2024", "cut_off": "20/06/2024"}
    said = form_of(lan.get(address).content.decode(), **own)
    for asker, words in (("", "ghi cơ quan yêu cầu"), ("Cục Không Có", "Không nhận ra")):
        answer = lan.post(address, said | {"asker": asker})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    page = lan.post(address, said | {"asker": "Bộ Tư pháp"}, follow=True).content.decode()
    assert "Gửi yêu cầu đến 1 đơn vị" in page
    assert ReportRequest.objects.get().asker == unit("btp")


def test_an_issued_request_keeps_its_text(cast: Cast) -> None:
    made = services.make(cast["ha"], asked(), day=DAY)
    services.change(cast["ha"], made, asked(title="Báo cáo sơ kết"), day=DAY)
    assert made.title == "Báo cáo sơ kết"
    services.issue(cast["ha"], made, day=DAY)
    for act in (
        lambda: services.issue(cast["ha"], made, day=DAY),
        lambda: services.change(cast["ha"], made, asked(), day=DAY),
    ):
        with pytest.raises(Problem, match="PRG-100"):
            act()


def test_of_two_who_act_at_once_one_is_told(cast: Cast) -> None:
    made = services.make(cast["ha"], asked(), day=DAY)
    same = ReportRequest.objects.get(pk=made.pk)
    services.issue(cast["ha"], made, day=DAY)
    with pytest.raises(Problem, match="PRG-100"):
        services.issue(cast["ha"], same, day=DAY)
    assert made.reports.count() == 1


def test_the_last_day_is_moved_with_a_reason_and_the_old_one_stays(cast: Cast) -> None:
    made = issued(cast)
    with pytest.raises(Problem, match="PRG-022"):
        services.move_due_day(cast["ha"], made, due_on=date(2024, 6, 28), words=" ", day=DAY)
    later = date(2024, 6, 20)
    services.move_due_day(
        cast["ha"], made, due_on=date(2024, 6, 29), words="Chờ số liệu cấp xã", day=later
    )
    assert made.due_on == date(2024, 7, 1)
    assert dues(made) == [(DAY, date(2024, 6, 17)), (later, date(2024, 7, 1))]
    with pytest.raises(Problem, match="PRG-106"):
        services.move_due_day(cast["ha"], made, due_on=date(2024, 7, 1), words="Lại", day=later)


def test_a_cancelled_request_stops_its_open_reports(cast: Cast) -> None:
    made = issued(cast)
    with pytest.raises(Problem, match="PRG-022"):
        services.cancel(cast["ha"], made, words="", day=DAY)
    services.cancel(cast["ha"], made, words="Gộp vào báo cáo khác", day=DAY)
    assert (made.state, report_of(made).state) == ("cancelled", "cancelled")
    with pytest.raises(Problem, match="PRG-100"):
        services.cancel(cast["ha"], made, words="Lần nữa", day=DAY)


def test_the_next_period_is_drawn_up_from_the_one_before(cast: Cast) -> None:
    made = issued(cast, outline=ANNEXED)
    then = services.draw_up_next(cast["ha"], made, day=DAY)
    assert (then.period, then.state) == ("2024-9M", "draft")
    assert (then.since, then.cut_off) == (date(2024, 1, 1), date(2024, 9, 10))
    assert (then.asked_due_on, then.due_on) == (date(2024, 9, 15), date(2024, 9, 16))
    assert then.title == "Báo cáo công tác tư pháp 9 tháng năm 2024"
    assert then.outline.count() == 2
    assert then.addressees.get().unit == unit(UNIT)
    with pytest.raises(Problem, match="PRG-107"):
        services.draw_up_next(cast["ha"], made, day=DAY)
    year = services.draw_up_next(cast["ha"], then, day=DAY)
    assert (year.period, year.series_id) == ("2024", made.pk)
    once = issued(cast, period=None)
    with pytest.raises(Problem, match="PRG-108"):
        services.draw_up_next(cast["ha"], once, day=DAY)


def test_the_clock_draws_up_the_next_period_once_the_last_day_has_passed(cast: Cast) -> None:
    made = issued(cast)
    issued(cast, period=None)
    assert services.draw_up_due(made.due_on) == []
    after = date(2024, 6, 18)
    (then,) = services.draw_up_due(after)
    assert (then.period, then.state, then.series_id) == ("2024-9M", "draft", made.pk)
    assert (then.unit, then.made_by) == (made.unit, "ha")
    told = Notice.objects.filter(subject__startswith="Dự thảo yêu cầu báo cáo kỳ tiếp theo")
    assert [it.person.username for it in told] == ["ha"]
    assert services.draw_up_due(after) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "PRG-043"),
        ({"cut_off": date(2024, 7, 1), "due_on": date(2024, 7, 5)}, "PRG-101"),
        ({"due_on": date(2024, 6, 9)}, "PRG-102"),
        ({"outline": []}, "PRG-103"),
        ({"outline": [Outlined("Phụ lục", ANNEX)]}, "PRG-104"),
        ({"addressees": []}, "PRG-105"),
        ({"addressees": [Named("Sở Không Có")]}, "PRG-105"),
    ],
)
def test_what_does_not_fit_is_refused(cast: Cast, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Problem, match=code):
        services.make(cast["ha"], asked(**changes), day=DAY)
    assert not ReportRequest.objects.exists()


def test_a_request_whose_last_day_has_passed_is_not_issued(cast: Cast) -> None:
    made = services.make(cast["ha"], asked(), day=DAY)
    with pytest.raises(Problem, match="PRG-106"):
        services.issue(cast["ha"], made, day=date(2024, 6, 18))


def test_only_the_unit_that_asks_acts_on_its_request(cast: Cast) -> None:
    made = services.make(
        cast["lan"], asked(addressees=[Named("Sở Tài chính", unit(BODY))]), day=DAY
    )
    services.change(
        cast["minh"], made, asked(addressees=[Named("Sở Tài chính", unit(BODY))]), day=DAY
    )
    for name in ("hoa", "ha", "an"):
        for act in (
            lambda actor: services.issue(actor, made, day=DAY),
            lambda actor: services.change(actor, made, asked(), day=DAY),
            lambda actor: services.cancel(actor, made, words="Thôi", day=DAY),
            lambda actor: services.draw_up_next(actor, made, day=DAY),
        ):
            with pytest.raises(Refused):
                act(cast[name])
    with pytest.raises(Refused):
        services.make(cast["an"], asked(), day=DAY)


@pytest.mark.parametrize(
    "falsehood",
    [
        {"state": "gone"},
        {"kind": "once"},
        {"period": ""},
        {"due_on": date(2024, 6, 1)},
        {"cut_off": date(2024, 7, 1)},
        {"state": "issued"},
    ],
)
def test_the_database_takes_nothing_that_must_never_be(
    cast: Cast, falsehood: dict[str, object]
) -> None:
    made = services.make(cast["ha"], asked(), day=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportRequest.objects.filter(pk=made.pk).update(**falsehood)


PLAN = """KẾ HOẠCH
1. Các sở định kỳ quý I, 06 tháng, 09 tháng và cả năm gửi báo cáo về tỉnh (qua Sở Tài chính).
2. Sở Tư pháp qua đường dây nóng tiếp nhận phản ánh."""


def test_a_plan_says_when_and_through_whom_it_wants_reports() -> None:
    found = asking.hints(PLAN, [])
    assert found.periods == ("-Q1", "-H1", "-9M", "")
    assert found.through == "Sở Tài chính"
    assert asking.hints("Định kỳ 6 tháng tổng hợp.", []) == asking.Hints()
    assert asking.coming_period(date(2024, 4, 1), found.periods).code == "2024-H1"
    assert asking.coming_period(date(2024, 12, 31), ("-Q1",)).code == "2025-Q1"


def test_a_request_goes_its_way_on_the_screens(client_of: ClientOf, on_day: OnDay) -> None:
    on_day(DAY)
    ha = client_of("ha")
    page = ha.get("/nhiem-vu/bao-cao/yeu-cau/lap/").content.decode()
    said = form_of(page, addressees="Sở Tư pháp tỉnh Ninh Thuận\nSở Không Có", due_on="15/06/2024")
    answer = ha.post("/nhiem-vu/bao-cao/yeu-cau/lap/", said | {"cut_off": "10/06/2024"})
    assert answer.status_code == 422
    assert "Không nhận ra “Sở Không Có”" in answer.content.decode()
    assert "Sở Tư pháp tỉnh Ninh Thuận\nSở Không Có" in answer.content.decode()
    good = said | {"cut_off": "10/06/2024", "addressees": "Sở Tư pháp tỉnh Ninh Thuận"}
    answer = ha.post("/nhiem-vu/bao-cao/yeu-cau/lap/", good, follow=True)
    check = answer.content.decode()
    assert "Gửi yêu cầu đến 1 đơn vị" in check
    assert "17/06/2024" in check
    made = ReportRequest.objects.get()
    answer = ha.post(f"/nhiem-vu/bao-cao/yeu-cau/{made.pk}/gui/", follow=True)
    assert "Đã gửi yêu cầu đến 1 đơn vị" in answer.content.decode()
    assert "Báo cáo của các đơn vị" in answer.content.decode()
    lan = client_of("lan")
    assert made.title in lan.get("/nhiem-vu/bao-cao/").content.decode()
    assert made.title in lan.get("/").content.decode()
    assert lan.get(f"/nhiem-vu/bao-cao/yeu-cau/{made.pk}/").status_code == 200
    moved = {"doi-han-due_on": "21/06/2024", "doi-han-words": "Chờ số liệu"}
    assert (
        "Đã đổi hạn gửi"
        in ha.post(
            f"/nhiem-vu/bao-cao/yeu-cau/{made.pk}/doi-han/", moved, follow=True
        ).content.decode()
    )
    answer = ha.post(f"/nhiem-vu/bao-cao/yeu-cau/{made.pk}/huy/", {"huy-words": ""})
    assert answer.status_code == 422
    answer = ha.post(f"/nhiem-vu/bao-cao/yeu-cau/{made.pk}/ky-sau/", follow=True)
    assert "9 tháng năm 2024" in answer.content.decode()


def test_a_section_is_added_without_a_script_and_nothing_typed_is_lost(
    client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    ha = client_of("ha")
    address = "/nhiem-vu/bao-cao/yeu-cau/lap/"
    said = form_of(ha.get(address).content.decode(), title="Báo cáo riêng", addressees="Dở dang")
    page = ha.post(address, said | {"them_muc": "1", "muc-0-heading": "A. Mở đầu"}).content.decode()
    assert 'name="muc-5-heading"' in page
    assert "A. Mở đầu" in page
    assert "Báo cáo riêng" in page
    assert "Dở dang" in page


def test_a_request_is_prefilled_from_a_programme_and_from_a_document(
    cast: Cast, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    programme = accepted(cast["lan"])
    lan = client_of("lan")
    page = lan.get(f"/nhiem-vu/bao-cao/yeu-cau/lap/?chuong-trinh={programme.pk}").content.decode()
    assert f"Báo cáo kết quả thực hiện {programme.called}" in page
    document = reading_behind(programme).document
    page = lan.get(f"/nhiem-vu/bao-cao/yeu-cau/lap/?van-ban={document.pk}").content.decode()
    assert document.called in page
    foot = lan.get(f"/nhiem-vu/chuong-trinh/{programme.pk}/").content.decode()
    assert f"?chuong-trinh={programme.pk}" in foot
    assert (
        client_of("hoa").get(f"/nhiem-vu/bao-cao/yeu-cau/lap/?van-ban={document.pk}").status_code
        == 403
    )


def test_a_document_read_but_not_accepted_may_be_answered_too(
    cast: Cast, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    reading = reading_of(cast["lan"])
    address = f"/nhiem-vu/bao-cao/yeu-cau/lap/?van-ban={reading.document.pk}"
    page = client_of("lan").get(address).content.decode()
    said = form_of(page, addressees="Sở Tài chính", due_on="28/06/2024", cut_off="20/06/2024")
    client_of("lan").post(address, said)
    assert ReportRequest.objects.get().reading == reading


def test_a_draft_is_seen_by_its_unit_alone(cast: Cast, client_of: ClientOf, on_day: OnDay) -> None:
    on_day(DAY)
    made = services.make(cast["ha"], asked(), day=DAY)
    address = f"/nhiem-vu/bao-cao/yeu-cau/{made.pk}/"
    assert client_of("ha").get(address).status_code == 200
    assert client_of("lan").get(address).status_code == 403
    services.issue(cast["ha"], made, day=DAY)
    assert client_of("lan").get(address).status_code == 200
    assert client_of("hoa").get(address).status_code == 403


def test_the_lists_ask_as_often_for_one_as_for_many(
    cast: Cast, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    issued(cast)
    pages = {"ha": "/nhiem-vu/bao-cao/?xem=da-yeu-cau", "lan": "/nhiem-vu/bao-cao/"}
    clients = {name: client_of(name) for name in pages}
    before = {name: asked_of(clients[name], pages[name]) for name in pages}
    for _ in range(6):
        issued(cast, period=None)
    assert Report.objects.count() == 7
    assert {name: asked_of(clients[name], pages[name]) for name in pages} == before


def asked_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
