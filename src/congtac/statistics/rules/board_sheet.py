"""The boards as Excel workbooks, in the language of the office."""

import io
from collections.abc import Iterable, Sequence
from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from congtac.kernel.numbers import print_date
from congtac.kernel.sheets import Cell, safe_cell
from congtac.statistics.rules.boards import PLACES, Stood, Sum

SUMS = ("Phải gửi", "Đã gửi", "Đúng hạn", "Quá hạn", "Đúng hạn (%)")
ERRORS = (
    ("Biểu", 16),
    ("Mức độ", 18),
    ("Quy tắc", 30),
    ("Cột", 12),
    ("Nội dung", 80),
    ("Số đơn vị", 10),
    ("Số biểu", 10),
    ("Còn sai", 10),
)
ERRORS_TITLE = "Lỗi hay gặp của biểu thống kê"
COLOURS = {"green": "#d7f0dc", "yellow": "#fff1c9", "red": "#fbd8d6", "blue": "#dbe8fb"}


def title_of(period: str, day: date) -> str:
    """The title of the workbook of a board."""
    return f"{period}: bảng đầy đủ, đúng hạn, tính đến hết ngày {print_date(day)}"


def said_of(stood: Stood) -> str:
    """A cell of the board in words: "Gửi muộn, 2 ngày"."""
    said = PLACES.written[stood.place]
    return f"{said}, {stood.days} ngày" if stood.days else said


def sums_of(said: Sum) -> tuple[Cell, ...]:
    """The sums of a row or of a column."""
    return said.owed, said.sent, said.in_time, said.overdue, said.percent


def board_workbook(
    title: str,
    forms: Sequence[str],
    rows: Iterable[tuple[str, Sequence[Stood | None], Sum]],
    foot: tuple[Sequence[Sum], Sum],
) -> bytes:
    """A board: a line for each unit, a column for each form, the sums beside and below."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Bảng theo dõi")
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    fills = {key: book.add_format({"bg_color": it, "border": 1}) for key, it in COLOURS.items()}
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
    sheet.write_row(2, 0, ("Đơn vị", *map(safe_cell, forms), *SUMS), bold)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, len(forms), 16)
    at = 3
    for at, (unit, cells, total) in enumerate(rows, start=3):
        sheet.write(at, 0, safe_cell(unit))
        for column, stood in enumerate(cells, start=1):
            if stood is not None:
                sheet.write(at, column, said_of(stood), fills.get(stood.colour))
        sheet.write_row(at, len(forms) + 1, sums_of(total))
    _foot(sheet, at + 1, foot, bold)
    sheet.freeze_panes(3, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    book.close()
    return kept.getvalue()


def _foot(sheet: Worksheet, first: int, foot: tuple[Sequence[Sum], Sum], bold: Format) -> None:
    """The sums below: one line for each kind of sum."""
    columns, whole = foot
    for at, name in enumerate(SUMS):
        values = [sums_of(it)[at] for it in (*columns, whole)]
        sheet.write_row(first + at, 0, (name, *values), bold)


def errors_workbook(title: str, rows: Iterable[Sequence[Cell]]) -> bytes:
    """The league of errors, the most frequent first."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Lỗi hay gặp")
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
    for column, (name, width) in enumerate(ERRORS):
        sheet.set_column(column, column, width, wrap)
        sheet.write_string(2, column, name, bold)
    for at, row in enumerate(rows, start=3):
        sheet.write_row(at, 0, tuple(map(safe_cell, row)))
    sheet.freeze_panes(3, 0)
    book.close()
    return kept.getvalue()
