"""Counts of tasks as of a day, from their steps and never from their present state."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from congtac.kernel.actor import Actor
from congtac.programmes.models import LEAD, Assignment, Programme, Step, Task
from congtac.programmes.queries.seen import tasks_counted_for
from congtac.programmes.rules.counting import (
    DONE_IN_TIME,
    DONE_LATE,
    IN_TIME,
    OVERDUE,
    STOPPED,
    TIMELESS,
    Tally,
    of_counts,
)
from congtac.programmes.rules.standing import CANCELLED, DONE, REPORTED

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Place(TypedDict):
        """What `placed` adds to a step."""

        reached: date
        place: str

    StepOnDay = WithAnnotations[Step, Place]


@dataclass(frozen=True, slots=True)
class Line:
    """The tally of a programme or of a leading unit."""

    name: str
    tally: Tally


def placed(actor: Actor, day: date, programme: int | None = None) -> "QuerySet[StepOnDay]":
    """The step of each task that was the last one on a day, with its `place` in the count.

    The places are those of `rules.counting.place_of`; a test holds the two together.
    """
    tasks = tasks_counted_for(actor)
    if programme is not None:
        tasks = tasks.filter(programme_id=programme)
    return placed_in(tasks, day)


def placed_in(tasks: QuerySet[Task], day: date) -> "QuerySet[StepOnDay]":
    """The same for tasks that are named."""
    last = Step.objects.filter(task=OuterRef("task"), recorded_on__lte=day)
    ordinal = Subquery(last.order_by("-ordinal").values("ordinal")[:1])
    steps = Step.objects.filter(task__in=tasks, ordinal=ordinal).order_by()
    reached = Case(
        When(state__in=(DONE, REPORTED), then=F("done_on")),
        default=Value(day),
        output_field=DateField(),
    )
    is_late = Q(due_on__isnull=False, reached__gt=F("due_on"))
    place = Case(
        When(state=CANCELLED, then=Value(STOPPED)),
        When(is_late & Q(state=DONE), then=Value(DONE_LATE)),
        When(state=DONE, then=Value(DONE_IN_TIME)),
        When(due_on=None, then=Value(TIMELESS)),
        When(is_late, then=Value(OVERDUE)),
        default=Value(IN_TIME),
        output_field=CharField(),
    )
    return steps.annotate(reached=reached).annotate(place=place)


def total(actor: Actor, day: date, programme: int | None = None) -> Tally:
    """The tally of all tasks that the actor sees, each counted once."""
    rows = placed(actor, day, programme).values("place").annotate(how_many=Count("id"))
    return of_counts({row["place"]: row["how_many"] for row in rows})


def by_programme(actor: Actor, day: date) -> list[Line]:
    """The tally of each programme."""
    rows = placed(actor, day).values("task__programme_id", "place")
    found: dict[int, dict[str, int]] = {}
    for row in rows.annotate(how_many=Count("id")):
        found.setdefault(row["task__programme_id"], {})[row["place"]] = row["how_many"]
    programmes = Programme.objects.filter(pk__in=found).order_by("sort_key", "id")
    return [Line(it.called, of_counts(found[it.pk])) for it in programmes]


def by_lead(actor: Actor, day: date, programme: int | None = None) -> list[Line]:
    """The tally of each leading agency; a task with two leads is counted with both."""
    places = dict(placed(actor, day, programme).values_list("task_id", "place"))
    leads = Assignment.objects.filter(role=LEAD, task__in=tasks_counted_for(actor))
    found: dict[str, dict[str, int]] = {}
    for name, task in leads.order_by("name").values_list("name", "task_id"):
        if task in places:
            counted = found.setdefault(name, {})
            counted[places[task]] = counted.get(places[task], 0) + 1
    return [Line(name, of_counts(counted)) for name, counted in found.items()]
