"""The text cut into lines and stretches, each knowing which found things lie over it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

INLINE = ("finding", "deadline", "agency", "citation", "target", "metadata")


@dataclass(frozen=True, slots=True)
class Mark:
    """A found thing over a stretch of the text: `spot` names the place, `target` the card."""

    kind: str
    spot: str
    target: str
    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some text under the same marks; `top` is the one that a click follows."""

    text: str
    top: Mark | None
    spots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text, the tasks that begin in it and the tasks that cover it."""

    start: int
    stretches: tuple[Stretch, ...]
    opening: tuple[Mark, ...] = ()
    tasks: tuple[str, ...] = field(default=())


def lines(text: str, marks: Iterable[Mark]) -> tuple[Line, ...]:
    """The lines of the text in order; marks outside the text or empty are left out."""
    sound = sorted(
        (mark for mark in marks if 0 <= mark.start < mark.end <= len(text)),
        key=lambda mark: (mark.start, mark.end),
    )
    inline = [mark for mark in sound if mark.kind != "task"]
    blocks = [mark for mark in sound if mark.kind == "task"]
    bounds = _bounds(text)
    over = _over_lines(inline, bounds)
    covered = _over_lines(blocks, bounds)
    return tuple(
        _line(text, bound, over.get(number, ()), covered.get(number, ()))
        for number, bound in enumerate(bounds)
    )


def _bounds(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for row in text.split("\n"):
        found.append((start, start + len(row)))
        start += len(row) + 1
    return found


def _over_lines(marks: Sequence[Mark], bounds: Sequence[tuple[int, int]]) -> dict[int, list[Mark]]:
    starts = [start for start, _ in bounds]
    over: dict[int, list[Mark]] = {}
    for mark in marks:
        for number in range(
            bisect_right(starts, mark.start) - 1, bisect_right(starts, mark.end - 1)
        ):
            over.setdefault(number, []).append(mark)
    return over


def _line(
    text: str, bound: tuple[int, int], inline: Sequence[Mark], blocks: Sequence[Mark]
) -> Line:
    start, end = bound
    opening = tuple(mark for mark in blocks if start <= mark.start <= end)
    return Line(
        start,
        tuple(_stretches(text, bound, inline)),
        opening,
        tuple(mark.target for mark in blocks),
    )


def _stretches(text: str, bound: tuple[int, int], marks: Sequence[Mark]) -> Iterator[Stretch]:
    start, end = bound
    cuts = {start, end}
    for mark in marks:
        cuts.update((max(mark.start, start), min(mark.end, end)))
    ordered = sorted(cuts)
    for here, there in zip(ordered, ordered[1:], strict=False):
        active = [mark for mark in marks if mark.start <= here and there <= mark.end]
        spots = tuple(mark.spot for mark in active if mark.start == here)
        yield Stretch(text[here:there], _top(active), spots)


def _top(active: Sequence[Mark]) -> Mark | None:
    if not active:
        return None
    return min(active, key=lambda mark: (mark.end - mark.start, INLINE.index(mark.kind)))
