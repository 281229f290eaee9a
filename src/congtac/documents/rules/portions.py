"""A long text is shown a portion at a time: the page `docs/rules/shelf.md`."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from textwrap import shorten

from congtac.documents.rules.review import Item
from congtac.documents.rules.shapes import Content

WHOLE = 40_000  # letters up to which a text is shown on one page
PORTION = 25_000  # letters of a portion; it ends where a heading begins
SEARCHED = 7_500  # letters before and after in which a heading to end at is looked for
NAME = 80  # letters of a heading


@dataclass(frozen=True, slots=True)
class Portion:
    """A stretch of a text that one page shows: its number from 1, its bounds, its first heading."""

    number: int
    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of the outline: where it begins, how deep it stands, its words."""

    start: int
    depth: int
    name: str


def portions(text: str, content: Content) -> tuple[Portion, ...]:
    """The portions of a text, one after the other; a text that isn't long is one."""
    if len(text) <= WHOLE:
        return (Portion(1, 0, len(text)),)
    headings = sorted(_headings(content["outline"]), key=lambda it: it.start)
    starts = _starts(text, headings)
    ends = [*starts[1:], len(text)]
    return tuple(
        Portion(number, start, end, _name(headings, start, end))
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def _headings(outline: Sequence[Content], depth: int = 0) -> Iterator[_Heading]:
    for node in outline:
        name = shorten(f"{node['label']} {node['title'] or ''}", NAME, placeholder="…")
        yield _Heading(node["start"], depth, name)
        yield from _headings(node["children"], depth + 1)


def _starts(text: str, headings: Sequence[_Heading]) -> list[int]:
    places, starts = [it.start for it in headings], [0]
    while len(text) - starts[-1] > PORTION + SEARCHED:
        wanted = starts[-1] + PORTION
        first, last = (bisect_left(places, wanted + away) for away in (-SEARCHED, SEARCHED))
        near = headings[first:last]
        cut = min(near, key=partial(_fitness, wanted)).start if near else wanted
        starts.append(_line_start(text, cut, starts[-1]))
    return starts


def _fitness(wanted: int, heading: _Heading) -> tuple[int, int]:
    return heading.depth, abs(heading.start - wanted)


def _line_start(text: str, at: int, after: int) -> int:
    """The start of the line that holds a place; the place itself in a line that never ends."""
    start = text.rfind("\n", after, at) + 1
    return start if start > after + 1 else at


def _name(headings: Sequence[_Heading], start: int, end: int) -> str:
    """The words of the highest heading that begins inside, the first of equals."""
    inside = [it for it in headings if start <= it.start < end]
    return min(inside, key=lambda it: it.depth).name if inside else ""


def place_of_item(item: Item) -> int:
    """Where an item begins in the text; at the start when it has no place."""
    content = item.content
    if item.kind == "citation":
        return int(content["spans"][0][0]) if content["spans"] else 0
    if item.kind == "metadata":
        return 0
    return int(content["start"] or 0)


def portion_at(shown: Sequence[Portion], place: int) -> Portion:
    """The portion in which a place of the text lies."""
    return shown[max(bisect_right([it.start for it in shown], place) - 1, 0)]


def inside(portion: Portion, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items whose cards stand beside a portion."""
    return tuple(it for it in items if portion.start <= place_of_item(it) < max(portion.end, 1))
