"""Figures as they are kept, many at a time, straight into the frames that the checks judge.

The frames are those of `book.book_of`; what is kept is canonical, so nothing is spelled anew.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import orjson
import polars as pl

from congtac.statistics.rules.book import KEYS, Book, Oddity
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grids import UNCOLLECTED
from congtac.statistics.rules.rows import known_row, number_of, slot_of

Kept = tuple[str, str, str]  # unit, period, the canonical text of the grid
Cells = Mapping[str, Mapping[str, str]]  # by row, then by column
Place = tuple[str, str | None, str]  # row, slot, above
Placed = tuple[list[str], list[Place]]  # the rows of a sheet as they are named, and as they stand
NOTHING: Mapping[str, str] = {}


@dataclass(slots=True)
class _Lines:
    """The lines of a frame while they are gathered: their keys, and the texts of each column."""

    units: list[str] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    texts: dict[str, list[str | None]] = field(default_factory=dict)

    def frame(self) -> pl.DataFrame:
        """The keys of the lines."""
        rows, slots, above = zip(*self.places, strict=True) if self.places else ((), (), ())
        keys = dict(zip(KEYS, (self.units, self.periods, rows, slots, above), strict=True))
        return pl.DataFrame(keys, schema=dict.fromkeys(KEYS, pl.String))


def book_of_kept(kept: Mapping[Form, Iterable[Kept]]) -> Book:
    """A book of what units keep, form by form; rows that a unit must fill in are all there."""
    sheets: dict[str, pl.DataFrame] = {}
    oddities: list[Oddity] = []
    for form, some in kept.items():
        frame, odd = sheet_of(form, some)
        if frame.height:
            sheets[form.code] = frame
            oddities += odd
    return Book(sheets, tuple(oddities))


def sheet_of(form: Form, kept: Iterable[Kept]) -> tuple[pl.DataFrame, list[Oddity]]:
    """The frame of a form, and its cells that hold no number."""
    lines = _gathered(form, kept)
    frame = lines.frame()
    codes = list(lines.texts)
    written = pl.DataFrame(lines.texts, schema=dict.fromkeys(codes, pl.String))
    numbers = written.select(_number(code) for code in codes)
    odd = [it for it in codes if numbers[it].null_count() > written[it].null_count()]
    return frame.hstack(numbers), list(_oddities(form, frame, written.select(odd)))


def _number(code: str) -> pl.Expr:
    cell = pl.col(code)
    return pl.when(cell == "-").then(0.0).otherwise(cell.cast(pl.Float64, strict=False)).alias(code)


def _gathered(form: Form, kept: Iterable[Kept]) -> _Lines:
    rows, lines = _Rows(form), _Lines(texts={column.code: [] for column in form.numbers})
    for unit, period, text in kept:
        read = orjson.loads(text)
        cells: Cells = read["cells"]
        names, places = rows.of(cells, read["rows"])
        lines.units += [unit] * len(names)
        lines.periods += [period] * len(names)
        lines.places += places
        written = [cells.get(name, NOTHING) for name in names]
        for code, texts in lines.texts.items():
            texts += [line.get(code) for line in written]
    return lines


class _Rows:
    """The rows of a form and where they stand; each name is looked up once."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.known: dict[str, Place | None] = {}
        self.asked = {it.code: None for it in form.fixed_rows if not it.is_implied}
        self.usual = self.placed(self.asked)

    def of(self, cells: Cells, filled: Sequence[Sequence[str]]) -> Placed:
        """The rows of one unit's form: all that it must fill in, and what else it wrote."""
        if not filled and cells.keys() <= self.asked.keys():
            return self.usual
        return self.placed([*self.asked, *(name for _slot, name in filled), *cells])

    def placed(self, names: Iterable[str]) -> Placed:
        found = {name: self.place(name) for name in dict.fromkeys(names)}
        known = {name: place for name, place in found.items() if place is not None}
        return list(known), list(known.values())

    def place(self, name: str) -> Place | None:
        if name not in self.known:
            row = known_row(self.form, name)
            slot = slot_of(self.form, row.code) if row else None
            above = number_of(row.code).rpartition(".")[0] if row else ""
            self.known[name] = (row.code, slot.code if slot else None, above) if row else None
        return self.known[name]


def _oddities(form: Form, frame: pl.DataFrame, written: pl.DataFrame) -> Iterator[Oddity]:
    """The cells that were not collected, with the reasons that stand behind the sign."""
    for code in written.columns:
        for at in written[code].str.starts_with(UNCOLLECTED).arg_true():
            unit, period, row = frame.row(at)[:3]
            reason = str(written[code][at]).removeprefix(UNCOLLECTED).strip()
            yield Oddity(unit, period, form.code, row, code, UNCOLLECTED, reason)
