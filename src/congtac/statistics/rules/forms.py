"""A form of the statistics as data: columns known by their whole path, rows, periods, relations.

The shape of the files is told in docs/rules/statistics-forms.md.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["blocking", "explain", "warning"]
Status = Literal["draft", "confirmed"]
Kind = Literal["number", "text"]

READINGS = frozenset({"recalled", "inferred"})  # what nobody has seen in a regulation
ONLY_ROW = "1"  # the row of a form that has no rows
OFFICIAL = re.compile(r"c(\d+)")
RATES = frozenset({"%", "tuổi"})  # neither adds up over rows nor grows through the year
AMOUNTS = frozenset(
    {"đồng", "nghìn đồng", "triệu đồng", "tỷ đồng", "m2", "ha", "km", "giờ", "%", "tuổi"}
)  # may have decimals; everything else is counted in whole numbers


def column_mark(code: str) -> str:
    """What a form prints under the heads of a column and every sentence calls it: 3 of c3."""
    match = OFFICIAL.fullmatch(code)
    return match[1] if match else code


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its code, the heads from the root down to its own, the unit of measure."""

    code: str
    path: tuple[str, ...]
    unit: str = ""
    kind: Kind = "number"
    estimated: bool = False
    is_stock: bool = False  # a state on a day, not a count through the period: may fall in a year
    least: str = ""  # bounds of its own, as numbers written 1234.5; empty where there are none
    most: str = ""

    @property
    def mark(self) -> str:
        """What the line of numbers says under its heads."""
        return column_mark(self.code)

    @property
    def label(self) -> str:
        """The head right above the cells."""
        return self.path[-1]

    @property
    def title(self) -> str:
        """The whole path on one line."""
        return " > ".join(self.path)

    @property
    def is_number(self) -> bool:
        """Whether its cells are figures, not remarks."""
        return self.kind == "number"

    @property
    def is_rate(self) -> bool:
        """Whether it is a share or a mean: it doesn't add up over rows, units or time."""
        return self.unit.strip().casefold() in RATES

    @property
    def is_amount(self) -> bool:
        """Whether it may have decimals; what is counted may not."""
        return any(word.strip() in AMOUNTS for word in re.split(r"[;(,]", self.unit.casefold()))


@dataclass(frozen=True, slots=True)
class Row:
    """A row: fixed, or a slot that is filled with as many rows as there are."""

    code: str  # its whole printed label, unless the form gives it a code
    label: str
    parent: str | None = None  # the code of the row above it
    level: int = 0
    is_dynamic: bool = False
    is_implied: bool = False  # only a relation speaks of it: it may be left out


@dataclass(frozen=True, slots=True)
class Relation:
    """What has to hold between cells, in the notation of the forms, and how grave a breach is."""

    text: str
    severity: Severity = "blocking"
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """From which form of the units below cells of a form are made: docs/rules/statistics-series.md.

    `columns` are columns of this form, each with those of the other that are added up in it;
    `basis` says how it is known, as for relations.
    """

    form: str
    row: str = ""  # of the other form; empty: its first
    into: str = ONLY_ROW
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    basis: str = ""

    @property
    def is_reading(self) -> bool:
        """Whether the form itself doesn't say so, or nobody has seen where it does."""
        return self.basis in READINGS


@dataclass(frozen=True, slots=True)
class FormPeriod:
    """A reporting period of a form as its regulation words it; dates of a year are other rows."""

    key: str
    name: str
    data_from: str = ""
    data_to: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a form."""

    code: str
    name: str
    regulation: str = ""
    level: str = ""
    reporter: str = ""
    receiver: str = ""
    periods: tuple[FormPeriod, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    relations: tuple[Relation, ...] = ()
    sources: tuple[Source, ...] = ()
    status: Status = "confirmed"
    version: str = "1"
    name_en: str = ""
    notes: tuple[str, ...] = ()
    threshold: int = 20  # per cent of change against the same period that asks for a note
    small: int = 0  # counts up to this on both sides are not compared; 0: all are
    per_head: bool = False  # compare with peers by head of population
    source: str = field(default="", compare=False)  # the file it was read from

    @property
    def is_draft(self) -> bool:
        """Whether nobody has confirmed it yet: no real period uses it."""
        return self.status == "draft"

    @property
    def numbers(self) -> tuple[Column, ...]:
        """The columns that hold figures."""
        return tuple(column for column in self.columns if column.is_number)

    @property
    def fixed_rows(self) -> tuple[Row, ...]:
        """The rows that every reporter fills in."""
        return tuple(row for row in self.rows if not row.is_dynamic)

    @property
    def slots(self) -> tuple[Row, ...]:
        """The rows that stand for as many as there are."""
        return tuple(row for row in self.rows if row.is_dynamic)

    def column(self, code: str) -> Column | None:
        """The column of a code."""
        return next((column for column in self.columns if column.code == code), None)

    def row(self, code: str) -> Row | None:
        """The row of a code."""
        return next((row for row in self.rows if row.code == code), None)
