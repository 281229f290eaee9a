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
from congtac.organisations.models import Group, Unit
from congtac.programmes.models import Step, Task
from congtac.programmes.rules.problems import problem
from congtac.programmes.rules.sharing import Stand, whole_of
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
        self._groups: dict[str, Group | None] = {}
        self._members: dict[int, list[Unit]] = {}

    @cached_property
    def register(self) -> organisations.Matcher:
        """The units of the day, read with the first name."""
        return organisations.Matcher(self.near, self.day)

    def unit(self, name: str) -> Unit | None:
        """The unit that a name means, if it is plain which."""
        if name not in self.known:
            self.known[name] = self.register.unit(name)
        return self.known[name]

    def group(self, name: str) -> Group | None:
        """The group that a name means, if it means no one unit."""
        if name not in self._groups:
            self._groups[name] = None if self.unit(name) else self.register.group(name)
        return self._groups[name]

    def members(self, group: Group) -> list[Unit]:
        """The units of a group on the day, by the alphabet."""
        if group.pk not in self._members:
            found = organisations.members(group, near=self.near, day=self.day)
            self._members[group.pk] = list(found.order_by("sort_key", "key"))
        return self._members[group.pk]


def demand(code: str | None) -> None:
    """Raise the problem with this code, if there is one."""
    if code:
        raise problem(code)


def move(actor: Actor, task: Task, to: Move) -> None:
    """Move a task; PRG-002 if someone else moved it, PRG-017 if the day lies before its last."""
    with transaction.atomic():
        whole = _held(task.whole_id)
        unmoved = Task.objects.filter(pk=task.pk, steps_count=task.steps_count)
        due_on = to.due_on or task.due_on
        is_moved = unmoved.update(
            state=to.state,
            progress=to.progress,
            done_on=to.done_on,
            due_on=due_on,
            steps_count=task.steps_count + 1,
        )
        demand(None if is_moved else "PRG-002")
        _keep(actor, task, to)
        facts = {"progress": to.progress, "done_on": to.done_on, "note": to.note}
        record(actor, f"programmes.task.{to.act}", task_subject(task), facts)
        tell_move(actor, task, to.act, to.note)
        if whole is not None:
            gather(actor, whole, to.day)
    task.refresh_from_db()


def _held(number: int | None) -> Task | None:
    """The shared task that a share is within, held so that two units move it one by one."""
    return Task.objects.select_for_update().get(pk=number) if number else None


def gather(actor: Actor, whole: Task, day: date) -> None:
    """Tell a shared task from its shares; where its state or days change, that is a step."""
    shares = whole.shares.values_list("state", "progress", "due_on", "done_on")
    told = whole_of([Stand(*it) for it in shares])
    before = Stand(whole.state, whole.progress, whole.due_on, whole.done_on)
    if told == before:
        return
    Task.objects.filter(pk=whole.pk).update(
        state=told.state, progress=told.progress, due_on=told.due_on, done_on=told.done_on
    )
    whole.refresh_from_db()
    if (told.state, told.due_on, told.done_on) != (before.state, before.due_on, before.done_on):
        last = whole.steps.order_by("-ordinal").values_list("recorded_on", flat=True).first()
        recorded = max(last or day, day)
        to = Move("gather", told.state, told.progress, recorded, done_on=told.done_on)
        add_step(actor, whole, to)
        facts = {"state": told.state, "due_on": told.due_on, "done_on": told.done_on}
        record(actor, "programmes.task.gather", task_subject(whole), facts)


def add_step(actor: Actor, task: Task, to: Move) -> None:
    """Add the next line to a task's history."""
    _keep(actor, task, to)
    Task.objects.filter(pk=task.pk).update(steps_count=task.steps_count + 1)


def _keep(actor: Actor, task: Task, to: Move) -> None:
    last = task.steps.order_by("-ordinal").values_list("recorded_on", flat=True).first()
    demand("PRG-017" if last and to.day < last else None)
    step_of(actor, task, to, task.steps_count + 1).save(force_insert=True)


def step_of(actor: Actor, task: Task, to: Move, ordinal: int) -> Step:
    """The line that an act leaves in a task's history, not saved yet."""
    return Step(
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


def task_subject(task: Task) -> Subject:
    """A task as the log names it."""
    return Subject("programmes.task", str(task.pk), str(task))
