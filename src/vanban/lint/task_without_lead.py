"""VB-025: every task says who leads it."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from vanban.lint.order import ranks
from vanban.lint.rule import READER, first_line, quoted
from vanban.model import Document, Finding, Node, Row, Table
from vanban.text import Text
from vanban.words import lower

CODE = "VB-025"
SEVERITY = "warning"
BASIS = READER
TITLE = "Nhiệm vụ không có cơ quan chủ trì"

_LEADS = "chủ trì"
_LABEL = re.compile(r"(?:cơ quan|đơn vị) phối hợp(?: thực hiện)? {0,2}:")
_CONTENT = re.compile(r"nội dung|nhiệm vụ|công việc|tên việc|hoạt động")
_EMPTY = " .-…"


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule: a task without a lead is nobody's task."""
    low = lower(text.plain)
    spans = [(task.start, task.end, task.path) for task in document.tasks if not task.lead]
    spans += [(*span, "") for table in document.source.tables for span in _bare_rows(table, low)]
    led = sorted(task.start for task in document.tasks if task.lead)
    for node in _bare_blocks(document.outline, low):
        if bisect_left(led, node.start) == bisect_left(led, node.end):
            spans.append((node.start, node.end, node.path))
    told: set[int] = set()
    for start, end, path in sorted(spans):
        first = start + len(low[start:end]) - len(low[start:end].lstrip())
        if first not in told:
            told.add(first)
            yield _finding(document, first, end, path)


def _finding(document: Document, start: int, end: int, path: str) -> Finding:
    start, end = first_line(document, start, end)
    words = quoted(document.source.text[start:end], 60)
    place = f" (mục {path})" if path else ""
    message = (
        f"Nhiệm vụ “{words}”{place} chưa nêu cơ quan chủ trì;"
        " bổ sung cơ quan chịu trách nhiệm chính."
    )
    return Finding(CODE, SEVERITY, message, start, end, BASIS)


def _bare_rows(table: Table, low: str) -> Iterator[tuple[int, int]]:
    """The contents of the rows of an assignment table whose cell for the lead is empty."""
    header = next((row for row in table.rows[:3] if _is_header(row, low)), None)
    if header is None:
        return
    names = [low[cell.start : cell.end] for cell in header.cells]
    lead = next(at for at, name in enumerate(names) if _LEADS in name)
    content = next(at for at, name in enumerate(names) if _CONTENT.search(name))
    for row in table.rows[table.rows.index(header) + 1 :]:
        filled = [low[cell.start : cell.end].strip(_EMPTY) for cell in row.cells]
        if len(filled) != len(names) or filled[lead] or not filled[content]:
            continue
        # A group row has only a number and a name: a task has a time or who helps as well.
        beside = {words for at, words in enumerate(filled) if at and at != content and words}
        if beside - {filled[content]}:
            yield row.cells[content].start, row.cells[content].end


def _is_header(row: Row, low: str) -> bool:
    names = [low[cell.start : cell.end] for cell in row.cells]
    leads = [name for name in names if _LEADS in name]
    return len(leads) == 1 and any(_CONTENT.search(name) for name in names if name != leads[0])


def _bare_blocks(outline: tuple[Node, ...], low: str) -> Iterator[Node]:
    """The numbered parts with a label for who coordinates and none for who leads."""
    for label in _LABEL.finditer(low):
        line = low.rfind("\n", 0, label.start())
        node = _numbered_around(outline, line)
        if node and _LEADS not in low[node.start : node.end]:
            yield node


def _numbered_around(nodes: tuple[Node, ...], at: int) -> Node | None:
    """The innermost numbered part that holds the place; letters and bullets are its details."""
    found: Node | None = None
    while True:
        node = next((each for each in nodes if each.start <= at < each.end), None)
        if node is None:
            return found
        rank = ranks(node.label)
        if rank and rank[1] == "number" and node.start < at:
            found = node
        nodes = node.children
