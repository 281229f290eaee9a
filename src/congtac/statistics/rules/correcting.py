"""The page of a correction: the form as it was sent, with the new figures and their reasons.

A row that was there says so in a field ".goc"; the mark ".bo" takes it out, "giu." brings one back.
A reason stands under the name of its cell ("ly-do.+1.c3"), else the one for all ("ly-do") counts.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from congtac.statistics.rules.corrections import Mending, mended
from congtac.statistics.rules.entry import Posted, read_posted
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grids import Grid, Typed, read_typed, shown_cell

ORIGIN, OUT, BACK, WHY = ".goc", ".bo", "giu.", "ly-do"
LONGEST = 1000  # letters of a reason


@dataclass(frozen=True, slots=True)
class Asked:
    """What came from the page: the figures, which rows they were, what is mended and why."""

    sent: Grid
    posted: Posted
    typed: Typed
    origins: Mapping[str, str]
    mendings: tuple[Mending, ...]
    own: Mapping[str, str]  # the reasons that were given by themselves, by the names of fields
    why: str = ""


def read_asked(form: Form, sent: Grid, data: Mapping[str, str]) -> Asked:
    """Read the page of a correction held against the figures that were sent."""
    posted = _with_kept(form, sent, read_posted(form, _without_outs(data)), data)
    typed = read_typed(form, posted.rows, posted.typed)
    origins = {
        name: data.get(f"{key}{ORIGIN}", "")
        for name, key in posted.keys.items()
        if data.get(f"{key}{ORIGIN}")
    }
    slots = [it.code for it in form.slots]
    found = mended(slots, sent, typed.grid, origins)
    own = {name: _words(said) for name, said in data.items() if name.startswith(f"{WHY}.")}
    why = _words(data.get(WHY, ""))
    told = [replace(it, reason=own.get(field_of(it, sent, posted.keys)) or why) for it in found]
    return Asked(sent, posted, typed, origins, tuple(told), own, why)


def _words(said: str) -> str:
    return " ".join(said.split())[:LONGEST]


def _without_outs(data: Mapping[str, str]) -> dict[str, str]:
    """The page without the rows that are taken out."""
    outs = tuple(it.removesuffix(OUT) for it in data if it.endswith(OUT))
    return {
        name: said
        for name, said in data.items()
        if not any(name == it or name.startswith(f"{it}.") for it in outs)
    }


def _with_kept(form: Form, sent: Grid, posted: Posted, data: Mapping[str, str]) -> Posted:
    """The page with the rows that were taken out before and are brought back."""
    there = {name for _slot, name in posted.rows}
    back = [it for at, it in enumerate(sent.rows) if data.get(f"{BACK}{at}") and it[1] not in there]
    typed = dict(posted.typed)
    for _slot, name in back:
        typed |= {
            (name, it.code): shown_cell(it, sent.cells.get((name, it.code), ""))
            for it in form.columns
        }
    return replace(posted, rows=(*posted.rows, *back), typed=typed)


def field_of(it: Mending, sent: Grid, keys: Mapping[str, str]) -> str:
    """The name of the field for the reason; a row that is taken out has one with its cells."""
    name = it.after if it.is_renaming else it.row
    at = place_of(sent, name)
    if name not in keys and at is not None:
        return f"{WHY}.-{at}"
    return f"{WHY}.{keys.get(name, name)}.{it.column}"


def place_of(sent: Grid, name: str) -> int | None:
    """The place of a row among those that fill slots."""
    return next((at for at, (_slot, it) in enumerate(sent.rows) if it == name), None)


def lines_of(mendings: Sequence[Mending]) -> list[tuple[Mending, int]]:
    """What the page asks reasons for; a row that goes stands for its cells, which are counted."""
    gone = {it.row for it in mendings if it.is_taking_out}
    with_row = Counter(it.row for it in mendings if it.row in gone and not it.is_of_row)
    return [
        (it, with_row[it.row] if it.is_taking_out else 0)
        for it in mendings
        if it.is_of_row or it.row not in gone
    ]


def untouched(sent: Grid) -> Asked:
    """The page as it opens."""
    posted = Posted(sent.rows, {})
    origins = {name: name for _slot, name in sent.rows}
    return Asked(sent, posted, Typed(sent, {}), origins, (), {})
