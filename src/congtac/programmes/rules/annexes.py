"""The rows of an annex table in a workbook: out, and in again under the same columns."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from congtac.kernel.keys import search_key
from congtac.kernel.numbers import print_date, print_number
from congtac.kernel.sheets import RISKY

HEADERS_WITHIN = 20  # rows
WIDTH = 24  # of a column, in letters


def sheet_columns(columns: Sequence[str]) -> list[tuple[str, int]]:
    """The columns of the sheet: a number for each row, then those of the table."""
    return [("STT", 6), *((name, WIDTH) for name in columns)]


def rows_of(cells: Sequence[Sequence[object]], columns: Sequence[str]) -> list[list[str]] | None:
    """The rows under the columns of a table, wherever they stand; nothing if one is missing."""
    wanted = [search_key(name) for name in columns]
    for place, row in enumerate(cells[:HEADERS_WITHIN]):
        there = {search_key(str(cell)): at for at, cell in enumerate(row) if str(cell).strip()}
        if all(name in there for name in wanted):
            found = ([_at(line, there[name]) for name in wanted] for line in cells[place + 1 :])
            return [line for line in found if any(line)]
    return None


def _at(line: Sequence[object], at: int) -> str:
    return words_of(line[at]) if at < len(line) else ""


def words_of(cell: object) -> str:
    """A cell as an office writes it: 1.234,5 and 31/12/2024; without the quote of a safe text."""
    if isinstance(cell, datetime):
        return print_date(cell.date())
    if isinstance(cell, date):
        return print_date(cell)
    if isinstance(cell, float):
        return print_number(int(cell) if cell.is_integer() else Decimal(str(cell)))
    text = str(cell).strip()
    is_quoted = text.startswith("'") and text[1:].lstrip(" \u00a0").startswith(RISKY)
    return text[1:] if is_quoted else text
