"""A unit's own programme under a higher one: the page docs/rules/cascade.md."""

import io
from collections.abc import Callable, Mapping
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.programmes.models import Programme, Task
from congtac.programmes.rules.entries import Entry, read_rows
from congtac.programmes.rules.rollup import rolled_up
from congtac.programmes.rules.standing import STATES
from congtac.programmes.services import cascade
from congtac.programmes.services.cascade import Heading
from congtac.programmes.services.tasks import report_progress
from congtac.programmes.tests.made import accepted, task_of

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]
DAY = date(2024, 6, 3)
HEADERS = ("Vị trí", "Nội dung nhiệm vụ", "Chủ trì", "Ngày cuối", "Nhiệm vụ cấp trên")


@pytest.fixture
def above(cast: Cast) -> Programme:
    return accepted(cast["lan"])


@pytest.fixture
def own(cast: Cast, above: Programme) -> Programme:
    heading = Heading("Rà soát văn bản tại Sở Tài chính", "7/KH-STC")
    return cascade.make_programme(cast["hoa"], heading, above=above, day=DAY)


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ([], None),
        ([("in_progress", 50)], 50),
        ([("done", 100), ("assigned", 0)], 50),
        ([("done", 100), ("done", 100), ("in_progress", 99)], 99),
        ([("done", 100), ("cancelled", 40)], 100),
        ([("cancelled", 40)], None),
    ],
)
def test_progress_rolls_up_as_the_table_says(
    below: list[tuple[str, int]], expected: int | None
) -> None:
    assert rolled_up(below) == expected


@UNHURRIED
@given(st.lists(st.tuples(st.sampled_from(STATES), st.integers(0, 100)), min_size=1, max_size=6))
def test_what_rolls_up_lies_between_the_least_and_the_most(below: list[tuple[str, int]]) -> None:
    counted = [progress for state, progress in below if state != "cancelled"]
    answer = rolled_up(below)
    assert (answer is None) == (not counted)
    assert answer is None or min(counted) <= answer <= max(counted)
    assert answer != 100 or set(counted) == {100}


def test_tasks_are_taken_over_with_a_link_and_only_once(
    cast: Cast, above: Programme, own: Programme
) -> None:
    first = task_of(above, "1")
    assert cascade.take_over(cast["hoa"], own, [first], day=DAY) == 1
    assert cascade.take_over(cast["hoa"], own, [first], day=DAY) == 0
    copy = own.tasks.get()
    assert (copy.above, copy.text, copy.due_on) == (first, first.text, first.due_on)
    assert copy.assignments.filter(unit__key="ninh-thuan.stc").count() == 1
    assert copy.steps.get().act == "assign"


