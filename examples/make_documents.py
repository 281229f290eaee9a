"""Makes the Word files of the examples out of their plain texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
CELLS = " | "
NUMBERED = re.compile(
    r"(?P<roman>[IVX]{1,4}\.)\s|(?P<arabic>\d{1,2}\.)\s|(?P<letter>[a-z]\))\s|(?P<dash>-)\s"
)
LEVELS = {"roman": 0, "arabic": 1, "letter": 2, "dash": 3}
PLAN_TITLES = ("KẾ HOẠCH", "CHƯƠNG TRÌNH", "PHỤ LỤC")

# As Word writes a text box: a drawing, and the same words again for programs of before 2010.
BOX = f"""
<mc:AlternateContent {nsdecls("w", "wp", "a")}
  xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
  xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
  xmlns:v="urn:schemas-microsoft-com:vml">
<mc:Choice Requires="wps"><w:drawing><wp:inline>
<wp:extent cx="5080000" cy="762000"/><wp:docPr id="1" name="Text Box 1"/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5080000" cy="762000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>
<wps:txbx>HELD</wps:txbx><wps:bodyPr/></wps:wsp>
</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:rect style="width:400pt;height:60pt"><v:textbox>HELD</v:textbox></v:rect>
</w:pict></mc:Fallback></mc:AlternateContent>
"""


@dataclass(frozen=True)
class Recipe:
    """How one text becomes a Word file.

    `merged` are columns whose equal neighbours are joined. `letterhead` says how a letterhead
    of lines in turn (left, right, left, right) is laid out. `boxed` is the first line of the
    block that goes into a text box. `tracked` pairs words of the text with the words they
    replaced, `remarks` pairs words of the text with a comment on them.
    """

    text: str
    word: str
    merged: tuple[int, ...] = ()
    numbered_by_word: bool = False
    letterhead: Literal["cells", "tabs"] = "cells"
    boxed: str = ""
    tracked: tuple[tuple[str, str], ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()


RECIPES = (
    Recipe(
        text="word-sources/quyet-dinh-ke-hoach-boi-thuong-nha-nuoc.txt",
        word="documents/quyet-dinh-ke-hoach-boi-thuong-nha-nuoc.docx",
        merged=(2,),
        numbered_by_word=True,
    ),
    Recipe(
        text="corpus/02_kh-ubnd-quangngai-2023_bao-ve-nguoi-tieu-dung.txt",
        word="corpus/02_kh-ubnd-quangngai-2023_bao-ve-nguoi-tieu-dung.docx",
        numbered_by_word=True,
    ),
    Recipe(
        text="corpus/06_kh-byt-2022_chuyen-doi-so.txt",
        word="corpus/06_kh-byt-2022_chuyen-doi-so.docx",
        numbered_by_word=True,
    ),
    Recipe(
        text="corpus/07_qd-ubnd-camau-2019_kh-cai-cach-hanh-chinh.txt",
        word="corpus/07_qd-ubnd-camau-2019_kh-cai-cach-hanh-chinh.docx",
        merged=(4,),
    ),
    Recipe(
        text="corpus/09_kh-stp-2025_kiem-tra-dau-gia.txt",
        word="corpus/09_kh-stp-2025_kiem-tra-dau-gia.docx",
        merged=(3, 4),
    ),
    Recipe(
        text="corpus/14_qd-bgtvt-2017_cthd-nq-chinh-phu.txt",
        word="corpus/14_qd-bgtvt-2017_cthd-nq-chinh-phu.docx",
    ),
    Recipe(
        text="corpus/23_qd-btnmt-2020_kh-thanh-tra.txt",
        word="corpus/23_qd-btnmt-2020_kh-thanh-tra.docx",
    ),
    Recipe(
        text="corpus/29_qd-ttg-2025_kh-thi-hanh-luat.txt",
        word="corpus/29_qd-ttg-2025_kh-thi-hanh-luat.docx",
        numbered_by_word=True,
    ),
    Recipe(
        text="corpus/15_kh-ttgpl-2018_cong-tac-nam.txt",
        word="corpus/15_kh-ttgpl-2018_cong-tac-nam.docx",
        merged=(2,),
    ),
    Recipe(
        text="corpus/37_qd-bct-2013_kh-ra-soat-he-thong-hoa.txt",
        word="corpus/37_qd-bct-2013_kh-ra-soat-he-thong-hoa.docx",
        merged=(2, 4, 5),
    ),
    Recipe(
        text="corpus/38_qd-btnmt-2014_kh-kiem-soat-thu-tuc-hanh-chinh.txt",
        word="corpus/38_qd-btnmt-2014_kh-kiem-soat-thu-tuc-hanh-chinh.docx",
    ),
    Recipe(
        text="corpus/40_qd-bvhttdl-2015_kh-phong-chong-tham-nhung-tiet-kiem.txt",
        word="corpus/40_qd-bvhttdl-2015_kh-phong-chong-tham-nhung-tiet-kiem.docx",
        merged=(3,),
    ),
    Recipe(
        text="corpus/45_kh-ubnd-2026_ho-tro-phap-ly-doanh-nghiep.txt",
        word="corpus/45_kh-ubnd-2026_ho-tro-phap-ly-doanh-nghiep.docx",
        numbered_by_word=True,
        boxed="DỰ THẢO",
    ),
    Recipe(
        text="corpus/51_qd-bxd-2012_phong-trao-thi-dua.txt",
        word="corpus/51_qd-bxd-2012_phong-trao-thi-dua.docx",
        tracked=(
            ("trước ngày 15/8/2012", "trước ngày 31/7/2012"),
            ("trước ngày 30 tháng 11 năm 2012", "trong năm 2012"),
            ("khoảng 20.000 lao động", "15.000 lao động"),
        ),
    ),
    Recipe(
        text="corpus/52_kh-ubnd-2025_hoi-nghi-tong-ket-thi-dua.txt",
        word="corpus/52_kh-ubnd-2025_hoi-nghi-tong-ket-thi-dua.docx",
        boxed="KẾ HOẠCH",
    ),
    Recipe(
        text="corpus/54_qd-bnnptnt-2016_kh-phap-dien-thdpl.txt",
        word="corpus/54_qd-bnnptnt-2016_kh-phap-dien-thdpl.docx",
        merged=(3, 4, 5),
        remarks=(
            ("Vụ Pháp chế đôn đốc, hướng dẫn", "Cục BVTV xác nhận trước ngày 20/02/2016."),
            ("hoàn thành pháp điển đối với", "Đề nghị Vụ Tài chính chủ trì rà lại con số này."),
        ),
    ),
    Recipe(
        text="corpus/57_kh-snnmt-2026_kiem-tra-dat-dai-moi-truong.txt",
        word="corpus/57_kh-snnmt-2026_kiem-tra-dat-dai-moi-truong.docx",
        merged=(3,),
        letterhead="tabs",
    ),
)


def blocks(text: str) -> list[list[str]]:
    """Lines of the text in blocks divided by blank lines."""
    parts = re.split(r"\n[ \t]*\n", text.strip("\n"))
    return [[line.rstrip() for line in part.split("\n") if line.strip()] for part in parts]


def has_motto(block: list[str]) -> bool:
    return any(line.startswith(("CỘNG HÒA", "CỘNG HOÀ", "ĐẢNG CỘNG SẢN")) for line in block)


def is_name(block: list[str]) -> bool:
    """A block of one line in which every word begins with a capital: who signed."""
    return len(block) == 1 and block[0].strip().istitle()


def two_cells(document: Document, left: list[str], right: list[str]) -> None:
    """An invisible table of two cells, as headers and signatures are laid out in offices."""
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        write_lines(cell, lines)
    document.add_paragraph()


def letterhead_in_turn(parts: list[list[str]]) -> list[str]:
    """The lines of a letterhead whose columns stand in turn, taken off the blocks; else none."""
    if len(parts[0]) > 1 or not has_motto(parts[1]):
        return []
    ends = next(i for i, part in enumerate(parts) if len(part) > 1 or part[0] == "DỰ THẢO")
    lines = [line for part in parts[:ends] for line in part]
    del parts[:ends]
    return lines


def write_letterhead(document: Document, lines: list[str], layout: str) -> None:
    pairs = list(zip_longest(lines[::2], lines[1::2], fillvalue=""))
    if layout == "tabs":
        for left, right in pairs:
            document.add_paragraph(f"{left}\t{right}")
        return
    table = document.add_table(rows=0, cols=2)
    for pair in pairs:
        for cell, line in zip(table.add_row().cells, pair, strict=True):
            cell.text = line
    document.add_paragraph()


def add_box(document: Document, lines: list[str]) -> None:
    """A text box that holds the lines, as titles and stamps of drafts are often set."""
    content = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    held = f"<w:txbxContent>{content}</w:txbxContent>"
    document.add_paragraph().add_run()._r.append(parse_xml(BOX.replace("HELD", held)))


def track_change(paragraph: Paragraph, words: str, replaced: str) -> None:
    """Show `words` as inserted in place of `replaced`, which stays in the file as deleted."""
    before, after = paragraph.text.split(words, 1)
    paragraph.text = before
    by = f'{nsdecls("w")} w:author="Văn thư" w:date="2012-07-01T08:00:00Z"'
    for mark, kind, said in (("del", "delText", replaced), ("ins", "t", words)):
        paragraph._p.append(
            parse_xml(
                f'<w:{mark} {by} w:id="{len(paragraph._p)}"><w:r>'
                f'<w:{kind} xml:space="preserve">{escape(said)}</w:{kind}></w:r></w:{mark}>'
            )
        )
    paragraph.add_run(after)


def add_remark(document: Document, paragraph: Paragraph, remark: str) -> None:
    """A comment beside the paragraph, with a fixed day."""
    comment = document.add_comment(paragraph.runs, text=remark, author="Vụ Pháp chế")
    comment._comment_elm.set(qn("w:date"), "2016-02-15T08:00:00Z")


def mark_up(document: Document, recipe: Recipe) -> None:
    """Put the tracked changes and the comments of a recipe where its words stand."""
    for paragraph in list(document.paragraphs):
        for words, replaced in recipe.tracked:
            if words in paragraph.text:
                track_change(paragraph, words, replaced)
        for words, remark in recipe.remarks:
            if words.casefold() in paragraph.text.casefold():
                add_remark(document, paragraph, remark)


def write_lines(cell: _Cell, lines: list[str]) -> None:
    cell.text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def is_row(line: str) -> bool:
    return CELLS in line


def cells_of(line: str) -> list[str]:
    """The cells of a row; the blank after the last stroke may be missing."""
    return [cell.strip() for cell in f"{line} ".split(CELLS)]


def add_table(document: Document, lines: list[str], recipe: Recipe) -> None:
    """Rows of `lines`; a line without cells is a group row that spans the table."""
    width = max(len(cells_of(line)) for line in lines)
    table = document.add_table(rows=0, cols=width)
    table.style = "Table Grid"
    for line in lines:
        add_row(table, line)
    for column in recipe.merged:
        merge_down(table, column)
    merge_header(table, lines)


def add_row(table: Table, line: str) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx gives it no types
    if not is_row(line):
        row.cells[0].merge(row.cells[-1]).text = line
        return
    said = cells_of(line)
    if len(said) > 2 and said[1] and len(set(said[1:])) == 1:
        row.cells[0].text = said[0]
        row.cells[1].merge(row.cells[-1]).text = said[1]
        return
    for cell, words in zip(row.cells, said, strict=False):
        write_lines(cell, lines_of(words))


def lines_of(words: str) -> list[str]:
    """The lines of a cell: a list of dashes stands one below the other."""
    if not words.startswith("- ") or "; - " in words:
        return words.split("; - ")
    return [f"- {line}" for line in words.removeprefix("- ").split(" - ")]


def merge_down(table: Table, column: int) -> None:
    """Join equal neighbours of a column below the header; the text stays once."""
    cells = [row.cells[column] if len(row._tr.tc_lst) > 1 else None for row in table.rows]
    top: _Cell | None = None
    for cell in cells:
        if cell is None or top is None or cell.text != top.text or not cell.text:
            top = cell
            continue
        cell.text = ""
        top = join(top, cell)


def merge_header(table: Table, lines: list[str]) -> None:
    """Join a header of two rows: downwards where both say the same, sideways under one head."""
    if len(lines) < 2 or not (is_row(lines[0]) and is_row(lines[1])):
        return
    upper, lower = cells_of(lines[0]), cells_of(lines[1])
    if upper[0] != lower[0]:
        return
    for column, (above, below) in enumerate(zip(upper, lower, strict=True)):
        if above == below:
            table.cell(1, column).text = ""
            join(table.cell(0, column), table.cell(1, column))
    for column in range(len(upper) - 1, 0, -1):
        if upper[column] == upper[column - 1]:
            table.cell(0, column).text = ""
            join(table.cell(0, column - 1), table.cell(0, column))


def join(first: _Cell, second: _Cell) -> _Cell:
    """Merge two cells without the empty paragraph that Word files collect from it."""
    said = first.text
    merged: _Cell = first.merge(second)
    merged.text = said
    return merged


def outline_numbering(document: Document) -> str:
    """Add a list of the levels I., 1., a), - and give its id."""
    part = document.part.numbering_part.element
    shapes = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"))
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{shape}"/></w:lvl>'
        for i, (kind, shape) in enumerate(shapes)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    part.insert(0, abstract)
    return str(part.add_num(90).numId)


def number_paragraph(paragraph: Paragraph, level: int, list_id: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", str(level)), ("w:numId", list_id)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        numbering.append(element)
    properties.append(numbering)


def add_paragraphs(document: Document, lines: list[str], list_id: str | None) -> None:
    """Write lines; with a list, their labels are left to Word's own numbering."""
    for line in lines:
        label = NUMBERED.match(line) if list_id else None
        paragraph = document.add_paragraph(line[label.end() :] if label else line)
        if label and list_id:
            number_paragraph(paragraph, LEVELS[label.lastgroup or "dash"], list_id)


