"""A long text is shown a portion at a time; nothing of it is lost, and everything has a place."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from congtac.documents.rules.marks import lines
from congtac.documents.rules.portions import PORTION, SEARCHED, WHOLE, portion_at, portions

BARE: dict[str, Any] = {"outline": []}


def heading(start: int, title: str = "Việc", below: Any = ()) -> dict[str, Any]:
    place = {"start": start, "end": start, "level": "section"}
    return {"label": "II.", "title": title, "children": list(below), **place}


def test_a_text_that_is_not_long_is_one_portion() -> None:
    assert len(portions("a" * WHOLE, BARE)) == 1
    assert len(portions("", BARE)) == 1


def test_a_portion_ends_at_the_highest_heading_near_and_then_the_nearest() -> None:
    text = "dòng chữ\n" * 10_000
    near, far, low = (text.index("\n", PORTION + away) + 1 for away in (2_000, 4_000, 90))
    outline = [heading(9, below=[heading(low)]), heading(near, "Tổ chức"), heading(far)]
    first, second, *_ = portions(text, {"outline": outline})
    assert first.end == second.start == near
    assert (first.name, second.name) == ("II. Việc", "II. Tổ chức")


def test_without_a_heading_near_it_ends_at_a_line() -> None:
    text = "dòng chữ\n" * 10_000
    assert all(text[it.start - 1] == "\n" for it in portions(text, BARE)[1:])


@given(
    st.integers(0, 300_000),
    st.lists(st.integers(0, 300_000), max_size=8),
    st.sampled_from([7, 500, 90_000]),
)
def test_portions_cover_the_text_and_none_is_too_long(
    size: int, headings: list[int], width: int
) -> None:
    text = (("x" * width + "\n") * (size // width + 1))[:size]
    shown = portions(text, {"outline": [heading(at) for at in sorted(headings) if at < size]})
    assert (shown[0].start, shown[-1].end) == (0, size)
    assert all(one.end == other.start for one, other in zip(shown, shown[1:], strict=False))
    assert all(it.end - it.start <= max(WHOLE, PORTION + SEARCHED) for it in shown)
    assert all(it.end > it.start for it in shown) or size == 0
    assert all(portion_at(shown, it.start) == it for it in shown)


@given(st.text(alphabet="ab\n", max_size=80), st.integers(0, 80))
def test_the_lines_of_two_portions_are_those_of_the_whole(text: str, cut: int) -> None:
    at = text.rfind("\n", 0, cut) + 1
    bounds = ((0, at), (at, len(text)))
    parts = ["".join(s.text for it in lines(text, [], (), b) for s in it.stretches) for b in bounds]
    assert "".join(parts) == text.replace("\n", "")
