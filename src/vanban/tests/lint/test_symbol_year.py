"""VB-003: the year inside the number of a legal document."""

import pytest

from vanban.lint import symbol_year as rule
from vanban.tests.lint.paper import marked, message


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("Căn cứ Nghị định 61/NĐ-CP ngày 19 tháng 7 năm 2018.", "61/NĐ-CP"),
        ("Theo Thông tư số 09/TT-BTP của Bộ Tư pháp.", "09/TT-BTP"),
        ("Theo Luật số 26/QH14.", "26/QH14"),
    ],
)
def test_it_finds_a_legal_document_without_its_year(words: str, wrong: str) -> None:
    assert marked(rule, words) == [wrong]


def test_it_proposes_the_year_of_the_date() -> None:
    words = "Căn cứ Nghị định 61/NĐ-CP ngày 19 tháng 7 năm 2018."
    assert "61/2018/NĐ-CP" in message(rule, words)


@pytest.mark.parametrize(
    "words",
    [
        "Nghị định số 61/2018/NĐ-CP, Thông tư số 09/2021/TT-BTP, Luật số 26/2016/QH14.",
        "Quyết định số 48/QĐ-BTP, Nghị quyết số 02/NQ-CP, Quyết định số 18/2022/QĐ-TTg.",
        "Nghị định số 77/NĐ-CP ngày 05/6/1997 của Chính phủ; Thông tri số 05-TT/TU.",
    ],
)
def test_it_leaves_other_kinds_and_older_years(words: str) -> None:
    assert marked(rule, words) == []
