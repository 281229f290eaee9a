"""The table "Standing on a day" of docs/rules/task-states.md."""

from datetime import date

import pytest

from congtac.programmes.rules.standing import STANDINGS, standing_on
from congtac.programmes.rules.words import (
    STANDING_COLOURS,
    STANDING_NAMES,
    distance_words,
    time_words,
)

LAST = date(2024, 12, 31)

TABLE = [
    ("assigned", LAST, None, date(2024, 12, 31), "Đã giao"),
    ("assigned", LAST, None, date(2025, 1, 1), "Quá hạn"),
    ("in_progress", LAST, None, date(2024, 12, 30), "Đang thực hiện"),
    ("in_progress", LAST, None, date(2025, 1, 2), "Quá hạn"),
    ("assigned", None, None, date(2030, 1, 1), "Đã giao"),
    ("in_progress", None, None, date(2030, 1, 1), "Đang thực hiện"),
    ("done", LAST, date(2024, 12, 31), date(2030, 1, 1), "Hoàn thành"),
    ("done", LAST, date(2025, 1, 3), date(2024, 1, 1), "Hoàn thành muộn"),
    ("done", None, date(2025, 1, 3), date(2024, 1, 1), "Hoàn thành"),
    ("reported", LAST, LAST, date(2025, 1, 2), "Chờ xác nhận"),
    ("returned", LAST, None, date(2025, 1, 2), "Quá hạn"),
    ("accepted", LAST, None, LAST, "Đã nhận"),
    ("cancelled", LAST, None, date(2025, 1, 2), "Thôi thực hiện"),
]


@pytest.mark.parametrize(("state", "due", "done", "day", "words"), TABLE)
def test_a_task_stands_where_the_table_says(
    state: str, due: date | None, done: date | None, day: date, words: str
) -> None:
    standing = standing_on(day, state=state, due_on=due, done_on=done)
    assert STANDING_NAMES[standing] == words


def test_every_standing_has_words_and_a_colour() -> None:
    assert set(STANDING_NAMES) == set(STANDING_COLOURS) == set(STANDINGS)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 12, 19), "còn 12 ngày"),
        (LAST, "hạn hôm nay"),
        (date(2025, 1, 2), "quá 2 ngày"),
    ],
)
def test_the_distance_to_the_last_day_is_said(day: date, words: str) -> None:
    standing = standing_on(day, state="assigned", due_on=LAST, done_on=None)
    assert distance_words(standing=standing, due_on=LAST, day=day) == words


def test_a_done_task_has_no_distance() -> None:
    assert distance_words(standing="done", due_on=LAST, day=LAST) == ""


def test_the_last_day_is_added_where_the_words_do_not_say_it() -> None:
    assert time_words(text="Năm 2024", kind="year", due_on=LAST) == "Năm 2024 (đến\u00a031/12/2024)"
    assert time_words(text="trước 31/12/2024", kind="date", due_on=LAST) == "trước 31/12/2024"
    assert (
        time_words(text="trước 9/6/2024", kind="date", due_on=date(2024, 6, 9)) == "trước 9/6/2024"
    )
    assert time_words(text="", kind="none", due_on=None) == "Không có thời hạn"
