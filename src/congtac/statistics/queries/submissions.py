"""Reads of what units owe and send: who owes what for a period, one form, what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from congtac.accounts.queries import powers_of
from congtac.ground.calendars.queries import next_workday
from congtac.kernel.actor import Actor
from congtac.organisations.models import Unit
from congtac.organisations.queries import MINISTRY_KEY, members, province_of
from congtac.statistics.models import FormVersion, Opening, Period, Revision, Submission
from congtac.statistics.queries import forms as form_queries
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries.periods import Due
from congtac.statistics.queries.provisions import norm_on
from congtac.statistics.rules import submissions as rules
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.provisions import MEND_DAYS
from congtac.statistics.rules.reporting import DEPARTMENT, DISTRICT

NEAR = ("form__regime", "period__kind__regime", "unit", "heir", "receiver")


@dataclass(frozen=True, slots=True)
class Owed:
    """One form that one unit owes for a period, with what there is of it."""

    form: FormVersion
    unit: Unit
    due: Due | None
    submission: Submission | None
    day: date

    @property
    def state(self) -> str:
        return self.submission.state if self.submission else rules.NONE

    @property
    def state_name(self) -> str:
        return rules.STATE_NAMES[self.state]

    @property
    def colour(self) -> str:
        return rules.COLOURS[self.state]

    @property
    def sent_on(self) -> date | None:
        return self.submission.first_sent_on if self.submission else None

    @property
    def late(self) -> int:
        return rules.lateness(due_on=self.due_on, sent_on=self.sent_on, day=self.day)[0]

    @property
    def due_on(self) -> date | None:
        return self.due.counts if self.due else None

    @property
    def standing(self) -> str:
        """How it stands against its last day, in words."""
        is_sent = self.sent_on is not None
        return rules.lateness_words(self.late, is_sent=is_sent, is_due=self.due is not None)

    @property
    def is_away(self) -> bool:
        return self.state in rules.AWAY


def reporters(form: FormVersion, period: Period, near: str = MINISTRY_KEY) -> QuerySet[Unit]:
    """The units that owe a form: its group on the last day of the period."""
    if form.reporters is None:
        return Unit.objects.none()
    return members(form.reporters, near=near, day=period.last_day)


def owed_by(unit_key: str, period: Period, day: date) -> list[Owed]:
    """What one unit owes for a period; the queries grow with the groups of reporters alone."""
    forms = list(form_queries.forms_of(period))
    groups = {it.reporters.pk: it for it in forms if it.reporters}
    found = {
        pk: reporters(it, period, unit_key).filter(key=unit_key).first()
        for pk, it in groups.items()
    }
    dues = {it.level: it for it in period_queries.dues_of([period]).get(period.pk, ())}
    kept = Submission.objects.filter(period=period, unit__key=unit_key)
    by_form = {it.form_id: it for it in kept.select_related(*NEAR)}
    own = [
        Owed(it, unit, dues.get(it.level), by_form.get(it.pk), day)
        for it in forms
        if (unit := found.get(it.reporters_id or 0)) is not None
    ]
    taken = Submission.objects.filter(period=period, heir__key=unit_key).select_related(*NEAR)
    return [*own, *(Owed(it.form, it.unit, dues.get(it.form.level), it, day) for it in taken)]


def owed_to(receiver: str, period: Period, day: date) -> list[Owed]:
    """What a body is to receive for a period, unit by unit of each form."""
    forms = [it for it in form_queries.forms_of(period) if it.receiver == _kind_of(receiver)]
    dues = {it.level: it for it in period_queries.dues_of([period]).get(period.pk, ())}
    kept = Submission.objects.filter(period=period, receiver__key=receiver)
    found = {(it.form_id, it.unit_id): it for it in kept.select_related(*NEAR)}
    units: dict[int, list[Unit]] = {}
    for form in forms:
        if form.reporters_id and form.reporters_id not in units:
            units[form.reporters_id] = list(reporters(form, period, receiver).order_by("sort_key"))
    own = [
        Owed(form, unit, dues.get(form.level), found.pop((form.pk, unit.pk), None), day)
        for form in forms
        for unit in units.get(form.reporters_id or 0, ())
        if receiver == MINISTRY_KEY or receiver_key(form, unit.key) == receiver
    ]
    passed = (it for it in found.values() if _came_by_handover(it, receiver))
    return [*own, *(Owed(it.form, it.unit, dues.get(it.form.level), it, day) for it in passed)]


def _came_by_handover(asked: Submission, receiver: str) -> bool:
    """Say whether the form would go to a unit that ended and handed it on."""
    return receiver_key(asked.form, asked.unit.key) != receiver


def _kind_of(receiver: str) -> str:
    if receiver == MINISTRY_KEY:
        return MINISTRY_KEY
    return DEPARTMENT if receiver.endswith(f".{DEPARTMENT}") else DISTRICT


def receiver_key(form: FormVersion, unit_key: str) -> str:
    """Who receives a unit's form: the Ministry, the Sở of its province, the committee above."""
    if form.receiver == DEPARTMENT:
        return f"{province_of(unit_key)}.{DEPARTMENT}"
    if form.receiver == DISTRICT:
        return ".".join([*unit_key.split(".")[:2], "ubnd"])
    return MINISTRY_KEY


