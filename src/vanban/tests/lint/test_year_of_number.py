"""VB-028: the year in the number and the year of the date."""

from vanban.lint import year_of_number as rule
from vanban.tests.lint.paper import marked


def test_it_finds_two_years_in_one_citation() -> None:
    words = "Theo Thông tư số 03/2019/TT-BTP ngày 20/3/2018 của Bộ Tư pháp."
    assert marked(rule, words) == ["03/2019/TT-BTP ngày 20/3/2018"]


def test_it_leaves_one_year_and_numbers_without_a_year() -> None:
    words = (
        "Theo Thông tư số 03/2019/TT-BTP ngày 20/3/2019, Quyết định số 48/QĐ-BTP ngày 17/01/2023."
    )
    assert marked(rule, words) == []
