"""Plain text and Markdown: the encoding found, tables recognised in lines with " | "."""

import re
from collections import Counter
from dataclasses import dataclass

from vanban.model import Cell, Row, Source, Table, Unreadable
from vanban.sources.legacy import decode_bytes
from vanban.sources.scribe import clean, refuse_unreasonable
from vanban.sources.tables import LAYOUT_WORDS, refuse_too_many

MAX_BYTES = 20_000_000
MAX_GROUP = 300
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\ufffd]")
_BAR = re.compile(r"[ \t]*\|[ \t]*")
_FIRST_COLUMN = re.compile(r"\|?\s*(?:s?tt|số\s+tt|số\s+thứ\s+tự|stt)\s*\|", re.IGNORECASE)
_HEADING = re.compile(r"^[ \t]{0,12}#{1,6}[ \t]+")
_RULE = re.compile(r"[ \t]{0,8}(?:(?:-[ \t]?){3,}|(?:\*[ \t]?){3,}|(?:_[ \t]?){3,})[ \t]*$")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t:|-]{3,}\|[ \t:|-]*$")
_BULLET = re.compile(r"^([ \t]{0,20})[*•][ \t]+(?=\S)")
_EMPHASIS = re.compile(
    r"\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)|(?<![\\*])\*(?=\S)(?!\*)|(?<=\S)\*(?![*\w])|`"
)
_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\n]{0,500}\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")


def read_plain(data: bytes, name: str, kind: str = "txt") -> Source:
    """The text of a .txt or .md file with its tables; refuses what isn't text."""
    if len(data) > MAX_BYTES:
        raise Unreadable("SRC-002", "Tệp văn bản lớn quá 20 MB; hãy tách thành nhiều tệp nhỏ hơn.")
    decoded = decode_bytes(data)
    _refuse_binary(decoded)
    text = clean(decoded)
    if kind == "md":
        text = _without_marks(text)
    text = text.strip("\n")
    refuse_unreasonable(text)
    return Source(name=name, kind=kind, text=text, tables=find_tables(text))


def _refuse_binary(text: str) -> None:
    sample = text[:100_000]
    strange = len(_BINARY.findall(sample))
    if strange > 2 + len(sample) // 20:
        raise Unreadable(
            "SRC-003",
            "Tệp không phải văn bản đọc được; hãy gửi tệp .docx, .pdf, .html, .txt hoặc .md.",
        )


def _without_marks(text: str) -> str:
    """Markdown without its marks: headings, emphasis, links, rules."""
    lines = (_unmarked(line) for line in text.split("\n") if not _DELIMITER.match(line))
    return "\n".join(lines)


def _unmarked(line: str) -> str:
    if _RULE.match(line):
        return ""
    line = _BULLET.sub(r"\1- ", _HEADING.sub("", line, count=1), count=1)
    line = _LINK.sub(r"\1", line)
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub("", line)).rstrip()


@dataclass(frozen=True, slots=True)
class _Physical:
    """A line that is not empty, and whether a blank line stands before it."""

    start: int
    end: int
    bars: int
    is_after_blank: bool
    is_header: bool


def find_tables(text: str) -> tuple[Table, ...]:
    """Runs of lines whose cells are joined by " | ", with the group rows between them."""
    bars = text.count("|")
    if bars < 2:
        return ()
    refuse_too_many(bars)
    lines = _physical_lines(text)
    found = (_table(text, run) for run in _runs(lines))
    return tuple(table for table in found if table is not None)


def _physical_lines(text: str) -> list[_Physical]:
    lines: list[_Physical] = []
    at = 0
    blank = False
    for line in text.split("\n"):
        if line.strip():
            bars = line.count("|") if line.strip("| \t") else 0
            header = bars > 0 and _FIRST_COLUMN.match(line) is not None
            lines.append(_Physical(at, at + len(line), bars, blank, header))
            blank = False
        else:
            blank = True
        at += len(line) + 1
    return lines


def _runs(lines: list[_Physical]) -> list[list[_Physical]]:
    """Stretches of table lines; lines without a bar belong only between two lines with one."""
    runs: list[list[_Physical]] = []
    run: list[_Physical] = []
    pending: list[_Physical] = []
    for line in lines:
        if line.bars and _goes_on(run, pending, line):
            run.extend([*pending, line])
            pending = []
        elif line.bars:
            runs.append(run)
            run, pending = [line], []
        elif run and not line.is_after_blank and len(pending) < 3:
            if line.end - line.start > MAX_GROUP:
                runs.append(run)
                run, pending = [], []
            else:
                pending.append(line)
        else:
            runs.append(run)
            run, pending = [], []
    runs.append(run)
    return [run for run in runs if sum(1 for line in run if line.bars) >= 2]


def _goes_on(run: list[_Physical], pending: list[_Physical], line: _Physical) -> bool:
    if not run or (line.is_header and not all(before.is_header for before in run)):
        return False
    if line.is_after_blank:
        return not pending and run[-1].bars == line.bars
    return True


def _table(text: str, run: list[_Physical]) -> Table | None:
    """A table of lines with mostly one number of cells, None when it isn't one."""
    start, end = run[0].start, run[-1].end
    if LAYOUT_WORDS.search(text, start, end) and not run[0].is_header and run[0].bars <= 2:
        return None
    is_framed = all(_has_frame(text, line) for line in run if line.bars)
    split = [_cells(text, line, is_framed=is_framed) for line in run]
    counts = Counter(len(cells) for cells, line in zip(split, run, strict=True) if line.bars)
    columns, times = max(counts.items(), key=lambda item: (item[1], item[0]))
    near = sum(n for size, n in counts.items() if abs(size - columns) <= 2)
    if times < 2 and near < 2 or near * 2 < sum(counts.values()):
        return None
    rows = tuple(
        Row(start=line.start, end=line.end, cells=_aligned(cells, columns, line.end))
        for cells, line in zip(split, run, strict=True)
    )
    return Table(start=start, end=end, rows=rows)


def _has_frame(text: str, line: _Physical) -> bool:
    """Whether bars stand before the first and after the last cell, as in Markdown."""
    words = text[line.start : line.end].strip()
    return line.bars >= 3 and words.startswith("|") and words.endswith("|")


def _cells(text: str, line: _Physical, *, is_framed: bool) -> list[Cell]:
    """The cells of a line; the bars that frame the rows of a whole table bound no cell."""
    bars = [match.span() for match in _BAR.finditer(text, line.start, line.end)]
    edges = [line.start, *(edge for bar in bars for edge in bar), line.end]
    cells = [Cell(start=a, end=b) for a, b in zip(edges[0::2], edges[1::2], strict=True)]
    return cells[1:-1] if is_framed and line.bars else cells


def _aligned(cells: list[Cell], columns: int, end: int) -> tuple[Cell, ...]:
    """One cell a column: a lone cell stands for the whole row, missing last cells are empty."""
    if len(cells) == 1:
        return tuple(cells * columns)
    return (*cells, *[Cell(start=end, end=end)] * (columns - len(cells)))
