"""The day's one door and the day of the demo."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from congtac.ground.audit.models import Line
from congtac.ground.calendars.models import DemoDay
from congtac.ground.calendars.queries import next_workday, today
from congtac.ground.calendars.services import load_special_days, move_demo_day, parse_demo_day
from congtac.kernel.actor import SYSTEM
from congtac.kernel.problem import Problem

pytestmark = pytest.mark.django_db


def test_the_demo_lives_on_the_day_that_was_chosen_last(on_day: Callable[[date], None]) -> None:
    on_day(date(2024, 6, 3))
    on_day(date(2025, 1, 2))
    assert today() == date(2025, 1, 2)


def test_a_real_site_has_no_demo_day(settings: Any) -> None:
    DemoDay.objects.create(day=date(2024, 6, 3))
    settings.DEMO = False
    assert today() != date(2024, 6, 3)
    with pytest.raises(Problem, match="trình diễn") as refused:
        move_demo_day(SYSTEM, date(2024, 6, 3))
    assert refused.value.code == "CAL-001"


def test_moving_the_day_is_in_the_log_at_the_real_time(on_day: Callable[[date], None]) -> None:
    on_day(date(2024, 6, 3))
    line = Line.objects.get(act="calendars.demo_day.moved")
    assert line.at.date() > date(2024, 6, 3)


def test_a_day_far_away_is_refused(settings: Any) -> None:
    settings.DEMO = True
    with pytest.raises(Problem, match="2035"):
        move_demo_day(SYSTEM, date(2124, 1, 1))


@pytest.mark.parametrize("written", ["02/01/2025", "2025-01-02", " 2/1/2025"])
def test_the_day_is_read_as_people_and_as_browsers_write_it(written: str) -> None:
    assert parse_demo_day(written) == date(2025, 1, 2)


def test_days_off_and_swapped_days_come_from_dated_rows() -> None:
    load_special_days(SYSTEM)
    load_special_days(SYSTEM)
    assert next_workday(date(2024, 2, 8)) == date(2024, 2, 15)
    assert next_workday(date(2024, 5, 4)) == date(2024, 5, 4)
    assert next_workday(date(2024, 6, 8)) == date(2024, 6, 10)
