"""VB-010: no citation from the future."""

from datetime import date

from vanban.lint import cited_from_future as rule
from vanban.tests.lint.paper import marked

WORDS = "Thực hiện Quyết định số 31/QĐ-BTP ngày 12/01/2024 của Bộ Tư pháp."


def test_it_finds_a_citation_dated_after_the_paper() -> None:
    assert marked(rule, WORDS, date=date(2023, 12, 30)) == ["12/01/2024"]


def test_it_leaves_the_same_day_earlier_days_and_the_own_number() -> None:
    assert marked(rule, WORDS, date=date(2024, 1, 12)) == []
    assert marked(rule, WORDS, date=date(2023, 1, 1), number="31/QĐ-BTP") == []


def test_it_leaves_a_paper_without_a_date() -> None:
    assert marked(rule, WORDS) == []
