"""The one way in which a task moves: its new state, one line of history, one line of the log."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import transaction
from django.utils import timezone

from congtac.ground.audit.services import record
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject
from congtac.organisations import queries as organisations
from congtac.organisations.models import Unit
from congtac.programmes.models import Step, Task
from congtac.programmes.rules.problems import problem
from congtac.programmes.services.telling import tell_move


@dataclass(frozen=True, slots=True)
class Move:
    """Where an act leads a task: its new state, the words, the day it is said on.

    Without `due_on` the last day stays as it is.
    """

    act: str
    state: str
    progress: int
    day: date
    note: str = ""
    done_on: date | None = None
    due_on: date | None = None


class Matcher:
    """Recognises agencies as units of a day, near the unit that reads; each name is asked once."""

    def __init__(self, near: str, day: date) -> None:
        self.near, self.day = near, day
        self.known: dict[str, Unit | None] = {}

    @cached_property
    def register(self) -> organisations.Matcher:
        """The units of the day, read with the first name."""
        return organisations.Matcher(self.near, self.day)

    def unit(self, name: str) -> Unit | None:
        """The unit that a name means, if it is plain which."""
        if name not in self.known:
            self.known[name] = self.register.unit(name)
        return self.known[name]


def demand(code: str | None) -> None:
    """Raise the problem with this code, if there is one."""
    if code:
        raise problem(code)


def move(actor: Actor, task: Task, to: Move) -> None:
    """Move a task; PRG-002 if someone else moved it, PRG-017 if the day lies before its last."""
    with transaction.atomic():
        unmoved = Task.objects.filter(pk=task.pk, steps_count=task.steps_count)
        due_on = to.due_on or task.due_on
        is_moved = unmoved.update(
            state=to.state, progress=to.progress, done_on=to.done_on, due_on=due_on
        )
        demand(None if is_moved else "PRG-002")
        add_step(actor, task, to)
        facts = {"progress": to.progress, "done_on": to.done_on, "note": to.note}
        record(actor, f"programmes.task.{to.act}", task_subject(task), facts)
        tell_move(actor, task, to.act, to.note)
    task.refresh_from_db()


def add_step(actor: Actor, task: Task, to: Move) -> None:
    """Add the next line to a task's history."""
    last = task.steps.order_by("-ordinal").values_list("recorded_on", flat=True).first()
    demand("PRG-017" if last and to.day < last else None)
    ordinal = task.steps_count + 1
    Step.objects.create(
        task=task,
        ordinal=ordinal,
        act=to.act,
        state=to.state,
        progress=to.progress,
        day=to.done_on or to.day,
        recorded_on=to.day,
        due_on=to.due_on or task.due_on,
        done_on=to.done_on,
        note=to.note,
        person=actor.person,
        person_name=actor.name,
        unit_name=actor.unit_name,
        at=timezone.now(),
    )
    Task.objects.filter(pk=task.pk).update(steps_count=ordinal)


def task_subject(task: Task) -> Subject:
    """A task as the log names it."""
    return Subject("programmes.task", str(task.pk), str(task))
