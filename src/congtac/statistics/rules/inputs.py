"""Figures that come from outside as files or lines: into books, and together into findings.

The command line and the API both come through here, so both find the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from congtac.kernel.problem import Problem
from congtac.statistics.rules.book import Book, book_of, book_of_frame, merged
from congtac.statistics.rules.engine import Surroundings, in_order, late_in
from congtac.statistics.rules.findings import Finding
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.long_files import long_of
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.runs import Piece, pieces_of
from congtac.statistics.rules.workbooks.filled import read_filled

WORKBOOKS = (b"PK", bytes.fromhex("d0cf11e0a1b11ae1"))  # how .xlsx and .xls begin


@dataclass(frozen=True, slots=True)
class Loaded:
    """One file: its figures, or what is wrong with it."""

    source: str
    book: Book | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is checked together: the files, those of other periods, what is late on which day."""

    own: Sequence[Loaded]
    before: Sequence[Loaded] = ()
    as_of: date | None = None


def book_in(data: bytes, forms: Mapping[str, Form]) -> Book:
    """The cells of a workbook, or of long CSV; a Problem where they can't be used."""
    if data.startswith(WORKBOOKS):
        return book_of(read_filled(data, forms), forms)
    return book_of_frame(long_of(data), forms)


def together(loaded: Sequence[Loaded]) -> Book:
    """The figures of all files as one book."""
    return merged([one.book for one in loaded if one.book is not None])


def file_of_each(loaded: Sequence[Loaded]) -> dict[tuple[str, str, str], int]:
    """In which file a unit's form of a period stands."""
    places: dict[tuple[str, str, str], int] = {}
    for number, one in enumerate(loaded):
        if one.book is None:
            continue
        for code, sheet in one.book.sheets.items():
            for unit, period in sheet.select("unit", "period").unique().iter_rows():
                places.setdefault((unit, period, code), number)
    return places


def pieces(asked: Asked, rules: Rulebook) -> list[Piece]:
    """The forms to check, each with all that it is held against."""
    return pieces_of(together(asked.own), together(asked.before), rules)


def all_found(asked: Asked, rules: Rulebook, some: Iterable[list[Finding]]) -> list[Finding]:
    """The findings of all pieces, and what is late, in the order of the files."""
    around = Surroundings(previous=together(asked.before), as_of=asked.as_of)
    late = late_in(together(asked.own), rules, around)
    findings = in_order([*(one for part in some for one in part), *late], rules)
    places, last = file_of_each(asked.own), len(asked.own)
    return sorted(findings, key=lambda one: places.get((one.unit, one.period, one.form), last))
