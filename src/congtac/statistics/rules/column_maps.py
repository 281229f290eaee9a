"""How the columns and rows of one version of a form go on in the next, and what is lost.

The tables are in docs/rules/statistics-series.md.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from congtac.kernel.keys import search_key
from congtac.kernel.words import Names, gettext_noop
from congtac.statistics.rules.forms import Column, Form, Row
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.rolling_up import Part, sum_of_kept
from congtac.statistics.rules.rows import words_of

SAME, SUM, NEW, LOST = "same", "sum", "new", "lost"
KINDS = Names(
    {
        SAME: gettext_noop("Giữ nguyên"),
        SUM: gettext_noop("Cộng lại"),
        NEW: gettext_noop("Mới có"),
        LOST: gettext_noop("Không còn"),
    }
)
NOTE = 300  # letters of a note


@dataclass(frozen=True, slots=True)
class Link:
    """Of which columns (or rows) of the earlier version one of the later version is made.

    `into` is empty for those that go nowhere.
    """

    into: str
    of: tuple[str, ...] = ()
    note: str = ""

    @property
    def kind(self) -> str:
        if not self.into:
            return LOST
        return NEW if not self.of else SAME if len(self.of) == 1 else SUM

    @property
    def kind_name(self) -> str:
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A map from one version of a form to a later one."""

    columns: tuple[Link, ...] = ()
    rows: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def lost(self) -> tuple[str, ...]:
        """The columns of the earlier version that go nowhere."""
        return tuple(it for link in self.columns if link.kind == LOST for it in link.of)

    def column(self, code: str) -> Link | None:
        """The link that leads into a column."""
        return next((it for it in self.columns if it.into == code), None)


def composed(first: Mapped, second: Mapped) -> Mapped:
    """Two maps one after the other; what a column needs and the first hasn't got isn't there."""
    return Mapped(
        _composed(first.columns, second.columns),
        _composed(first.rows, second.rows),
        (*first.notes, *second.notes),
    )


def _composed(first: Sequence[Link], second: Sequence[Link]) -> tuple[Link, ...]:
    into = {it.into: it for it in first if it.into}
    made = []
    for link in second:
        if not link.into:
            continue
        parts = [into.get(it) for it in link.of]
        is_whole = all(it is not None and it.of for it in parts)
        of = tuple(code for it in parts if it for code in it.of) if is_whole else ()
        words = (*(it.note for it in parts if it), link.note)
        made.append(Link(link.into, of, " ".join(it for it in words if it)))
    used = {code for link in made for code in link.of}
    every = [code for link in first for code in link.of]
    return (*made, *(Link("", (it,)) for it in every if it not in used))


def turned(mapped: Mapped) -> Mapped:
    """The map backwards: only what stays the same goes back."""
    return Mapped(_turned(mapped.columns), _turned(mapped.rows), mapped.notes)


def _turned(links: Sequence[Link]) -> tuple[Link, ...]:
    back = [Link(it.of[0], (it.into,), it.note) for it in links if it.kind == SAME]
    gone = [Link(code) for it in links if it.kind in (SUM, LOST) for code in it.of]
    lost = [Link("", (it.into,)) for it in links if it.kind in (SUM, NEW)]
    return (*back, *gone, *lost)


def carried(part: Part, mapped: Mapped) -> Part:
    """What a unit gave on the earlier version, as cells of the later one."""
    absent = frozenset(it.into for it in mapped.columns if it.kind == NEW)
    absent |= {it.into for it in mapped.columns if it.of and not part.absent.isdisjoint(it.of)} - {
        ""
    }
    if part.grid is None:
        return Part(part.unit, None, absent)
    cells = {}
    for row in (it for it in mapped.rows if it.into and it.of):
        for link in (it for it in mapped.columns if it.into and it.of):
            many = [part.grid.cells.get((r, c), "") for r in row.of for c in link.of]
            if link.into not in absent and (kept := sum_of_kept(many)):
                cells[row.into, link.into] = kept
    return Part(part.unit, Grid((), cells), absent)


def proposed(before: Form, after: Form) -> Mapped:
    """A map to begin with: the same path, else the same label, else the same code and unit."""
    rows = _proposed_rows(before, after)
    return Mapped(_proposed(before.numbers, after.numbers), rows)


