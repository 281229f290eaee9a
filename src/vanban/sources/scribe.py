"""Writes down lines and table rows one after the other and keeps the place of each."""

import re
import unicodedata
from dataclasses import dataclass, field

from vanban.model import Cell, Row, Source, Table, Unreadable

MAX_CHARACTERS = 5_000_000
MAX_WORD = 50_000
CELL_MARK = " | "

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\xad\u034f\u061c\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
_UNSEEN = frozenset(
    filter(re.compile(f"{_BREAKS.pattern}|{_INVISIBLE.pattern}").match, map(chr, range(0x10000)))
)
_BLANKS = re.compile(r"\s+")

Paragraphs = tuple[str, ...]


def clean(text: str) -> str:
    """NFC, "\\n" line ends, and nothing that can't be seen."""
    if text.isascii() and text.isprintable():
        return text
    if not _UNSEEN.isdisjoint(text):
        text = _INVISIBLE.sub("", _BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """A text on one line, without blanks around it."""
    return _BLANKS.sub(" ", clean(text)).strip()


@dataclass(slots=True)
class Scribe:
    """A text that grows line by line; offsets are right from the first letter on."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[Table] = field(default_factory=list)
    _ends_blank: bool = True

    def line(self, text: str) -> None:
        """One paragraph; an empty one is a blank line, never two in a row."""
        for piece in clean(text).split("\n"):
            self._write(piece.rstrip())

    def blank(self) -> None:
        """A gap between two parts."""
        self._write("")

    def table(self, rows: list[list[Paragraphs]], spans: list[list[int]]) -> None:
        """A table of rows of cells of paragraphs; `spans` says how many columns each cell fills."""
        self.blank()
        start = self.length
        written = tuple(
            self._row(cells, span)
            for cells, span in zip(rows, spans, strict=True)
            if any(map(_has_words, cells))
        )
        if written:
            self.tables.append(Table(start=start, end=written[-1].end, rows=written))
        self.blank()

    def source(self, name: str, kind: str) -> Source:
        """What was written, as a Source; refuses a text that is empty or beyond all bounds."""
        text = "".join(self.pieces).rstrip("\n")
        refuse_unreasonable(text)
        return Source(name=name, kind=kind, text=text, tables=tuple(self.tables))

    def _write(self, line: str) -> None:
        if not line and self._ends_blank:
            return
        self._ends_blank = not line
        self.pieces.append(line + "\n")
        self.length += len(line) + 1
        if self.length > MAX_CHARACTERS:
            raise too_long()

    def _row(self, cells: list[Paragraphs], spans: list[int]) -> Row:
        start = self.length
        places: list[Cell] = []
        texts: list[str] = []
        at = start
        for paragraphs, span in zip(cells, spans, strict=True):
            text, cell = _cell(paragraphs, at)
            texts.append(text)
            places.extend([cell] * span)
            at = cell.end + len(CELL_MARK)
        line = CELL_MARK.join(texts)
        self._write(line)
        return Row(start=start, end=start + len(line), cells=tuple(places))


def _has_words(paragraphs: Paragraphs) -> bool:
    return any(map(str.strip, paragraphs))


def _cell(paragraphs: Paragraphs, at: int) -> tuple[str, Cell]:
    """The one-line text of a cell that starts at `at`, and its place."""
    parts = [part for part in map(one_line, paragraphs) if part]
    breaks: list[int] = []
    end = at
    for part in parts:
        if end > at:
            end += 1
            breaks.append(end)
        end += len(part)
    return " ".join(parts), Cell(start=at, end=end, breaks=tuple(breaks))


def refuse_unreasonable(text: str) -> None:
    """Refuses what can't be an official document: nothing, far too much, one endless word."""
    if not text.strip():
        raise Unreadable(
            "SRC-001",
            "Tệp không có chữ nào để đọc; nếu là bản quét, hãy nhận dạng chữ (OCR) rồi gửi lại.",
        )
    if len(text) > MAX_CHARACTERS:
        raise too_long()
    if len(text) > MAX_WORD and max(map(len, text.split())) > MAX_WORD:
        raise Unreadable(
            "SRC-006",
            "Tệp chứa một chuỗi ký tự quá dài không có dấu cách, không phải lời văn; "
            "hãy kiểm tra lại và gửi đúng tệp văn bản.",
        )


def too_long() -> Unreadable:
    """The refusal of a text longer than any document."""
    return Unreadable(
        "SRC-002",
        f"Văn bản dài quá {MAX_CHARACTERS:,} ký tự".replace(",", ".")
        + "; hãy tách thành nhiều tệp rồi đọc từng tệp.",
    )
