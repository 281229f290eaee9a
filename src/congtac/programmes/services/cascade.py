"""A unit's own programme: under a higher one task by task, by hand, or from a workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils import timezone

from congtac.documents.rules.fields import field_of
from congtac.ground.audit.services import record
from congtac.ground.lineage.services import link, link_new
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
from congtac.programmes.services.sharing import save_new, with_shares
from congtac.programmes.services.steps import Matcher, demand
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
    with transaction.atomic():
        add = Adding(programme, Matcher(actor.unit, day))
        for task in tasks:
            demand(None if task.programme_id == programme.above_id else "PRG-053")
            if task.pk not in taken:
                add.copy_of(task, actor.unit_name)
        add.save(actor)
    return len(add.made)


def add_task(actor: Actor, programme: Programme, entry: Entry, *, day: date) -> Task:
    """Add a task written by hand; `entry.above` names the place of a task of the plan above."""
    permissions.may_add(actor, programme).demand()
    demand(None if entry.text.strip() else "PRG-043")
    demand(None if len(entry.text) <= LONGEST else "PRG-054")
    with transaction.atomic():
        add = Adding(programme, Matcher(actor.unit, day))
        add.entry(entry, actor.unit_name)
        add.save(actor)
    return add.made[0][0]


def import_rows(actor: Actor, programme: Programme, read: Sequence[Read], *, day: date) -> int:
    """Add the rows of a sheet that are new; none is added while a row has a fault (PRG-051)."""
    permissions.may_add(actor, programme).demand()
    demand("PRG-051" if any(row.faults for row in read) else None)
    with transaction.atomic():
        fresh = [row.entry for row, is_new in news(programme, tuple(read)) if is_new]
        add = Adding(programme, Matcher(actor.unit, day))
        for entry in fresh:
            add.entry(entry, actor.unit_name)
        add.save(actor)
        facts = {"rows": len(read), "added": len(fresh), "known": len(known_texts(programme))}
        record(actor, "programmes.programme.imported", _subject(programme), facts)
    return len(fresh)


class Adding:
    """Tasks that come into a programme together: written down one by one, saved all at once."""

    def __init__(self, programme: Programme, matcher: Matcher) -> None:
        self.programme, self.matcher = programme, matcher
        self.made: list[tuple[Task, list[Assignment]]] = []
        self._last = programme.tasks.aggregate(last=Max("position"))["last"] or 0
        self._above: dict[str, Task | None] = {}

    def copy_of(self, task: Task, lead: str) -> None:
        """Write down a task taken over from the programme above."""
        copy = self._next(task.path, task.text)
        copy.above = task
        copy.product, copy.recurrence, copy.field = task.product, task.recurrence, task.field
        copy.kind, copy.time_text = task.kind, task.time_text
        copy.starts_on, copy.due_on = task.starts_on, task.due_on
        self._take(copy, (lead,), ())

    def entry(self, entry: Entry, lead: str) -> None:
        """Write down a task by hand or of a sheet; without a lead, the unit itself leads."""
        task = self._next(entry.path, entry.text.strip())
        task.above = self._task_above(entry.above)
        task.product, task.kind = entry.product, entry.kind
        task.time_text, task.due_on = entry.time_text[:500], entry.due_on
        task.starts_on, task.field = entry.starts_on, entry.field or field_of(entry.text)
        self._take(task, entry.lead or (lead,), entry.coordinating)

    def save(self, actor: Actor) -> None:
        """Save what was written down, link it to what it came from, tell the units."""
        save_new(actor, self.made, self.matcher)
        below = ((task, task.above) for task, _ in self.made)
        link_new(actor, [(task_reference(it), task_reference(up)) for it, up in below if up])
        tell_assigned(actor, self.programme, with_shares(task for task, _ in self.made))

    def _next(self, path: str, text: str) -> Task:
        place = self._last + len(self.made) + 1
        return Task(
            programme=self.programme,
            key=f"n{place}",
            position=place,
            path=(path or str(place))[:120],
            text=text,
            state=ASSIGNED,
            sort_key=sort_key(text)[:255],
        )

    def _task_above(self, path: str) -> Task | None:
        if path not in self._above:
            self._above[path] = _above(self.programme, path)
        return self._above[path]

    def _take(self, task: Task, lead: Sequence[str], coordinating: Sequence[str]) -> None:
        names = " ".join((*lead, *coordinating))
        task.search_key = search_key(f"{task.path} {task.text} {names}")
        rows = [
            self._duty(task, role, place, written)
            for role, agencies in ((LEAD, lead), (COORDINATING, coordinating))
            for place, written in enumerate(agencies, start=1)
        ]
        self.made.append((task, rows))

    def _duty(self, task: Task, role: str, place: int, written: str) -> Assignment:
        name, is_request = without_request(written)
        return Assignment(
            task=task,
            role=role,
            position=place,
            name=name[:500],
            search_key=search_key(name)[:500],
            is_request=is_request,
            unit=self.matcher.unit(name),
            group=self.matcher.group(name),
        )


def _above(programme: Programme, path: str) -> Task | None:
    """The task above that a place names: the share of the unit, where the unit has one."""
    if not path or programme.above is None:
        return None
    named = programme.above.tasks.filter(path=path.rstrip("."))
    mine = Q(whole__isnull=False, assignments__unit__key=programme.unit)
    found = named.filter(mine).first() or named.filter(whole=None).first()
    demand(None if found else "PRG-055")
    return found


def _subject(programme: Programme) -> Subject:
    return Subject("programmes.programme", str(programme.pk), programme.called)
