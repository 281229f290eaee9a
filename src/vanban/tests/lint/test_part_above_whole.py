"""VB-021: a part is at most its whole."""

import pytest

from vanban.lint import part_above_whole as rule
from vanban.tests.lint.paper import faults, marked, paper


def test_it_finds_a_part_above_the_whole() -> None:
    words = "Đã tiếp 240 lượt công dân, trong đó có 260 lượt công dân khiếu nại."
    (finding,) = faults(rule, paper(words))
    assert finding.severity == "error"
    assert "260" in words[finding.start : finding.end]


def test_it_warns_of_parts_that_pass_the_whole_together() -> None:
    words = (
        "Đã tiếp 240 lượt công dân, trong đó 140 lượt công dân tố cáo, 120 lượt công dân khiếu nại."
    )
    (finding,) = faults(rule, paper(words))
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    "words",
    [
        "Đã tiếp 240 lượt công dân, trong đó 140 lượt công dân tố cáo, 90 lượt khiếu nại.",
        "Có 60 đại biểu, trong đó 2 đồng chí Thứ trưởng và 300 câu hỏi gửi đến.",
        "Được giao 113 nhiệm vụ, trong đó, đã hoàn thành 104 nhiệm vụ, đang thực hiện 9 nhiệm vụ.",
    ],
)
def test_it_leaves_parts_within_the_whole_and_other_units(words: str) -> None:
    assert marked(rule, words) == []
