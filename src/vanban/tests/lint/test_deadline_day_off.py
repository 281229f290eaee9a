"""VB-024: due on a working day."""

from datetime import date

import pytest

from vanban.lint import deadline_day_off as rule
from vanban.lint.days_off import day_off
from vanban.tests.lint.paper import marked, message, task

WORDS = "Sở Tư pháp gửi báo cáo."


@pytest.mark.parametrize(
    ("due", "reason", "following"),
    [
        (date(2024, 6, 15), "Thứ Bảy", "17/06/2024"),
        (date(2024, 6, 16), "Chủ nhật", "17/06/2024"),
        (date(2025, 9, 2), "Quốc khánh", "03/09/2025"),
        (date(2026, 4, 30), "Ngày Chiến thắng", "04/05/2026"),
        (date(2025, 1, 28), "Tết Nguyên đán Ất Tỵ", "03/02/2025"),
        (date(2024, 4, 18), "Giỗ Tổ Hùng Vương", "19/04/2024"),
    ],
)
def test_it_finds_a_day_off_and_says_the_next_working_day(
    due: date, reason: str, following: str
) -> None:
    said = message(rule, WORDS, task(WORDS, WORDS, due=due, said=f"ngày {due:%d/%m/%Y}"))
    assert reason in said
    assert following in said


def test_it_leaves_working_days_and_ends_of_years() -> None:
    friday, last = date(2024, 6, 14), date(2022, 12, 31)
    assert marked(rule, WORDS, task(WORDS, WORDS, due=friday, said="ngày 14/6/2024")) == []
    assert marked(rule, WORDS, task(WORDS, WORDS, due=last, said="hết năm 2022")) == []


def test_every_day_of_tet_stands_in_january_or_february() -> None:
    days = [
        date(year, month, day)
        for year in range(2010, 2029)
        for month in (1, 2)
        for day in range(1, 29)
    ]
    tet = [day for day in days if (day_off(day) or "").startswith("Tết Nguyên đán")]
    assert {day.year for day in tet} == set(range(2010, 2029))
