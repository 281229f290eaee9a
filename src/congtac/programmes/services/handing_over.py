"""What is open at a unit that ends, and how it passes to the unit that stands for it."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Max, Q

from congtac.ground.audit.services import record
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject
from congtac.organisations.models import Unit
from congtac.organisations.rules.belongings import Belonging, Passing
from congtac.programmes.models import (
    Assignment,
    Difficulty,
    Part,
    Programme,
    Report,
    ReportRequest,
    Task,
)
from congtac.programmes.rules.difficulties import RAISED
from congtac.programmes.rules.reports import OPEN as OPEN_REPORTS
from congtac.programmes.rules.requests import DRAFT, ISSUED
from congtac.programmes.rules.standing import REPORTED, WORKING
from congtac.programmes.services import requests
from congtac.programmes.services.reports import Turn, turn
from congtac.programmes.services.steps import Move, add_step, task_subject

PROGRAMME, TASK, DIFFICULTY = (
    "programmes.programme",
    "programmes.task",
    "programmes.difficulty",
)
REQUEST, REPORT = "programmes.request", "programmes.report"
OPEN_TASKS = (*WORKING, REPORTED)


def open_programmes(unit: str, _day: date) -> Iterator[Belonging]:
    """The programmes that a unit keeps and that have tasks under way."""
    kept = Programme.objects.filter(unit=unit, tasks__state__in=OPEN_TASKS).distinct()
    for found in kept.order_by("id"):
        yield Belonging(PROGRAMME, str(found.pk), found.called)


def pass_programmes(actor: Actor, passing: Passing, keys: Sequence[str]) -> None:
    """Let another unit keep these programmes."""
    receiver = Unit.objects.get(key=passing.receiver)
    for found in Programme.objects.filter(pk__in=keys, unit=passing.giver):
        found.unit, found.unit_name = receiver.key, receiver.name
        found.save(update_fields=["unit", "unit_name"])
        subject = Subject(PROGRAMME, str(found.pk), found.called)
        record(actor, "programmes.programme.passed", subject, _facts(passing))


def open_tasks(unit: str, _day: date) -> Iterator[Belonging]:
    """The tasks under way that a unit leads or helps with."""
    found = Task.objects.filter(assignments__unit__key=unit, state__in=OPEN_TASKS).distinct()
    for task in found.order_by("id"):
        yield Belonging(TASK, str(task.pk), str(task))


def pass_tasks(actor: Actor, passing: Passing, keys: Sequence[str]) -> None:
    """Put another unit in the place of one, with a line in the history of each task."""
    receiver = Unit.objects.get(key=passing.receiver)
    for task in Task.objects.filter(pk__in=keys):
        _pass_duties(task, passing, receiver)
        _pass_parts(task, passing)
        last = task.steps.aggregate(last=Max("recorded_on"))["last"] or passing.day
        day, note = max(last, passing.day), f"Bàn giao cho {receiver.name}"
        add_step(actor, task, Move("handover", task.state, task.progress, day, note, task.done_on))
        record(actor, "programmes.task.handover", task_subject(task), _facts(passing))


def _pass_duties(task: Task, passing: Passing, receiver: Unit) -> None:
    """Put the receiver in the giver's place; within a group that helps it stands once."""
    mine = Assignment.objects.filter(task=task, unit__key=passing.giver)
    there = Assignment.objects.filter(task=task, unit=receiver, within__isnull=False)
    mine.filter(within__isnull=False, role__in=list(there.values_list("role", flat=True))).delete()
    mine.update(unit=receiver)


def _pass_parts(task: Task, passing: Passing) -> None:
    there = Part.objects.filter(task=task, unit=passing.receiver).count()
    for place, part in enumerate(Part.objects.filter(task=task, unit=passing.giver), start=1):
        part.unit, part.ordinal = passing.receiver, there + place
        part.save(update_fields=["unit", "ordinal"])


def open_difficulties(unit: str, _day: date) -> Iterator[Belonging]:
    """The difficulties that a unit must answer."""
    for item in Difficulty.objects.filter(responsible__key=unit, state=RAISED).order_by("id"):
        yield Belonging(DIFFICULTY, str(item.pk), str(item))


def pass_difficulties(actor: Actor, passing: Passing, keys: Sequence[str]) -> None:
    """Let another unit answer these difficulties."""
    receiver = Unit.objects.get(key=passing.receiver)
    for item in Difficulty.objects.filter(pk__in=keys, responsible__key=passing.giver):
        item.responsible = receiver
        item.save(update_fields=["responsible"])
        subject = Subject(DIFFICULTY, str(item.pk), str(item))
        record(actor, "programmes.difficulty.passed", subject, _facts(passing))


def open_requests(unit: str, _day: date) -> Iterator[Belonging]:
    """The requests of a unit that are drawn up, or for which reports are still awaited."""
    waiting = Q(state=DRAFT) | Q(state=ISSUED, reports__state__in=OPEN_REPORTS)
    for found in ReportRequest.objects.filter(waiting, unit=unit).distinct().order_by("id"):
        yield Belonging(REQUEST, str(found.pk), found.title)


def pass_requests(actor: Actor, passing: Passing, keys: Sequence[str]) -> None:
    """Let another unit ask for these reports, and receive them."""
    receiver = Unit.objects.get(key=passing.receiver)
    for found in ReportRequest.objects.filter(pk__in=keys, unit=passing.giver):
        found.reports.filter(state__in=OPEN_REPORTS).update(to=receiver)
        requests.pass_to(actor, found, receiver, day=passing.day)


def open_reports(unit: str, _day: date) -> Iterator[Belonging]:
    """The reports that a unit must still send, or forward."""
    theirs = Q(unit__key=unit, state__in=OPEN_REPORTS)
    between = Q(through__key=unit, state__in=OPEN_REPORTS)
    for found in Report.objects.filter(theirs | between).order_by("id"):
        yield Belonging(REPORT, str(found.pk), str(found))


def pass_reports(actor: Actor, passing: Passing, keys: Sequence[str]) -> None:
    """Put another unit in the place of one: as who reports, and as who forwards."""
    receiver = Unit.objects.get(key=passing.receiver)
    words = f"Bàn giao cho {receiver.name}"
    for report in Report.objects.filter(pk__in=keys).select_related("unit", "through"):
        fields: dict[str, object] = {}
        if report.unit.key == passing.giver:
            fields |= {"unit": receiver, "unit_name": receiver.name}
        if report.through is not None and report.through.key == passing.giver:
            fields["through"] = receiver
        turn(actor, report, Turn("handover", passing.day, words, fields=fields))


def _facts(passing: Passing) -> dict[str, str]:
    return {"from": passing.giver, "to": passing.receiver}
