"""What a report's sections are drafted from: its tasks and difficulties as of the cut-off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from congtac.programmes.models import LEAD, Assignment, Difficulty, Programme, Report, Step, Task
from congtac.programmes.queries.counting import placed_in
from congtac.programmes.rules.counting import Tally, of_counts
from congtac.programmes.rules.sentences import Answered, Told


@dataclass(frozen=True, slots=True)
class Material:
    """All that the sections of a report are drafted from, as known at the cut-off."""

    unit: str
    day: date
    tasks: list[Told]
    by_programme: list[tuple[int, str, Tally]]
    difficulties: list[Answered]

    @property
    def tally(self) -> Tally:
        """The counts of all tasks, each once."""
        return _tally(self.tasks)


def material(report: Report) -> Material:
    """Read what a report is drafted from; the same whenever it is asked again."""
    tasks = tasks_of(report)
    told = _told(report, tasks)
    return Material(
        unit=report.unit_name,
        day=report.cut_off,
        tasks=told,
        by_programme=_by_programme(told),
        difficulties=_answered(report),
    )


def tasks_of(report: Report) -> QuerySet[Task]:
    """The tasks that the unit leads, of shared ones its share; one made of another counts once."""
    leads = Assignment.objects.filter(task=OuterRef("pk"), role=LEAD, unit=report.unit)
    led = Task.objects.filter(_within(report), Exists(leads), shares_count=0)
    return led.exclude(above__in=led.values("pk"))


def _within(report: Report, prefix: str = "") -> Q:
    """The programme of the request, and the unit's own programme under it."""
    programme = _programme(report)
    if programme is None:
        return Q()
    own = {f"{prefix}programme__above": programme, f"{prefix}programme__unit": report.unit.key}
    return Q(**{f"{prefix}programme": programme}) | Q(**own)


def _programme(report: Report) -> Programme | None:
    asked = report.request or report.consolidates
    return asked.programme if asked else None


def _told(report: Report, tasks: QuerySet[Task]) -> list[Told]:
    placed = placed_in(tasks, report.cut_off).select_related("task__programme")
    by_task = {step.task_id: step for step in placed}
    notes = _notes(report, list(by_task))
    found = [
        Told(
            number=step.task_id,
            path=step.task.path,
            text=step.task.text,
            programme=step.task.programme_id,
            programme_name=step.task.programme.called,
            place=step.place,
            progress=step.progress,
            due_on=step.due_on,
            done_on=step.done_on,
            recorded_on=step.recorded_on,
            person=step.person_name,
            notes=tuple(notes.get(step.task_id, ())),
        )
        for step in by_task.values()
    ]
    order = {it.task_id: (it.task.programme_id, it.task.position) for it in by_task.values()}
    return sorted(found, key=lambda it: order[it.number])


def _notes(report: Report, tasks: list[int]) -> Mapping[int, list[str]]:
    """What was said in the period of each task, and of the unit's own tasks below it."""
    steps = Step.objects.filter(
        Q(task__in=tasks) | Q(task__above__in=tasks, task__programme__unit=report.unit.key),
        recorded_on__lte=report.cut_off,
        act__in=("progress", "report", "complete", "confirm"),
    ).exclude(note="")
    if report.since:
        steps = steps.filter(recorded_on__gte=report.since)
    known = set(tasks)
    found: dict[int, list[str]] = {}
    for step in steps.select_related("task").order_by("recorded_on", "id"):
        number = step.task_id if step.task_id in known else step.task.above_id or step.task_id
        found.setdefault(number, []).append(step.note)
    return found


def _by_programme(told: Iterable[Told]) -> list[tuple[int, str, Tally]]:
    found: dict[tuple[int, str], list[Told]] = {}
    for it in told:
        found.setdefault((it.programme, it.programme_name), []).append(it)
    return [(number, name, _tally(some)) for (number, name), some in found.items()]


def _tally(told: Iterable[Told]) -> Tally:
    counted: dict[str, int] = {}
    for it in told:
        counted[it.place] = counted.get(it.place, 0) + 1
    return of_counts(counted)


def _answered(report: Report) -> list[Answered]:
    raised = Difficulty.objects.filter(
        _within(report, "task__"), unit=report.unit.key, raised_on__lte=report.cut_off
    )
    found = raised.select_related("responsible", "task").prefetch_related("lines").order_by("id")
    answered = (_as_known(it, report) for it in found)
    return [it for it in answered if it is not None]


def _as_known(item: Difficulty, report: Report) -> Answered | None:
    """A difficulty as it was at the cut-off; nothing if it had ended before the period."""
    lines = [it for it in item.lines.all() if it.recorded_on <= report.cut_off]
    ended = [it for it in lines if it.act in ("settle", "withdraw")]
    last = lines[-1] if lines else None
    is_withdrawn = last is not None and last.act == "withdraw"
    is_past = bool(ended and report.since and ended[-1].recorded_on < report.since)
    if is_withdrawn or is_past:
        return None
    was_passed = any(
        it.act == "pass" and it.recorded_on > report.cut_off for it in item.lines.all()
    )
    answers = [it for it in lines if it.act == "answer"]
    is_open = last is not None and last.act in ("raise", "insist", "pass")
    answer = answers[-1] if answers and not is_open else None
    return Answered(
        number=item.pk,
        kind=item.kind,
        words=item.words,
        task=item.task.path,
        raised_on=item.raised_on,
        responsible="" if was_passed else item.responsible.name,
        answer=answer.words if answer else "",
        answered_on=answer.recorded_on if answer else None,
    )
