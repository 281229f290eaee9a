"""Tasks given to a group: a share for each of its units, and what the keeper does with all."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Q, QuerySet

from congtac.ground.audit.services import record
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.organisations.models import Group, Unit
from congtac.programmes import permissions
from congtac.programmes.models import LEAD, Assignment, Step, Task
from congtac.programmes.queries.sharing import written_of
from congtac.programmes.rules import progress as rules
from congtac.programmes.rules import tellings
from congtac.programmes.rules.standing import ASSIGNED, REPORTED, WORKING
from congtac.programmes.services import following
from congtac.programmes.services.steps import (
    Matcher,
    Move,
    add_step,
    demand,
    gather,
    step_of,
    task_subject,
)
from congtac.programmes.services.telling import tell_assigned


@dataclass(frozen=True, slots=True)
class Duty:
    """A unit that has a part in a task, and the written row in which it stands."""

    unit: Unit
    row: Assignment


@dataclass(frozen=True, slots=True)
class Leaving:
    """A unit that is no longer of the group, the row it holds, and whether the unit has ended."""

    unit: Unit
    row: Assignment
    has_ended: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """Who would join the units of a task on a day, and who would leave."""

    joining: Sequence[Duty] = ()
    leaving: Sequence[Leaving] = ()


def save_new(
    actor: Actor, made: Sequence[tuple[Task, Sequence[Assignment]]], matcher: Matcher
) -> None:
    """Save new tasks with their written duties and first steps, and share them out; all at once."""
    tasks = [task for task, _ in made]
    for task in tasks:
        task.steps_count = 1
    Task.objects.bulk_create(tasks)
    Assignment.objects.bulk_create([row for _, rows in made for row in rows])
    _first_steps(actor, tasks, matcher.day)
    share_out(actor, tasks, matcher)


def _first_steps(actor: Actor, tasks: Iterable[Task], day: date) -> None:
    to = Move("assign", ASSIGNED, 0, day)
    Step.objects.bulk_create([step_of(actor, task, to, 1) for task in tasks])


def with_shares(tasks: Iterable[Task]) -> QuerySet[Task]:
    """Tasks together with their shares."""
    numbers = [task.pk for task in tasks]
    return Task.objects.filter(Q(pk__in=numbers) | Q(whole__in=numbers))


def share_out(actor: Actor, tasks: Sequence[Task], matcher: Matcher) -> None:
    """Give each unit of a group that leads its share, and each that helps its duty."""
    rows = written_of(tasks)
    leading = {task.pk: _leading(rows[task.pk], matcher) for task in tasks}
    _give_shares(actor, [(task, duty) for task in tasks for duty in leading[task.pk]], matcher.day)
    helping = [duty for task in tasks for duty in _helping(rows[task.pk], matcher)]
    Assignment.objects.bulk_create([_member(it, it.row.task_id) for it in helping])


def _group_of(row: Assignment, matcher: Matcher) -> Group | None:
    return row.group or (None if row.unit_id else matcher.group(row.name))


def _meant(rows: Iterable[Assignment], matcher: Matcher) -> list[Duty]:
    """The units that written rows mean, each once, where it is named first."""
    found: dict[int, Duty] = {}
    for row in rows:
        group = _group_of(row, matcher)
        units = matcher.members(group) if group else [row.unit] if row.unit else []
        for unit in units:
            found.setdefault(unit.pk, Duty(unit, row))
    return list(found.values())


def _leading(rows: Iterable[Assignment], matcher: Matcher) -> list[Duty]:
    """The units that get a share: all that lead, where a group is among those that lead."""
    leads = [row for row in rows if row.role == LEAD]
    groups = (_group_of(row, matcher) for row in leads)
    is_shared = any(group and matcher.members(group) for group in groups)
    return _meant(leads, matcher) if is_shared else []


def _helping(rows: Sequence[Assignment], matcher: Matcher) -> list[Duty]:
    """The units of the groups that coordinate, without those that lead or are named themselves."""
    leads = {it.unit.pk for it in _meant([row for row in rows if row.role == LEAD], matcher)}
    others = _meant([row for row in rows if row.role != LEAD], matcher)
    return [it for it in others if it.row.unit_id is None and it.unit.pk not in leads]


def _give_shares(actor: Actor, given: Sequence[tuple[Task, Duty]], day: date) -> list[Task]:
    shares = [_share(whole, duty.unit) for whole, duty in given]
    Task.objects.bulk_create(shares)
    rows = [_member(duty, share.pk) for share, (_, duty) in zip(shares, given, strict=True)]
    Assignment.objects.bulk_create(rows)
    _first_steps(actor, shares, day)
    for number, count in Counter(whole.pk for whole, _ in given).items():
        Task.objects.filter(pk=number).update(shares_count=F("shares_count") + count)
    return shares


def _share(whole: Task, unit: Unit) -> Task:
    return Task(
        programme_id=whole.programme_id,
        whole=whole,
        member=unit,
        key=f"{whole.pk}-{unit.pk}",
        position=whole.position,
        path=whole.path,
        text=whole.text,
        product=whole.product,
        reports_to=whole.reports_to,
        recurrence=whole.recurrence,
        field=whole.field,
        kind=whole.kind,
        time_text=whole.time_text,
        starts_on=whole.starts_on,
        due_on=whole.due_on,
        start=whole.start,
        end=whole.end,
        steps_count=1,
        search_key=f"{whole.search_key} {search_key(unit.name)}",
        sort_key=whole.sort_key,
    )


def _member(duty: Duty, task: int) -> Assignment:
    """The row of a unit within the written one, under the written name."""
    row = duty.row
    return Assignment(
        task_id=task,
        role=row.role,
        position=row.position,
        name=row.name,
        search_key=row.search_key,
        is_request=row.is_request,
        unit=duty.unit,
        within=row,
    )


def confirm_all(actor: Actor, whole: Task, *, day: date) -> int:
    """Confirm every unit that reported a shared task done; returns how many there were."""
    permissions.may_confirm(actor, whole).demand()
    waiting = list(whole.shares.filter(state=REPORTED).select_related("programme"))
    demand(None if waiting else "PRG-021")
    with transaction.atomic():
        for share in waiting:
            following.confirm(actor, share, note="", day=day)
    return len(waiting)


def cancel_all(actor: Actor, whole: Task, *, reason: str, day: date) -> int:
    """Say that a shared task is no longer to be done by those that still work on it."""
    permissions.may_reopen(actor, whole).demand()
    demand(rules.objection_to_cancelling(state=whole.state, reason=reason))
    with transaction.atomic():
        return _cancel(actor, whole.shares.filter(state__in=(*WORKING, REPORTED)), reason, day)


def _cancel(actor: Actor, shares: Iterable[Task], reason: str, day: date) -> int:
    listed = list(shares)
    for share in listed:
        following.drop(actor, share, reason=reason, day=day)
    return len(listed)


def changes(task: Task, day: date) -> Changes:
    """Who would join and who would leave if the groups of a task were resolved on a day."""
    matcher = Matcher(task.programme.unit, day)
    rows = written_of([task])[task.pk]
    should = [*_leading(rows, matcher), *_helping(rows, matcher)]
    there = list(_members_of(task))
    known = {(it.role, it.unit_id) for it in there}
    known |= {(LEAD, number) for number in task.shares.values_list("member", flat=True)}
    wanted = {(it.row.role, it.unit.pk) for it in should}
    leaving = [
        Leaving(it.unit, it, not it.unit.life.has(day))
        for it in there
        if it.unit and it.task.state in (*WORKING, REPORTED) and (it.role, it.unit_id) not in wanted
    ]
    joining = [it for it in should if (it.row.role, it.unit.pk) not in known]
    return Changes(joining, leaving)


def _members_of(task: Task) -> Iterable[Assignment]:
    """The rows of the units that have a share or help, by the alphabet."""
    found = Assignment.objects.filter(within__task=task).select_related("unit", "task")
    return found.order_by("unit__sort_key", "pk")


def update_members(
    actor: Actor, task: Task, *, joining: Collection[str], leaving: Collection[str], day: date
) -> Changes:
    """Let units join and leave a task, of those that the day would change; with a line for it."""
    permissions.may_update_members(actor, task).demand()
    demand(rules.objection_to_work(task.state))
    with transaction.atomic():
        whole = Task.objects.select_for_update().get(pk=task.pk)
        found = changes(task, day)
        chosen = Changes(
            [it for it in found.joining if it.unit.key in joining],
            [it for it in found.leaving if it.unit.key in leaving],
        )
        demand(None if chosen.joining or chosen.leaving else "PRG-072")
        _join(actor, whole, chosen.joining, day)
        _leave(actor, whole, chosen.leaving, day)
        _note(actor, whole, chosen, day)
    task.refresh_from_db()
    return chosen


def let_in(actor: Actor, task: Task, rows: Collection[int], day: date) -> bool:
    """Let the units join that settled names mean; a task at work waits for its keeper."""
    found = [it for it in changes(task, day).joining if it.row.pk in rows]
    if not (task.shares_count or task.state == ASSIGNED):
        found = [it for it in found if it.row.role != LEAD]
    _join(actor, task, found, day)
    task.refresh_from_db()
    if task.shares_count:
        gather(actor, task, day)
    return bool(found)


def _join(actor: Actor, whole: Task, joining: Iterable[Duty], day: date) -> None:
    leading = [(whole, it) for it in joining if it.row.role == LEAD]
    made = _give_shares(actor, leading, day)
    helping = [_member(it, whole.pk) for it in joining if it.row.role != LEAD]
    Assignment.objects.bulk_create(helping)
    tell_assigned(actor, whole.programme, made)


def _leave(actor: Actor, whole: Task, leaving: Iterable[Leaving], day: date) -> None:
    rows = [it.row for it in leaving]
    _cancel(actor, (row.task for row in rows if row.task_id != whole.pk), tellings.LEFT, day)
    Assignment.objects.filter(pk__in=[row.pk for row in rows if row.task_id == whole.pk]).delete()


def _note(actor: Actor, whole: Task, chosen: Changes, day: date) -> None:
    whole.refresh_from_db()
    joined = [it.unit.name for it in chosen.joining]
    left = [it.unit.name for it in chosen.leaving]
    words = tellings.members_words(joined, left)
    to = Move("members", whole.state, whole.progress, day, words, whole.done_on)
    add_step(actor, whole, to)
    facts = {"joined": joined, "left": left}
    record(actor, "programmes.task.members", task_subject(whole), facts)
    whole.refresh_from_db()
    if whole.shares_count:
        gather(actor, whole, day)