def _proposed(before: Sequence[Column], after: Sequence[Column]) -> tuple[Link, ...]:
    left = list(before)
    found: dict[str, str] = {}
    for fits in (_same_path, _same_label, _same_code):
        for column in after:
            near = [it for it in left if fits(it, column)]
            if column.code not in found and len(near) == 1:
                found[column.code] = near[0].code
                left.remove(near[0])
    made = [Link(it.code, (found[it.code],) if it.code in found else ()) for it in after]
    return (*made, *(Link("", (it.code,)) for it in left))


def _same_path(one: Column, other: Column) -> bool:
    return search_key(one.title) == search_key(other.title) and one.is_rate == other.is_rate


def _same_label(one: Column, other: Column) -> bool:
    return (search_key(one.label), search_key(one.unit)) == (
        search_key(other.label),
        search_key(other.unit),
    )


def _same_code(one: Column, other: Column) -> bool:
    """The same code says little: the words have to be near as well."""
    words, others = (set(search_key(it.title).split()) for it in (one, other))
    near = len(words & others) / max(1, len(words | others))
    return one.code == other.code and near >= 0.5 and one.is_rate == other.is_rate


def _proposed_rows(before: Form, after: Form) -> tuple[Link, ...]:
    keys = {_row_key(it): it.code for it in before.fixed_rows}
    only = len(before.fixed_rows) == 1 and not before.slots
    made = []
    for place, row in enumerate(after.fixed_rows):
        of = keys.get(_row_key(row))
        if of is None and place == 0 and (only or len(after.fixed_rows) == 1):
            of = before.fixed_rows[0].code if before.fixed_rows else None
        made.append(Link(row.code, (of,) if of else ()))
    used = {code for link in made for code in link.of}
    return (*made, *(Link("", (it.code,)) for it in before.fixed_rows if it.code not in used))


def _row_key(row: Row) -> str:
    return search_key(words_of(row.label) or row.code)


def objection(mapped: Mapped, before: Form, after: Form) -> str | None:
    """Why a map can't be kept: a code of the catalogue."""
    if not any(it.into and it.of for it in mapped.columns):
        return "STA-415"
    targets = Counter(it.into for it in mapped.columns if it.into)
    of = Counter(code for it in mapped.columns for code in it.of)
    if set(targets) - {it.code for it in after.numbers} or set(of) - {
        it.code for it in before.numbers
    }:
        return "STA-411"
    if any(times > 1 for times in (*targets.values(), *of.values())):
        return "STA-412"
    rates = {it.code for it in (*before.numbers, *after.numbers) if it.is_rate}
    if any(it.kind == SUM and not rates.isdisjoint((it.into, *it.of)) for it in mapped.columns):
        return "STA-413"
    rows = Counter(code for it in mapped.rows for code in it.of)
    return "STA-412" if any(times > 1 for times in rows.values()) else None


def completed(mapped: Mapped, before: Form, after: Form) -> Mapped:
    """The same map with every column and row said: new where none leads in, lost where none out."""
    return Mapped(
        _completed(mapped.columns, [it.code for it in before.numbers], after.numbers),
        _completed(mapped.rows, [it.code for it in before.fixed_rows], after.fixed_rows),
        mapped.notes,
    )


def _completed(
    links: Sequence[Link], before: Sequence[str], after: Sequence[Column] | Sequence[Row]
) -> tuple[Link, ...]:
    into = {it.into: it for it in links if it.into}
    used = {code for link in into.values() for code in link.of}
    notes = {it.of[0]: it.note for it in links if not it.into and it.of}
    lost = (Link("", (it,), notes.get(it, "")) for it in before if it not in used)
    return (*(into.get(it.code, Link(it.code)) for it in after), *lost)


def as_stored(links: Iterable[Link]) -> list[dict[str, Any]]:
    """Links as JSON."""
    return [{"into": it.into, "of": list(it.of), "note": it.note} for it in links]


def read_links(said: Iterable[Mapping[str, Any]]) -> tuple[Link, ...]:
    """Links out of JSON."""
    return tuple(
        Link(
            str(it.get("into") or ""),
            tuple(map(str, it.get("of") or ())),
            str(it.get("note") or "")[:NOTE],
        )
        for it in said
    )
