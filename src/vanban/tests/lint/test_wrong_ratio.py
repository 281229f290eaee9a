"""VB-019: rates that follow from their figures."""

import pytest

from vanban.lint import wrong_ratio as rule
from vanban.tests.lint.paper import marked, message


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Giải quyết 2.345/2.871 hồ sơ, đạt 81,6%.", "81,68%, làm tròn là 81,7%"),
        ("Giải quyết 30/40 hồ sơ, đạt tỷ lệ 80%.", "đúng là 75%"),
        ("Có 45 xã trong tổng số 60 xã, chiếm 70%.", "đúng là 75%"),
        ("Có 60 nhiệm vụ, trong đó đã hoàn thành 45 nhiệm vụ, đạt 70%.", "đúng là 75%"),
        ("Thi hành xong 320 việc trên 400 việc; đạt 85%.", "đúng là 80%"),
        ("Giải quyết 30 hồ sơ/40 hồ sơ (đạt tỷ lệ 70%).", "đúng là 75%"),
        ("Tỷ lệ đúng hạn 96% (480/510 hồ sơ).", "94%"),
    ],
)
def test_it_finds_a_wrong_rate_and_says_the_right_one(words: str, says: str) -> None:
    assert says in message(rule, words)


def test_it_tells_a_slip_of_rounding_from_a_wrong_sum() -> None:
    assert "làm tròn sai" in message(rule, "Giải quyết 2.345/2.871 hồ sơ, đạt 81,6%.")
    assert "tính sai" in message(rule, "Giải quyết 30/40 hồ sơ, đạt 80%.")


@pytest.mark.parametrize(
    "words",
    [
        "Giải quyết 2.345/2.871 hồ sơ, đạt 81,7%; thi hành 21/21 bản án, đạt 100%.",
        "Giải quyết 2.345/2.871 hồ sơ, đạt 81,68%; giải quyết 2/3 hồ sơ, đạt 66,7%.",
        "Giải quyết trên 300/400 hồ sơ, đạt gần 80%.",
        "Đến ngày 30/6 đạt 45%; tính đến 15/11, đạt 60% kế hoạch.",
        "Có 45/60 đại biểu dự, trong đó nữ chiếm 30%; 12/20 xã họp. Tỷ lệ hộ nghèo còn 3%.",
        "Có 30/40 xã báo cáo, tăng 12% so với năm trước.",
    ],
)
def test_it_leaves_right_rates_bounds_and_days(words: str) -> None:
    assert marked(rule, words) == []
