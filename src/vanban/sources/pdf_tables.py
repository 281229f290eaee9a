"""Tables of a PDF page, found by the lines that are drawn around their cells."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice, pairwise

import pypdfium2
import pypdfium2.raw

from vanban.sources.tables import Grid, GridCell, GridRow

MAX_PATHS = 5_000
MAX_GRID = 20_000
THIN = 3.0  # points: a path not thicker is a line
NEAR = 4.0  # points: lines so close are one
_ITEM = re.compile(r"(?:[-+•*]\s|[a-zđ]\)\s|\(?\d{1,3}[.)]\s)")

_CUT_SYMBOL = re.compile(r"[\w/]-$")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, in points; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float


ReadBox = Callable[[Box], str]


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table and the part of the page that it covers."""

    box: Box
    grid: Grid


def find_tables(page: pypdfium2.PdfPage, read: ReadBox) -> list[PageTable]:
    """The ruled tables of a page, from top to bottom."""
    try:
        across, upright = _rules(page)
    except pypdfium2.PdfiumError:
        return []
    found = (_table(group, read) for group in _groups(across, upright))
    return sorted((t for t in found if t is not None), key=lambda table: -table.box.top)


def _rules(page: pypdfium2.PdfPage) -> tuple[list[Box], list[Box]]:
    """The lines across and the upright lines; a drawn rectangle gives its four sides."""
    kinds = (pypdfium2.raw.FPDF_PAGEOBJ_PATH,)
    paths = list(islice(page.get_objects(filter=kinds, max_depth=3), MAX_PATHS + 1))
    if len(paths) > MAX_PATHS:
        return [], []
    across: list[Box] = []
    upright: list[Box] = []
    for path in paths:
        box = Box(*path.get_bounds())
        width, height = box.right - box.left, box.top - box.bottom
        if height <= THIN < width:
            across.append(box)
        elif width <= THIN < height:
            upright.append(box)
        elif width > THIN:
            across += [_side(box, bottom=box.top), _side(box, top=box.bottom)]
            upright += [_side(box, left=box.right), _side(box, right=box.left)]
    return across, upright


def _side(box: Box, **edge: float) -> Box:
    sides = {"left": box.left, "bottom": box.bottom, "right": box.right, "top": box.top}
    return Box(**(sides | edge))


def _groups(across: list[Box], upright: list[Box]) -> Iterable[tuple[list[Box], list[Box]]]:
    """Lines that touch over their heights belong to one table."""
    lines = sorted([*across, *upright], key=lambda box: -box.top)
    group: list[Box] = []
    low = 0.0
    for line in lines:
        if group and line.top < low - NEAR:
            yield _parted(group)
            group = []
        low = min(low, line.bottom) if group else line.bottom
        group.append(line)
    if group:
        yield _parted(group)


def _parted(group: list[Box]) -> tuple[list[Box], list[Box]]:
    across = [box for box in group if box.top - box.bottom <= THIN < box.right - box.left]
    return across, [box for box in group if box.right - box.left <= THIN < box.top - box.bottom]


