"""PDF files with a text layer: lines of pages put together into paragraphs and tables."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2

from vanban.model import Source, Unreadable
from vanban.sources.legacy import mend
from vanban.sources.pdf_tables import Box, PageTable, ReadBox, continued, find_tables
from vanban.sources.scribe import MAX_CHARACTERS, Scribe, clean, too_long
from vanban.sources.tables import Grid, is_layout, write_layout, write_rows

MAX_PAGES = 1_000
MAX_PAGE_CHARACTERS = 200_000
GAP = 1.6  # a blank so many line heights wide parts two columns
_PAGE_NUMBER = re.compile(
    r"[-–\s]{0,3}(?:(?:Trang|trang)\s)?\d{1,4}(?:\s?/\s?\d{1,4})?[-–\s]{0,3}$"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page and where it stands, in points."""

    text: str
    box: Box


_Page = list[_Line | Grid]


def read_pdf(data: bytes, name: str) -> Source:
    """The text and ruled tables of a PDF; a scan without a text layer is refused."""
    document = _open(data)
    try:
        if len(document) > MAX_PAGES:
            raise Unreadable(
                "SRC-002",
                f"Tệp PDF có quá {MAX_PAGES} trang; hãy tách thành nhiều tệp rồi đọc từng tệp.",
            )
        pages = _without_repeats(list(_pages(document)))
    finally:
        document.close()
    if not any(pages):
        raise Unreadable(
            "SRC-010",
            "Tệp PDF là bản quét, không có lớp chữ; hãy nhận dạng chữ (OCR) hoặc gửi bản Word.",
        )
    scribe = Scribe()
    _write(pages, scribe)
    return scribe.source(name, "pdf")


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable(
                "SRC-007", "Tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại."
            ) from error
        raise Unreadable(
            "SRC-013", "Tệp PDF bị hỏng hoặc bị cắt; hãy tải lại hoặc xuất lại từ tệp gốc."
        ) from error


def _pages(document: pypdfium2.PdfDocument) -> Iterator[_Page]:
    """The readable pages one by one; a page that is broken is passed over."""
    total = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
            total += text.count_chars()
            if total > MAX_CHARACTERS:
                raise too_long()
            yield _placed(_lines(text), find_tables(page, _box_reader(text)))
        except pypdfium2.PdfiumError:
            continue


def _box_reader(page: pypdfium2.PdfTextPage) -> ReadBox:
    """Reads the letters whose middles lie in a box, in the order of the page."""
    places: list[tuple[float, float, int]] = []  # y, x, index
    text = ""

    def fill() -> str:
        count = min(page.count_chars(), MAX_PAGE_CHARACTERS)
        letters = page.get_text_range(0, count) if count > 0 else ""
        for index, letter in enumerate(letters[:count]):
            if not letter.isspace():
                left, bottom, right, top = page.get_charbox(index, loose=True)
                places.append(((bottom + top) / 2, (left + right) / 2, index))
        places.sort()
        return letters

    def read(left: float, bottom: float, right: float, top: float) -> str:
        nonlocal text
        text = text or fill()
        found = places[bisect_left(places, (bottom,)) : bisect_left(places, (top,))]
        return _shown(_strung(text, sorted(i for _, x, i in found if left <= x <= right)))

    return read


def _strung(text: str, indices: list[int]) -> str:
    """Letters of a page put together with the blanks and line ends that stand between them."""
    pieces: list[str] = []
    for before, index in pairwise([-1, *indices]):
        between = text[before + 1 : index] if before >= 0 else ""
        if between:
            pieces.append("\n" if "\n" in between or len(between) > 3 else " ")
        pieces.append(text[index])
    return "".join(pieces)


def _lines(page: pypdfium2.PdfTextPage) -> list[_Line]:
    """The lines of a page in reading order, columns side by side one after the other."""
    count = min(page.count_chars(), MAX_PAGE_CHARACTERS)
    text = page.get_text_range(0, count) if count > 0 else ""
    spans: list[tuple[int, int]] = []
    at = 0
    for piece in text.split("\n"):
        words = piece.strip()
        if words:
            start = at + piece.index(words)
            spans.append((start, min(start + len(words), count)))
        at += len(piece) + 1
    whole = [_line(page, text, start, end) for start, end in spans if start < end]
    return _by_columns(_parted(page, text, spans, whole))


