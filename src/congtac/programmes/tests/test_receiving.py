"""The board of a request as of any day, and urging: the page docs/rules/reports-received.md."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
import python_calamine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.documents.queries import head_of
from congtac.documents.rules.letters import Letter
from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.notices.models import Notice
from congtac.organisations.queries import unit
from congtac.programmes.models import ReportRequest, UrgedReport, Urging
from congtac.programmes.queries import receiving as queries
from congtac.programmes.queries.receiving import Sought
from congtac.programmes.services import receiving as services
from congtac.programmes.services import reports, requests
from congtac.programmes.tests.received import (
    ASKED,
    LATE,
    accepted_from,
    asked_of_four,
    asked_through_one,
    send,
)
from congtac.programmes.tests.reported import DAY, form_of, report_of
from vanban import lint, read, write

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]
BOARD = "/nhiem-vu/bao-cao/yeu-cau/{}/theo-doi/"
URGE = "/nhiem-vu/bao-cao/yeu-cau/{}/don-doc/"


@pytest.fixture
def request_(cast: Cast) -> ReportRequest:
    """One accepted in time, one sent late, one returned, one not sent at all."""
    made = asked_of_four(cast)
    accepted_from(cast, made, "ninh-thuan.stp")
    send(report_of(made, "ninh-thuan.stc"), day=date(2024, 6, 19))
    returned = send(report_of(made, "ninh-thuan.snv"), day=date(2024, 6, 10))
    reports.give_back(cast["ha"], returned, words="Thiếu số liệu", day=date(2024, 6, 12))
    return made


def places(made: ReportRequest, day: date) -> dict[str, tuple[str, int]]:
    found = queries.board(made, day).rows
    return {row.report.unit.key: (row.stood.place, row.stood.late) for row in found}


def letter(**changes: Any) -> Letter:
    fields: dict[str, Any] = {
        "issuer": "Bộ Tư pháp",
        "subject": "đôn đốc gửi báo cáo 6 tháng",
        "text": "Đến nay Bộ Tư pháp chưa nhận được báo cáo.",
        "addressees": ("Sở Tư pháp Hà Nội",),
        "recipients": ("Như trên", "Lưu: VT"),
        "day": LATE,
        "symbol": "/BTP-VP",
        "place": "Hà Nội",
        "signer": "Trần Văn Bình",
        "capacity": "TL. BỘ TRƯỞNG CHÁNH VĂN PHÒNG",
    }
    return Letter(**fields | changes)


def test_the_board_shows_where_each_report_stands(request_: ReportRequest) -> None:
    assert places(request_, LATE) == {
        "ninh-thuan.stp": ("accepted", 0),
        "ninh-thuan.stc": ("waiting", 2),
        "ninh-thuan.snv": ("returned", 0),
        "ha-noi.stp": ("overdue", 3),
    }
    shown = queries.board(request_, LATE)
    assert (shown.asked, shown.sent) == (4, 2)


def test_the_board_of_a_past_day_is_as_it_was_then(cast: Cast, request_: ReportRequest) -> None:
    then = {
        "ninh-thuan.stp": ("accepted", 0),
        "ninh-thuan.stc": ("awaited", 0),
        "ninh-thuan.snv": ("waiting", 0),
        "ha-noi.stp": ("awaited", 0),
    }
    assert places(request_, date(2024, 6, 11)) == then
    moved = date(2024, 7, 1)
    requests.move_due_day(cast["ha"], request_, due_on=moved, words="Theo đề nghị", day=LATE)
    assert places(request_, date(2024, 6, 11)) == then
    assert places(request_, date(2024, 6, 19))["ha-noi.stp"] == ("overdue", 2)
    assert places(request_, LATE)["ha-noi.stp"] == ("awaited", 0)
    assert places(request_, date(2024, 6, 2)) == {}


def test_the_board_is_narrowed_by_place_and_by_words_without_marks(
    request_: ReportRequest,
) -> None:
    def keys(**sought: str) -> list[str]:
        rows = queries.board(request_, LATE, Sought(**sought)).rows
        return [row.report.unit.key for row in rows]

    assert keys(place="overdue") == ["ha-noi.stp"]
    assert keys(words="so tu phap ha noi") == ["ha-noi.stp"]
    assert keys(words="tai chinh", place="overdue") == []
    assert queries.board(request_, LATE, Sought(place="overdue")).asked == 4


def test_the_board_asks_a_constant_number_of_queries(cast: Cast) -> None:
    def queries_for(made: ReportRequest) -> int:
        with CaptureQueriesContext(connection) as asked:
            queries.board(made, LATE)
        return len(asked)

    two = asked_of_four(cast)
    two.reports.filter(unit__key__startswith="ninh-thuan").update(state="cancelled")
    four = asked_of_four(cast)
    for key in ASKED:
        send(report_of(four, key))
    assert queries_for(two) == queries_for(four) < 6


def test_an_urging_is_kept_told_and_counted(cast: Cast, request_: ReportRequest) -> None:
    late = [report_of(request_, "ha-noi.stp").pk, report_of(request_, "ninh-thuan.snv").pk]
    made = services.urge(cast["ha"], request_, late, letter(), day=LATE)
    urged = {it.report.unit.key: it.days_late for it in made.urged.all()}
    assert urged == {"ha-noi.stp": 3, "ninh-thuan.snv": 0}
    row = next(it for it in queries.board(request_, LATE).rows if it.report.pk == late[0])
    assert (row.urged, row.urged_on, row.report.state) == (1, LATE, "drafting")
    assert row.report.lines.order_by("ordinal").values_list("act", flat=True).last() == "urge"
    assert Line.objects.filter(act="programmes.request.urge").count() == 1
    assert Line.objects.filter(act="programmes.report.urge").count() == 2
    before = next(it for it in queries.board(request_, DAY).rows if it.report.pk == late[0])
    assert (before.urged, before.urged_on) == (0, None)


def test_the_unit_is_told_of_being_urged(cast: Cast, request_: ReportRequest) -> None:
    made = asked_of_four(cast)
    number = report_of(made, "ninh-thuan.stp").pk
    services.urge(cast["ha"], made, [number], letter(), day=DAY)
    told = Notice.objects.filter(subject__startswith="Bộ Tư pháp đôn đốc gửi báo cáo")
    assert set(told.values_list("person__username", flat=True)) >= {"lan", "minh"}


def test_a_letter_never_changes_and_reads_back_clean(cast: Cast, request_: ReportRequest) -> None:
    number = report_of(request_, "ha-noi.stp").pk
    made = services.urge(cast["ha"], request_, [number], letter(), day=LATE)
    with pytest.raises(TypeError):
        made.save()
    document = read(write(made.letter))
    assert (document.metadata.type, document.metadata.date) == ("Công văn", LATE)
    assert document.metadata.signer == "Trần Văn Bình"
    assert lint(document) == ()


def test_who_has_sent_is_not_urged(cast: Cast, request_: ReportRequest) -> None:
    sent = report_of(request_, "ninh-thuan.stc").pk
    with pytest.raises(Problem, match="PRG-120"):
        services.urge(cast["ha"], request_, [sent], letter(), day=LATE)
    other = report_of(asked_of_four(cast), "ha-noi.stp").pk
    with pytest.raises(Problem, match="PRG-121"):
        services.urge(cast["ha"], request_, [other], letter(), day=LATE)
    with pytest.raises(Problem, match="PRG-121"):
        services.urge(cast["ha"], request_, [], letter(), day=LATE)
    number = report_of(request_, "ha-noi.stp").pk
    with pytest.raises(Problem, match="PRG-043"):
        services.urge(cast["ha"], request_, [number], letter(text=" "), day=LATE)
    assert not Urging.objects.exists()


@pytest.mark.parametrize("who", ["lan", "minh", "hoa"])
def test_only_who_asked_urges_and_sees_the_board(
    who: str, cast: Cast, request_: ReportRequest, client_of: ClientOf
) -> None:
    number = report_of(request_, "ha-noi.stp").pk
    with pytest.raises(Refused):
        services.urge(cast[who], request_, [number], letter(), day=LATE)
    assert client_of(who).get(BOARD.format(request_.pk)).status_code == 403
    assert client_of(who).get(URGE.format(request_.pk)).status_code == 403


def test_a_body_between_sees_and_urges_what_goes_through_it(
    cast: Cast, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(LATE)
    made = asked_through_one(cast)
    page = client_of("lan").get(BOARD.format(made.pk)).content.decode()
    assert "Sở Nội vụ Ninh Thuận" in page
    assert "Sở Tư pháp Hà Nội" not in page
    form = client_of("lan").get(f"{URGE.format(made.pk)}?tat_ca=1").content.decode()
    assert "Bộ Tư pháp đã yêu cầu gửi" in form
    assert "Sở Tư pháp Ninh Thuận chưa nhận được" in form
    near = report_of(made, "ninh-thuan.snv").pk
    services.urge(cast["lan"], made, [near], letter(), day=LATE)
    far = report_of(made, "ha-noi.stp").pk
    with pytest.raises(Problem, match="PRG-121"):
        services.urge(cast["lan"], made, [far], letter(), day=LATE)
    assert client_of("hoa").get(BOARD.format(made.pk)).status_code == 403


def test_a_letter_urges_a_report_once(cast: Cast, request_: ReportRequest) -> None:
    number = report_of(request_, "ha-noi.stp").pk
    made = services.urge(cast["ha"], request_, [number], letter(), day=LATE)
    again = services.urge(cast["ha"], request_, [number], letter(), day=LATE)
    assert again.pk != made.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        UrgedReport.objects.create(urging=made, report_id=number)


def test_the_screens_lead_from_the_board_to_the_letter_in_word(
    request_: ReportRequest, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(LATE)
    ha = client_of("ha")
    page = ha.get(BOARD.format(request_.pk)).content.decode()
    assert "đã gửi 2 trên 4 báo cáo" in page
    assert "Sở Tư pháp Hà Nội" in page
    number = report_of(request_, "ha-noi.stp").pk
    address = f"{URGE.format(request_.pk)}?bao_cao={number}"
    form = ha.get(address).content.decode()
    assert "quá hạn 3 ngày" in form
    assert "trước ngày 27/06/2024" in form
    signed = {"capacity": "TL. BỘ TRƯỞNG CHÁNH VĂN PHÒNG", "signer": "Trần Văn Bình"}
    fields = form_of(form, text="Đề nghị gửi báo cáo.", **signed)
    done = ha.post(URGE.format(request_.pk), fields, follow=True)
    assert "Tải tệp Word" in done.content.decode()
    made = Urging.objects.get()
    word = ha.get(f"/nhiem-vu/bao-cao/don-doc/{made.pk}/word/")
    document = read(b"".join(word) if word.streaming else word.content)
    assert "Đề nghị gửi báo cáo." in document.source.text
    assert document.metadata.symbol == "/BTP"
    assert document.findings == ()


def test_what_was_typed_is_not_lost(
    request_: ReportRequest, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(LATE)
    number = str(report_of(request_, "ha-noi.stp").pk)
    said = {"bao_cao": number, "subject": "", "text": "Lời đã gõ", "day": "31/02/2024"}
    answer = client_of("ha").post(URGE.format(request_.pk), said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Lời đã gõ" in page
    assert "Ghi trích yếu." in page
    assert not Urging.objects.exists()


def test_the_board_goes_out_as_excel_and_as_tiles(
    request_: ReportRequest, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(LATE)
    ha = client_of("ha")
    book = ha.get(f"{BOARD.format(request_.pk)}xuat-excel/?tinh_trang=overdue").content
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
    cells = rows.to_python(skip_empty_area=False)
    assert cells[2][:4] == ["STT", "Đơn vị", "Gửi qua", "Tình trạng"]
    assert [row[1] for row in cells[3:]] == ["Sở Tư pháp Hà Nội"]
    tiles = ha.get(f"{BOARD.format(request_.pk)}?kieu=o").content.decode()
    assert tiles.count('class="tile tile-') == 4


def test_a_day_to_come_is_refused_in_words(
    request_: ReportRequest, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(LATE)
    answer = client_of("ha").get(f"{BOARD.format(request_.pk)}?ngay=31/12/2024")
    assert answer.status_code == 422
    assert "Chưa có số liệu của ngày sau hôm nay." in answer.content.decode()


def test_the_head_of_a_letter_names_the_body_above(cast: Cast) -> None:
    head = head_of(unit("ninh-thuan.stp"), DAY, kind="BC")
    assert (head.parent_issuer, head.issuer) == ("Ủy ban nhân dân tỉnh Ninh Thuận", "Sở Tư pháp")
    assert (head.place, head.symbol) == ("Ninh Thuận", "/BC-STP")
    ministry = head_of(unit("btp"), DAY)
    assert (ministry.parent_issuer, ministry.issuer) == ("", "Bộ Tư pháp")
    assert (ministry.place, ministry.symbol) == ("Hà Nội", "/BTP")
    committee = head_of(unit("ninh-thuan.ubnd"), DAY)
    assert (committee.parent_issuer, committee.issuer) == ("", "Ủy ban nhân dân tỉnh Ninh Thuận")
    far = head_of(unit("an-giang.stp"), DAY)
    assert (far.parent_issuer, far.issuer) == ("Ủy ban nhân dân tỉnh An Giang", "Sở Tư pháp")
