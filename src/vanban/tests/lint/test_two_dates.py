"""VB-005: one document, one date."""

from vanban.lint import two_dates as rule
from vanban.tests.lint.paper import marked, message

TWICE = "Nghị định số 80/2021/NĐ-CP ngày 26/8/2021; Nghị định số 80/2021/NĐ-CP ngày 26/8/2021"


def test_it_finds_the_rarer_of_two_dates() -> None:
    words = TWICE + "; Nghị định số 80/2021/NĐ-CP ngày 16 tháng 8 năm 2021."
    assert marked(rule, words) == ["16 tháng 8 năm 2021"]
    assert "26/08/2021" in message(rule, words)


def test_it_finds_two_years_in_one_term_of_the_central_committee() -> None:
    words = "Quy định số 57-QĐ/TW ngày 10/7/2023; Quy định số 57-QĐ/TW ngày 10/7/2022."
    assert marked(rule, words) == ["10/7/2022"]


def test_it_leaves_one_date_in_two_spellings() -> None:
    assert marked(rule, TWICE + "; Nghị định số 80/2021/NĐ-CP ngày 26 tháng 8 năm 2021.") == []


def test_it_leaves_one_number_of_two_provinces() -> None:
    words = (
        "Kế hoạch số 15/KH-UBND ngày 10/01/2024 của UBND tỉnh Hà Nam; "
        "Kế hoạch số 15/KH-UBND ngày 12/01/2024 của UBND tỉnh Cà Mau."
    )
    assert marked(rule, words) == []


def test_it_leaves_a_number_that_begins_again_each_year() -> None:
    words = "Nghị quyết số 01/NQ-CP ngày 06/01/2023 và Nghị quyết số 01/NQ-CP ngày 05/01/2024."
    assert marked(rule, words) == []
