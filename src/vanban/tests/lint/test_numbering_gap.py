"""VB-012: nothing left out in a list."""

import pytest

from vanban.lint import numbering_gap as rule
from vanban.tests.lint.paper import marked, message


def parts(*labels: str) -> str:
    return "\n\n".join(f"{label} Nội dung của phần này được nêu rõ." for label in labels)


@pytest.mark.parametrize(
    ("labels", "wrong", "expected"),
    [
        (("I.", "II.", "IV."), "IV.", "III"),
        (("1.", "2.", "4.", "5."), "4.", "3"),
        (("1.", "a)", "b)", "d)"), "d)", "c"),
        (("1.", "a)", "b)", "c)", "d)", "e)"), "e)", "đ"),
        (("Điều 1.", "Điều 2.", "Điều 4."), "Điều 4.", "3"),
        (("1.", "b)", "c)"), "b)", "a"),
        (("1.", "1.1.", "1.2.", "12.", "1.4."), "12.", "1.3"),
    ],
)
def test_it_finds_a_gap(labels: tuple[str, ...], wrong: str, expected: str) -> None:
    words = parts(*labels)
    assert marked(rule, words)[0] == wrong
    if len(marked(rule, words)) == 1:
        assert f"“{expected}”" in message(rule, words)


@pytest.mark.parametrize(
    "labels",
    [
        ("I.", "1.", "1.1.", "1.2.", "2.", "a)", "b)", "II.", "1.", "2."),
        ("1.", "a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)", "i)", "k)"),
        ("Điều 1.", "1.", "2.", "Điều 2.", "1.", "Điều 3."),
    ],
)
def test_it_leaves_whole_lists(labels: tuple[str, ...]) -> None:
    assert marked(rule, parts(*labels)) == []


def test_it_leaves_an_article_quoted_in_full() -> None:
    words = (
        "Điều 1. Sửa đổi như sau:\n\n“Điều 7. Kinh phí\n\nĐiều 8. Báo cáo hằng quý.”\n\n"
        "Điều 2. Hiệu lực từ ngày ký."
    )
    assert marked(rule, words) == []


def test_it_leaves_a_number_that_stands_in_a_table() -> None:
    words = (
        "1. Nội dung một.\n\n"
        "2 | Hạ tầng | 2.1. Đường xã | Đạt\n3 | Điện | 3.1. Điện xã | Đạt\n\n"
        "4. Nội dung bốn."
    )
    assert marked(rule, words) == []
