"""The acts on programmes: accept a plan, report progress, complete, reopen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from congtac.documents import services as documents
from congtac.documents.models import Reading
from congtac.documents.rules.acceptance import live_tasks
from congtac.documents.rules.review import Item
from congtac.ground.audit.services import record
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key, sort_key
from congtac.kernel.subject import Subject
from congtac.organisations.models import Unit
from congtac.organisations.queries import match
from congtac.programmes import permissions
from congtac.programmes.models import COORDINATING, LEAD, Assignment, Programme, Step, Task
from congtac.programmes.rules.intake import intake
from congtac.programmes.rules.problems import problem
from congtac.programmes.rules.progress import (
    objection_to_completion,
    objection_to_progress,
    objection_to_reopening,
)
from congtac.programmes.rules.standing import DONE, IN_PROGRESS

REOPENED_AT = 99  # per cent at most


@dataclass(frozen=True, slots=True)
class Move:
    """Where an act leads a task: its new state, the words, the day it is said of."""

    act: str
    state: str
    progress: int
    day: date
    note: str = ""
    done_on: date | None = None


class Matcher:
    """Recognises agencies as units of a day, near the unit that reads; each name is asked once."""

    def __init__(self, near: str, day: date) -> None:
        self.near, self.day = near, day
        self.known: dict[str, Unit | None] = {}

    def unit(self, name: str) -> Unit | None:
        """The unit that a name means, if it is plain which."""
        if name not in self.known:
            self.known[name] = match(name, near=self.near, day=self.day)
        return self.known[name]


def accept_plan(actor: Actor, reading: Reading, *, day: date) -> Programme:
    """Accept a reviewed reading: it becomes a programme with its tasks, and can't be changed."""
    with transaction.atomic():
        items = documents.close_review(actor, reading)
        programme = _programme(actor, reading, items)
        matcher = Matcher(actor.unit, day)
        for place, item in enumerate(live_tasks(items), start=1):
            task = _task(programme, place, item)
            Assignment.objects.bulk_create(_parts(task, item.content, matcher))
            _step(actor, task, Move("assign", task.state, 0, day))
        facts = {"tasks": programme.tasks.count(), "digest": reading.digest}
        record(actor, "programmes.programme.accepted", _programme_subject(programme), facts)
    return programme


def _programme(actor: Actor, reading: Reading, items: Sequence[Item]) -> Programme:
    fields = {item.key: item.content["value"] for item in items if item.kind == "metadata"}
    issued_on = date.fromisoformat(fields["date"]) if fields["date"] else None
    words = " ".join(fields[name] or "" for name in ("type", "number", "title", "issuer"))
    return Programme.objects.create(
        reading=reading,
        title=fields["title"],
        number=(fields["number"] or "")[:120],
        type=(fields["type"] or "")[:120],
        issuer=(fields["issuer"] or "")[:255],
        issued_on=issued_on,
        unit=reading.document.unit,
        unit_name=reading.document.unit_name,
        accepted_by=actor.person,
        accepted_by_name=actor.name,
        accepted_at=timezone.now(),
        search_key=search_key(words),
        sort_key=sort_key(fields["title"])[:255],
    )


def _task(programme: Programme, place: int, item: Item) -> Task:
    content = item.content
    taken = intake(content)
    agencies = " ".join(part["name"] for part in (*content["lead"], *content["coordinating"]))
    return Task.objects.create(
        programme=programme,
        key=item.key,
        position=place,
        path=content["path"][:120],
        text=content["text"],
        product=content["product"] or "",
        reports_to=content["reports_to"] or "",
        recurrence=content["recurrence"] or "",
        field=content["field"],
        kind=taken.kind,
        time_text=taken.time_text[:500],
        starts_on=taken.starts_on,
        due_on=taken.due_on,
        start=taken.start,
        end=taken.end,
        search_key=search_key(f"{content['path']} {content['text']} {agencies}"),
        sort_key=sort_key(content["text"])[:255],
    )


def _parts(task: Task, content: Mapping[str, Any], matcher: Matcher) -> list[Assignment]:
    return [
        Assignment(
            task=task,
            role=role,
            position=place,
            name=part["name"][:500],
            search_key=search_key(part["name"])[:500],
            is_request=part["is_request"],
            unit=matcher.unit(part["name"]),
        )
        for role in (LEAD, COORDINATING)
        for place, part in enumerate(content[role], start=1)
    ]


def report_progress(actor: Actor, task: Task, *, percent: int, note: str, day: date) -> None:
    """Say how far a task is, on a day."""
    permissions.may_report(actor, task).demand()
    code = objection_to_progress(state=task.state, percent=percent, was=task.progress, note=note)
    _demand(code)
    _move(actor, task, Move("progress", IN_PROGRESS, percent, day, note.strip()))


def complete(actor: Actor, task: Task, *, done_on: date, note: str, day: date) -> None:
    """Say that a task is done, and on which day it was done."""
    permissions.may_report(actor, task).demand()
    issued_on = task.programme.issued_on
    _demand(
        objection_to_completion(state=task.state, done_on=done_on, today=day, issued_on=issued_on)
    )
    _move(actor, task, Move("complete", DONE, 100, day, note.strip(), done_on))


def reopen(actor: Actor, task: Task, *, reason: str, day: date) -> None:
    """Take a completed task up again, with the reason; it comes back to its progress before."""
    permissions.may_reopen(actor, task).demand()
    _demand(objection_to_reopening(state=task.state, reason=reason))
    before = task.steps.exclude(act="complete").order_by("-ordinal").first()
    progress = min(before.progress, REOPENED_AT) if before else 0
    _move(actor, task, Move("reopen", IN_PROGRESS, progress, day, reason.strip()))


def _demand(code: str | None) -> None:
    if code:
        raise problem(code)


def _move(actor: Actor, task: Task, move: Move) -> None:
    with transaction.atomic():
        unmoved = Task.objects.filter(pk=task.pk, steps_count=task.steps_count)
        is_moved = unmoved.update(state=move.state, progress=move.progress, done_on=move.done_on)
        if not is_moved:
            raise problem("PRG-002")
        _step(actor, task, move)
        facts = {"progress": move.progress, "done_on": move.done_on, "note": move.note}
        subject = Subject("programmes.task", str(task.pk), str(task))
        record(actor, f"programmes.task.{move.act}", subject, facts)
    task.refresh_from_db()


def _step(actor: Actor, task: Task, move: Move) -> None:
    ordinal = task.steps_count + 1
    Step.objects.create(
        task=task,
        ordinal=ordinal,
        act=move.act,
        state=move.state,
        progress=move.progress,
        day=move.done_on or move.day,
        note=move.note,
        person=actor.person,
        person_name=actor.name,
        unit_name=actor.unit_name,
        at=timezone.now(),
    )
    Task.objects.filter(pk=task.pk).update(steps_count=ordinal)


def _programme_subject(programme: Programme) -> Subject:
    return Subject("programmes.programme", str(programme.pk), programme.called)
