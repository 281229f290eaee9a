"""VB-011: days, months and quarters of the calendar."""

import pytest

from vanban.lint import impossible_date as rule
from vanban.tests.lint.paper import marked


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("gửi trước ngày 31/02/2024", "31/02/2024"),
        ("Hà Nội, ngày 30 tháng 02 năm 2024", "ngày 30 tháng 02 năm 2024"),
        ("họp ngày 31/4, tại Sở", "ngày 31/4"),
        ("hết hạn 29/02/2023", "29/02/2023"),
        ("gửi ngày 12/13/2024", "12/13/2024"),
        ("xong trong tháng 13/2024", "tháng 13/2024"),
        ("xong trong Quý VI năm 2024", "Quý VI năm 2024"),
    ],
)
def test_it_finds_a_date_that_is_not(words: str, wrong: str) -> None:
    assert marked(rule, words) == [wrong]


@pytest.mark.parametrize(
    "words",
    [
        "ngày 29/02/2024, ngày 31 tháng 12 năm 2024, quý IV/2024, tháng 12/2024",
        "đạt 31/40 vụ, tỷ lệ 45/60, Quyết định số 32/2013/QĐ-UBND, lương tháng 13/2024",
        "từ ngày 15-25/12/2023 và ngày 30/4",
    ],
)
def test_it_leaves_real_dates_and_other_figures(words: str) -> None:
    assert marked(rule, words) == []
