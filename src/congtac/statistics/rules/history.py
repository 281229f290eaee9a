"""What became of each cell through the revisions of a form: who wrote what, since when it differs.

The page `docs/rules/statistics-submissions.md`, "What changed since it was signed".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congtac.statistics.rules.grids import Change, Grid, Place, changes


@dataclass(frozen=True, slots=True)
class Saved:
    """A revision as it was saved."""

    ordinal: int
    grid: Grid
    person_name: str
    saved_on: date


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that differs from what was signed: old, new, and the last who changed it."""

    row: str
    column: str
    before: str
    after: str
    by: Saved


def changed_since(revisions: Sequence[Saved], signed: int) -> list[Difference]:
    """How the newest revision differs from the signed one, cell by cell; nothing if it doesn't.

    `revisions` are in order, the first one first.
    """
    by_ordinal = {it.ordinal: it for it in revisions}
    if signed not in by_ordinal or revisions[-1].ordinal <= signed:
        return []
    writers = last_writers([it for it in revisions if it.ordinal >= signed])
    found = with_rows(by_ordinal[signed].grid, revisions[-1].grid)
    return [
        Difference(it.row, it.column, it.before, it.after, writers[(it.row, it.column)])
        for it in found
    ]


def last_writers(revisions: Sequence[Saved]) -> dict[Place, Saved]:
    """Who changed each cell last, among the changes between these revisions."""
    writers: dict[Place, Saved] = {}
    for before, after in zip(revisions, revisions[1:], strict=False):
        writers |= {(it.row, it.column): after for it in with_rows(before.grid, after.grid)}
    return writers


def with_rows(before: Grid, after: Grid) -> tuple[Change, ...]:
    """The rows that came or went, under the column "", then the cells that differ."""
    old, new = set(before.rows), set(after.rows)
    gone = [it[1] for it in before.rows if it not in new]
    come = [it[1] for it in after.rows if it not in old]
    moved = set(gone).intersection(come)  # from one slot to another
    rows = (*(Change(it, "", it, "") for it in gone), *(Change(it, "", "", it) for it in come))
    return (*(it for it in rows if it.row not in moved), *changes(before, after))


def values_of(revisions: Sequence[Saved], place: Place) -> list[Saved]:
    """The revisions in which a cell got another value, in order: its whole history."""
    found: list[Saved] = []
    last = ""
    for it in revisions:
        value = it.grid.cells.get(place, "")
        if value != last:
            found.append(it)
        last = value
    return found