def rows_and_prose(block: list[str]) -> list[tuple[bool, list[str]]]:
    """Runs of table lines (with the group rows between them) and runs of prose."""
    rows = [i for i, line in enumerate(block) if is_row(line)]
    if not rows:
        return [(False, block)]
    first, last = rows[0], rows[-1] + 1
    runs = [(False, block[:first]), (True, block[first:last]), (False, block[last:])]
    return [run for run in runs if run[1]]


def write_word(recipe: Recipe) -> None:
    """Write the Word file of a recipe."""
    parts = blocks((HERE / recipe.text).read_text("utf-8"))
    document = docx.Document()
    list_id: str | None = None
    if lines := letterhead_in_turn(parts):
        write_letterhead(document, lines, recipe.letterhead)
    while parts:
        block = parts.pop(0)
        if recipe.boxed and block[0] == recipe.boxed:
            add_box(document, block)
            continue
        if parts and (has_motto(parts[0]) or block[0].startswith("Nơi nhận")):
            right = parts.pop(0)
            if parts and is_name(parts[0]):
                right += ["", "", *parts.pop(0)]
            two_cells(document, block, right)
            continue
        if recipe.numbered_by_word and block[0].strip() in PLAN_TITLES and list_id is None:
            list_id = outline_numbering(document)
        for is_table, lines in rows_and_prose(block):
            if is_table:
                add_table(document, lines, recipe)
            else:
                add_paragraphs(document, lines, list_id)
    mark_up(document, recipe)
    save(document, HERE / recipe.word)


def save(document: Document, path: Path) -> None:
    """Save with a fixed day in the archive, so that an unchanged text gives the same file."""
    packed = BytesIO()
    document.save(packed)
    with ZipFile(packed) as made, ZipFile(path, "w", ZIP_DEFLATED) as kept:
        for name in made.namelist():
            kept.writestr(ZipInfo(name, (2024, 1, 1, 0, 0, 0)), made.read(name), ZIP_DEFLATED)


def main() -> None:
    for recipe in RECIPES:
        write_word(recipe)


if __name__ == "__main__":
    main()
