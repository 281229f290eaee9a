"""PDF files with a text layer: lines of pages put together into paragraphs and tables."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from statistics import median

import pypdfium2

from vanban.model import Source, Unreadable
from vanban.sources.legacy import decoder
from vanban.sources.pdf_page import Letters, Line, letter_width
from vanban.sources.pdf_tables import PageTable, continued, find_tables
from vanban.sources.scribe import MAX_CHARACTERS, Scribe, too_long
from vanban.sources.tables import Grid, is_layout, write_layout, write_rows

MAX_PAGES = 1_000
_PAGE_NUMBER = re.compile(
    r"[-–\s]{0,3}(?:(?:Trang|trang)\s)?\d{1,4}(?:\s?/\s?\d{1,4})?[-–\s]{0,3}$"
)


_Page = list[Line | Grid]


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
    """The pages in order, their letters decoded as those of the whole document are."""
    read = list(_read_pages(document))
    decode = decoder("\n".join(letters.text for _, letters in read))
    for page, letters in read:
        tables = find_tables(page, partial(letters.read, decode=decode))
        yield _placed(letters.lines(decode), tables)


def _read_pages(
    document: pypdfium2.PdfDocument,
) -> Iterator[tuple[pypdfium2.PdfPage, Letters]]:
    """Each page with its letters; a page that is broken is passed over."""
    total = 0
    for number in range(len(document)):
        try:
            page = document[number]
            letters = Letters(page.get_textpage())
        except pypdfium2.PdfiumError:
            continue
        total += len(letters.text)
        if total > MAX_CHARACTERS:
            raise too_long()
        yield page, letters


def _placed(lines: list[Line], tables: list[PageTable]) -> _Page:
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
        edges.update({part.text for part in (*page[:1], *page[-1:]) if isinstance(part, Line)})
    noise = {text for text, times in edges.items() if times * 2 > len(pages) and times >= 3}
    return [
        [part for place, part in enumerate(page) if not _is_noise(part, place, len(page), noise)]
        for page in pages
    ]


def _is_noise(part: Line | Grid, place: int, count: int, noise: set[str]) -> bool:
    if isinstance(part, Grid) or place not in (0, count - 1):
        return False
    return part.text in noise or _PAGE_NUMBER.match(part.text) is not None


def _write(pages: list[_Page], scribe: Scribe) -> None:
    """Lines broken for want of room go on in the next; a table may go on over the page."""
    parts = _whole_tables([part for page in pages for part in page])
    lines = [part for part in parts if isinstance(part, Line)]
    room = _room(lines)
    carried: list[str] = []
    before: Line | None = None
    for part in parts:
        if isinstance(part, Line) and before is not None and room.goes_on(before, part):
            carried.append(part.text)
        else:
            scribe.line(" ".join(carried))
            carried = [part.text] if isinstance(part, Line) else []
        if isinstance(part, Grid):
            _write_table(part, scribe)
        before = part if isinstance(part, Line) else None
    scribe.line(" ".join(carried))


def _whole_tables(parts: list[Line | Grid]) -> list[Line | Grid]:
    """Tables cut by a page put together again."""
    whole: list[Line | Grid] = []
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

    def goes_on(self, before: Line, line: Line) -> bool:
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

    def _opens(self, before: Line, line: Line) -> bool:
        """Whether a line stands as the first of a paragraph does: indented, or lower than usual."""
        gap = before.box.bottom - line.box.bottom
        return line.box.left > self.left + 2 * self.letter or gap > 1.2 * self.step


def _room(lines: list[Line]) -> _Room:
    """The measures of a document, out of the places of its lines."""
    rights = sorted(line.box.right for line in lines)
    steps = [a.box.bottom - b.box.bottom for a, b in pairwise(lines)]
    near = [step for step in steps if 0 < step < 40]
    return _Room(
        left=median(line.box.left for line in lines) if lines else 0.0,
        right=rights[int(len(rights) * 0.9)] if rights else 0.0,
        letter=letter_width(lines),
        step=median(near) if near else 40.0,
    )


def _is_capitals(text: str) -> bool:
    """A title in capitals, or a rule; not a number that a line happens to begin with."""
    letters = sum(map(str.isalpha, text))
    return text.upper() == text and (letters >= 5 or not any(map(str.isalnum, text)))
