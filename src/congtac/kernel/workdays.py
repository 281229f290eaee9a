"""Days of work: a due date on a day off moves to the next working day."""

from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5


def is_workday(day: date, *, off: Collection[date], worked: Collection[date] = ()) -> bool:
    """Say whether a day is worked: Monday to Friday but the days off, and the swapped Saturdays."""
    if day in worked:
        return True
    return day.weekday() < SATURDAY and day not in off


def next_workday(day: date, *, off: Collection[date], worked: Collection[date] = ()) -> date:
    """Return the day itself if it is worked, else the next one that is.

    Source: Bộ luật Dân sự 2015, Điều 148 khoản 5: a term whose last day is a day off
    ends with the next working day.
    """
    while not is_workday(day, off=off, worked=worked):
        day += timedelta(days=1)
    return day


def add_workdays(
    day: date, count: int, *, off: Collection[date], worked: Collection[date] = ()
) -> date:
    """Return the day that is `count` working days after `day`; the day itself doesn't count."""
    for _ in range(count):
        day = next_workday(day + timedelta(days=1), off=off, worked=worked)
    return day
