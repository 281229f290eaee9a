"""The acts inside a unit: give a part of a task, note, send for approval, approve, return."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from congtac.accounts.queries import posts_on
from congtac.ground.audit.services import record
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject
from congtac.programmes import permissions
from congtac.programmes.models import Part, PartLine, Task
from congtac.programmes.rules import parts as rules
from congtac.programmes.rules.progress import objection_to_work
from congtac.programmes.services.steps import demand
from congtac.programmes.services.telling import tell_part


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of whom, by when."""

    words: str
    person: str
    due_on: date
    division: str = ""


def give(actor: Actor, task: Task, order: Order, *, day: date) -> Part:
    """Give a part of a task to a person of the actor's own unit."""
    permissions.may_divide(actor, task).demand()
    demand(objection_to_work(task.state))
    demand(rules.objection_to_giving(due_on=order.due_on, task_due_on=task.due_on, today=day))
    demand(None if order.words.strip() else "PRG-043")
    name = _name_of(actor, order.person, day)
    with transaction.atomic():
        Task.objects.select_for_update().get(pk=task.pk)
        part = Part.objects.create(
            task=task,
            unit=actor.unit,
            ordinal=task.parts.filter(unit=actor.unit).count() + 1,
            words=order.words.strip(),
            division=order.division.strip(),
            person=order.person,
            person_name=name,
            due_on=order.due_on,
        )
        _line(actor, part, "give", "", day)
    return part


def _name_of(actor: Actor, person: str, day: date) -> str:
    held = posts_on(day).filter(unit__key=actor.unit, person__username=person).first()
    demand(None if held else "PRG-045")
    return held.person.name if held else ""


def note(actor: Actor, part: Part, *, words: str, day: date) -> None:
    """Write a note into a part's history."""
    permissions.may_see_part(actor, part).demand()
    demand(rules.objection_to_part("note", state=part.state, words=words))
    with transaction.atomic():
        _line(actor, part, "note", words, day)


def send(actor: Actor, part: Part, *, words: str, day: date) -> None:
    """Send the result of a part to the unit's leaders."""
    permissions.may_do_part(actor, part).demand()
    demand(rules.objection_to_part("send", state=part.state, words=words))
    _move(actor, part, Turn("send", rules.SENT, words, day), result=words.strip())


def approve(actor: Actor, part: Part, *, words: str, day: date) -> None:
    """Approve a part: only then may the unit say that its task is done."""
    permissions.may_approve_part(actor, part).demand()
    demand(rules.objection_to_part("approve", state=part.state, words=words))
    turn = Turn("approve", rules.APPROVED, words, day)
    _move(actor, part, turn, approved_by=actor.person, approved_on=day)


def give_back(actor: Actor, part: Part, *, words: str, day: date) -> None:
    """Return a part to its person, with the reason."""
    permissions.may_approve_part(actor, part).demand()
    demand(rules.objection_to_part("return", state=part.state, words=words))
    _move(actor, part, Turn("return", rules.RETURNED, words, day))


def drop(actor: Actor, part: Part, *, words: str, day: date) -> None:
    """Withdraw a part, with the reason."""
    permissions.may_approve_part(actor, part).demand()
    demand(rules.objection_to_part("drop", state=part.state, words=words))
    _move(actor, part, Turn("drop", rules.DROPPED, words, day))


@dataclass(frozen=True, slots=True)
class Turn:
    """Where an act leads a part."""

    act: str
    state: str
    words: str
    day: date


def _move(actor: Actor, part: Part, turn: Turn, **fields: object) -> None:
    with transaction.atomic():
        unmoved = Part.objects.filter(pk=part.pk, state=part.state)
        demand(None if unmoved.update(state=turn.state, **fields) else "PRG-042")
        _line(actor, part, turn.act, turn.words, turn.day)
    part.refresh_from_db()


def _line(actor: Actor, part: Part, act: str, words: str, day: date) -> None:
    PartLine.objects.create(
        part=part,
        ordinal=part.lines.count() + 1,
        act=act,
        note=words.strip(),
        person_name=actor.name,
        recorded_on=day,
        at=timezone.now(),
    )
    facts = {"person": part.person, "due_on": part.due_on, "note": words.strip()}
    subject = Subject("programmes.part", str(part.pk), str(part))
    record(actor, f"programmes.part.{act}", subject, facts)
    tell_part(actor, part, act, words.strip())
