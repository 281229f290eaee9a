"""VB-023: nothing due before the paper."""

from datetime import date

from vanban.lint import deadline_passed as rule
from vanban.tests.lint.paper import marked, message, task

WORDS = "Sở Tư pháp gửi báo cáo trước ngày 15/3/2023."
DUE = task(WORDS, WORDS, lead="Sở Tư pháp", due=date(2023, 3, 15), said="trước ngày 15/3/2023")


def test_it_finds_a_task_due_before_the_paper() -> None:
    assert marked(rule, WORDS, DUE, date=date(2024, 2, 1)) == [WORDS]
    assert "01/02/2024" in message(rule, WORDS, DUE, date=date(2024, 2, 1))


def test_it_leaves_the_day_of_the_paper_later_days_and_papers_without_a_day() -> None:
    assert marked(rule, WORDS, DUE, date=date(2023, 3, 15)) == []
    assert marked(rule, WORDS, DUE) == []


def test_it_leaves_a_day_that_comes_every_year() -> None:
    words = "Sở Tư pháp báo cáo trước ngày 15/3 hằng năm."
    yearly = task(words, words, due=date(2024, 3, 15), said="trước ngày 15/3")
    assert marked(rule, words, yearly, date=date(2024, 8, 1)) == []
