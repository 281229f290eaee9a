"""VB-018: brackets in pairs."""

import pytest

from vanban.lint import open_brackets as rule
from vanban.tests.lint.paper import marked


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("Kinh phí (từ nguồn ngân sách tỉnh.", "("),
        ("Kinh phí từ nguồn ngân sách tỉnh).", ")"),
        ("Kinh phí [từ nguồn ngân sách tỉnh.", "["),
        ("Kinh phí (từ nguồn [ngân sách) tỉnh.", "("),
    ],
)
def test_it_finds_a_bracket_alone(words: str, wrong: str) -> None:
    assert wrong in marked(rule, words)


@pytest.mark.parametrize(
    "words",
    [
        "a) Kinh phí (từ nguồn [ngân sách] tỉnh);\n\nb) Nhân lực; 1) Xe; (2) Máy",
        "KẾ HOẠCH\n(Ban hành kèm theo Quyết định số 12/QĐ-STP\ncủa Giám đốc Sở Tư pháp)",
        "gồm: a) sổ hộ tịch; b) sổ chứng thực; đ) sổ khác; iv) tài liệu",
    ],
)
def test_it_leaves_pairs_and_list_markers(words: str) -> None:
    assert marked(rule, words) == []
