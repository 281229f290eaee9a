"""A unit's own programme: under a higher one task by task, by hand, or from a workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from congtac.documents.rules.fields import field_of
from congtac.ground.audit.services import record
from congtac.ground.lineage.services import link
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key, sort_key
from congtac.kernel.subject import Subject
from congtac.programmes import permissions
from congtac.programmes.models import COORDINATING, LEAD, Assignment, Programme, Task
from congtac.programmes.queries.cascade import known_texts, news
from congtac.programmes.queries.trail import programme_reference, task_reference
from congtac.programmes.rules.entries import LONGEST, Entry, Read, without_request
from congtac.programmes.rules.problems import problem
from congtac.programmes.rules.standing import ASSIGNED
from congtac.programmes.services.steps import Matcher, Move, add_step, demand
from congtac.programmes.services.telling import tell_assigned, tell_made


@dataclass(frozen=True, slots=True)
class Heading:
    """What a programme is called."""

    title: str
    number: str = ""


def make_programme(
    actor: Actor, heading: Heading, *, above: Programme | None, day: date
) -> Programme:
    """Make the actor's unit a programme of its own; one under each programme above."""
    permissions.may_make_programme(actor, above).demand()
    demand(None if heading.title.strip() else "PRG-043")
    with transaction.atomic():
        made = _programme(actor, heading, above, day)
        facts = {"above": above.pk if above else None}
        record(actor, "programmes.programme.made", _subject(made), facts)
        if above is not None:
            link(actor, programme_reference(made), programme_reference(above))
        tell_made(actor, made)
    return made


def _programme(actor: Actor, heading: Heading, above: Programme | None, day: date) -> Programme:
    title, number = heading.title.strip(), heading.number.strip()
    try:
        with transaction.atomic():
            return Programme.objects.create(
                above=above,
                title=title,
                number=number[:120],
                type="Kế hoạch",
                issuer=actor.unit_name,
                issued_on=day,
                unit=actor.unit,
                unit_name=actor.unit_name,
                accepted_by=actor.person,
                accepted_by_name=actor.name,
                accepted_at=timezone.now(),
                search_key=search_key(f"{number} {title} {actor.unit_name}"),
                sort_key=sort_key(title)[:255],
            )
    except IntegrityError:
        raise problem("PRG-050") from None


def take_over(actor: Actor, programme: Programme, tasks: Iterable[Task], *, day: date) -> int:
    """Copy tasks of the programme above, each with a link to it; those taken over stay as is."""
    permissions.may_add(actor, programme).demand()
    taken = set(programme.tasks.exclude(above=None).values_list("above_id", flat=True))
    copies = []
    with transaction.atomic():
        matcher = Matcher(actor.unit, day)
        for task in tasks:
            demand(None if task.programme_id == programme.above_id else "PRG-053")
            if task.pk not in taken:
                copies.append(_copy(actor, programme, task, matcher))
        tell_assigned(actor, programme, copies)
    return len(copies)


def _copy(actor: Actor, programme: Programme, task: Task, matcher: Matcher) -> Task:
    copy = _next(programme, task.path, task.text)
    copy.above = task
    copy.product, copy.recurrence, copy.field = task.product, task.recurrence, task.field
    copy.kind, copy.time_text = task.kind, task.time_text
    copy.starts_on, copy.due_on = task.starts_on, task.due_on
    return _save(actor, copy, Entry(task.text, lead=(actor.unit_name,)), matcher)


def add_task(actor: Actor, programme: Programme, entry: Entry, *, day: date) -> Task:
    """Add a task written by hand; `entry.above` names the place of a task of the plan above."""
    permissions.may_add(actor, programme).demand()
    demand(None if entry.text.strip() else "PRG-043")
    demand(None if len(entry.text) <= LONGEST else "PRG-054")
    with transaction.atomic():
        added = _add(actor, programme, entry, Matcher(actor.unit, day))
        tell_assigned(actor, programme, [added])
    return added


def _add(actor: Actor, programme: Programme, entry: Entry, matcher: Matcher) -> Task:
    task = _next(programme, entry.path, entry.text.strip())
    task.above = _above(programme, entry.above)
    task.product, task.kind = entry.product, entry.kind
    task.time_text, task.due_on = entry.time_text[:500], entry.due_on
    task.starts_on, task.field = entry.starts_on, entry.field or field_of(entry.text)
    named = entry if entry.lead else Entry(entry.text, lead=(actor.unit_name,))
    entered = Entry(entry.text, lead=named.lead, coordinating=entry.coordinating)
    return _save(actor, task, entered, matcher)


def import_rows(actor: Actor, programme: Programme, read: Sequence[Read], *, day: date) -> int:
    """Add the rows of a sheet that are new; none is added while a row has a fault (PRG-051)."""
    permissions.may_add(actor, programme).demand()
    demand("PRG-051" if any(row.faults for row in read) else None)
    with transaction.atomic():
        fresh = [row.entry for row, is_new in news(programme, tuple(read)) if is_new]
        matcher = Matcher(actor.unit, day)
        added = [_add(actor, programme, entry, matcher) for entry in fresh]
        tell_assigned(actor, programme, added)
        facts = {"rows": len(read), "added": len(fresh), "known": len(known_texts(programme))}
        record(actor, "programmes.programme.imported", _subject(programme), facts)
    return len(fresh)


def _above(programme: Programme, path: str) -> Task | None:
    if not path or programme.above is None:
        return None
    found = programme.above.tasks.filter(path=path.rstrip(".")).first()
    demand(None if found else "PRG-055")
    return found


def _next(programme: Programme, path: str, text: str) -> Task:
    last = programme.tasks.order_by("-position").values_list("position", flat=True).first()
    place = (last or 0) + 1
    return Task(
        programme=programme,
        key=f"n{place}",
        position=place,
        path=(path or str(place))[:120],
        text=text,
        state=ASSIGNED,
        sort_key=sort_key(text)[:255],
    )


def _save(actor: Actor, task: Task, entry: Entry, matcher: Matcher) -> Task:
    names = " ".join((*entry.lead, *entry.coordinating))
    task.search_key = search_key(f"{task.path} {task.text} {names}")
    task.save()
    for role, agencies in ((LEAD, entry.lead), (COORDINATING, entry.coordinating)):
        for place, written in enumerate(agencies, start=1):
            name, is_request = without_request(written)
            Assignment.objects.create(
                task=task,
                role=role,
                position=place,
                name=name[:500],
                search_key=search_key(name)[:500],
                is_request=is_request,
                unit=matcher.unit(name),
            )
    if task.above is not None:
        link(actor, task_reference(task), task_reference(task.above))
    add_step(actor, task, Move("assign", ASSIGNED, 0, matcher.day))
    return task


def _subject(programme: Programme) -> Subject:
    return Subject("programmes.programme", str(programme.pk), programme.called)
