"""The acts that follow a task: take it on, confirm, give back, cancel, extend, assess."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from congtac.kernel.actor import Actor
from congtac.kernel.periods import Period
from congtac.programmes import permissions
from congtac.programmes.models import Assessment, Extension, Task
from congtac.programmes.rules import progress as rules
from congtac.programmes.rules.problems import problem
from congtac.programmes.rules.standing import ACCEPTED, CANCELLED, DONE, RETURNED
from congtac.programmes.services.steps import Move, demand, move

RETURNED_AT = 99  # per cent at most


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a task without an end went in a period."""

    period: Period
    result: str
    note: str = ""


def take(actor: Actor, task: Task, *, day: date) -> None:
    """Take a task on as its leading unit."""
    permissions.may_take(actor, task).demand()
    demand(rules.objection_to_taking(task.state))
    move(actor, task, Move("accept", ACCEPTED, 0, day))


def confirm(actor: Actor, task: Task, *, note: str, day: date) -> None:
    """Confirm that a task is done, as the unit that keeps the programme."""
    permissions.may_confirm(actor, task).demand()
    demand(rules.objection_to_whole(task.shares_count))
    demand(rules.objection_to_judging(state=task.state, reason=note, needs_reason=False))
    move(actor, task, Move("confirm", DONE, 100, day, note.strip(), task.done_on))


def give_back(actor: Actor, task: Task, *, reason: str, day: date) -> None:
    """Return a task that was reported done, with the reason; it comes back to its progress."""
    permissions.may_confirm(actor, task).demand()
    demand(rules.objection_to_whole(task.shares_count))
    demand(rules.objection_to_judging(state=task.state, reason=reason, needs_reason=True))
    move(actor, task, Move("return", RETURNED, progress_before(task), day, reason.strip()))


def cancel(actor: Actor, task: Task, *, reason: str, day: date) -> None:
    """Say that a task is no longer to be done, with the reason."""
    permissions.may_reopen(actor, task).demand()
    demand(rules.objection_to_whole(task.shares_count))
    drop(actor, task, reason=reason, day=day)


def drop(actor: Actor, task: Task, *, reason: str, day: date) -> None:
    """Cancel a task for an act that has asked whether the actor may."""
    demand(rules.objection_to_cancelling(state=task.state, reason=reason))
    move(actor, task, Move("cancel", CANCELLED, progress_before(task), day, reason.strip()))


def progress_before(task: Task) -> int:
    """The progress of a task before it was said to be finished, 99 per cent at most."""
    worked = task.steps.filter(progress__lt=100).order_by("-ordinal").first()
    return min(worked.progress, RETURNED_AT) if worked else 0


def ask_extension(
    actor: Actor, task: Task, *, asked_for: date, reason: str, day: date
) -> Extension:
    """Ask for a later last day; one request waits at a time."""
    permissions.may_report(actor, task).demand()
    demand(
        rules.objection_to_extension(
            state=task.state, due_on=task.due_on, asked_for=asked_for, today=day
        )
    )
    demand(None if reason.strip() else "PRG-022")
    with transaction.atomic():
        made = _request(actor, task, asked_for, reason.strip(), day)
        move(actor, task, Move("ask", task.state, task.progress, day, reason.strip()))
    return made


def _request(actor: Actor, task: Task, asked_for: date, reason: str, day: date) -> Extension:
    due_on = task.due_on
    if due_on is None:
        raise problem("PRG-027")
    try:
        with transaction.atomic():
            return Extension.objects.create(
                task=task,
                old_due_on=due_on,
                asked_for=asked_for,
                reason=reason,
                asked_by=actor.person,
                asked_by_name=actor.name,
                asked_by_unit=actor.unit_name,
                asked_on=day,
            )
    except IntegrityError:
        raise problem("PRG-026") from None


def grant_extension(actor: Actor, extension: Extension, *, note: str, day: date) -> None:
    """Give a task the later last day that was asked for; the old one stays in its history."""
    task = extension.task
    permissions.may_decide(actor, extension).demand()
    with transaction.atomic():
        _decide(actor, extension, Extension.GRANTED, note, day)
        demand(rules.objection_to_work(task.state))
        new = extension.asked_for
        move(actor, task, Move("extend", task.state, task.progress, day, note.strip(), due_on=new))


def decline_extension(actor: Actor, extension: Extension, *, note: str, day: date) -> None:
    """Refuse a later last day, with the reason; the task keeps the one it has."""
    task = extension.task
    permissions.may_decide(actor, extension).demand()
    demand(None if note.strip() else "PRG-022")
    with transaction.atomic():
        _decide(actor, extension, Extension.DECLINED, note, day)
        to = Move("decline", task.state, task.progress, day, note.strip(), task.done_on)
        move(actor, task, to)


def _decide(actor: Actor, extension: Extension, state: str, note: str, day: date) -> None:
    waiting = Extension.objects.filter(pk=extension.pk, state=Extension.ASKED)
    is_decided = waiting.update(
        state=state,
        note=note.strip(),
        decided_by=actor.person,
        decided_by_name=actor.name,
        decided_on=day,
    )
    demand(None if is_decided else "PRG-028")


def assess(actor: Actor, task: Task, said: Judgement, *, day: date) -> Assessment:
    """Say how a task without an end went in a period; a second assessment is a new revision."""
    permissions.may_confirm(actor, task).demand()
    demand(
        rules.objection_to_assessment(
            state=task.state, kind=task.kind, begins=said.period.start, today=day
        )
    )
    with transaction.atomic():
        note = said.note.strip()
        move(actor, task, Move("assess", task.state, task.progress, day, note))
        return Assessment.objects.create(
            task=task,
            period=said.period.code,
            revision=task.assessments.filter(period=said.period.code).count() + 1,
            result=said.result,
            note=note,
            person_name=actor.name,
            unit_name=actor.unit_name,
            recorded_on=day,
            at=timezone.now(),
        )
