"""Tables of Word and of web pages: merged cells, columns, and tables that only lay out a page."""

import re
from collections import Counter
from dataclasses import dataclass

from vanban.model import Unreadable
from vanban.sources.scribe import Scribe

MAX_CELLS = 300_000
LAYOUT_WORDS = re.compile(
    r"Độc\s+lập\s*[-–—]\s*Tự\s+do|CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT"
    r"|N[ơƠ][iI]\s+[nN][hH][ậẬ][nN]|\b(?:KT|TM|TL|TUQ|Q)\.\s*[A-ZĐÂĂÊÔƠƯỦ]{2}|\([Đđ]ã\s+ký\)"
)
_HEADER = re.compile(
    r"\b(?:s?tt|số tt|số thứ tự|nội dung|nhiệm vụ|công việc|chủ trì|phối hợp|thời gian|tiến độ"
    r"|sản phẩm|thời hạn|hoàn thành|kết quả|ghi chú|tên\b|đơn vị)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at its grid column; `goes_on` when it continues the cell above."""

    column: int
    width: int
    paragraphs: tuple[str, ...]
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """The cells of a row, from left to right."""

    cells: list[GridCell]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as drawn: rows of cells over grid columns with their widths."""

    rows: list[GridRow]
    widths: list[int]
    has_borders: bool


def is_layout(grid: Grid) -> bool:
    """Whether a table only puts things side by side: a letterhead, a signature, a frame."""
    columns = max((len(row.cells) for row in grid.rows), default=0)
    if columns <= 1:
        return len(grid.rows) <= 3 or not grid.has_borders
    if columns > 3 or len(grid.rows) > 12 or _looks_like_data(grid):
        return False
    words = "\n".join(p for row in grid.rows for cell in row.cells for p in cell.paragraphs)
    return bool(LAYOUT_WORDS.search(words)) or (not grid.has_borders and len(grid.rows) <= 4)


def _looks_like_data(grid: Grid) -> bool:
    """Two or more cells of the first row are column names of an assignment table."""
    names = [" ".join(cell.paragraphs).strip() for cell in grid.rows[0].cells]
    return sum(1 for name in names if len(name) < 60 and _HEADER.match(name)) >= 2


def write_layout(grid: Grid, scribe: Scribe) -> None:
    """Row by row, in each row the left cell's paragraphs, then the right cell's."""
    for row in grid.rows:
        for cell in row.cells:
            scribe.blank()
            for paragraph in () if cell.goes_on else cell.paragraphs:
                scribe.line(paragraph)
    scribe.blank()


def write_rows(grid: Grid, scribe: Scribe) -> None:
    """One line a row; a merged cell stands again in each row that it covers."""
    refuse_too_many(sum(len(row.cells) for row in grid.rows))
    rows = _filled(grid)
    columns = _columns(rows)
    scribe.table(
        [[cell.paragraphs for cell in row.cells] for row in rows],
        [_spans(row, columns, grid.widths) for row in rows],
    )


def refuse_too_many(cells: int) -> None:
    """Refuses a table beyond all bounds."""
    if cells > MAX_CELLS:
        raise Unreadable(
            "SRC-009", "Bảng trong tệp quá lớn để đọc; hãy tách bảng ra tệp riêng hoặc dùng Excel."
        )


def _filled(grid: Grid) -> list[GridRow]:
    """The rows with the text of vertically merged cells repeated."""
    above: dict[int, GridCell] = {}
    rows: list[GridRow] = []
    for row in grid.rows:
        cells = []
        for cell in row.cells:
            held = above.get(cell.column)
            if cell.goes_on and held is not None:
                cell = GridCell(cell.column, cell.width, held.paragraphs)
            above[cell.column] = cell
            cells.append(cell)
        rows.append(GridRow(cells))
    return rows


def _columns(rows: list[GridRow]) -> list[tuple[int, int]]:
    """The columns that most rows draw; thin leftovers of the grid don't count as columns."""
    drawn = Counter(tuple((c.column, c.column + c.width) for c in row.cells) for row in rows)
    best = max(drawn, key=lambda edges: (drawn[edges] * (len(edges) - 1), len(edges)))
    return list(best)


def _spans(row: GridRow, columns: list[tuple[int, int]], widths: list[int]) -> list[int]:
    """How many of the columns each cell of a row stands for, by where they overlap most."""
    edges = [0]
    for width in widths:
        edges.append(edges[-1] + width)
    spans = [0] * len(row.cells)
    at = 0
    for start, end in columns:
        at = max(
            range(at, len(row.cells)),
            key=lambda i: _overlap(row.cells[i], start, end, edges),
            default=at,
        )
        if row.cells:
            spans[at] += 1
    return spans


def _overlap(cell: GridCell, start: int, end: int, edges: list[int]) -> int:
    left = _edge(max(start, cell.column), edges)
    right = _edge(min(end, cell.column + cell.width), edges)
    return max(0, right - left)


def _edge(column: int, edges: list[int]) -> int:
    return edges[column] if column < len(edges) else edges[-1] + column - len(edges) + 1
