"""VB-022: growth that follows from its figures."""

import pytest

from vanban.lint import wrong_growth as rule
from vanban.tests.lint.paper import marked, message


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Thụ lý 660 vụ, tăng 12% so với cùng kỳ năm trước (600 vụ).", "đúng là 10%"),
        ("Số vụ từ 900 vụ xuống 800 vụ, giảm 12%.", "11,1%, làm tròn là 11%"),
        ("Thụ lý 660 vụ, tăng 60 vụ (12%) so với cùng kỳ.", "đúng là 10%"),
        ("Số vụ từ 800 vụ lên 900 vụ, giảm 12,5%.", "ghi ngược"),
        ("Thụ lý 660 vụ (tăng 12% so với 600 vụ của năm trước).", "đúng là 10%"),
        ("Số vụ tăng 15%, từ 800 vụ lên 900 vụ.", "12,5%, làm tròn là 13%"),
    ],
)
def test_it_finds_growth_that_does_not_follow(words: str, says: str) -> None:
    assert says in message(rule, words)


@pytest.mark.parametrize(
    "words",
    [
        "Thụ lý 660 vụ, tăng 10% so với cùng kỳ năm trước (600 vụ).",
        "Thụ lý trên 40 nghìn vụ việc (tăng 12,9% so với cùng kỳ năm 2023).",
        "Tỷ lệ tăng từ 80% lên 90%, tăng 10%.",
        "Số vụ từ 800 vụ lên 900 vụ, tăng 12,5%; tăng 60 vụ so với năm trước.",
    ],
)
def test_it_leaves_right_growth_and_rates_alone(words: str) -> None:
    assert marked(rule, words) == []
