"""VB-002: numbers and symbols of the state and of the party."""

import pytest

from vanban.lint import symbol_form as rule
from vanban.model import Span
from vanban.tests.lint.paper import faults, marked, message, paper


@pytest.mark.parametrize(
    ("words", "wrong", "right"),
    [
        ("Thực hiện Quy định số 57-QĐ-TW của Bộ Chính trị.", "57-QĐ-TW", "57-QĐ/TW"),
        ("Thực hiện Chỉ thị số 19/CT-TW của Ban Bí thư.", "19/CT-TW", "19-CT/TW"),
        ("Theo Kế hoạch số 88-KH/UBND của tỉnh.", "88-KH/UBND", "88/KH-UBND"),
        ("Theo Kế hoạch số 88/KH/UBND của tỉnh.", "88/KH/UBND", "88/KH-UBND"),
        ("Theo Quyết định số 7/QĐ-UBND của tỉnh.", "7/QĐ-UBND", "07/QĐ-UBND"),
        ("Theo Quyết định số 70/QĐ-TTG của Thủ tướng.", "70/QĐ-TTG", "TTg"),
        ("Theo Chương trình số 14-Ctr/TU của Tỉnh ủy.", "14-Ctr/TU", "CTr"),
        ("Theo Kế hoạch số 88/QĐ-UBND của tỉnh.", "88/QĐ-UBND", "KH"),
    ],
)
def test_it_finds_a_number_out_of_form(words: str, wrong: str, right: str) -> None:
    assert marked(rule, words) == [wrong]
    assert right in message(rule, words)


@pytest.mark.parametrize(
    "words",
    [
        "Quy định số 57-QĐ/TW, Chương trình số 14-CTr/TU, Công văn số 1604-CV/TU.",
        "Kế hoạch số 88/KH-UBND, Quyết định số 07/QĐ-TTg, Nghị định số 15/2020/NĐ-CP.",
        "Thông tư liên tịch số 05/2016/TTLT-BTP-BCA-BTC và Luật số 64/2025/QH15.",
        "Công văn số 236/BTP-TGPL; Văn bản số 26/CV-DC của Công ty Duyên Cường.",
        "Nghị quyết số 202/2025/QH15 và Nghị quyết số 718/NQ-UBTVQH13.",
        "Nghị định số 23/CP ngày 18/4/1996, đạt 12/15 chỉ tiêu, tỷ lệ 3/4.",
    ],
)
def test_it_leaves_numbers_in_form(words: str) -> None:
    assert marked(rule, words) == []


def test_it_holds_the_own_number_to_the_kind_of_the_paper() -> None:
    words = "Số: 88/QĐ-STP"
    spans = {"number": Span(4, 13)}
    assert marked(rule, words, type="Kế hoạch", spans=spans) == ["88/QĐ-STP"]
    assert marked(rule, words, type="Quyết định", spans=spans) == []


def test_it_never_judges_a_party_paper_by_the_decree_of_the_state() -> None:
    words = "Theo Kế hoạch số 88-KH/UBND và Quy định số 57-QĐ-TW."
    bases = [finding.basis for finding in faults(rule, paper(words, layout="party"))]
    assert len(bases) == 2
    assert not any("30/2020" in basis for basis in bases)
