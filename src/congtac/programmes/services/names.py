"""Names of agencies that nobody knows: put forward when a plan enters, followed once settled."""

from django.db.models import Q, QuerySet

from congtac.ground.audit.services import record
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject
from congtac.organisations.models import Unit
from congtac.organisations.queries import alive
from congtac.organisations.rules.names import name_key
from congtac.organisations.rules.settlings import Settled
from congtac.organisations.services import note_doubtful
from congtac.programmes.models import Assignment, Programme, Task
from congtac.programmes.services.sharing import let_in
from congtac.programmes.services.steps import Matcher, task_subject


def put_forward(actor: Actor, programme: Programme, matcher: Matcher) -> None:
    """Keep the names in a programme that led to no unit and no group, for a person to settle."""
    nameless = Assignment.objects.filter(task__programme=programme, unit=None, group=None)
    names = list(nameless.values_list("name", flat=True).order_by("pk"))
    seen_in = Subject("programmes.programme", str(programme.pk), programme.called)
    note_doubtful(actor, names, near=matcher.near, day=matcher.day, seen_in=seen_in)


def take_up(actor: Actor, settled: Settled) -> int:
    """Give the tasks in which a settled name stands their units; returns how many tasks did."""
    unit, day = _meant(settled.unit), today()
    group = None if unit else Matcher(settled.near, day).group(settled.written)
    found = _written(settled)
    rows = set(found.values_list("pk", flat=True))
    tasks = list(Task.objects.filter(assignments__in=rows).distinct().order_by("pk"))
    found.update(unit=unit, group=group)
    for task in tasks:
        let_in(actor, task, rows, day)
        facts = {
            "name": settled.written,
            "unit": unit.key if unit else None,
            "group": group.key if group else None,
        }
        record(actor, "programmes.task.recognised", task_subject(task), facts)
    return len(tasks) if unit or group else 0


def _meant(key: str) -> Unit | None:
    """The unit with this key, or who stands for it today where it has ended."""
    unit = Unit.objects.filter(key=key).first()
    return alive(unit, today()) or unit


def _written(settled: Settled) -> QuerySet[Assignment]:
    """The parts near the same place, under any writing of the name, that wait for their unit."""
    near = Q(task__programme__unit=settled.near)
    near |= Q(task__programme__unit__startswith=f"{settled.near}.")
    waiting = Q(unit=None)
    if settled.before:
        waiting |= Q(unit__key=settled.before) | Q(unit=_meant(settled.before))
    found = Assignment.objects.filter(near, waiting)
    names = found.values_list("name", flat=True).order_by().distinct()
    same = [name for name in names if name_key(name)[:300] == settled.key]
    return Assignment.objects.filter(
        pk__in=list(found.filter(name__in=same).values_list("pk", flat=True))
    )
