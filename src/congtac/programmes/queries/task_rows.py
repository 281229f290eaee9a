"""Tasks as rows of a list, with what a row shows."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import (
    Prefetch,
)

from congtac.documents.rules.fields import FIELD_NAMES
from congtac.programmes.models import (
    COORDINATING,
    LEAD,
    Assignment,
    Task,
)
from congtac.programmes.queries.standings import tallies
from congtac.programmes.rules.rows import Part, Row
from congtac.programmes.rules.sharing import Tallied
from congtac.programmes.rules.standing import (
    standing_on,
)
from congtac.programmes.rules.words import (
    STANDING_COLOURS,
    STANDING_NAMES,
    distance_words,
    time_words,
)

# Units that help apart. Said with "or", SQLite would look all leads up instead of these tasks'.
_AS_WRITTEN = Assignment.objects.exclude(role=COORDINATING, within__isnull=False)
WRITTEN = (
    Prefetch("assignments", _AS_WRITTEN),
    "whole",
    Prefetch("whole__assignments", _AS_WRITTEN),
)


def rows_of(numbers: Sequence[int], day: date) -> list[Row]:
    """The tasks of these numbers as rows, in their order."""
    found = Task.objects.select_related("programme").prefetch_related(*WRITTEN)
    by_number = found.in_bulk(numbers)
    return rows_with_tallies([by_number[number] for number in numbers], day)


def rows_with_tallies(tasks: Iterable[Task], day: date) -> list[Row]:
    """Tasks as rows, the shared ones with how their units stand; one query more for all."""
    listed = list(tasks)
    tallied = tallies((it.pk for it in listed if it.shares_count), day)
    return [row_of(it, day, tallied.get(it.pk)) for it in listed]


def row_of(found: Task, day: date, tally: Tallied | None = None) -> Row:
    """A task of the list as a row; its assignments were read with it, of a shared one the tally."""
    parts = [it for it in found.assignments.all() if it.within_id is None or found.whole_id]
    helping = found.whole.assignments.all() if found.whole else parts
    standing = standing_on(day, state=found.state, due_on=found.due_on, done_on=found.done_on)
    return Row(
        number=found.pk,
        path=found.path,
        text=found.text,
        programme=found.programme.called,
        programme_number=found.programme_id,
        lead=tuple(_part(part) for part in parts if part.role == LEAD),
        coordinating=tuple(_part(it) for it in helping if it.role != LEAD and it.within_id is None),
        time=time_words(text=found.time_text, kind=found.kind, due_on=found.due_on),
        due_on=found.due_on,
        distance=distance_words(standing=standing, due_on=found.due_on, day=day),
        product=found.product,
        field=FIELD_NAMES.get(found.field, found.field),
        standing=standing,
        standing_name=STANDING_NAMES[standing],
        standing_colour=STANDING_COLOURS[standing],
        progress=found.progress,
        done_on=found.done_on,
        units=found.shares_count,
        tally=tally,
    )


def _part(part: Assignment) -> Part:
    return Part(part.name, is_request=part.is_request, is_known=bool(part.unit_id or part.group_id))
