"""The day's one door, and the days of work."""

from datetime import date

from django.conf import settings
from django.utils import timezone

from congtac.ground.calendars.models import DemoDay, SpecialDay
from congtac.kernel import workdays


def today() -> date:
    """Return the day: the real one in Vietnam, or in the demo the one that the visitor chose."""
    if settings.DEMO:
        chosen = DemoDay.objects.values_list("day", flat=True).first()
        if chosen:
            return chosen
    return timezone.localdate()


def next_workday(day: date) -> date:
    """Return the day itself if it is worked, else the next one that is."""
    off, worked = special_days()
    return workdays.next_workday(day, off=off, worked=worked)


def is_workday(day: date) -> bool:
    """Say whether a day is worked."""
    off, worked = special_days()
    return workdays.is_workday(day, off=off, worked=worked)


def special_days() -> tuple[frozenset[date], frozenset[date]]:
    """Return the weekdays that are off and the weekend days that are worked."""
    rows = list(SpecialDay.objects.values_list("day", "is_worked"))
    off = frozenset(day for day, is_worked in rows if not is_worked)
    worked = frozenset(day for day, is_worked in rows if is_worked)
    return off, worked


def special_days_of(year: int) -> list[SpecialDay]:
    """Return the rows of a year, first day first."""
    return list(SpecialDay.objects.filter(day__year=year))


def years_known() -> list[int]:
    """Return the years that have rows."""
    return [day.year for day in SpecialDay.objects.dates("day", "year")]
