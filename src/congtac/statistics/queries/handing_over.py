"""What of statistics is open at a unit that ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from congtac.organisations.models import Unit
from congtac.statistics.models import FormVersion, Period, Submission
from congtac.statistics.queries.submissions import NEAR, answered_by, owed_by
from congtac.statistics.rules.submissions import INSIDE, RETURNED, SENT

UNSENT = (*INSIDE, RETURNED)


@dataclass(frozen=True, slots=True)
class Unbegun:
    """A form that a unit owes for a period and that nobody has begun."""

    form: FormVersion
    period: Period
    unit: Unit


def unsent(unit: str) -> QuerySet[Submission]:
    """The forms for which a unit answers and that it hasn't sent, or was given back."""
    found = Submission.objects.filter(answered_by(unit), state__in=UNSENT)
    return found.select_related(*NEAR).order_by("id")


def open_at(unit: str, number: int) -> Submission | None:
    """One of them; None if it was sent, or passed on."""
    return unsent(unit).filter(pk=number).first()


def unbegun(unit: str, day: date) -> Iterator[Unbegun]:
    """What a unit owes for the periods of this year that ended by a day, and nobody has begun."""
    ended = Period.objects.filter(year=day.year, opened_on__lte=day, actual_end__lte=_after(day))
    for period in ended.select_related("kind__regime").order_by("end", "pk"):
        for it in owed_by(unit, period, day):
            if it.submission is None:
                yield Unbegun(it.form, period, it.unit)


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def untaken(unit: str) -> QuerySet[Submission]:
    """The forms of other units that come to this one and that it hasn't taken."""
    found = Submission.objects.filter(receiver__key=unit, state__in=(*UNSENT, SENT))
    return found.select_related(*NEAR).order_by("id")
