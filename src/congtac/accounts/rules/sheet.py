"""The list of people as an Excel workbook."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from congtac.kernel.sheets import Cell, safe_cell

COLUMNS = (
    ("STT", 6),
    ("Họ và tên", 28),
    ("Tên đăng nhập", 18),
    ("Chức vụ", 30),
    ("Đơn vị", 44),
    ("Từ ngày", 12),
    ("Đến hết ngày", 14),
    ("Được đăng nhập", 15),
)
HEADER_ROW = 2


def workbook(title: str, rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook with one line a post; no text of a user becomes a formula."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Người dùng")
    bold = book.add_format({"bold": True, "bottom": 1})
    cell = book.add_format({"text_wrap": True, "valign": "top", "num_format": "dd/mm/yyyy"})
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
    for column, (name, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADER_ROW, column, name, bold)
    number = book.add_format({"valign": "top"})
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate((place, *row)):
            look = number if isinstance(value, int) else cell
            sheet.write(HEADER_ROW + place, column, safe_cell(value), look)
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return kept.getvalue()
