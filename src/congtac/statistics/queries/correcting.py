"""What the page of a correction shows: the figures as they are to be, what differs, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from congtac.statistics.models import Submission
from congtac.statistics.queries import filling, pages
from congtac.statistics.queries.corrections import Corrected, corrected_of
from congtac.statistics.queries.feeds import sources_of
from congtac.statistics.queries.pages import Figures
from congtac.statistics.queries.submissions import revision
from congtac.statistics.rules.correcting import BACK, Asked, field_of, lines_of, place_of
from congtac.statistics.rules.corrections import Mending
from congtac.statistics.rules.entry import BLANKS, Beside, EntryLine


@dataclass(frozen=True, slots=True)
class Differing:
    """One thing that a correction changes, with the field for its reason.

    `back` names the mark that brings a row back which is taken out, `figures` counts what it held.
    """

    shown: Corrected
    field: str
    why: str
    back: str = ""
    figures: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a correction."""

    figures: Figures
    differing: Sequence[Differing]


def page_of(asked: Submission, said: Asked, blanks: Mapping[str, int] | int = BLANKS) -> Page:
    """The form with the new figures, what the checks say of them, and what differs."""
    told = filling.told_of(asked, said.typed)
    beside = Beside(
        faults=said.typed.faults,
        findings=pages.by_place(told),
        sources=sources_of(asked, revision(asked)),
        typed=said.posted.typed,
    )
    figures = filling.figures(asked, said.typed.grid, beside, told, blanks)
    lines = _with_origins(figures.lines, said.origins)
    keys = {it.name: it.key for it in lines if it.is_filling and it.name}
    found = [_differing(asked, said, keys, it) for it in lines_of(said.mendings)]
    return Page(replace(figures, lines=lines), found)


def _with_origins(lines: Sequence[EntryLine], origins: Mapping[str, str]) -> list[EntryLine]:
    return [replace(it, origin=origins.get(it.name, "")) if it.name else it for it in lines]


def _differing(
    asked: Submission, said: Asked, keys: Mapping[str, str], line: tuple[Mending, int]
) -> Differing:
    it, count = line
    own = said.own.get(field_of(it, said.sent, said.posted.keys), "")
    back = f"{BACK}{place_of(said.sent, it.row)}" if it.is_taking_out else ""
    field = field_of(it, said.sent, keys)
    return Differing(corrected_of(asked, it), field, own, back, count)
