"""VB-029: periods that go forward."""

import pytest

from vanban.lint import period_reversed as rule
from vanban.tests.lint.paper import marked


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("Từ ngày 20/5/2024 đến hết ngày 10/5/2024", "Từ ngày 20/5/2024 đến hết ngày 10/5/2024"),
        ("Giai đoạn 2025 - 2021", "Giai đoạn 2025 - 2021"),
    ],
)
def test_it_finds_a_period_that_goes_back(words: str, wrong: str) -> None:
    assert marked(rule, words) == [wrong]


def test_it_leaves_periods_that_go_forward() -> None:
    words = "Từ ngày 10/5/2024 đến ngày 20/5/2024, giai đoạn 2021 - 2025, nhiệm kỳ 2021-2026."
    assert marked(rule, words) == []
