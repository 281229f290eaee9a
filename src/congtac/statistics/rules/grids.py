"""The figures of a form as they are kept: by row and column, each as one canonical text.

A cell is a number written 1234.5, "-" (không phát sinh), "…" with the reason behind it, or the
words of a remark; a cell that nobody filled in isn't there. A "-" is never a 0.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from congtac.kernel.numbers import print_number
from congtac.kernel.problem import Problem
from congtac.statistics.rules.cells import Cell, State, parse_cell, parse_plain
from congtac.statistics.rules.forms import Column, Form, Row

UNCOLLECTED, DOTS = "…", "..."
LONGEST = 500  # letters of a remark or of a reason
Place = tuple[str, str]  # row, column


@dataclass(frozen=True, slots=True)
class Grid:
    """What a form holds: the rows that fill slots as (slot, name), and the cells filled in."""

    rows: tuple[tuple[str, str], ...] = ()
    cells: Mapping[Place, str] = field(default_factory=dict)

    def text(self) -> str:
        """The canonical text, the same for the same figures: what is stored and digested."""
        by_row: dict[str, dict[str, str]] = {}
        for (row, column), value in sorted(self.cells.items()):
            by_row.setdefault(row, {})[column] = value
        kept = {"rows": self.rows, "cells": by_row}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

    def digest(self, definition: str) -> str:
        """The digest of the figures under a definition of the form."""
        return hashlib.sha256(f"{definition}\n{self.text()}".encode()).hexdigest()

    @classmethod
    def read(cls, text: str) -> "Grid":
        """Read the canonical text."""
        kept = json.loads(text)
        rows = tuple((slot, name) for slot, name in kept["rows"])
        filled = kept["cells"].items()
        cells = {(row, column): it for row, line in filled for column, it in line.items()}
        return cls(rows, cells)


def kept_cell(column: Column, typed: str) -> str:
    """What is kept of a typed cell; "" for nothing. A Problem says what can't be a figure."""
    words = " ".join(typed.split())
    if not column.is_number:
        return words[:LONGEST]
    for dots in (UNCOLLECTED, DOTS):
        if words.startswith(dots):
            return (UNCOLLECTED + " " + words[len(dots) :].strip()).strip()[:LONGEST]
    return as_kept(parse_cell(typed))


def as_kept(cell: Cell) -> str:
    """The canonical text of a cell."""
    match cell.state:
        case State.NUMBER:
            return f"{(cell.number or Decimal(0)).normalize():f}"
        case State.NONE_AROSE:
            return "-"
        case State.NOT_COLLECTED:
            return f"{UNCOLLECTED} {cell.reason}".strip()
        case State.MISSING:
            return ""


def cell_of(kept: str) -> Cell:
    """The cell of a canonical text."""
    if kept.startswith(UNCOLLECTED):
        return Cell(State.NOT_COLLECTED, reason=kept[len(UNCOLLECTED) :].strip())
    return parse_plain(kept)


def shown_cell(column: Column, kept: str) -> str:
    """A cell as the form shows it: 1.234,5, "-", "… lý do", or nothing."""
    if not column.is_number or not kept or kept == "-" or kept.startswith(UNCOLLECTED):
        return kept
    return print_number(Decimal(kept))


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the form as it is filled in: a fixed one, one that fills a slot, or a blank."""

    name: str
    row: Row
    is_filling: bool = False


def lines(form: Form, grid: Grid) -> tuple[Line, ...]:
    """The rows of a form with those that fill its slots, in order."""
    return tuple(_lines(form, grid))


def _lines(form: Form, grid: Grid) -> Iterator[Line]:
    for row in form.rows:
        if row.is_dynamic:
            yield from (Line(name, row, True) for slot, name in grid.rows if slot == row.code)
        else:
            yield Line(row.code, row)


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that differs between two states of a form; "" where nothing stands."""

    row: str
    column: str
    before: str
    after: str


def changes(before: Grid, after: Grid) -> tuple[Change, ...]:
    """The cells that differ, by row and column."""
    old, new = before.cells.get, after.cells.get
    differing = [it for it in {**before.cells, **after.cells} if old(it, "") != new(it, "")]
    return tuple(Change(*it, old(it, ""), new(it, "")) for it in sorted(differing))


def form_order(form: Form, grid: Grid) -> Callable[[Place], tuple[int, str, int]]:
    """The order in which the form prints its rows and columns; rows that went come last."""
    rows = {line.name: at for at, line in enumerate(lines(form, grid))}
    columns = {column.code: at for at, column in enumerate(form.columns)}

    def order(place: Place) -> tuple[int, str, int]:
        row, column = place
        return rows.get(row, len(rows)), row, columns.get(column, -1)

    return order


def in_form_order(form: Form, after: Grid, found: Iterable[Change]) -> tuple[Change, ...]:
    """Changes as the form prints their rows and columns."""
    order = form_order(form, after)
    return tuple(sorted(found, key=lambda it: order((it.row, it.column))))


@dataclass(frozen=True, slots=True)
class Merged:
    """Two people's figures put together; where both changed a cell differently, theirs is told."""

    grid: Grid
    clashes: tuple[Change, ...] = ()


def merge(base: Grid, mine: Grid, theirs: Grid) -> Merged:
    """Put what I changed since `base` upon what they saved meanwhile; nothing of either is lost.

    A clash keeps my value in the grid and tells theirs as `before`.
    """
    cells = dict(theirs.cells)
    clashes = []
    for change in changes(base, mine):
        place = (change.row, change.column)
        there = theirs.cells.get(place, "")
        if there not in (change.before, change.after):
            clashes.append(Change(*place, there, change.after))
        if change.after:
            cells[place] = change.after
        else:
            cells.pop(place, None)
    rows = _rows(base, mine, theirs)
    return Merged(Grid(rows, cells), tuple(clashes))


def _rows(base: Grid, mine: Grid, theirs: Grid) -> tuple[tuple[str, str], ...]:
    """The rows of both; one that I left out stays where they changed it, and vice versa."""
    changed_by_them = {it.row for it in changes(base, theirs)}
    changed_by_me = {it.row for it in changes(base, mine) if it.after}
    gone = {it for it in base.rows if it not in mine.rows and it[1] not in changed_by_them}
    stay = [it for it in theirs.rows if it not in gone]
    taken = {name for _slot, name in stay}
    more = [it for it in mine.rows if it not in base.rows or it[1] in changed_by_me]
    return (*stay, *(it for it in more if it[1] not in taken))


@dataclass(frozen=True, slots=True)
class Typed:
    """What came out of typed cells: the grid, and what can't be a figure, cell by cell."""

    grid: Grid
    faults: Mapping[Place, str]


def read_typed(form: Form, rows: Sequence[tuple[str, str]], typed: Mapping[Place, str]) -> Typed:
    """Read the cells of known rows and columns; a fault leaves the other cells alone."""
    cells: dict[Place, str] = {}
    faults: dict[Place, str] = {}
    for name in _names(form, rows):
        for column in form.columns:
            place = (name, column.code)
            try:
                kept = kept_cell(column, typed.get(place, ""))
            except Problem as problem:
                faults[place] = problem.sentence
                continue
            if kept:
                cells[place] = kept
    return Typed(Grid(tuple(rows), cells), faults)


def _names(form: Form, rows: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return (*(it.code for it in form.fixed_rows), *(name for _, name in rows))
