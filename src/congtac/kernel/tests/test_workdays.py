"""Days of work."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from congtac.kernel.workdays import add_workdays, is_workday, next_workday

TET = frozenset(date(2024, 2, day) for day in (8, 9, 12, 13, 14))
SWAPPED_OFF, SWAPPED_IN = date(2024, 4, 29), date(2024, 5, 4)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def test_a_day_in_the_middle_of_the_week_is_worked() -> None:
    assert is_workday(date(2024, 6, 5), off=())


def test_saturday_and_sunday_move_to_monday() -> None:
    assert next_workday(date(2024, 6, 8), off=()) == date(2024, 6, 10)
    assert next_workday(date(2024, 6, 9), off=()) == date(2024, 6, 10)


def test_a_due_day_in_tet_moves_behind_it() -> None:
    assert next_workday(date(2024, 2, 8), off=TET) == date(2024, 2, 15)


def test_a_saturday_worked_in_exchange_is_a_day_of_work() -> None:
    assert is_workday(SWAPPED_IN, off={SWAPPED_OFF}, worked={SWAPPED_IN})
    assert not is_workday(SWAPPED_OFF, off={SWAPPED_OFF}, worked={SWAPPED_IN})


def test_ten_workdays_after_a_friday_are_two_weeks_later() -> None:
    assert add_workdays(date(2024, 6, 7), 10, off=()) == date(2024, 6, 21)


@given(days, st.sets(days, max_size=20))
def test_the_next_workday_is_worked_and_none_before_it_is(day: date, off: set[date]) -> None:
    found = next_workday(day, off=off)
    assert is_workday(found, off=off)
    between = [day + timedelta(days=step) for step in range((found - day).days)]
    assert not any(is_workday(passed, off=off) for passed in between)


@given(days, st.integers(0, 30), st.integers(0, 30))
def test_adding_workdays_in_two_steps_is_adding_them_at_once(
    day: date, first: int, second: int
) -> None:
    twice = add_workdays(add_workdays(day, first, off=TET), second, off=TET)
    assert twice == add_workdays(day, first + second, off=TET)
