"""VB-013: nothing numbered twice in a list."""

import pytest

from vanban.lint import numbering_repeat as rule
from vanban.tests.lint.paper import marked, message
from vanban.tests.lint.test_numbering_gap import parts


@pytest.mark.parametrize(
    ("labels", "wrong"),
    [
        (("1.", "2.", "2.", "3."), "2."),
        (("I.", "II.", "II."), "II."),
        (("1.", "a)", "b)", "b)"), "b)"),
        (("Điều 1.", "Điều 2.", "Điều 2."), "Điều 2."),
    ],
)
def test_it_finds_a_number_used_twice(labels: tuple[str, ...], wrong: str) -> None:
    words = parts(*labels)
    assert marked(rule, words) == [wrong]
    assert "đã dùng ở trên" in message(rule, words)


@pytest.mark.parametrize(
    "labels",
    [("1.", "a)", "b)", "2.", "a)", "b)"), ("I.", "1.", "2.", "II.", "1.", "2.")],
)
def test_it_leaves_new_lists(labels: tuple[str, ...]) -> None:
    assert marked(rule, parts(*labels)) == []
