"""Reads of a form that is made of others: what the units below sent, drafted into its cells."""

from dataclasses import dataclass
from datetime import date

from congtac.statistics.models import FormVersion, Period, Submission
from congtac.statistics.queries import forms as form_queries
from congtac.statistics.queries.pages import Differing, differing_grids
from congtac.statistics.queries.rolling_up import Sought, roll_up
from congtac.statistics.queries.submissions import grid_of, receiver_key, revision
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.rolling_up import Part, made_of
from congtac.statistics.rules.slots import upon


@dataclass(frozen=True, slots=True)
class SourceShown:
    """A form that another is made of: of how many units it came, and of whom it didn't."""

    form: FormVersion
    taken: int
    asked: int
    missing: tuple[str, ...]
    is_reading: bool = False  # that it is made of it nobody has seen in a regulation


@dataclass(frozen=True, slots=True)
class Draft:
    """What a unit's form would be with the figures from below put upon what stands in it."""

    grid: Grid
    changes: tuple[Differing, ...]
    sources: tuple[SourceShown, ...]


def made_here(unit_key: str, period: Period) -> list[Submission]:
    """The forms that a unit has begun for a period and that are made of others."""
    own = Submission.objects.filter(unit__key=unit_key, period=period).select_related("form")
    return [it for it in own if it.form.form.sources]


def is_made_here(asked: Submission) -> bool:
    """Whether units are asked for a form in this period of which a form is made."""
    wanted = {it.form for it in asked.form.form.sources}
    if not wanted:
        return False
    return (
        form_queries.forms_of(asked.period)
        .filter(code__in=wanted, reporters__isnull=False)
        .exists()
    )


def draft_of(asked: Submission, day: date) -> Draft:
    """Draft a unit's form from the forms that came to it; queries grow with those alone."""
    form, unit_key = asked.form.form, asked.unit.key
    wanted = {it.form: it for it in form.sources}
    given, shown = {}, []
    for source in form_queries.forms_of(asked.period):
        if source.code not in wanted or receiver_key(source, unit_key) != unit_key:
            continue
        found = roll_up(Sought(source, asked.period, unit_key, day))
        given[source.code] = (source.form, [Part(it.unit.name, it.grid) for it in found.given])
        missing = tuple(it.unit.name for it in found.missing)
        read = wanted[source.code].is_reading
        shown.append(SourceShown(source, found.taken, len(found.given), missing, read))
    before = grid_of(revision(asked))
    after = upon(before, made_of(form, given).grid)
    return Draft(after, tuple(differing_grids(form, before, after)), tuple(shown))
