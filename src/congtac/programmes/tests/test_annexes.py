"""The annex table of a report goes out as Excel and comes in again the same."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from congtac.kernel.actor import Actor
from congtac.programmes.models import ReportSection
from congtac.programmes.rules import workbook
from congtac.programmes.rules.annexes import rows_of, sheet_columns, words_of
from congtac.programmes.rules.requests import ANNEX, RESULTS, Outlined
from congtac.programmes.rules.sheet import workbook as sheet_of
from congtac.programmes.tests.reported import DAY, issued, report_of

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]
COLUMNS = ("Đơn vị", "Số việc")
OUTLINE = (Outlined("I. Kết quả", RESULTS), Outlined("Phụ lục", ANNEX, columns=COLUMNS))
LETTERS = st.text(
    st.characters(categories=("L", "N", "P", "Sm"), max_codepoint=0x1EFF), max_size=20
)


def book(rows: list[list[str]]) -> bytes:
    return sheet_of("Phụ lục", rows, columns=sheet_columns(COLUMNS), name="Phu luc")


@settings(max_examples=40)
@given(st.lists(st.lists(LETTERS, min_size=2, max_size=2).filter(any), max_size=6))
def test_what_goes_out_comes_in_the_same(rows: list[list[str]]) -> None:
    plain = [row for row in rows if not any(cell.startswith("'") for cell in row)]
    assert rows_of(workbook.cells(book(plain)), COLUMNS) == plain


def test_columns_are_found_in_another_order_and_the_sheet_may_lack_one() -> None:
    cells: list[list[object]] = [
        ["Bảng số 1"],
        ["SỐ VIỆC", "đơn vị", "Ghi chú"],
        [12.0, "Huyện Ninh Sơn", "x"],
        [],
    ]
    assert rows_of(cells, COLUMNS) == [["Huyện Ninh Sơn", "12"]]
    assert rows_of([["Đơn vị"]], COLUMNS) is None


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (1234.5, "1.234,5"),
        (12.0, "12"),
        (datetime(2024, 12, 31, 0, 0), "31/12/2024"),  # noqa: DTZ001 - as a workbook gives it
        (date(2024, 1, 2), "02/01/2024"),
        ("'=1+1", "=1+1"),
        (" Huyện ", "Huyện"),
    ],
)
def test_a_cell_is_written_as_an_office_writes_it(cell: object, words: str) -> None:
    assert words_of(cell) == words


@pytest.fixture
def table(cast: Cast) -> ReportSection:
    return report_of(issued(cast, outline=OUTLINE)).sections.get(kind=ANNEX)


def put(client: Client, table: ReportSection, data: bytes) -> str:
    file = SimpleUploadedFile("phu-luc.xlsx", data)
    address = f"/nhiem-vu/bao-cao/muc/{table.pk}/nhap-excel/"
    return client.post(address, {"sheet": file}, follow=True).content.decode()


def test_a_table_is_taken_out_and_brought_back(
    table: ReportSection, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    lan, address = client_of("lan"), f"/nhiem-vu/bao-cao/muc/{table.pk}/"
    page = put(lan, table, book([["Huyện Ninh Sơn", "12"], ["Huyện Ninh Hải", "9"]]))
    assert "Bảng bây giờ có 2 dòng" in page
    out = lan.get(f"{address}excel/").content
    assert rows_of(workbook.cells(out), COLUMNS) == [
        ["Huyện Ninh Sơn", "12"],
        ["Huyện Ninh Hải", "9"],
    ]
    assert "Tệp không có đủ các cột" in put(lan, table, sheet_of("Khác", [], columns=[("A", 9)]))
    assert "Tệp không đọc được" in put(lan, table, b"khong phai bang tinh")
    table.refresh_from_db()
    assert len(table.rows) == 2


def test_strangers_neither_take_it_out_nor_bring_it_in(
    table: ReportSection, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    hoa, address = client_of("hoa"), f"/nhiem-vu/bao-cao/muc/{table.pk}/"
    assert hoa.get(f"{address}excel/").status_code == 403
    file = SimpleUploadedFile("phu-luc.xlsx", book([["Chen vào", "1"]]))
    assert hoa.post(f"{address}nhap-excel/", {"sheet": file}).status_code == 403
    words = table.report.sections.get(kind=RESULTS)
    assert client_of("lan").get(f"/nhiem-vu/bao-cao/muc/{words.pk}/excel/").status_code == 404
