"""Reads for the board, the timeline, what has changed, and the sheet of the Monday meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from congtac.kernel.actor import Actor
from congtac.programmes.models import Difficulty, Extension, Part, Programme, Step, Task
from congtac.programmes.queries.difficulties import to_answer
from congtac.programmes.queries.parts import waiting_for
from congtac.programmes.queries.seen import tasks_seen_by
from congtac.programmes.queries.task_rows import rows_with_tallies
from congtac.programmes.queries.tasks import Sought, task_list, to_confirm
from congtac.programmes.rules.rows import Row
from congtac.programmes.rules.standing import OVERDUE, STANDINGS, WORKING
from congtac.programmes.rules.words import STANDING_COLOURS, STANDING_NAMES

WEEK = timedelta(days=7)
MOST = 40  # lines of one part of the sheet


@dataclass(frozen=True, slots=True)
class Column:
    """The tasks of a programme that stand alike."""

    name: str
    colour: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Month:
    """The tasks whose last day lies in a month; no month for those without a last day."""

    first: date | None
    rows: list[Row]


def rows_of_programme(actor: Actor, programme: int, day: date) -> list[Row]:
    """The tasks of a programme on a day, in the order of their last days."""
    sought = Sought(programme=str(programme), sort="han")
    return rows_with_tallies(task_list(actor, sought, day), day)


def columns(rows: Iterable[Row]) -> list[Column]:
    """The rows by standing; a standing without rows has no column."""
    listed = list(rows)
    found = ((it, [row for row in listed if row.standing == it]) for it in STANDINGS)
    return [Column(STANDING_NAMES[it], STANDING_COLOURS[it], some) for it, some in found if some]


def months(rows: Iterable[Row]) -> list[Month]:
    """The rows by the month of their last day, those without one at the end."""
    found: dict[date | None, list[Row]] = {}
    for row in rows:
        found.setdefault(row.due_on.replace(day=1) if row.due_on else None, []).append(row)
    ordered = sorted(found, key=lambda first: (first is None, first or date.max))
    return [Month(first, found[first]) for first in ordered]


def changed_since(actor: Actor, since: date) -> QuerySet[Step]:
    """The steps recorded on a day or after it, newest first."""
    steps = Step.objects.filter(task__in=tasks_seen_by(actor), recorded_on__gte=since)
    steps = steps.exclude(act="gather")  # the steps of the units tell it
    return steps.select_related("task__programme").order_by("-recorded_on", "-id")


def last_notes(programme: Programme) -> dict[int, str]:
    """What was last noted about each task of a programme."""
    noted = Step.objects.filter(task__programme=programme).exclude(note="")
    return dict(noted.order_by("ordinal").values_list("task_id", "note"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a unit's leader looks at on Monday."""

    late: list[Row]
    due: list[Row]
    to_confirm: list[Row]
    extensions: list[Extension]
    parts: list[Part]
    difficulties: list[Difficulty]


def monday_sheet(actor: Actor, day: date) -> Sheet:
    """What is late, due within a week, and waits for the actor's word; 40 lines of each."""
    tasks = task_list(actor, Sought(), day)
    late = tasks.filter(standing=OVERDUE)
    due = tasks.filter(state__in=WORKING, due_on__range=(day, day + WEEK))
    asked = Extension.objects.filter(state=Extension.ASKED, task__programme__unit=actor.unit)
    return Sheet(
        late=_rows(late, day),
        due=_rows(due, day),
        to_confirm=_rows(to_confirm(actor, day), day),
        extensions=list(asked.select_related("task__programme")[:MOST]),
        parts=list(waiting_for(actor)[:MOST]),
        difficulties=list(to_answer(actor)[:MOST]),
    )


def _rows(tasks: "QuerySet[Task]", day: date) -> list[Row]:
    return rows_with_tallies(tasks[:MOST], day)
