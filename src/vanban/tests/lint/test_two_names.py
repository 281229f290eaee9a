"""VB-008: one name in quotation marks, one spelling."""

import pytest

from vanban.lint import two_names as rule
from vanban.tests.lint.paper import marked, message

NAME = "Gần dân, hiểu dân, phục vụ nhân dân ngày càng tốt hơn"


@pytest.mark.parametrize(
    "other",
    [
        "Gần dân, hiểu dân, vì dân phục vụ nhân dân ngày càng tốt hơn",
        "Gần dân, hiểu dân, phục vụ nhân dân ngày càng tôt hơn",
        "Gần dân, hiểu dân, phục vụ dân ngày càng tốt hơn",
        "Gần dân, trọng dân, phục vụ nhân dân ngày càng tốt hơn",
        "Vì dân, hiểu dân, phục vụ nhân dân ngày càng tốt hơn",
    ],
)
def test_it_finds_a_name_that_differs_a_little(other: str) -> None:
    words = f"Phong trào “{NAME}” được phát động. Tổng kết phong trào “{other}”."
    assert marked(rule, words) == [other]
    assert NAME in message(rule, words)


@pytest.mark.parametrize(
    "other",
    [
        "GẦN DÂN - HIỂU DÂN - PHỤC VỤ NHÂN DÂN NGÀY CÀNG TỐT HƠN",
        "Gần dân, hiểu dân, phục vụ nhân dân ngày càng tốt hơn năm 2024",
        "Hòa giải viên giỏi toàn tỉnh lần thứ hai năm 2024",
        "Gần dân, hiểu dân",
    ],
)
def test_it_leaves_the_same_name_and_other_names(other: str) -> None:
    assert marked(rule, f"Phong trào “{NAME}”, cuộc thi “{other}”.") == []


def test_it_leaves_names_told_apart_by_a_level() -> None:
    one = "Bằng khen của Chủ tịch Ủy ban nhân dân {} về pháp luật"
    assert marked(rule, f"“{one.format('tỉnh')}”, “{one.format('xã')}”") == []


def test_it_leaves_names_told_apart_by_a_number() -> None:
    words = "Đề án “Số hóa sổ hộ tịch đợt {} của tỉnh ta”"
    words = f"{words.format(1)}, {words.format(2)}."
    assert marked(rule, words) == []
