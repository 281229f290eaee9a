"""A programme from nothing: by hand, or from a workbook that is compared first."""

import io
import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.programmes.models import Programme
from congtac.programmes.rules.entries import COLUMNS, FIELD_CODES, Entry, letter, read_rows
from congtac.programmes.rules.sheet import TO_FILL_IN

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]
DAY = date(2024, 6, 3)
HEADERS = ("TT", "Nội dung công việc (*)", "Đơn vị chủ trì", "Thời gian thực hiện", "Lĩnh vực:")
WORDS = st.text("ắbcĐ 1", min_size=1, max_size=12).map(str.strip).filter(bool)
ENTRIES = st.lists(
    st.builds(
        Entry,
        text=WORDS,
        path=st.sampled_from(["1", "II.2", "III.1.a"]),
        lead=st.lists(WORDS, max_size=2).map(tuple),
        coordinating=st.lists(WORDS, max_size=2).map(tuple),
        due_on=st.dates(date(2020, 1, 1), date(2030, 1, 1)) | st.none(),
        product=WORDS,
        field=st.sampled_from(sorted(FIELD_CODES.values())),
        above=st.sampled_from(["", "2"]),
    ),
    min_size=1,
    max_size=4,
)


@given(ENTRIES, st.integers())
def test_columns_come_in_any_order_under_any_known_header(entries: list[Entry], seed: int) -> None:
    chance = random.Random(seed)
    fields = [it for it in COLUMNS if it != "time"]
    chance.shuffle(fields)
    headers = [chance.choice(COLUMNS[field]).upper() for field in fields]
    rows = [[cell_of(entry, field) for field in fields] for entry in entries]
    read = read_rows([["KẾ HOẠCH"], headers, *rows])
    assert read is not None
    assert [row.entry for row in read] == entries
    assert not any(row.faults for row in read)


def cell_of(entry: Entry, field: str) -> object:
    """What stands in the cell of an entry."""
    names = {code: name for name, code in FIELD_CODES.items()}
    if field == "field":
        return names[entry.field]
    value = getattr(entry, field)
    return "; ".join(value) if isinstance(value, tuple) else value or ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Quý III/2024", ("quarter", date(2024, 7, 1), date(2024, 9, 30))),
        ("Quý III", ("quarter", date(2024, 7, 1), date(2024, 9, 30))),
        ("Năm 2024", ("year", date(2024, 1, 1), date(2024, 12, 31))),
        ("Thường xuyên", ("ongoing", None, None)),
        ("Sau khi Luật được thông qua", ("none", None, None)),
        ("15/11/2024", ("date", None, date(2024, 11, 15))),
        (date(2024, 11, 15), ("date", None, date(2024, 11, 15))),
    ],
)
def test_times_are_understood_in_words_and_as_days(
    words: object, expected: tuple[str, date | None, date | None]
) -> None:
    read = read_rows([["Nội dung", "Thời hạn"], ["Rà soát", words]], 2024)
    assert read is not None
    entry = read[0].entry
    assert (entry.kind, entry.starts_on, entry.due_on) == expected


def test_errors_name_their_cell() -> None:
    headers = ("Thời hạn", "Lĩnh vực", "Nội dung", "Ngày cuối")
    read = read_rows([headers, ("", "Khác", "", "31/31/2024")])
    assert read is not None
    assert read[0].faults == (
        "ô C2: chưa có nội dung nhiệm vụ",
        "ô B2: không có lĩnh vực “Khác”",
        "ô D2: “31/31/2024” không phải là ngày viết như 31/12/2024",
    )
    assert [letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_every_column_of_the_empty_sheet_is_understood() -> None:
    known = {header for headers in COLUMNS.values() for header in headers}
    assert {search_key(name) for name, _, _ in TO_FILL_IN} <= known


def test_the_empty_sheet_is_filled_in_compared_and_taken_once(
    cast: Cast, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    lan = client_of("lan")
    said = {"title": "Công tác quý III", "number": "9/KH-STP"}
    lan.post("/nhiem-vu/chuong-trinh/lap/", said)
    made = Programme.objects.get()
    address = f"/nhiem-vu/chuong-trinh/{made.pk}/nhap-excel/"
    assert "Chưa có nhiệm vụ nào" in lan.get(f"/nhiem-vu/chuong-trinh/{made.pk}/").content.decode()
    assert "mau-excel" in lan.get(address).content.decode()
    empty = lan.get("/nhiem-vu/chuong-trinh/mau-excel/").content
    heads = CalamineWorkbook.from_filelike(io.BytesIO(empty)).get_sheet_by_index(0).to_python()[0]
    filled = {"Nội dung nhiệm vụ": "Lập hồ sơ", "Chủ trì": "Sở Tài chính", "Thời hạn": "Quý III"}
    rows = [filled, {**filled, "Nội dung nhiệm vụ": "Tập huấn", "STT": "5"}]
    shown = upload(lan, address, heads, [[row.get(str(it), "") for it in heads] for row in rows])
    assert 'Sẽ thêm <strong class="tnum">2</strong>' in shown
    assert made.tasks.count() == 0
    token = shown.split('name="da_xem" value="')[1].split('"')[0]
    for _ in range(2):
        lan.post(address, {"da_xem": token})
    first, second = made.tasks.order_by("position")
    assert (first.text, first.due_on, first.kind) == ("Lập hồ sơ", date(2024, 9, 30), "quarter")
    assert (second.text, second.path) == ("Tập huấn", "5")
    assert first.assignments.filter(unit__key="ninh-thuan.stc", role="lead").count() == 1


def upload(
    client: Client, address: str, heads: Sequence[object], rows: Sequence[Sequence[object]]
) -> str:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as written:
        sheet = written.add_worksheet()
        for place, row in enumerate([heads, *rows]):
            sheet.write_row(place, 0, row)
    file = SimpleUploadedFile("nhiem-vu.xlsx", kept.getvalue())
    return client.post(address, {"sheet": file}).content.decode()


def test_a_workbook_with_an_error_is_taken_in_no_part(
    cast: Cast, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    lan = client_of("lan")
    lan.post("/nhiem-vu/chuong-trinh/lap/", {"title": "Công tác quý III"})
    made = Programme.objects.get()
    address = f"/nhiem-vu/chuong-trinh/{made.pk}/nhap-excel/"
    rows = [["1", "Việc tốt", "Sở Tư pháp", "", ""], ["2", "", "", "", "Lạ"]]
    shown = upload(lan, address, HEADERS, rows)
    assert "ô B3: chưa có nội dung nhiệm vụ" in shown
    assert "ô E3: không có lĩnh vực" in shown
    assert "da_xem" not in shown
    assert made.tasks.count() == 0


def test_colleagues_enter_too_and_strangers_nothing(
    cast: Cast, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    client_of("lan").post("/nhiem-vu/chuong-trinh/lap/", {"title": "Công tác quý III"})
    made = Programme.objects.get()
    address = f"/nhiem-vu/chuong-trinh/{made.pk}/nhap-excel/"
    assert "Sẽ thêm" in upload(client_of("minh"), address, HEADERS, [["1", "Việc"]])
    assert client_of("hoa").get(address).status_code == 403
    assert client_of("an").get("/nhiem-vu/chuong-trinh/mau-excel/").status_code == 403
    forged = {"da_xem": "la-mot-chuoi-khac"}
    assert client_of("minh").post(address, forged).status_code == 422