def _line(page: pypdfium2.PdfTextPage, text: str, start: int, end: int) -> _Line:
    left, bottom, _, top = page.get_charbox(start, loose=True)
    _, _, right, _ = page.get_charbox(end - 1, loose=True)
    return _Line(_shown(text[start:end]), Box(left, bottom, right, top))


def _shown(words: str) -> str:
    """The letters of a stretch; PDFium has signs of its own for a hyphen at the end of a line."""
    return clean(mend(words.replace("\x02", "-").replace("\ufffe", "-")))


def _letter_width(lines: list[_Line]) -> float:
    """The usual width of a letter on the page."""
    widths = [(x.box.right - x.box.left) / len(x.text) for x in lines if len(x.text) > 4]
    return median(widths) if widths else 5.0


@dataclass(frozen=True, slots=True)
class _Half:
    """A line, or one side of it: `side` is 0 for a whole line, 1 for left, 2 for right."""

    line: _Line
    side: int = 0


def _parted(
    page: pypdfium2.PdfTextPage, text: str, spans: list[tuple[int, int]], lines: list[_Line]
) -> list[_Half]:
    """Lines wider than their letters need are parted at their widest blank."""
    usual = _letter_width(lines)
    halves: list[_Half] = []
    for (start, end), line in zip(spans, lines, strict=False):
        needed = (end - start) * usual
        cut = _widest_blank(page, text, start, end) if _width(line) > 1.15 * needed else None
        if cut is None:
            halves.append(_Half(line))
            continue
        halves.append(_Half(_line(page, text, start, cut[0]), side=1))
        halves.append(_Half(_line(page, text, cut[1], end), side=2))
    return halves


def _width(line: _Line) -> float:
    return line.box.right - line.box.left


def _widest_blank(
    page: pypdfium2.PdfTextPage, text: str, start: int, end: int
) -> tuple[int, int] | None:
    """The places around a blank that is wide enough to part two columns."""
    best: tuple[float, int, int] = (0.0, start, end)
    words = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
    for (_, before), (after, _) in pairwise(words):
        _, bottom, edge, top = page.get_charbox(before - 1, loose=True)
        begin = page.get_charbox(after, loose=True)[0]
        height = max(1.0, top - bottom)
        best = max(best, ((begin - edge) / height, before, after))
    if best[0] < GAP or _is_one_side(text[start : best[1]], text[best[2] : end]):
        return None
    return best[1], best[2]


_LABEL_ALONE = re.compile(
    r"(?:[-+•*]|[a-zđ][.)]|\(?\d{1,3}(?:\.\d{1,3}){0,5}[.)]?|[IVX]{1,6}[.)]|Số ?:?)$"
)


def _is_one_side(left: str, right: str) -> bool:
    """A wide blank after a label, or before a word in mid-sentence, parts nothing."""
    return _LABEL_ALONE.match(left.strip()) is not None or not right[0].isupper()


def _by_columns(halves: list[_Half]) -> list[_Line]:
    """In a stretch of parted lines: all left sides, then all right sides."""
    lines: list[_Line] = []
    left: list[_Line] = []
    right: list[_Line] = []
    middle = 0.0
    for half in halves:
        side = half.side or _side_of(half.line, middle if right else 0.0)
        if side == 0:
            lines += left + right
            left, right, middle = [], [], 0.0
            lines.append(half.line)
            continue
        if half.side == 2:
            middle = half.line.box.left if not right else min(middle, half.line.box.left)
        (left if side == 1 else right).append(half.line)
    return lines + left + right


def _side_of(line: _Line, middle: float) -> int:
    """On which side of a two-column stretch a whole line stands, 0 for neither."""
    if not middle:
        return 0
    if line.box.right < middle:
        return 1
    return 2 if line.box.left >= middle - 2 else 0


def _placed(lines: list[_Line], tables: list[PageTable]) -> _Page:
    """Lines and tables of a page in their order; lines inside a table are the table's."""
    if not tables:
        return list(lines)
    page: _Page = []
    waiting = list(tables)
    for line in lines:
        middle = (line.box.bottom + line.box.top) / 2
        while waiting and middle < waiting[0].box.top:
            page.append(waiting.pop(0).grid)
        if not any(t.box.bottom <= middle <= t.box.top for t in tables):
            page.append(line)
    return [*page, *(table.grid for table in waiting)]


