"""VB-004: no blank inside a number."""

import pytest

from vanban.lint import symbol_blanks as rule
from vanban.tests.lint.paper import faults, marked, message, paper


@pytest.mark.parametrize(
    ("words", "wrong", "right"),
    [
        ("Kết luận số 91- KL/TW", "91- KL/TW", "91-KL/TW"),
        ("Quyết định số 44 /QĐ-UBND", "44 /QĐ-UBND", "44/QĐ-UBND"),
        ("Nghị định số 44/ 2019/NĐ - CP", "44/ 2019/NĐ - CP", "44/2019/NĐ-CP"),
        ("Quyết định số 44/QĐ\u2013 TTg", "44/QĐ\u2013 TTg", "44/QĐ-TTg"),
    ],
)
def test_it_finds_a_blank_inside_a_number(words: str, wrong: str, right: str) -> None:
    assert marked(rule, words) == [wrong]
    assert right in message(rule, words)


@pytest.mark.parametrize(
    "words",
    [
        "Kết luận số 91-KL/TW và Quyết định số 44/QĐ-UBND.",
        "giai đoạn 2021 - 2025, số 11 - Phố Huế, 15 / 20 chỉ tiêu",
        "Nghị quyết số 44/NQ-CP - Chính phủ điện tử",
    ],
)
def test_it_leaves_blanks_outside_numbers(words: str) -> None:
    assert marked(rule, words) == []


def test_it_names_the_party_rule_for_a_party_number() -> None:
    (finding,) = faults(rule, paper("Kết luận số 91- KL/TW", layout="party"))
    assert "36-HD/VPTW" in finding.basis
