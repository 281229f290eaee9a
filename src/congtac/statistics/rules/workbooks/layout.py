"""Where everything stands on the Excel sheet of a form: heads, rows, and the hidden codes.

Column A is hidden. It holds a marker with form and version (and, where the sheet was filled with
figures, the unit, the period and the revision that they are of), "#unit" and "#period" beside the
cells where these are filled in, "#columns" on the hidden line of column codes, and the code of
each row; SLOT before a code marks a line that the reporter names.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from congtac.statistics.rules.forms import Column, Form, Row
from congtac.statistics.rules.heads import heads as nested
from congtac.statistics.rules.printers.excel import Area
from congtac.statistics.rules.tree import Cell, Group, Leaf

MARKER = "congtac"
UNIT, PERIOD, COLUMNS, REASON = "#unit", "#period", "#columns", "#reason"
SLOT = "+"
SLOT_LINES = 15  # lines given for the rows that the reporter names
SPARE = 5  # lines left free below the rows that a slot holds already
CODES_AT, LABELS_AT, FIRST = 0, 1, 2  # columns: codes, labels, the first of the form
TITLE_AT, CODE_AT, UNIT_AT, PERIOD_AT, HELP_AT, HEADS_AT = 0, 1, 2, 3, 4, 6  # lines
LONGEST_NAME = 31
DOTTED = (
    '(ISNUMBER(-MID({labels},1,1))*((MID({labels},2,1)=".")*ISNUMBER(-MID({labels},3,1))'
    '+ISNUMBER(-MID({labels},2,1))*(MID({labels},3,1)=".")*ISNUMBER(-MID({labels},4,1))))'
)  # of a column of labels: 1 where one begins with a number such as 3.1


@dataclass(frozen=True, slots=True)
class Line:
    """One line for figures: its row or slot, and its place on the sheet counted from 0."""

    row: Row
    at: int

    @property
    def code(self) -> str:
        """What the hidden column says of it."""
        return f"{SLOT}{self.row.code}" if self.row.is_dynamic else self.row.code


@dataclass(frozen=True, slots=True)
class Head:
    """A head with the block of cells that it covers."""

    text: str
    first_line: int
    first_column: int
    last_line: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The sheet of a form."""

    form: Form
    sheet: str
    filling: Mapping[str, int] = field(default_factory=dict)  # rows that each slot holds already

    @property
    def depth(self) -> int:
        """How many lines the heads take."""
        return max((len(column.path) for column in self.form.columns), default=1)

    @property
    def units_at(self) -> int:
        """The line of the units of measure."""
        return HEADS_AT + self.depth

    @property
    def numbers_at(self) -> int:
        """The line of the column numbers."""
        return self.units_at + 1

    @property
    def codes_at(self) -> int:
        """The hidden line of the column codes."""
        return self.units_at + 2

    @property
    def reasons_at(self) -> int:
        """The column for the reasons of "…"."""
        return FIRST + len(self.form.columns)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines for figures from the top."""
        rows = [row for row in self.form.rows for _ in range(self._lines_for(row))]
        return tuple(Line(row, self.codes_at + 1 + number) for number, row in enumerate(rows))

    def _lines_for(self, row: Row) -> int:
        spare = max(SLOT_LINES, self.filling.get(row.code, 0) + SPARE)
        return spare if row.is_dynamic else 1

    def column_at(self, column: Column) -> int:
        """The place of a column."""
        return FIRST + self.form.columns.index(column)

    def cell(self, column: str, line: int, *, is_fixed: bool = False) -> str:
        """The address of a cell; `is_fixed` for use from another sheet."""
        found = self.form.column(column)
        at = letters(self.column_at(found)) if found else "A"
        sheet = f"{quoted(self.sheet)}!" if is_fixed else ""
        return f"{sheet}${at}${line + 1}" if is_fixed else f"{at}{line + 1}"

    def areas(self, leaf: Leaf, *, line: int | None, column: str | None) -> list[Area]:
        """The cells that a leaf names, seen from a line or a column, for another sheet."""
        code = leaf.column or column or ""
        if isinstance(leaf, Cell):
            at = self._line_of(leaf.row) if leaf.row else line
            return [] if at is None else [Area(self.cell(code, at, is_fixed=True))]
        fixed = [Area(self.cell(code, at, is_fixed=True)) for at in self._fixed(leaf)]
        return [*fixed, *self._blocks(leaf, code)]

    def heads(self) -> Iterator[Head]:
        """The nested heads, as every other drawing of the form has them."""
        for level, line in enumerate(nested(self.form.columns), start=HEADS_AT):
            for it in line:
                left = FIRST + it.first
                yield Head(it.text, level, left, level + it.lines - 1, left + it.columns - 1)

    def _line_of(self, row: str) -> int | None:
        return next((line.at for line in self.lines if line.row.code == row), None)

    def _fixed(self, group: Group) -> list[int]:
        return [line.at for line in self.lines if line.row.code in group.rows]

    def _blocks(self, group: Group, column: str) -> Iterator[Area]:
        """The lines of the slots that a group adds up; of "all further rows" those that belong."""
        for slot in group.slots:
            if group.under is None:
                yield self._block(slot, column)
            else:
                yield self._block(slot, column, "(1-{dotted})")
        if group.under:
            for row in self.form.slots:
                yield self._block(row.code, column, _under(group.under))

    def _block(self, slot: str, column: str, when: str = "") -> Area:
        lines = [line.at for line in self.lines if line.row.code == slot]
        cells, last = (self.cell(column, at, is_fixed=True) for at in (lines[0], lines[-1]))
        at, sheet = letters(LABELS_AT), quoted(self.sheet)
        labels = f"{sheet}!${at}${lines[0] + 1}:${at}${lines[-1] + 1}"
        said = when.replace("{dotted}", DOTTED).replace("{labels}", labels)
        return Area(f"{cells}:{last.rpartition('!')[2]}", labels, said)


def _under(number: str) -> str:
    """Which labels stand right under a number: "3.1", not "3.1.2", under "3"."""
    long = len(number) + 1
    first = f'(LEFT({{labels}},{long})="{number}.")*ISNUMBER(-MID({{labels}},{long + 1},1))'
    deeper = [
        f'(MID({{labels}},{at},1)=".")*ISNUMBER(-MID({{labels}},{at + 1},1))'
        for at in (long + 2, long + 3)
    ]
    return "(" + "*".join((first, *(f"(1-{one})" for one in deeper))) + ")"


def sheet_name(form: Form) -> str:
    """The code of a form as Excel takes it for the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\']", "-", form.code)[:LONGEST_NAME].strip("-' ") or "Bieu"


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, ..., Z, AA."""
    written = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        written = chr(65 + rest) + written
    return written


def quoted(sheet: str) -> str:
    """The name of a sheet inside a formula."""
    return "'" + sheet.replace("'", "''") + "'"
