"""Daily work: begun once a day at its time, moved by administrators alone."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time

import pytest
from django.test import Client

from congtac.ground.audit.models import Line
from congtac.ground.calendars.services import load_special_days
from congtac.ground.jobs import services
from congtac.ground.jobs.models import Job, Schedule
from congtac.ground.jobs.services import Progress, daily, job, plant_schedules, reschedule, run_due
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
At = Callable[[int, int, int], None]
HOLIDAY, MONDAY = 1, 8  # days of January 2024
AN = Actor(person="an", name="Đỗ Văn An", roles=frozenset({"administrator"}))


@pytest.fixture(autouse=True)
def _own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "_kinds", {})
    monkeypatch.setattr(services, "_daily", {})

    @job("test.daily", title="Việc hằng ngày")
    def work(progress: Progress) -> None:
        progress.tell(1, 1)

    daily("test.daily", at=time(7), workdays_only=True)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Let it be a day of January 2024 at an hour and minute in Vietnam."""

    def set_clock(day: int, hour: int, minute: int) -> None:
        moment = datetime(2024, 1, day, hour, minute, tzinfo=UTC)
        monkeypatch.setattr(services, "_now", lambda: moment)

    return set_clock


def test_it_begins_at_its_time_and_once_a_day(at: At) -> None:
    at(MONDAY, 6, 59)
    plant_schedules()
    assert run_due() == 0
    at(MONDAY, 7, 0)
    assert run_due() == 1
    assert run_due() == 0
    assert Job.objects.get().started_by == "system"
    at(MONDAY + 1, 9, 0)
    assert run_due() == 1


def test_a_worker_that_was_down_makes_up_for_it_the_same_day(at: At) -> None:
    at(MONDAY, 0, 1)
    plant_schedules()
    at(MONDAY, 22, 30)
    assert run_due() == 1


def test_a_day_off_passes_by(at: At) -> None:
    load_special_days(SYSTEM)
    at(HOLIDAY, 8, 0)
    plant_schedules()
    assert run_due() == 0


def test_rows_are_planted_once(at: At) -> None:
    at(MONDAY, 0, 0)
    assert (plant_schedules(), plant_schedules()) == (1, 0)


def test_of_two_workers_one_starts_it(at: At) -> None:
    at(MONDAY, 7, 0)
    plant_schedules()
    row = Schedule.objects.get()
    assert services._start_on(row, date(2024, 1, MONDAY)) == 1
    assert services._start_on(row, date(2024, 1, MONDAY)) == 0


def test_a_new_time_holds_from_its_day_and_the_old_row_stays(at: At) -> None:
    at(MONDAY, 7, 0)
    plant_schedules()
    run_due()
    reschedule(AN, "test.daily", at=time(16, 30), workdays_only=False, day=date(2024, 1, 9))
    assert list(Schedule.objects.values_list("at", "until")) == [
        (time(7), date(2024, 1, 9)),
        (time(16, 30), None),
    ]
    at(9, 7, 0)
    assert run_due() == 0
    at(9, 16, 30)
    assert run_due() == 1
    assert Line.objects.get(act="jobs.schedule.changed").actor == "an"


def test_the_same_time_twice_is_refused(at: At) -> None:
    at(MONDAY, 7, 0)
    plant_schedules()
    with pytest.raises(Problem) as refused:
        reschedule(AN, "test.daily", at=time(7), workdays_only=True, day=date(2024, 1, 9))
    assert refused.value.code == "JOB-003"


def test_nobody_but_an_administrator_sets_times(
    cast: Mapping[str, Actor], client_of: Callable[[str], Client]
) -> None:
    for username in ("lan", "minh", "hoa", "ha"):
        with pytest.raises(Refused):
            reschedule(cast[username], "test.daily", at=time(8), workdays_only=True, day=date.min)
        assert client_of(username).get("/viec/dinh-ky/").status_code == 403


def test_the_screen_sets_a_time_and_says_what_is_wrong_with_one(
    client_of: Callable[[str], Client],
) -> None:
    client = client_of("an")
    assert "Việc hằng ngày" in client.get("/viec/dinh-ky/").content.decode()
    wrong = client.post("/viec/dinh-ky/test.daily/", {"test.daily-at": "25 giờ"})
    assert wrong.status_code == 422
    assert "Giờ viết như 07:00" in wrong.content.decode()
    client.post("/viec/dinh-ky/test.daily/", {"test.daily-at": "16:30"})
    assert Schedule.objects.get(until__isnull=True).at == time(16, 30)
