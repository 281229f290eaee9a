"""Sums and series as Excel workbooks: figures are numbers, no text of a user is a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter

from congtac.kernel.sheets import Cell, safe_cell

NAME = 31  # letters of the name of a sheet
FORBIDDEN = str.maketrans("[]:*?/\\", "       ")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, lines above the table, heads, rows."""

    name: str
    above: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def figure(kept: str) -> Cell:
    """A cell of a form as Excel holds it: a number where it is one."""
    try:
        return Decimal(kept) if kept else None
    except ArithmeticError:
        return kept


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """A workbook of these sheets."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for it in sheets:
        sheet = book.add_worksheet(it.name.translate(FORBIDDEN)[:NAME])
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, max(1, len(it.heads) - 1), 16)
        for number, words in enumerate(it.above):
            sheet.write_string(number, 0, words)
        top = len(it.above) + bool(it.above)
        for column, words in enumerate(it.heads):
            sheet.write_string(top, column, words, bold)
        for number, row in enumerate(it.rows, start=top + 1):
            for column, value in enumerate(row):
                sheet.write(number, column, safe_cell(value))
        sheet.freeze_panes(top + 1, 1)
    book.close()
    return kept.getvalue()


def comma_separated(sheet: Sheet) -> bytes:
    """The table of a sheet as CSV, which Excel opens with its letters whole."""
    kept = io.StringIO()
    lines = csv.writer(kept)
    lines.writerow(sheet.heads)
    for row in sheet.rows:
        lines.writerow("" if it is None else safe_cell(it) for it in row)
    return kept.getvalue().encode("utf-8-sig")
