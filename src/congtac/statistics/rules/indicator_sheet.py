"""An indicator unit by unit as an Excel workbook and as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from congtac.kernel.sheets import Cell, safe_cell

HEADS = (
    ("STT", 6),
    ("Đơn vị", 40),
    ("Giá trị", 14),
    ("Đơn vị tính", 14),
    ("Tử số", 14),
    ("Mẫu số", 14),
    ("Cùng kỳ năm trước", 14),
    ("So với cùng kỳ", 46),
    ("Mức phải đạt", 22),
    ("Đánh giá", 16),
)


def workbook(title: str, notes: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook with one sheet: title, notes, a table; no text becomes a formula."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Chỉ tiêu")
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
    for place, note in enumerate(notes, start=1):
        sheet.write_string(place, 0, note)
    top = len(notes) + 2
    for column, (head, width) in enumerate(HEADS):
        sheet.set_column(column, column, width)
        sheet.write_string(top, column, head, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate((number, *row)):
            sheet.write(top + number, column, safe_cell(value))
    sheet.freeze_panes(top + 1, 2)
    book.close()
    return kept.getvalue()


def as_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The same table as CSV with a mark of UTF-8, so that Excel shows its letters."""
    kept = io.StringIO()
    writer = csv.writer(kept)
    writer.writerow([head for head, _width in HEADS])
    for number, row in enumerate(rows, start=1):
        writer.writerow(["" if it is None else safe_cell(it) for it in (number, *row)])
    return kept.getvalue().encode("utf-8-sig")