def test_one_programme_under_each_for_a_unit(cast: Cast, above: Programme, own: Programme) -> None:
    with pytest.raises(Problem, match="PRG-050"):
        cascade.make_programme(cast["hoa"], Heading("Lần nữa"), above=above, day=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Programme.objects.create(above=above, unit=own.unit, title="x", accepted_at=own.accepted_at)


def test_a_task_of_another_programme_is_not_taken_over(cast: Cast, own: Programme) -> None:
    other = task_of(accepted(cast["lan"]), "1")
    with pytest.raises(Problem, match="PRG-053"):
        cascade.take_over(cast["hoa"], own, [other], day=DAY)
    assert own.tasks.count() == 0


def test_a_task_is_added_by_hand_under_one_above(
    cast: Cast, above: Programme, own: Programme
) -> None:
    entry = Entry("Rà soát quyết định về giá đất", above="1", due_on=date(2024, 6, 20))
    made = cascade.add_task(cast["hoa"], own, entry, day=DAY)
    assert (made.above, made.kind, made.path) == (task_of(above, "1"), "date", "1")
    with pytest.raises(Problem, match="PRG-055"):
        cascade.add_task(cast["hoa"], own, Entry("Việc", above="9"), day=DAY)
    with pytest.raises(Problem, match="PRG-043"):
        cascade.add_task(cast["hoa"], own, Entry(" "), day=DAY)
    ongoing = Entry("Trực ban", time_text="Thường xuyên", lead=("Đề nghị Hội Luật gia tỉnh",))
    kept = cascade.add_task(cast["hoa"], own, ongoing, day=DAY)
    assert (kept.kind, kept.assignments.get().is_request) == ("ongoing", True)


def test_strangers_make_and_add_nothing(cast: Cast, above: Programme, own: Programme) -> None:
    for stranger in ("lan", "minh", "ha", "an"):
        with pytest.raises(Refused):
            cascade.add_task(cast[stranger], own, Entry("Việc"), day=DAY)
        with pytest.raises(Refused):
            cascade.make_programme(cast[stranger], Heading("Tên"), above=above, day=DAY)
    with pytest.raises(Refused, match="giữ đúng"):
        cascade.add_task(cast["lan"], above, Entry("Việc"), day=DAY)


def test_a_task_is_never_under_itself(above: Programme) -> None:
    task = task_of(above, "1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(above=task)


def book(*rows: tuple[object, ...], headers: tuple[str, ...] = HEADERS) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as written:
        sheet = written.add_worksheet()
        sheet.write_row(1, 0, headers)
        for place, row in enumerate(rows, start=2):
            sheet.write_row(place, 0, row)
    return kept.getvalue()


def upload(client: Client, own: Programme, data: bytes) -> str:
    file = SimpleUploadedFile("nhiem-vu.xlsx", data)
    answered = client.post(f"/nhiem-vu/chuong-trinh/{own.pk}/nhap-excel/", {"sheet": file})
    return answered.content.decode()


def test_a_workbook_is_shown_before_anything_is_added(
    own: Programme, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    hoa = client_of("hoa")
    data = book(
        ("1", "Rà soát giá đất", "Sở Tài chính", "20/6/2024", "1"),
        ("2", "Tập huấn", "Sở Tài chính", "", ""),
        ("3", "tập huấn", "", "", ""),
    )
    shown = upload(hoa, own, data)
    assert 'Sẽ thêm <strong class="tnum">2</strong>' in shown
    assert "Đã có, bỏ qua" in shown
    assert own.tasks.count() == 0
    token = shown.split('name="da_xem" value="')[1].split('"')[0]
    address = f"/nhiem-vu/chuong-trinh/{own.pk}/nhap-excel/"
    hoa.post(address, {"da_xem": token})
    hoa.post(address, {"da_xem": token})
    assert list(own.tasks.values_list("text", flat=True)) == ["Rà soát giá đất", "Tập huấn"]
    first = own.tasks.get(path="1")
    assert first.due_on == date(2024, 6, 20)
    assert first.above is not None
    assert hoa.post(address, {"da_xem": token + "x"}).status_code == 422


def test_faults_are_named_by_row_and_nothing_is_added(
    cast: Cast, own: Programme, client_of: ClientOf
) -> None:
    data = book(("1", "", "Sở Tài chính", "", ""), ("2", "Việc", "", "31/31/2024", ""))
    shown = upload(client_of("hoa"), own, data)
    assert "chưa có nội dung nhiệm vụ" in shown
    assert "không phải là ngày" in shown
    assert "da_xem" not in shown
    read = read_rows([HEADERS, ("1", "", "", "", "")])
    assert read is not None
    with pytest.raises(Problem, match="PRG-051"):
        cascade.import_rows(cast["hoa"], own, read, day=DAY)


def test_a_sheet_without_the_column_is_refused_in_words(
    own: Programme, client_of: ClientOf
) -> None:
    shown = upload(client_of("hoa"), own, book(("1",), headers=("Vị trí",)))
    assert "Không thấy cột “Nội dung nhiệm vụ”" in shown


def test_the_sheet_that_goes_out_comes_in_again(
    above: Programme, own: Programme, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    data = client_of("lan").get("/nhiem-vu/xuat-excel/").content
    shown = upload(client_of("hoa"), own, data)
    assert 'Sẽ thêm <strong class="tnum">2</strong>' in shown
    assert "Lỗi:" not in shown


def test_a_unit_makes_its_programme_on_the_screen_and_progress_shows_above(
    cast: Cast, above: Programme, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    hoa, lan = client_of("hoa"), client_of("lan")
    first = task_of(above, "1")
    shown = hoa.get(f"/nhiem-vu/chuong-trinh/{above.pk}/").content.decode()
    assert "Lập chương trình của đơn vị" in shown
    said = {"title": "Rà soát tại Sở", "nhiem_vu": [str(first.pk)]}
    hoa.post(f"/nhiem-vu/chuong-trinh/{above.pk}/lap/", said)
    own = Programme.objects.get(above=above)
    hoa.post(f"/nhiem-vu/chuong-trinh/{own.pk}/them/", {"text": "Việc riêng", "above": "1"})
    report_progress(cast["hoa"], own.tasks.get(text="Việc riêng"), percent=61, note="", day=DAY)
    page = lan.get(f"/nhiem-vu/{first.pk}/").content.decode()
    assert 'Tiến độ tổng hợp từ dưới lên: <strong class="tnum">30%</strong>' in page
    assert "Sở Tài chính" in page
    assert "Việc riêng" in hoa.get(f"/nhiem-vu/chuong-trinh/{own.pk}/").content.decode()
    assert lan.get(f"/nhiem-vu/chuong-trinh/{own.pk}/").status_code == 403


def test_a_programme_is_entered_by_hand_without_a_document(
    cast: Cast, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    lan = client_of("lan")
    lan.post("/nhiem-vu/chuong-trinh/lap/", {"title": "Công tác quý III", "number": "9/KH-STP"})
    made = Programme.objects.get()
    lan.post(f"/nhiem-vu/chuong-trinh/{made.pk}/them/", {"text": "Lập hồ sơ"})
    task = made.tasks.get()
    assert "Lập hồ sơ" in lan.get(f"/nhiem-vu/{task.pk}/").content.decode()
    assert "Lập hồ sơ" in lan.get(f"/nhiem-vu/chuong-trinh/{made.pk}/").content.decode()


def test_the_page_of_a_task_asks_as_often_for_one_below_as_for_many(
    cast: Cast, above: Programme, own: Programme, client_of: ClientOf
) -> None:
    lan, address = client_of("lan"), f"/nhiem-vu/{task_of(above, '1').pk}/"
    cascade.add_task(cast["hoa"], own, Entry("Việc 0", above="1"), day=DAY)
    lan.get(address)
    with CaptureQueriesContext(connection) as for_one:
        lan.get(address)
    for number in range(1, 5):
        cascade.add_task(cast["hoa"], own, Entry(f"Việc {number}", above="1"), day=DAY)
    with CaptureQueriesContext(connection) as for_many:
        lan.get(address)
    assert len(for_many) == len(for_one)