def _edges(values: Iterable[float]) -> list[float]:
    """Places of lines, those nearly the same taken as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > NEAR:
            edges.append(value)
    return edges


def _table(group: tuple[list[Box], list[Box]], read: ReadBox) -> PageTable | None:
    across, upright = group
    columns = _edges([(box.left + box.right) / 2 for box in upright])
    heights = _edges([(box.top + box.bottom) / 2 for box in across])[::-1]
    size = (len(columns) - 1) * (len(heights) - 1)
    if len(columns) < 3 or len(heights) < 2 or size > MAX_GRID:
        return None
    rows = [
        GridRow(_row(columns, top=top, bottom=bottom, group=group, read=_Above(read, heights)))
        for top, bottom in pairwise(heights)
    ]
    widths = [max(1, round(right - left)) for left, right in pairwise(columns)]
    box = Box(columns[0], heights[-1], columns[-1], heights[0])
    return PageTable(box=box, grid=Grid(rows=rows, widths=widths, has_borders=True))


@dataclass(frozen=True, slots=True)
class _Above:
    """Reads boxes, and knows the heights of all lines to tell how far a cell reaches down."""

    read: ReadBox
    heights: list[float]


def _row(
    columns: list[float], *, top: float, bottom: float,
    group: tuple[list[Box], list[Box]], read: _Above,
) -> list[GridCell]:  # fmt: skip
    """The cells between two heights: columns without a line between them are one cell."""
    across, upright = group
    middle = (top + bottom) / 2
    cells: list[GridCell] = []
    start = 0
    for place in range(1, len(columns)):
        is_last = place == len(columns) - 1
        if not is_last and not _is_drawn(upright, columns[place], middle):
            continue
        left, right = columns[start], columns[place]
        goes_on = not _is_ruled(across, (left + right) / 2, top)
        low = bottom if goes_on else _floor(across, (left + right) / 2, bottom, read.heights)
        words = "" if goes_on else read.read(Box(left, low, right, top))
        cells.append(GridCell(start, place - start, _paragraphs(words), goes_on))
        start = place
    return cells


def _is_drawn(upright: list[Box], x: float, y: float) -> bool:
    return any(
        abs((b.left + b.right) / 2 - x) <= NEAR and b.bottom - 1 <= y <= b.top + 1 for b in upright
    )


def _is_ruled(across: list[Box], x: float, y: float) -> bool:
    return any(
        abs((b.bottom + b.top) / 2 - y) <= NEAR and b.left - 1 <= x <= b.right + 1 for b in across
    )


def _floor(across: list[Box], x: float, bottom: float, heights: list[float]) -> float:
    """Where a cell ends that may reach over several rows."""
    below = [height for height in heights if height <= bottom]
    return next((height for height in below if _is_ruled(across, x, height)), bottom)


def _paragraphs(words: str) -> tuple[str, ...]:
    """The lines of a cell as paragraphs: a new one begins with a bullet or a number."""
    paragraphs: list[str] = []
    for line in map(str.strip, words.splitlines()):
        if not line:
            continue
        if paragraphs and not _ITEM.match(line):
            paragraphs[-1] += line if _CUT_SYMBOL.search(paragraphs[-1]) else " " + line
        else:
            paragraphs.append(line)
    return tuple(paragraphs)


def continued(above: Grid, below: Grid) -> Grid | None:
    """Two parts of one table cut by a page, put together; None when their columns differ."""
    if len(above.widths) != len(below.widths):
        return None
    if any(abs(a - b) > 2 * NEAR for a, b in zip(above.widths, below.widths, strict=True)):
        return None
    rows = list(above.rows)
    for place, row in enumerate(below.rows):
        if place == 0 and _is_rest(rows[-1], row):
            rows[-1] = _glued(rows[-1], row)
        elif place > 0 or _words(row) != _words(rows[0]):
            rows.append(row)
    return Grid(rows=rows, widths=above.widths, has_borders=True)


def _words(row: GridRow) -> list[tuple[str, ...]]:
    return [cell.paragraphs for cell in row.cells]


def _is_rest(above: GridRow, below: GridRow) -> bool:
    """Whether a row is what a page cut off the row above: no number, and a cell in mid-sentence."""
    if len(above.cells) != len(below.cells) or not below.cells or below.cells[0].paragraphs:
        return False
    return any(cell.paragraphs and cell.paragraphs[0][0].islower() for cell in below.cells)


def _glued(above: GridRow, below: GridRow) -> GridRow:
    """A row and its rest: each cell's words go on where the page cut them."""
    cells = []
    for upper, lower in zip(above.cells, below.cells, strict=True):
        words = "\n".join((*upper.paragraphs, *lower.paragraphs))
        cells.append(replace(upper, paragraphs=_paragraphs(words)))
    return GridRow(cells)
