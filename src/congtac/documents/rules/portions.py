"""A long text is shown a portion at a time: the page `docs/rules/shelf.md`."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from congtac.documents.rules.review import Item
from congtac.documents.rules.shapes import Content

WHOLE = 40_000  # letters up to which a text is shown on one page
PORTION = 25_000  # letters of a portion; it ends where the next heading begins
SEARCHED = 7_500  # letters in which a heading to end at is looked for
NAME = 80


@dataclass(frozen=True, slots=True)
class Portion:
    """A stretch of a text that one page shows: its number from 1, its bounds, its first heading."""

    number: int
    start: int
    end: int
    name: str = ""


def portions(text: str, content: Content) -> tuple[Portion, ...]:
    """The portions of a text, one after the other; a text that isn't long is one."""
    if len(text) <= WHOLE:
        return (Portion(1, 0, len(text)),)
    headings = dict(_headings(content["outline"]))
    starts = _starts(text, sorted(headings))
    ends = [*starts[1:], len(text)]
    return tuple(
        Portion(number, start, end, _name(headings, start, end))
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def _headings(outline: Sequence[Content]) -> Iterator[tuple[int, str]]:
    for node in outline:
        yield node["start"], " ".join(f"{node['label']} {node['title'] or ''}".split())
        yield from _headings(node["children"])


def _starts(text: str, headings: Sequence[int]) -> list[int]:
    starts = [0]
    while len(text) - starts[-1] > PORTION + SEARCHED:
        wanted = starts[-1] + PORTION
        at = bisect_right(headings, wanted)
        is_near = at < len(headings) and headings[at] < wanted + SEARCHED
        starts.append(_line_start(text, headings[at] if is_near else wanted, starts[-1]))
    return starts


def _line_start(text: str, at: int, after: int) -> int:
    """The start of the line that holds a place; the place itself in a line that never ends."""
    start = text.rfind("\n", after, at) + 1
    return start if start > after + 1 else at


def _name(headings: dict[int, str], start: int, end: int) -> str:
    inside = [at for at in headings if start <= at < end]
    return headings[min(inside)][:NAME] if inside else ""


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
