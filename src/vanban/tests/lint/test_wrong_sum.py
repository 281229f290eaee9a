"""VB-020: parts that make the whole."""

import pytest

from vanban.lint import wrong_sum as rule
from vanban.tests.lint.paper import marked, message


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Tổng số 120 vụ việc, gồm: 70 vụ việc dân sự và 40 vụ việc hình sự.", "70 + 40 = 110"),
        ("Có 30 đại biểu, gồm 12 đại biểu nam, 19 đại biểu nữ.", "12 + 19 = 31"),
        ("Đã mở 1.250 lớp, bao gồm 1.000 lớp tập huấn, 150 hội thảo.", "1.000 + 150 = 1.150"),
        ("Có 50 văn bản, gồm: 20 văn bản của tỉnh; 15 văn bản của xã.", "20 + 15 = 35"),
    ],
)
def test_it_finds_parts_that_do_not_add_up(words: str, says: str) -> None:
    assert says in message(rule, words)


@pytest.mark.parametrize(
    "words",
    [
        "Tổng số 120 vụ việc, gồm: 70 vụ việc dân sự và 50 vụ việc hình sự.",
        "Kế hoạch 3 năm, gồm 2 giai đoạn và 15 bước.",
        "Có 30 đại biểu, gồm đại diện Sở Tư pháp, 12 đại biểu cấp xã.",
        "Tổng cộng 15 ngày, gồm 3 đợt và 5 lớp.",
        "Tổ công tác gồm 5 người và 2 xe.",
        "Có trên 30 đại biểu, gồm 12 đại biểu nam, 15 đại biểu nữ.",
        "Được giao 113 nhiệm vụ, trong đó 104 nhiệm vụ có thời hạn.",
    ],
)
def test_it_leaves_sums_that_hold_and_lists_that_are_none(words: str) -> None:
    assert marked(rule, words) == []
