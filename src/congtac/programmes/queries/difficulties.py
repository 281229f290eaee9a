"""Reads of difficulties, of evidence and of what is said about a task."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from congtac.kernel.actor import Actor
from congtac.organisations.models import Unit
from congtac.programmes.models import Difficulty, Evidence, Task
from congtac.programmes.rules.difficulties import (
    DIFFICULTY_COLOURS,
    DIFFICULTY_KINDS,
    DIFFICULTY_NAMES,
    RAISED,
)

MINISTRY = "btp"


@dataclass(frozen=True, slots=True)
class ShownDifficulty:
    """A difficulty in words, with how long it has waited for an answer."""

    item: Difficulty
    kind: str
    state: str
    colour: str
    days: int


def shown(item: Difficulty, day: date) -> ShownDifficulty:
    """A difficulty as screens show it."""
    days = (day - item.raised_on).days if item.state == RAISED else 0
    state, colour = DIFFICULTY_NAMES[item.state], DIFFICULTY_COLOURS[item.state]
    return ShownDifficulty(item, DIFFICULTY_KINDS[item.kind], state, colour, max(days, 0))


def seen_by(actor: Actor) -> QuerySet[Difficulty]:
    """Those of the actor's unit, those that it must answer, those of programmes that it keeps."""
    found = Difficulty.objects.select_related("responsible", "task__programme")
    if actor.has_role("ministry", "administrator"):
        return found
    if not actor.unit:
        return found.none()
    unit = actor.unit
    mine = Q(unit=unit) | Q(responsible__key=unit) | Q(task__programme__unit=unit)
    return found.filter(mine)


def to_answer(actor: Actor) -> QuerySet[Difficulty]:
    """Those that wait for an answer of the actor's unit, the longest wait first."""
    waiting = seen_by(actor).filter(responsible__key=actor.unit, state=RAISED)
    return waiting.order_by("raised_on", "id")


def difficulty(number: int) -> Difficulty | None:
    """One difficulty with its task."""
    found = Difficulty.objects.select_related("responsible", "task__programme__reading")
    return found.prefetch_related("task__assignments__unit").filter(pk=number).first()


def answerers(task: Task, unit: str) -> list[Unit]:
    """The bodies that may be asked: who keeps, leads or coordinates, those above, the Ministry."""
    keys = {task.programme.unit, MINISTRY}
    tasks = [task, *([task.whole] if task.whole else [])]
    keys |= {part.unit.key for it in tasks for part in it.assignments.all() if part.unit}
    asking = Unit.objects.select_related("parent").filter(key=unit).first()
    if asking and asking.parent:
        keys.add(asking.parent.key)
    return list(Unit.objects.filter(key__in=keys - {unit}).order_by("sort_key", "key"))


def evidence(number: int) -> Evidence | None:
    """One file of evidence with its task."""
    found = Evidence.objects.select_related("file", "task__programme__reading")
    return found.prefetch_related("task__assignments__unit").filter(pk=number).first()
