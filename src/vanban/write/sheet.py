"""A Word page to write on: paragraphs, tables, lines and page numbers, as small acts."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
LEFT, CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
A4 = (210, 297)
_OPENED = (1980, 1, 1, 0, 0, 0)  # the time of each entry: the same data give the same bytes
_DRAWN_ON = datetime(2020, 3, 5)  # noqa: DTZ001 - a day for Word's own fields, not an instant


@dataclass(frozen=True, slots=True)
class Ink:
    """How words stand: size and room before and after in points, indents in millimetres."""

    size: float = 14
    is_bold: bool = False
    is_italic: bool = False
    align: WD_ALIGN_PARAGRAPH = BOTH
    before: float = 0
    after: float = 0
    indent: float = 0  # of the first line
    left: float = 0  # of every line
    keeps: bool = False  # stays on the page of what follows


@dataclass(frozen=True, slots=True)
class Margins:
    """Millimetres."""

    top: float
    bottom: float
    left: float
    right: float


class Sheet:
    """A Word document under way; `place` is where paragraphs go: its body, or a cell."""

    def __init__(self, margins: Margins) -> None:
        self.margins = margins
        self.is_wide = False
        self.document = docx.Document()
        self.place: Any = self.document
        style: Any = self.document.styles["Normal"]
        style.font.name = FONT
        style.font.size = Pt(14)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.paragraph_format.space_after = Pt(0)
        self._set_page(self.document.sections[0])
        self._number_pages(self.document.sections[0])

    def write(self, words: str, ink: Ink, *, lead: str = "") -> Paragraph:
        """A paragraph; `lead` is its bold beginning ("Điều 1.")."""
        paragraph: Paragraph = self.place.add_paragraph()
        shape = paragraph.paragraph_format
        shape.alignment = ink.align
        shape.space_before, shape.space_after = Pt(ink.before), Pt(ink.after)
        shape.keep_with_next = ink.keeps or None
        shape.first_line_indent = Mm(ink.indent) if ink.indent else None
        shape.left_indent = Mm(ink.left) if ink.left else None
        if lead:
            self._run(paragraph, f"{lead} ", ink, is_bold=True)
        self._run(paragraph, words, ink, is_bold=ink.is_bold)
        return paragraph

    def rule(self, *, width: float, room: float) -> None:
        """A line of `width` in the middle of `room`, in millimetres."""
        paragraph = self.write("", Ink(size=4, align=CENTRE, before=2))
        side = max(0.0, (room - width) / 2)
        paragraph.paragraph_format.left_indent = Mm(side)
        paragraph.paragraph_format.right_indent = Mm(side)
        paragraph.paragraph_format.keep_with_next = True
        borders = OxmlElement("w:pBdr")
        edge = OxmlElement("w:top")
        for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            edge.set(qn(f"w:{key}"), value)
        borders.append(edge)
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )

    def beside(self, widths: Sequence[float], rows: int) -> Any:
        """A table without lines that only puts things side by side."""
        table = self.document.add_table(rows=rows, cols=len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        _fix(table, widths)
        for row in table.rows:
            _mark(row._tr.get_or_add_trPr(), "w:cantSplit")
        return table

    @property
    def width(self) -> float:
        """Millimetres between the margins of the page under way."""
        across = A4[1] if self.is_wide else A4[0]
        return across - self.margins.left - self.margins.right

    def enter(self, cell: Any) -> None:
        """Writes into a cell from now on, in place of its empty paragraph."""
        self.place = cell
        for paragraph in list(cell.paragraphs):
            paragraph._p.getparent().remove(paragraph._p)

    def leave(self) -> None:
        """Writes into the body again; a cell ends with a paragraph."""
        if self.place is not self.document and not self.place.paragraphs:
            self.place.add_paragraph()
        self.place = self.document

    def grid(self, widths: Sequence[float], rows: int) -> Any:
        """A table with lines."""
        table = self.document.add_table(rows=rows, cols=len(widths))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        _fix(table, widths)
        return table

    def repeat(self, row: Any) -> None:
        """The row stands again on every page of its table."""
        _mark(row._tr.get_or_add_trPr(), "w:tblHeader")

    def turn(self, *, is_wide: bool) -> None:
        """A new page, its numbers from 1 again; lying on its side for a wide table."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self.is_wide = is_wide
        self._set_page(section)
        numbers = OxmlElement("w:pgNumType")
        numbers.set(qn("w:start"), "1")
        properties: Any = section._sectPr
        properties.insert_element_before(numbers, "w:cols", "w:titlePg", "w:docGrid")

    def bytes(self, *, title: str, author: str) -> bytes:
        """The file; the same words give the same bytes."""
        core = self.document.core_properties
        core.title, core.author, core.comments = title[:255], author[:255], ""
        core.last_modified_by = author[:255]
        core.created = core.modified = _DRAWN_ON
        written = io.BytesIO()
        self.document.save(written)
        return _packed(written.getvalue())

    def _run(self, paragraph: Paragraph, words: str, ink: Ink, *, is_bold: bool) -> None:
        if not words:
            _shrink(paragraph, ink.size)
            return
        run = paragraph.add_run(words)
        run.font.size = Pt(ink.size)
        run.bold = is_bold or None
        run.italic = ink.is_italic or None

    def _set_page(self, section: Any) -> None:
        across, down = (A4[1], A4[0]) if self.is_wide else A4
        section.orientation = WD_ORIENT.LANDSCAPE if self.is_wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(across), Mm(down)
        section.top_margin, section.bottom_margin = Mm(self.margins.top), Mm(self.margins.bottom)
        section.left_margin, section.right_margin = Mm(self.margins.left), Mm(self.margins.right)
        section.header_distance = Mm(10)
        section.different_first_page_header_footer = True

    def _number_pages(self, section: Any) -> None:
        """A number in the middle above each page but the first."""
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = CENTRE
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)
        paragraph.style.font.size = Pt(14)


def _fix(table: Any, widths: Sequence[float]) -> None:
    """Widths of columns that no program changes by itself, in millimetres."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _shrink(paragraph: Paragraph, size: float) -> None:
    """The height of an empty line, in points."""
    properties = paragraph._p.get_or_add_pPr()
    look, height = OxmlElement("w:rPr"), OxmlElement("w:sz")
    height.set(qn("w:val"), str(int(size * 2)))
    look.append(height)
    properties.insert_element_before(look, "w:sectPr", "w:pPrChange")


def _mark(properties: Any, name: str) -> None:
    properties.append(OxmlElement(name))


def _packed(data: bytes) -> bytes:
    """The package again with one time for all its entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as target:
        for entry in given.infolist():
            held = zipfile.ZipInfo(entry.filename, _OPENED)
            target.writestr(held, given.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()