def submission(number: int) -> Submission | None:
    """A submission by its number."""
    return Submission.objects.select_related(*NEAR).filter(pk=number).first()


def submission_of(form: FormVersion, unit_key: str, period: Period) -> Submission | None:
    """The submission of a form by a unit for a period, if it was begun."""
    kept = Submission.objects.select_related(*NEAR)
    return kept.filter(form=form, unit__key=unit_key, period=period).first()


def revision(asked: Submission, ordinal: int | None = None) -> Revision | None:
    """A revision, the newest if none is named."""
    wanted = asked.revisions_count if ordinal is None else ordinal
    return asked.revisions.filter(ordinal=wanted).first()


def grid_of(made: Revision | None) -> Grid:
    """The figures of a revision; an empty grid for none."""
    return Grid.read(made.cells) if made else Grid()


def due_of(asked: Submission) -> Due | None:
    """When the form is due from its level."""
    return period_queries.due_of(asked.period, asked.form.level)


def openings(asked: Submission) -> list[Opening]:
    """The exceptions granted, the first one first."""
    return list(asked.openings.all())


def is_open(asked: Submission, day: date) -> bool:
    """Whether the form may be filled in and sent on a day."""
    due = due_of(asked)
    until = [it.until for it in openings(asked)]
    return rules.is_open(due_on=due.counts if due else None, opened_until=until, day=day)


def owed(asked: Submission, day: date) -> Owed:
    """The same submission with its last day."""
    return Owed(asked.form, asked.unit, due_of(asked), asked, day)


def signature_of(actor: Actor, day: date) -> tuple[str, ...] | None:
    """The lines above the actor's signature for their unit; nothing if they may not sign."""
    own = rules.signs_as(post=actor.post, is_leader=actor.has_role("leader"), power=None)
    if own is not None:
        return own
    powers = [it for it in powers_of(actor, day) if it.unit.key == actor.unit]
    found = powers[0].as_rule if powers else None
    return rules.signs_as(post=actor.post, is_leader=False, power=found) if found else None


def answered_by(unit_key: str) -> Q:
    """The condition that a unit answers for a form: its own one, or one that it took over."""
    own = Q(heir=None, unit__key=unit_key) | Q(heir__key=unit_key)
    return own if unit_key else Q(pk__in=[])


def waiting_inside(actor: Actor, day: date) -> QuerySet[Submission]:
    """The forms of the actor's unit that wait for this person: to fill in again, check, sign."""
    waiting = Q(state=rules.RETURNED)
    waiting |= Q(state=rules.SUBMITTED) & ~Q(filled_by=actor.person)
    if signature_of(actor, day) is not None:
        waiting |= Q(state=rules.CHECKED) & ~Q(filled_by=actor.person)
    found = Submission.objects.filter(waiting, answered_by(actor.unit))
    return found.select_related(*NEAR)


def to_judge(actor: Actor) -> QuerySet[Submission]:
    """The forms that were sent and wait for the actor's body: at the Ministry, for all of it."""
    key = MINISTRY_KEY if actor.has_role("ministry") else actor.unit
    found = Submission.objects.filter(state=rules.SENT, receiver__key=key)
    return found.select_related(*NEAR)


def newest_period(periods: Sequence[Period], day: date) -> Period | None:
    """The period that a page shows first: the newest whose figures are there."""
    begun = [it for it in periods if it.actual_end <= day]
    return max(begun, key=lambda it: (it.end, it.actual_end), default=None)


def days_to_mend(day: date) -> date:
    """Until when a returned form may be mended if the receiver names no day: as the norm says."""
    return next_workday(day + timedelta(days=norm_on(MEND_DAYS, day)))
