"""One page of a PDF: its letters with their places, put together into lines and into cells."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

import pypdfium2

from vanban.sources.pdf_tables import Box
from vanban.sources.scribe import clean

MAX_CHARACTERS = 200_000
GAP = 1.6  # a blank so many line heights wide parts two columns
_LABEL_ALONE = re.compile(
    r"(?:[-+•*]|[a-zđ][.)]|\(?\d{1,3}(?:\.\d{1,3}){0,5}[.)]?|[IVX]{1,6}[.)]|Số ?:?)$"
)

Decode = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page and where it stands, in points."""

    text: str
    box: Box

    @property
    def width(self) -> float:
        """From the left edge to the right one."""
        return self.box.right - self.box.left


def letter_width(lines: list[Line]) -> float:
    """The usual width of a letter, in points."""
    widths = [line.width / len(line.text) for line in lines if len(line.text) > 4]
    return median(widths) if widths else 5.0


class Letters:
    """The letters of a page in PDFium's order; `decode` mends those of old fonts."""

    def __init__(self, page: pypdfium2.PdfTextPage) -> None:
        self.page = page
        count = min(page.count_chars(), MAX_CHARACTERS)
        text: str = page.get_text_range(0, count) if count > 0 else ""
        self.text = text[:count]

    def lines(self, decode: Decode) -> list[Line]:
        """The lines in reading order, columns side by side one after the other."""
        spans = list(self._spans())
        whole = [self._line(start, end, decode) for start, end in spans]
        usual = letter_width(whole)
        halves: list[_Half] = []
        for (start, end), line in zip(spans, whole, strict=True):
            is_wide = line.width > 1.15 * usual * (end - start)
            cut = self._widest_blank(start, end) if is_wide else None
            if cut is None:
                halves.append(_Half(line))
            else:
                halves.append(_Half(self._line(start, cut[0], decode), side=1))
                halves.append(_Half(self._line(cut[1], end, decode), side=2))
        return _by_columns(halves)

    def read(self, box: Box, decode: Decode) -> str:
        """The letters whose middles lie in a box, in the order of the page."""
        low = bisect_left(self._places, (box.bottom,))
        high = bisect_left(self._places, (box.top,))
        inside = sorted(i for _, x, i in self._places[low:high] if box.left <= x <= box.right)
        return self._shown(self._strung(inside), decode)

    @cached_property
    def _places(self) -> list[tuple[float, float, int]]:
        """The middle of each letter (y, x) with its index, from the bottom up."""
        places = []
        for index, letter in enumerate(self.text):
            if not letter.isspace():
                left, bottom, right, top = self.page.get_charbox(index, loose=True)
                places.append(((bottom + top) / 2, (left + right) / 2, index))
        return sorted(places)

    def _strung(self, indices: list[int]) -> str:
        """Letters put together with the blanks and line ends that stand between them."""
        pieces: list[str] = []
        for before, index in pairwise([-1, *indices]):
            between = self.text[before + 1 : index] if before >= 0 else ""
            if between:
                pieces.append("\n" if "\n" in between or len(between) > 3 else " ")
            pieces.append(self.text[index])
        return "".join(pieces)

    def _spans(self) -> Iterator[tuple[int, int]]:
        """Start and end of each line that holds words."""
        at = 0
        for piece in self.text.split("\n"):
            words = piece.strip()
            if words:
                start = at + piece.index(words)
                yield start, start + len(words)
            at += len(piece) + 1

    def _line(self, start: int, end: int, decode: Decode) -> Line:
        left, bottom, _, top = self.page.get_charbox(start, loose=True)
        _, _, right, _ = self.page.get_charbox(end - 1, loose=True)
        words = self._shown(self.text[start:end], decode)
        return Line(words.replace("\n", " "), Box(left, bottom, right, top))

    def _shown(self, words: str, decode: Decode) -> str:
        """The words; PDFium has signs of its own for a hyphen at the end of a line."""
        return clean(decode(words.replace("\x02", "-").replace("\ufffe", "-")))

    def _widest_blank(self, start: int, end: int) -> tuple[int, int] | None:
        """The places around a blank that is wide enough to part two columns."""
        best: tuple[float, int, int] = (0.0, start, end)
        found = re.finditer(r"\S+", self.text[start:end])
        words = [(match.start() + start, match.end() + start) for match in found]
        for (_, before), (after, _) in pairwise(words):
            _, bottom, edge, top = self.page.get_charbox(before - 1, loose=True)
            begin = self.page.get_charbox(after, loose=True)[0]
            best = max(best, ((begin - edge) / max(1.0, top - bottom), before, after))
        gap, before, after = best
        if gap < GAP or _is_one_side(self.text[start:before], self.text[after:end]):
            return None
        return before, after


def _is_one_side(left: str, right: str) -> bool:
    """A wide blank after a label, or before a word in mid-sentence, parts nothing."""
    return _LABEL_ALONE.match(left.strip()) is not None or not right[:1].isupper()


@dataclass(frozen=True, slots=True)
class _Half:
    """A line, or one side of it: `side` is 0 for a whole line, 1 for left, 2 for right."""

    line: Line
    side: int = 0


def _by_columns(halves: list[_Half]) -> list[Line]:
    """In a stretch of parted lines: all left sides, then all right sides."""
    lines: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    middle = 0.0
    for half in halves:
        side = half.side or _side_of(half.line, middle if right else 0.0)
        if side == 0:
            lines += left + right
            left, right, middle = [], [], 0.0
            lines.append(half.line)
            continue
        if half.side == 2:
            middle = min(middle, half.line.box.left) if right else half.line.box.left
        (left if side == 1 else right).append(half.line)
    return lines + left + right


def _side_of(line: Line, middle: float) -> int:
    """On which side of a two-column stretch a whole line stands, 0 for neither."""
    if not middle:
        return 0
    if line.box.right < middle:
        return 1
    return 2 if line.box.left >= middle - 2 else 0
