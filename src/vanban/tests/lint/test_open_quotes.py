"""VB-017: quotation marks in pairs."""

import pytest

from vanban.lint import open_quotes as rule
from vanban.tests.lint.paper import faults, marked, paper


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("Danh hiệu “Hòa giải viên giỏi được xét hằng năm.", "“"),
        ("Danh hiệu Hòa giải viên giỏi” được xét hằng năm.", "”"),
        ('Danh hiệu "Hòa giải viên giỏi được xét hằng năm.', '"'),
        ("Danh hiệu “Hòa giải.\n\nDanh hiệu “Trợ giúp viên giỏi”.", "“"),
    ],
)
def test_it_finds_a_mark_alone(words: str, wrong: str) -> None:
    assert marked(rule, words) == [wrong]


def test_it_marks_the_right_one_of_many() -> None:
    words = "Cuộc thi “Một”, cuộc thi “Hai, cuộc thi “Ba”.\n\nCuộc thi “Bốn”."
    assert len(faults(rule, paper(words))) == 1


@pytest.mark.parametrize(
    "words",
    [
        'Danh hiệu “Hòa giải viên giỏi” và "Trợ giúp viên giỏi".',
        "Sửa đổi khoản 2 như sau:\n\n“2. Kinh phí:\n\na) Ngân sách;\n\nb) Nguồn khác.”",
        "Danh hiệu “Hòa giải viên giỏi“ được xét hằng năm.",
        "Danh hiệu ''Hòa giải viên giỏi'' được xét hằng năm.",
    ],
)
def test_it_leaves_pairs_and_long_quotations(words: str) -> None:
    assert marked(rule, words) == []