def _without_repeats(pages: list[_Page]) -> list[_Page]:
    """Without page numbers and without the first or last line that most pages repeat."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({part.text for part in (*page[:1], *page[-1:]) if isinstance(part, _Line)})
    noise = {text for text, times in edges.items() if times * 2 > len(pages) and times >= 3}
    return [
        [part for place, part in enumerate(page) if not _is_noise(part, place, len(page), noise)]
        for page in pages
    ]


def _is_noise(part: _Line | Grid, place: int, count: int, noise: set[str]) -> bool:
    if isinstance(part, Grid) or place not in (0, count - 1):
        return False
    return part.text in noise or _PAGE_NUMBER.match(part.text) is not None


def _write(pages: list[_Page], scribe: Scribe) -> None:
    """Lines broken for want of room go on in the next; a table may go on over the page."""
    parts = _whole_tables([part for page in pages for part in page])
    lines = [part for part in parts if isinstance(part, _Line)]
    room = _room(lines)
    carried: list[str] = []
    before: _Line | None = None
    for part in parts:
        if isinstance(part, _Line) and before is not None and room.goes_on(before, part):
            carried.append(part.text)
        else:
            scribe.line(" ".join(carried))
            carried = [part.text] if isinstance(part, _Line) else []
        if isinstance(part, Grid):
            _write_table(part, scribe)
        before = part if isinstance(part, _Line) else None
    scribe.line(" ".join(carried))


def _whole_tables(parts: list[_Line | Grid]) -> list[_Line | Grid]:
    """Tables cut by a page put together again."""
    whole: list[_Line | Grid] = []
    for part in parts:
        before = whole[-1] if whole else None
        joined = (
            continued(before, part) if isinstance(before, Grid) and isinstance(part, Grid) else None
        )
        if joined is not None:
            whole[-1] = joined
        else:
            whole.append(part)
    return whole


def _write_table(grid: Grid, scribe: Scribe) -> None:
    if is_layout(grid):
        write_layout(grid, scribe)
    else:
        write_rows(grid, scribe)


_LABEL = re.compile(
    r"(?:[-+•*]\s|[a-zđ][.)]\s|\(?\d{1,3}(?:\.\d{1,3}){0,5}[.)]\s|[IVX]{1,5}[.)]\s"
    r"|Căn cứ|Theo đề nghị|Xét đề nghị|Nơi nhận)"
)


@dataclass(frozen=True, slots=True)
class _Room:
    """The usual edges of the text, the width of a letter, the step between lines, in points."""

    left: float
    right: float
    letter: float
    step: float

    def goes_on(self, before: _Line, line: _Line) -> bool:
        """Whether a line is the rest of the one before: its first word had no room there."""
        if _LABEL.match(line.text) or _is_capitals(before.text) or _is_capitals(line.text):
            return False
        if abs(line.box.left - before.box.left) > 12 * self.letter:
            return False
        word = line.text.split(" ", 1)[0]
        if before.box.right + (len(word) + 1) * self.letter * 0.9 < self.right:
            return False
        if not before.text.endswith((".", ";", ":", '"', "”")):
            return True
        return not self._opens(before, line)

    def _opens(self, before: _Line, line: _Line) -> bool:
        """Whether a line stands as the first of a paragraph does: indented, or lower than usual."""
        gap = before.box.bottom - line.box.bottom
        return line.box.left > self.left + 2 * self.letter or gap > 1.2 * self.step


def _room(lines: list[_Line]) -> _Room:
    """The measures of a document, out of the places of its lines."""
    rights = sorted(line.box.right for line in lines)
    steps = [a.box.bottom - b.box.bottom for a, b in pairwise(lines)]
    near = [step for step in steps if 0 < step < 40]
    return _Room(
        left=median(line.box.left for line in lines) if lines else 0.0,
        right=rights[int(len(rights) * 0.9)] if rights else 0.0,
        letter=_letter_width(lines),
        step=median(near) if near else 40.0,
    )


def _is_capitals(text: str) -> bool:
    """A title in capitals, or a rule; not a number that a line happens to begin with."""
    letters = sum(map(str.isalpha, text))
    return text.upper() == text and (letters >= 5 or not any(map(str.isalnum, text)))
