"""Telling those concerned by an act, in the transaction of the act; never who acts."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse

from congtac.accounts.queries import posts_on
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import SYSTEM, Actor
from congtac.notices.models import Notice
from congtac.notices.rules.kinds import Telling
from congtac.notices.services import is_quiet, notify
from congtac.programmes.models import LEAD, Assignment, Difficulty, Part, Programme, Task
from congtac.programmes.rules import tellings as rules
from congtac.programmes.rules.standing import WORKING

SOON = timedelta(days=7)


def tell_move(actor: Actor, task: Task, act: str, text: str = "") -> None:
    """Tell the other side of a task what was done with it."""
    said = rules.MOVES.get(act)
    if said is None:
        return
    subject = said.words.format(unit=actor.unit_name, task=task)
    telling = Telling(said.kind, subject, text, _address("task", task.pk))
    notify(actor, telling, to_person=_side(task, said.side))


def tell_assigned(actor: Actor, programme: Programme, tasks: Iterable[Task]) -> None:
    """Tell each unit which tasks of a programme it was given: once, however many they are."""
    given: dict[str, dict[int, str]] = {}
    parts = Assignment.objects.filter(task__in=list(tasks), unit__isnull=False)
    parts = parts.exclude(role=LEAD, task__shares_count__gt=0)  # its share tells it
    for part in parts.select_related("task", "unit").order_by("task__position"):
        key = part.unit.key if part.unit else ""
        given.setdefault(key, {})[part.task_id] = str(part.task)
    people = _people(given)
    for unit, named in given.items():
        if unit in people:
            subject, text = rules.assigned_words(plan=programme.called, tasks=named.values())
            address = _address("programme", programme.pk)
            if len(named) == 1:
                address = _address("task", next(iter(named)))
            told = Telling(rules.ASSIGNED, subject, text, address)
            notify(actor, told, to_person=[name for name, _ in people[unit]])


def tell_made(actor: Actor, programme: Programme) -> None:
    """Tell who keeps the programme above that a unit made its own under it."""
    if programme.above is None:
        return
    subject = f"{actor.unit_name} đã lập chương trình thực hiện {programme.above.called}"
    address = _address("programme", programme.pk)
    telling = Telling(rules.BELOW, subject, programme.title, address)
    notify(actor, telling, to_person=_keepers(programme.above))


def tell_part(actor: Actor, part: Part, act: str, text: str) -> None:
    """Tell the person of a part, or, when it is sent, the leaders of the unit."""
    if act not in rules.PARTS:
        return
    subject = rules.PARTS[act].format(name=actor.name, words=part.words)
    telling = Telling(rules.PART, subject, text, _address("part", part.pk))
    leaders = _leaders(part.unit) if act == "send" else [part.person]
    notify(actor, telling, to_person=leaders)


def tell_difficulty(actor: Actor, item: Difficulty, act: str, text: str) -> None:
    """Tell the side that a difficulty waits for, or that waited."""
    units = {
        rules.TO_WHO_ANSWERS: item.responsible.key,
        rules.TO_WHO_RAISED: item.unit,
    }
    subject = rules.DIFFICULTIES[act].format(unit=actor.unit_name, words=item)
    address = _address("difficulty", item.pk)
    told = Telling(rules.DIFFICULTY, subject, text, address)
    people = _people(units[side] for side in rules.DIFFICULTY_SIDES[act])
    notify(actor, told, to_person={name for held in people.values() for name, _ in held})


def tell_due(day: date) -> int:
    """Tell the leading units what is due within a week, and the keepers too what is overdue.

    Each last day of a task is told once as near and once as missed, whenever this runs.
    """
    near = Task.objects.filter(state__in=WORKING, due_on__isnull=False, due_on__lte=day + SOON)
    found = list(near.select_related("programme").order_by("due_on", "id"))
    tellings = [(task, _due(task, day)) for task in found]
    addresses = [told.address for _, told in tellings]
    known = set(Notice.objects.filter(address__in=addresses).values_list("kind", "subject"))
    fresh = [(task, told) for task, told in tellings if (told.kind, told.subject) not in known]
    for task, told in fresh:
        people = set() if task.shares_count else set(_side(task, rules.DOERS))
        if told.kind == rules.OVERDUE and task.whole_id is None:
            people |= set(_side(task, rules.KEEPER))
        notify(SYSTEM, told, to_person=people)
    return len(fresh)


def _address(page: str, number: int) -> str:
    return reverse(f"programmes:{page}", args=[number])


def _due(task: Task, day: date) -> Telling:
    due_on = task.due_on or day
    kind, subject = rules.due_words(str(task), due_on=due_on, day=day)
    return Telling(kind, subject[:300], task.text, _address("task", task.pk))


def _side(task: Task, side: str) -> list[str]:
    if side == rules.LEADERS:
        return _leaders(task.programme.unit)
    if side == rules.KEEPER:
        return _keepers(task.programme)
    parts = task.assignments.filter(role=LEAD, unit__isnull=False)
    held = _people(parts.values_list("unit__key", flat=True)).values()
    return [name for people in held for name, _ in people]


def _keepers(programme: Programme) -> list[str]:
    """Who accepted the programme, while they are in the unit that keeps it; else all of it."""
    there = [name for name, _ in _people([programme.unit]).get(programme.unit, [])]
    return [programme.accepted_by] if programme.accepted_by in there else there


def _leaders(unit: str) -> list[str]:
    return [name for name, roles in _people([unit]).get(unit, []) if "leader" in roles]


def _people(units: Iterable[str]) -> dict[str, list[tuple[str, list[str]]]]:
    """Who holds a post in these units today, by unit: user names with their roles."""
    held: dict[str, list[tuple[str, list[str]]]] = {}
    if is_quiet():
        return held
    posts = posts_on(today()).filter(unit__key__in=list(units))
    for post in posts.order_by("id"):
        held.setdefault(post.unit.key, []).append((post.person.username, post.roles))
    return held
