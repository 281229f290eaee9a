"""Reads for reminding and urging: who owes what at which stage, who was told how often."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, QuerySet

from congtac.organisations.models import Unit
from congtac.statistics.models import (
    FormUrging,
    FormVersion,
    Period,
    Reminder,
    Submission,
    UrgedForm,
)
from congtac.statistics.queries import forms as form_queries
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries import submissions as queries
from congtac.statistics.queries.boards import Cell, stood_of
from congtac.statistics.queries.provisions import stages_on
from congtac.statistics.rules import reminders as rules
from congtac.statistics.rules.letters import UrgedUnit
from congtac.statistics.rules.provisions import FARTHEST
from congtac.statistics.rules.reminders import Stages

AROUND = timedelta(days=FARTHEST)  # last days farther off are nobody's concern today


@dataclass(frozen=True, slots=True)
class Told:
    """How often a unit was told, and when last."""

    count: int = 0
    last: date | None = None


@dataclass(frozen=True, slots=True)
class UrgeRow:
    """A unit with the forms that it hasn't sent, and how it was reminded and urged of them."""

    unit: Unit
    cells: tuple[Cell, ...]
    reminded: Told
    urged: Told

    @property
    def days(self) -> int:
        """By how many days the latest form is late."""
        return max(it.stood.days for it in self.cells)

    @property
    def as_urged(self) -> UrgedUnit:
        forms = tuple((it.owed.form.code, it.stood.days) for it in self.cells)
        return UrgedUnit(self.unit.name, forms)


def rows(receiver: str, period: Period, day: date) -> list[UrgeRow]:
    """The units that haven't sent something, the latest first."""
    found: dict[int, list[Cell]] = {}
    units: dict[int, Unit] = {}
    for owed in queries.owed_to(receiver, period, day):
        stood = stood_of(owed, day)
        if not stood.is_sent:
            units[owed.unit.pk] = owed.unit
            found.setdefault(owed.unit.pk, []).append(Cell(owed, stood))
    reminded = _told(Reminder.objects.filter(period=period), "told_on")
    urged = _told(UrgedForm.objects.filter(urging__period=period), "urging__recorded_on")
    listed = [
        UrgeRow(units[pk], tuple(cells), reminded.get(pk, Told()), urged.get(pk, Told()))
        for pk, cells in found.items()
    ]
    return sorted(listed, key=lambda it: (-it.days, it.unit.sort_key))


def _told(found: QuerySet[Any], day: str) -> dict[int, Told]:
    """How often each unit was told: on how many days."""
    counted = found.order_by().values("unit").annotate(
        count=Count(day, distinct=True), last=Max(day)
    )  # fmt: skip
    return {it["unit"]: Told(it["count"], it["last"]) for it in counted}


def urgings_of(period: Period, receiver: str) -> list[FormUrging]:
    """The letters of a body for a period, the last one first."""
    found = FormUrging.objects.filter(period=period, receiver__key=receiver)
    return list(found.annotate(units=Count("urged__unit", distinct=True)))


def urging(number: int) -> FormUrging | None:
    """One letter with what it urged."""
    found = FormUrging.objects.select_related("period__kind__regime", "receiver")
    return found.prefetch_related("urged__unit", "urged__form").filter(pk=number).first()


@dataclass(frozen=True, slots=True)
class Due:
    """One form that a unit hasn't sent, at a stage of being reminded."""

    form: FormVersion
    period: Period
    unit: Unit
    stage: int
    due_on: date

    @property
    def key(self) -> tuple[int, int, int, int, date]:
        return self.form.pk, self.period.pk, self.unit.pk, self.stage, self.due_on


def to_remind(day: date) -> list[Due]:
    """What units have to be reminded of on a day: a stage is reached and wasn't told yet."""
    periods = list(period_queries.periods())
    dues = period_queries.dues_of(periods)
    near = [it for it in periods if any(_is_near(one.counts, day) for one in dues.get(it.pk, ()))]
    told = set(
        Reminder.objects.filter(period__in=near).values_list(
            "form", "period", "unit", "stage", "due_on"
        )
    )
    stages = stages_on(day)
    found = (it for period in near for it in _of_period(period, stages, day))
    return [it for it in found if it.key not in told]


def _is_near(due_on: date, day: date) -> bool:
    return abs(due_on - day) <= AROUND


def _of_period(period: Period, stages: Mapping[str, Stages], day: date) -> Iterable[Due]:
    dues = {it.level: it.counts for it in period_queries.dues_of([period]).get(period.pk, ())}
    sent = set(
        Submission.objects.filter(period=period, first_sent_on__isnull=False).values_list(
            "form", "unit"
        )
    )
    units: dict[int, list[Unit]] = {}
    for form in form_queries.forms_of(period):
        due_on = dues.get(form.level)
        if due_on is None or form.reporters_id is None or not _is_near(due_on, day):
            continue
        stage = rules.stage_on(stages.get(form.level), due_on=due_on, day=day)
        if stage is None:
            continue
        if form.reporters_id not in units:
            units[form.reporters_id] = list(queries.reporters(form, period))
        for unit in units[form.reporters_id]:
            if (form.pk, unit.pk) not in sent:
                yield Due(form, period, unit, stage, due_on)
