"""The text cut into lines and stretches, each knowing which found things lie over it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

BAR = " | "  # between two cells of a row in the text
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
    is_away: bool = False  # the card stands on the page of another portion


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some text under the same marks; `top` is the one that a click follows."""

    text: str
    top: Mark | None
    spots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text, the tasks that begin in it and the tasks that cover it.

    A row of a table has `cells`, each with its start, and the number of its `table`.
    """

    start: int
    stretches: tuple[Stretch, ...]
    opening: tuple[Mark, ...] = ()
    tasks: tuple[str, ...] = ()
    table: int = 0
    cells: tuple[tuple[int, tuple[Stretch, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table in the text: where it begins, the bounds of its cells."""

    start: int
    cells: tuple[tuple[int, int], ...]
    table: int  # from 1


def lines(
    text: str,
    marks: Iterable[Mark],
    rows: Iterable[Row] = (),
    within: tuple[int, int] | None = None,
) -> tuple[Line, ...]:
    """The lines of the text, or of a stretch of it, in order.

    Marks that are empty or outside the text are left out.
    """
    first, last = within or (0, len(text))
    sound = sorted(
        (
            mark
            for mark in marks
            if 0 <= mark.start < mark.end <= len(text) and mark.start < last and mark.end > first
        ),
        key=lambda mark: (mark.start, mark.end),
    )
    inline = [mark for mark in sound if mark.kind != "task"]
    blocks = [mark for mark in sound if mark.kind == "task"]
    bounds = _bounds(text[first:last], first)
    over = _over_lines(inline, bounds)
    covered = _over_lines(blocks, bounds)
    known = {row.start: row for row in rows if row.cells}
    return tuple(
        _line(_Piece(text, *bound, known.get(bound[0])), over.get(at, ()), covered.get(at, ()))
        for at, bound in enumerate(bounds)
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """One line of the text, and the row that it is, if it is one."""

    text: str
    start: int
    end: int
    row: Row | None


def _line(piece: _Piece, inline: Sequence[Mark], blocks: Sequence[Mark]) -> Line:
    line = Line(
        piece.start,
        tuple(_stretches(piece, inline)),
        tuple(mark for mark in blocks if piece.start <= mark.start <= piece.end),
        tuple(mark.target for mark in blocks),
    )
    return _in_cells(line, piece.row) if piece.row else line


def _in_cells(line: Line, row: Row) -> Line:
    """Share the stretches of a line among the cells of its row; none is lost."""
    cells: list[list[Stretch]] = [[] for _ in row.cells]
    at, starts = line.start, [start for start, _ in row.cells]
    for stretch in line.stretches:
        cells[max(0, bisect_right(starts, at) - 1)].append(stretch)
        at += len(stretch.text)
    shared = zip(starts, map(tuple, map(_without_bar, cells)), strict=True)
    return replace(line, table=row.table, cells=tuple(shared))


def _without_bar(stretches: list[Stretch]) -> list[Stretch]:
    """Leave off the bar that ends a cell in the text: the table shows it."""
    if stretches and stretches[-1].text.endswith(BAR) and stretches[-1].top is None:
        last = stretches[-1]
        return [*stretches[:-1], replace(last, text=last.text.removesuffix(BAR))]
    return stretches


def _bounds(text: str, start: int) -> list[tuple[int, int]]:
    found = []
    for row in text.split("\n"):
        found.append((start, start + len(row)))
        start += len(row) + 1
    return found


def _over_lines(marks: Sequence[Mark], bounds: Sequence[tuple[int, int]]) -> dict[int, list[Mark]]:
    starts = [start for start, _ in bounds]
    over: dict[int, list[Mark]] = {}
    for mark in marks:
        begin = max(bisect_right(starts, mark.start) - 1, 0)
        for number in range(begin, bisect_right(starts, mark.end - 1)):
            over.setdefault(number, []).append(mark)
    return over


def _stretches(piece: _Piece, marks: Sequence[Mark]) -> Iterator[Stretch]:
    cuts = {piece.start, piece.end}
    for mark in marks:
        cuts.update((max(mark.start, piece.start), min(mark.end, piece.end)))
    for start, _ in piece.row.cells if piece.row else ():
        cuts.add(min(max(start, piece.start), piece.end))
    ordered = sorted(cuts)
    for here, there in zip(ordered, ordered[1:], strict=False):
        active = [mark for mark in marks if mark.start <= here and there <= mark.end]
        spots = tuple(mark.spot for mark in active if mark.start == here)
        yield Stretch(piece.text[here:there], _top(active), spots)


def _top(active: Sequence[Mark]) -> Mark | None:
    if not active:
        return None
    return min(active, key=lambda mark: (mark.end - mark.start, INLINE.index(mark.kind)))
