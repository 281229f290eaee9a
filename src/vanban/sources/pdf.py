"""PDF files with a text layer: lines of pages put together into paragraphs."""

import re
from collections import Counter
from dataclasses import dataclass

import pypdfium2

from vanban.model import Source, Unreadable
from vanban.sources.legacy import mend
from vanban.sources.scribe import Scribe, clean, too_long

MAX_PAGES = 1_000
MAX_BYTES = 100_000_000
MAX_PAGE_CHARACTERS = 200_000
_PAGE_NUMBER = re.compile(
    r"[-–\s]{0,3}(?:(?:Trang|trang)\s)?\d{1,4}(?:\s?/\s?\d{1,4})?[-–\s]{0,3}$"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page with its left and right edge, in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def read_pdf(data: bytes, name: str) -> Source:
    """The text of a PDF, page by page; a scan without a text layer is refused."""
    document = _open(data)
    try:
        if len(document) > MAX_PAGES:
            raise Unreadable(
                "SRC-002",
                f"Tệp PDF có quá {MAX_PAGES} trang; hãy tách thành nhiều tệp rồi đọc từng tệp.",
            )
        pages = _pages(document)
    finally:
        document.close()
    if not any(line.text for page in pages for line in page):
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


def _pages(document: pypdfium2.PdfDocument) -> list[list[_Line]]:
    pages: list[list[_Line]] = []
    total = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            continue
        lines = _page_lines(page.get_textpage())
        total += sum(len(line.text) for line in lines)
        if total > 5_000_000:
            raise too_long()
        pages.append(lines)
    return _without_repeats(pages)


def _page_lines(page: pypdfium2.PdfTextPage) -> list[_Line]:
    """The lines of a page in reading order, each with its edges."""
    count = min(page.count_chars(), MAX_PAGE_CHARACTERS)
    if count <= 0:
        return []
    text = page.get_text_range(0, count)
    lines: list[_Line] = []
    at = 0
    for piece in text.split("\n"):
        words = piece.rstrip("\r ")
        lead = len(words) - len(words.lstrip())
        if words.strip():
            lines.append(_edges(page, words.strip(), at + lead, at + len(words) - 1))
        at += len(piece) + 1
    return lines


def _edges(page: pypdfium2.PdfTextPage, words: str, first: int, last: int) -> _Line:
    left, bottom, _, top = page.get_charbox(first, loose=True)
    _, _, right, _ = page.get_charbox(last, loose=True)
    return _Line(clean(mend(words)), left, right, top, bottom)


def _without_repeats(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Without page numbers and without the first or last line that most pages repeat."""
    edges = Counter(
        line.text for page in pages for line in {*page[:1], *page[-1:]} if len(pages) >= 3
    )
    noise = {text for text, times in edges.items() if times * 2 > len(pages) and times >= 3}
    return [
        [line for place, line in enumerate(page) if not _is_noise(line, place, len(page), noise)]
        for page in pages
    ]


def _is_noise(line: _Line, place: int, count: int, noise: set[str]) -> bool:
    at_edge = place == 0 or place == count - 1
    return at_edge and (line.text in noise or _PAGE_NUMBER.match(line.text) is not None)


def _write(pages: list[list[_Line]], scribe: Scribe) -> None:
    """Lines that reach the right edge go on in the next one; the others end a paragraph."""
    carried = ""
    before: _Line | None = None
    right = _right_edge(pages)
    for page in pages:
        for line in page:
            if before is not None and _goes_on(before, line, right):
                carried += " " + line.text
            else:
                scribe.line(carried)
                carried = line.text
            before = line
    scribe.line(carried)


def _right_edge(pages: list[list[_Line]]) -> float:
    edges = sorted(line.right for page in pages for line in page)
    return edges[int(len(edges) * 0.9)] if edges else 0.0


_START = re.compile(
    r"(?:[-+•*]\s|[a-zđ][.)]\s|\(?\d{1,3}(?:\.\d{1,3}){0,5}[.)]\s|[IVX]{1,5}[.)]\s"
    r"|(?:Điều|Chương|Mục|Phần|PHỤ LỤC|Phụ lục|CHƯƠNG|PHẦN|MỤC)\s+[\dIVX]|Căn cứ|Nơi nhận)"
)


def _goes_on(before: _Line, line: _Line, right: float) -> bool:
    """Whether a line is the rest of the paragraph before it."""
    height = max(1.0, before.top - before.bottom)
    if _START.match(line.text) or before.right < right - 3 * height:
        return False
    if before.text.upper() == before.text or line.text.upper() == line.text:
        return False
    is_indented = line.left > before.left + height and not before.text.endswith(",")
    return not (is_indented and before.text.endswith((".", ";", ":", "./.")))
