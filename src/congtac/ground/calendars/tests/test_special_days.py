"""Days off and days worked in exchange, kept by administrators on a screen."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from congtac.ground.audit.models import Line
from congtac.ground.calendars.models import SpecialDay
from congtac.ground.calendars.queries import is_workday, next_workday
from congtac.ground.calendars.services import (
    change_special_day,
    drop_special_day,
    load_special_days,
    set_special_day,
)
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
AN = Actor(person="an", name="Đỗ Văn An", roles=frozenset({"administrator"}))
Enter = Callable[[str], Client]
GIVEN = {"day": "24/6/2024", "kind": "off", "name": "Nghỉ bão", "basis": "Công điện 12"}


def storm(**changes: object) -> SpecialDay:
    made = {"day": date(2024, 6, 24), "name": "Nghỉ bão", "basis": "Công điện 12", **changes}
    return SpecialDay(**made)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_three_years_are_known_and_what_is_recalled_says_so(year: int) -> None:
    load_special_days(SYSTEM)
    rows = SpecialDay.objects.filter(day__year=year)
    assert rows.filter(is_worked=False).count() >= 10
    assert all(row.is_recalled for row in rows.filter(is_worked=True))
    assert not rows.get(day=date(year, 1, 1)).is_recalled


def test_days_of_2026_move_due_dates() -> None:
    load_special_days(SYSTEM)
    assert next_workday(date(2026, 2, 14)) == date(2026, 2, 23)
    assert is_workday(date(2026, 8, 22))
    assert not is_workday(date(2026, 8, 31))


def test_a_day_that_is_set_moves_due_dates_and_is_in_the_log() -> None:
    set_special_day(AN, storm())
    assert next_workday(date(2024, 6, 22)) == date(2024, 6, 25)
    assert Line.objects.get(act="calendars.special_day.set").actor == "an"


def test_a_day_is_set_once_and_dropped_once() -> None:
    made = set_special_day(AN, storm())
    with pytest.raises(Problem) as twice:
        set_special_day(AN, storm())
    stale = SpecialDay.objects.get(pk=made.pk)
    drop_special_day(AN, made)
    with pytest.raises(Problem) as gone:
        drop_special_day(AN, stale)
    assert (twice.value.code, gone.value.code) == ("CAL-003", "CAL-005")


@pytest.mark.parametrize(
    ("day", "is_worked", "code"),
    [(date(2024, 6, 24), True, "CAL-006"), (date(2024, 6, 22), False, "CAL-007")],
)
def test_a_swap_makes_sense_or_is_refused(day: date, is_worked: bool, code: str) -> None:
    with pytest.raises(Problem) as refused:
        set_special_day(AN, storm(day=day, is_worked=is_worked))
    assert refused.value.code == code
    with pytest.raises(IntegrityError), transaction.atomic():
        storm(day=day, is_worked=is_worked).save()


def test_what_was_recalled_counts_as_checked_after_a_change() -> None:
    load_special_days(SYSTEM)
    recalled = SpecialDay.objects.get(day=date(2026, 1, 10))
    change_special_day(AN, recalled, name=recalled.name, basis="Văn bản đã đối chiếu")
    recalled.refresh_from_db()
    assert not recalled.is_recalled
    with pytest.raises(Problem) as same:
        change_special_day(AN, recalled, name=recalled.name, basis=recalled.basis)
    assert same.value.code == "CAL-004"


def test_rows_that_an_office_changed_stay_when_days_are_loaded_again() -> None:
    load_special_days(SYSTEM)
    new_year = SpecialDay.objects.get(day=date(2024, 1, 1))
    change_special_day(AN, new_year, name="Năm mới", basis="Luật")
    load_special_days(SYSTEM)
    assert SpecialDay.objects.get(day=date(2024, 1, 1)).name == "Năm mới"


@pytest.mark.parametrize("username", ["lan", "minh", "hoa", "ha"])
def test_everyone_reads_the_list_and_only_administrators_change_it(
    cast: Mapping[str, Actor], client_of: Enter, username: str
) -> None:
    made = set_special_day(AN, storm())
    client = client_of(username)
    page = client.get("/ngay-nghi/?nam=2024").content.decode()
    assert "Nghỉ bão" in page
    assert "Thêm ngày" not in page
    assert client.post("/ngay-nghi/them/", GIVEN).status_code == 403
    assert client.post(f"/ngay-nghi/{made.pk}/bo/").status_code == 403
    with pytest.raises(Refused):
        drop_special_day(cast[username], made)


def test_the_administrator_adds_changes_and_drops_on_the_screen(client_of: Enter) -> None:
    client = client_of("an")
    assert client.post("/ngay-nghi/them/", GIVEN)["Location"] == "/ngay-nghi/?nam=2024"
    again = client.post("/ngay-nghi/them/", GIVEN)
    assert again.status_code == 422
    assert "đã có trong danh sách" in again.content.decode()
    made = SpecialDay.objects.get(day=date(2024, 6, 24))
    assert "Công điện 12" in client.get(f"/ngay-nghi/{made.pk}/sua/").content.decode()
    client.post(f"/ngay-nghi/{made.pk}/sua/", {"name": "Nghỉ bão", "basis": "Công điện 13"})
    assert "Công điện 13" in client.get("/ngay-nghi/?nam=2024").content.decode()
    client.post(f"/ngay-nghi/{made.pk}/bo/")
    assert not SpecialDay.objects.filter(pk=made.pk).exists()
