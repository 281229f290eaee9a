"""The causes of notes as an Excel workbook: a line for each cause of a form of a unit."""

import io
from collections import Counter
from collections.abc import Iterable

import xlsxwriter

from congtac.kernel.sheets import safe_cell

COLUMNS = (
    ("Kỳ", 34),
    ("Biểu", 22),
    ("Đơn vị", 44),
    ("Nguyên nhân", 44),
    ("Số thuyết minh", 16),
)
Named = tuple[str, str, str, str]  # period, form, unit, cause


def workbook(notes: Iterable[Named]) -> bytes:
    """A workbook with one sheet; no text of a user becomes a formula."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Nguyên nhân thuyết minh")
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    for column, (title, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    for number, (named, count) in enumerate(Counter(notes).items(), start=1):
        for column, words in enumerate(named):
            sheet.write(number, column, safe_cell(words))
        sheet.write_number(number, len(named), count)
    sheet.freeze_panes(1, 0)
    book.close()
    return kept.getvalue()
