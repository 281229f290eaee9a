"""Word files (.docx): every word in the order of the page, with Word's own numbers and tables."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from vanban.model import Source
from vanban.sources.docx_numbering import VAL, Element, Numbering, W, draws, is_on, read_numbering
from vanban.sources.docx_package import (
    Package,
    broken,
    headers,
    main_part,
    no_word,
    open_package,
    read_part,
)
from vanban.sources.legacy import decode_font_run, decoder
from vanban.sources.scribe import Scribe
from vanban.sources.tables import Grid, GridCell, GridRow, is_layout, write_layout, write_rows

MAX_DEPTH = 60
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {W + "del", W + "moveFrom", W + "instrText", W + "delText", W + "rPr", W + "pPr"}
_LETTERHEAD = re.compile(r"Độc lập|CỘNG H[ÒO][AÀ]|ĐẢNG CỘNG SẢN", re.IGNORECASE)


@dataclass(slots=True)
class _Paragraph:
    """One paragraph: its lines, and the blocks (text boxes) that hang on it."""

    text: str
    is_joined: bool
    boxes: list[Element]


@dataclass(slots=True)
class _Reader:
    """What the walk needs to know everywhere."""

    numbering: Numbering
    decode: Callable[[str], str]
    notes: list[str] = field(default_factory=list)


def read_docx(data: bytes, name: str) -> Source:
    """The text and tables of a Word file; refuses bombs, broken and locked files."""
    with open_package(data) as package:
        main = main_part(package)
        document = read_part(package, main)
        if document is None:
            raise no_word(package)
        numbering = read_numbering(
            read_part(package, "word/numbering.xml"), read_part(package, "word/styles.xml")
        )
        reader = _Reader(numbering, decoder(_all_text(document)))
        scribe = Scribe()
        body = document.find(W + "body")
        if body is None:
            raise broken()
        _write_letterhead(headers(package, main, body), reader, scribe)
        _write_blocks(body, reader, scribe, depth=0)
        _write_notes(package, reader, scribe)
    return scribe.source(name, "docx")


def _write_letterhead(found: Iterator[Element], reader: _Reader, scribe: Scribe) -> None:
    """A header counts only when it holds the national motto; others are noise."""
    for header in found:
        if _LETTERHEAD.search(_all_text(header)):
            _write_blocks(header, reader, scribe, depth=0)
            scribe.blank()
            return


def _all_text(element: Element) -> str:
    return "".join(piece.text or "" for piece in element.iter(W + "t"))


def _write_notes(package: Package, reader: _Reader, scribe: Scribe) -> None:
    """Footnotes and endnotes that the text calls, at the end, as "[1] ..."."""
    if not reader.notes:
        return
    texts: dict[str, str] = {}
    for part, kind in (("footnotes", "footnote"), ("endnotes", "endnote")):
        root = read_part(package, f"word/{part}.xml")
        for note in root if root is not None else ():
            words = " ".join(p.text for p in _paragraphs_within(note, reader))
            texts[f"{kind}{note.get(W + 'id')}"] = words.strip()
    scribe.blank()
    called = [texts[key] for key in dict.fromkeys(reader.notes) if texts.get(key)]
    for number, words in enumerate(called, start=1):
        scribe.line(f"[{number}] {words}")


def _blocks(container: Element, depth: int) -> Iterator[Element]:
    """Paragraphs and tables in order, through content controls and tracked insertions."""
    if depth > MAX_DEPTH:
        raise broken()
    for child in container:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag == _MC + "AlternateContent":
            yield from _blocks(_choice(child), depth + 1)
        elif child.tag not in _GONE:
            yield from _blocks(child, depth + 1)


def _choice(element: Element) -> Element:
    """One of the alternatives of a drawing: the newer, else the older."""
    chosen = element.find(_MC + "Choice")
    if chosen is None or not len(chosen):
        chosen = element.find(_MC + "Fallback")
    return chosen if chosen is not None else ()


def _write_blocks(container: Element, reader: _Reader, scribe: Scribe, depth: int) -> None:
    carried = ""
    for block in _blocks(container, depth):
        if block.tag == W + "tbl":
            _write_table(block, reader, scribe, depth + 1)
            continue
        paragraph = _read_paragraph(block, reader, is_cell=False)
        carried += paragraph.text
        if not paragraph.is_joined:
            scribe.line(carried)
            carried = ""
        for box in paragraph.boxes:
            _write_blocks(box, reader, scribe, depth + 1)
    if carried:
        scribe.line(carried)


def _read_paragraph(element: Element, reader: _Reader, is_cell: bool) -> _Paragraph:
    properties = element.find(W + "pPr")
    style = properties.find(W + "pStyle") if properties is not None else None
    caps = reader.numbering.has_caps(style.get(VAL) if style is not None else None)
    pieces: list[str] = []
    boxes: list[Element] = []
    _collect(element, reader, _Run(pieces, boxes, caps), depth=0)
    text = "".join(pieces)
    mark = f"{W}rPr/{W}del"
    is_joined = properties is not None and properties.find(mark) is not None
    if is_joined and not text.strip():
        return _Paragraph("", is_joined=True, boxes=boxes)
    label = reader.numbering.label(properties)
    if label and (text.strip() or is_cell):
        text = f"{label} {text.lstrip()}"
    return _Paragraph(text, is_joined, boxes)


@dataclass(slots=True)
class _Run:
    """Where the words of a paragraph go."""

    pieces: list[str]
    boxes: list[Element]
    caps: bool


def _collect(element: Element, reader: _Reader, run: _Run, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise broken()
    for child in element:
        tag = child.tag
        if tag in _GONE:
            continue
        if tag == W + "r":
            _collect_run(child, reader, run, depth)
        elif tag == W + "txbxContent":
            run.boxes.append(child)
        elif tag == _MC + "AlternateContent":
            _collect(_choice(child), reader, run, depth + 1)
        else:
            _collect(child, reader, run, depth + 1)


def _collect_run(element: Element, reader: _Reader, run: _Run, depth: int) -> None:
    properties = element.find(W + "rPr")
    caps, font, is_hidden = _look(properties, reader, run.caps)
    if is_hidden:
        return
    for child in element:
        tag = child.tag
        if tag == W + "t":
            text = reader.decode(decode_font_run(child.text or "", font))
            run.pieces.append(text.upper() if caps else text)
        elif tag in _MARKS:
            run.pieces.append(_MARKS[tag])
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            kind = tag[len(W) : -len("Reference")]
            reader.notes.append(f"{kind}{child.get(W + 'id')}")
        elif tag not in _GONE and len(child):
            inner = _Run(run.pieces, run.boxes, caps)
            if tag == _MC + "AlternateContent":
                child = _choice(child)
            _collect(child, reader, inner, depth + 1)


def _look(properties: Element | None, reader: _Reader, caps: bool) -> tuple[bool, str, bool]:
    """Capitals, font and hiding of a run."""
    if properties is None:
        return caps, "", False
    own = properties.find(W + "caps")
    style = properties.find(W + "rStyle")
    if own is not None:
        caps = is_on(own)
    elif style is not None:
        caps = caps or reader.numbering.has_caps(style.get(VAL))
    fonts = properties.find(W + "rFonts")
    font = fonts.get(W + "ascii", "") if fonts is not None else ""
    hidden = properties.find(W + "vanish")
    return caps, font, hidden is not None and is_on(hidden)


_MARKS = {
    W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "ptab": "\t",
    W + "noBreakHyphen": "-",
}  # fmt: skip


def _paragraphs_within(container: Element, reader: _Reader) -> list[_Paragraph]:
    """All paragraphs below, nested tables and text boxes flattened."""
    found: list[_Paragraph] = []
    waiting: list[tuple[Element, int]] = [(container, 0)]
    while waiting:
        place, depth = waiting.pop()
        if place.tag == W + "p":
            paragraph = _read_paragraph(place, reader, is_cell=True)
            found.append(paragraph)
            inner = [(box, depth + 1) for box in paragraph.boxes]
        else:
            inner = [(block, depth + 1) for block in _blocks_or_cells(place, depth)]
        waiting.extend(reversed(inner))
    return found


def _blocks_or_cells(place: Element, depth: int) -> Iterator[Element]:
    if place.tag != W + "tbl":
        yield from _blocks(place, depth)
        return
    for row in _rows(place, depth):
        yield from _cells(row, depth)


def _rows(table: Element, depth: int) -> Iterator[Element]:
    for row in _named(table, W + "tr", depth):
        properties = row.find(W + "trPr")
        if properties is None or properties.find(W + "del") is None:
            yield row


def _cells(row: Element, depth: int) -> Iterator[Element]:
    for cell in _named(row, W + "tc", depth):
        properties = cell.find(W + "tcPr")
        if properties is None or properties.find(W + "cellDel") is None:
            yield cell


def _named(container: Element, tag: str, depth: int) -> Iterator[Element]:
    """Children of one name, also inside content controls."""
    if depth > MAX_DEPTH:
        raise broken()
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _named(child, tag, depth + 1)


def _write_table(table: Element, reader: _Reader, scribe: Scribe, depth: int) -> None:
    if _is_frame(table, depth):
        for row in _rows(table, depth):
            for cell in _cells(row, depth):
                _write_blocks(cell, reader, scribe, depth + 1)
        return
    grid = _read_grid(table, reader, depth)
    if is_layout(grid):
        write_layout(grid, scribe)
    else:
        write_rows(grid, scribe)


def _is_frame(table: Element, depth: int) -> bool:
    """A table of one column is a frame around paragraphs and, perhaps, around real tables."""
    return all(sum(1 for _ in _cells(row, depth)) <= 1 for row in _rows(table, depth))


def _read_grid(table: Element, reader: _Reader, depth: int) -> Grid:
    columns = [_number(c, "w", 1) for c in table.findall(f"{W}tblGrid/{W}gridCol")]
    rows = [_read_row(row, reader, depth) for row in _rows(table, depth)]
    return Grid(rows=rows, widths=columns, has_borders=_has_borders(table, reader.numbering))


def _read_row(row: Element, reader: _Reader, depth: int) -> GridRow:
    properties = row.find(W + "trPr")
    before = properties.find(W + "gridBefore") if properties is not None else None
    column = min(_number(before, "val", 0), 1_000) if before is not None else 0
    cells: list[GridCell] = []
    for cell in _cells(row, depth):
        look = cell.find(W + "tcPr")
        span = look.find(W + "gridSpan") if look is not None else None
        merge = look.find(W + "vMerge") if look is not None else None
        width = max(1, min(_number(span, "val", 1), 1_000)) if span is not None else 1
        paragraphs = tuple(
            line for p in _paragraphs_within(cell, reader) for line in p.text.split("\n")
        )
        goes_on = merge is not None and merge.get(VAL, "continue") == "continue"
        cells.append(GridCell(column, width, paragraphs, goes_on))
        column += width
    return GridRow(cells)


def _number(element: Any, name: str, otherwise: int) -> int:
    value = str(element.get(W + name, ""))
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else otherwise


def _has_borders(table: Element, numbering: Numbering) -> bool:
    """Whether lines are drawn between the cells, by the table, its style or its cells."""
    own = table.find(f"{W}tblPr/{W}tblBorders")
    if own is not None and not draws(own):
        return any(map(draws, islice(table.iter(W + "tcBorders"), 200)))
    style = table.find(f"{W}tblPr/{W}tblStyle")
    name = str(style.get(VAL, "")) if style is not None else ""
    if draws(own) or "grid" in name.lower() or numbering.has_borders(name):
        return True
    return any(map(draws, islice(table.iter(W + "tcBorders"), 200)))
