"""The acts on programmes: accept a plan, report progress, complete, reopen."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from congtac.documents import services as documents
from congtac.documents.models import Reading
from congtac.documents.rules.acceptance import live_tasks
from congtac.documents.rules.review import Item
from congtac.ground.audit.services import record
from congtac.ground.lineage.services import link
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key, sort_key
from congtac.kernel.subject import Subject
from congtac.programmes import permissions
from congtac.programmes.models import COORDINATING, LEAD, Assignment, Programme, Task
from congtac.programmes.queries.parts import open_parts
from congtac.programmes.queries.trail import document_reference, programme_reference
from congtac.programmes.rules.intake import intake
from congtac.programmes.rules.progress import (
    objection_to_completion,
    objection_to_progress,
    objection_to_reopening,
    objection_to_whole,
)
from congtac.programmes.rules.standing import DONE, IN_PROGRESS, REPORTED
from congtac.programmes.services.following import progress_before
from congtac.programmes.services.names import put_forward
from congtac.programmes.services.sharing import save_new
from congtac.programmes.services.steps import Matcher, Move, demand, move
from congtac.programmes.services.telling import tell_assigned


def accept_plan(actor: Actor, reading: Reading, *, day: date) -> Programme:
    """Accept a reviewed reading: it becomes a programme with its tasks, and can't be changed."""
    with transaction.atomic():
        items = documents.close_review(actor, reading)
        programme = _programme(actor, reading, items)
        matcher = Matcher(actor.unit, day)
        made = [
            (_task(programme, place, item), item)
            for place, item in enumerate(live_tasks(items), start=1)
        ]
        save_new(
            actor, [(task, _parts(task, item.content, matcher)) for task, item in made], matcher
        )
        link(actor, programme_reference(programme), document_reference(reading))
        tell_assigned(actor, programme, programme.tasks.all())
        put_forward(actor, programme, matcher)
        facts = {"tasks": len(made), "digest": reading.digest}
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
    return Task(
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
            group=matcher.group(part["name"]),
        )
        for role in (LEAD, COORDINATING)
        for place, part in enumerate(content[role], start=1)
    ]


def report_progress(actor: Actor, task: Task, *, percent: int, note: str, day: date) -> None:
    """Say how far a task is, on a day."""
    permissions.may_report(actor, task).demand()
    code = objection_to_progress(state=task.state, percent=percent, was=task.progress, note=note)
    demand(code)
    move(actor, task, Move("progress", IN_PROGRESS, percent, day, note.strip()))


def complete(actor: Actor, task: Task, *, done_on: date, note: str, day: date) -> None:
    """Say that a task is done, and on which day; the unit that keeps it confirms by saying so."""
    permissions.may_report(actor, task).demand()
    demand(
        objection_to_completion(
            state=task.state,
            kind=task.kind,
            done_on=done_on,
            today=day,
            not_before=task.programme.issued_on,
        )
    )
    demand("PRG-044" if open_parts(task, actor.unit).exists() else None)
    demand("PRG-018" if _was_taken_up_after(task, done_on) else None)
    is_confirmed = bool(permissions.may_confirm(actor, task))
    act, state = ("complete", DONE) if is_confirmed else ("report", REPORTED)
    move(actor, task, Move(act, state, 100, day, note.strip(), done_on))


def _was_taken_up_after(task: Task, done_on: date) -> bool:
    taken_up = task.steps.filter(act__in=("return", "reopen"), recorded_on__gt=done_on)
    return taken_up.exists()


def reopen(actor: Actor, task: Task, *, reason: str, day: date) -> None:
    """Take a done or cancelled task up again, with the reason, at its progress before."""
    permissions.may_reopen(actor, task).demand()
    demand(objection_to_whole(task.shares_count))
    demand(objection_to_reopening(state=task.state, reason=reason))
    move(actor, task, Move("reopen", IN_PROGRESS, progress_before(task), day, reason.strip()))


def _programme_subject(programme: Programme) -> Subject:
    return Subject("programmes.programme", str(programme.pk), programme.called)
