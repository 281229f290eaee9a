"""Reads of the parts of tasks inside units."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from congtac.kernel.actor import Actor
from congtac.programmes.models import Part, Task
from congtac.programmes.rules.parts import AT_WORK, COLOURS, NAMES, OPEN, SENT


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part with the words of its state."""

    part: Part
    state_name: str
    state_colour: str


def shown(part: Part) -> ShownPart:
    """A part as screens show it."""
    return ShownPart(part, NAMES[part.state], COLOURS[part.state])


def part(number: int) -> Part | None:
    """One part with its task."""
    found = Part.objects.select_related("task__programme__reading")
    return found.prefetch_related("task__assignments__unit").filter(pk=number).first()


def parts_of(task: Task, unit: str) -> list[ShownPart]:
    """The parts of a task inside a unit."""
    return [shown(it) for it in Part.objects.filter(task=task, unit=unit)]


def open_parts(task: Task, unit: str) -> QuerySet[Part]:
    """The parts of a task inside a unit that nobody has approved or withdrawn yet."""
    return Part.objects.filter(task=task, unit=unit, state__in=OPEN)


def waiting_for(actor: Actor) -> QuerySet[Part]:
    """The parts that wait for this actor: theirs to do, and those sent to a leader."""
    waiting = Q(person=actor.person, state__in=AT_WORK)
    if actor.has_role("leader"):
        waiting |= Q(state=SENT) & ~Q(person=actor.person)
    found = Part.objects.filter(waiting, unit=actor.unit).exclude(unit="")
    return found.select_related("task__programme").order_by("due_on", "id")
