"""Figures that come from outside as files or lines: into books, and together into findings.

The command line and the API both come through here, so both find the same.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext as _
from congtac.statistics.rules.book import LONG, Book, book_of, book_of_frame, merged
from congtac.statistics.rules.engine import Surroundings, in_order, late_in
from congtac.statistics.rules.findings import Finding
from congtac.statistics.rules.forms import ONLY_ROW, Form
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.runs import Piece, pieces_of
from congtac.statistics.rules.workbooks.filled import read_filled

SEPARATORS = (",", ";", "\t")
ZIPPED = b"PK"


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


def book_in(data: bytes, forms: Mapping[str, Form], *, is_text: bool = False) -> Book:
    """The cells of a workbook, or of long CSV; a Problem where they can't be used."""
    if not is_text and data.startswith(ZIPPED):
        return book_of(read_filled(data, forms), forms)
    return book_of_frame(long_of(data), forms)


def long_of(data: bytes) -> pl.DataFrame:
    """The lines of a long CSV as texts; heads may stand in any order, and others beside them."""
    first = data[:4096].decode("utf-8-sig", "replace").partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    try:
        long = pl.read_csv(
            io.BytesIO(data),
            separator=separator,
            infer_schema=False,
        )
        long = long.rename({name: _head(name) for name in long.columns})
    except pl.exceptions.PolarsError as error:
        raise Problem(
            "STA-123", _("Không đọc được tệp CSV; hãy lưu lại dạng UTF-8, mỗi dòng đủ các cột.")
        ) from error
    if "row" not in long.columns:
        long = long.with_columns(row=pl.lit(ONLY_ROW))
    absent = [name for name in LONG if name not in long.columns]
    if absent:
        raise Problem(
            "STA-123",
            _("Tệp CSV thiếu cột {absent}; dòng đầu phải là {heads}.").format(
                absent=", ".join(absent), heads=",".join(LONG)
            ),
        )
    return long.select(*LONG, *(name for name in ("reason",) if name in long.columns))


def _head(name: str) -> str:
    return name.strip().strip("\ufeff").casefold()


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
