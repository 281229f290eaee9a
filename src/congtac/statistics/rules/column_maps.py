"""How the columns and rows of one version of a form go on in the next, and what is lost.

The tables are in docs/rules/statistics-series.md.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    """A map from one version of a form to a later one.

    `slots` and `into_slots` say which rows of the earlier and of the later one are slots.
    """

    columns: tuple[Link, ...] = ()
    rows: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    slots: frozenset[str] = frozenset()
    into_slots: frozenset[str] = frozenset()

    @property
    def lost(self) -> tuple[str, ...]:
        """The columns of the earlier version that go nowhere."""
        return tuple(it for link in self.columns if link.kind == LOST for it in link.of)

    @property
    def lost_rows(self) -> tuple[str, ...]:
        """The rows of the earlier version that go nowhere."""
        return tuple(it for link in self.rows if link.kind == LOST for it in link.of)

    @property
    def melted(self) -> tuple[tuple[str, str], ...]:
        """The slots of which only the sum goes on, each with the fixed row that gets it."""
        fixed = (it for it in self.rows if it.into and it.into not in self.into_slots)
        return tuple((slot, it.into) for it in fixed for slot in it.of if slot in self.slots)

    def column(self, code: str) -> Link | None:
        """The link that leads into a column."""
        return next((it for it in self.columns if it.into == code), None)


def composed(first: Mapped, second: Mapped) -> Mapped:
    """Two maps one after the other; what a column needs and the first hasn't got isn't there."""
    return Mapped(
        _composed(first.columns, second.columns),
        _composed(first.rows, second.rows),
        (*first.notes, *second.notes),
        first.slots,
        second.into_slots,
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
    """The map backwards: only what stays the same goes back; a sum of a slot doesn't."""
    melted = frozenset(into for _slot, into in mapped.melted)
    rows = _turned(mapped.rows, melted)
    columns = _turned(mapped.columns)
    return Mapped(columns, rows, mapped.notes, mapped.into_slots, mapped.slots)


def _turned(links: Sequence[Link], melted: frozenset[str] = frozenset()) -> tuple[Link, ...]:
    same = [it for it in links if it.kind == SAME and it.into not in melted]
    other = [it for it in links if it not in same]
    back = [Link(it.of[0], (it.into,), it.note) for it in same]
    gone = [Link(code) for it in other for code in it.of]
    lost = [Link("", (it.into,)) for it in other if it.into]
    return (*back, *gone, *lost)


def carried(part: Part, mapped: Mapped) -> Part:
    """What a unit gave on the earlier version, as cells of the later one."""
    absent = frozenset(it.into for it in mapped.columns if it.kind == NEW)
    absent |= {it.into for it in mapped.columns if it.of and not part.absent.isdisjoint(it.of)} - {
        ""
    }
    if part.grid is None:
        return Part(part.unit, None, absent)
    rows, cells = [], {}
    columns = [it for it in mapped.columns if it.into and it.of and it.into not in absent]
    for slot, name, of in _gathered(part.grid, mapped):
        rows += [(slot, name)] if slot else []
        for link in columns:
            many = [part.grid.cells.get((row, it), "") for row in of for it in link.of]
            if kept := sum_of_kept(many):
                cells[name, link.into] = kept
    return Part(part.unit, Grid(tuple(rows), cells), absent)


def _gathered(grid: Grid, mapped: Mapped) -> Iterator[tuple[str, str, list[str]]]:
    """Each later row with the earlier ones of which it is made; its slot, if it fills one."""
    filling: dict[str, list[str]] = {it: [] for it in mapped.slots}
    for slot, name in grid.rows:
        filling.setdefault(slot, []).append(name)
    fixed = {it.into for it in mapped.rows} - mapped.into_slots
    for link in (it for it in mapped.rows if it.into and it.of):
        names = [name for code in link.of for name in filling.get(code, (code,))]
        if link.into not in mapped.into_slots:
            yield "", link.into, names
            continue
        by_key: dict[str, list[str]] = {}
        for name in names:
            by_key.setdefault(search_key(name), []).append(name)
        for of in by_key.values():
            name = min(of)
            yield link.into, f"{name} ({link.into})" if name in fixed else name, of


def proposed(before: Form, after: Form) -> Mapped:
    """A map to begin with: the same path, else the same label, else the same code and unit."""
    rows = _proposed_rows(before, after)
    made = Mapped(_proposed(before.numbers, after.numbers), rows)
    return completed(made, before, after)


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
    found = _matched(before.fixed_rows, after.fixed_rows)
    found |= _matched(before.slots, after.slots)
    only = len(before.fixed_rows) == 1 and not before.slots
    if before.fixed_rows and after.fixed_rows and (only or len(after.fixed_rows) == 1):
        first = after.fixed_rows[0].code
        if first not in found and before.fixed_rows[0].code not in found.values():
            found[first] = before.fixed_rows[0].code
    if len(before.slots) == len(after.slots) == 1:
        found[after.slots[0].code] = before.slots[0].code
    made = [Link(it.code, (found[it.code],) if it.code in found else ()) for it in after.rows]
    used = set(found.values())
    return (*made, *(Link("", (it.code,)) for it in before.rows if it.code not in used))


def _matched(before: Sequence[Row], after: Sequence[Row]) -> dict[str, str]:
    """Each later row with the earlier one of the same label, else of the same words alone."""
    left = list(before)
    found: dict[str, str] = {}
    for key in (lambda it: search_key(it.label or it.code), _row_key):
        for row in (it for it in after if it.code not in found):
            near = [it for it in left if key(it) == key(row)]
            if near:
                found[row.code] = near[0].code
                left.remove(near[0])
    return found


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
    return _objection_to_rows(mapped.rows, before, after)


def _objection_to_rows(rows: Sequence[Link], before: Form, after: Form) -> str | None:
    into = {it.into for it in rows if it.into}
    of = Counter(code for it in rows for code in it.of)
    if into - {it.code for it in after.rows} or set(of) - {it.code for it in before.rows}:
        return "STA-411"
    if any(times > 1 for times in of.values()):
        return "STA-412"
    slots, into_slots = ({it.code for it in form.slots} for form in (before, after))
    is_wrong = any(it.into in into_slots and not slots.issuperset(it.of) for it in rows)
    return "STA-511" if is_wrong else None


def completed(mapped: Mapped, before: Form, after: Form) -> Mapped:
    """The same map with every column and row said: new where none leads in, lost where none out."""
    return Mapped(
        _completed(mapped.columns, [it.code for it in before.numbers], after.numbers),
        _completed(mapped.rows, [it.code for it in before.rows], after.rows),
        mapped.notes,
        frozenset(it.code for it in before.slots),
        frozenset(it.code for it in after.slots),
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
