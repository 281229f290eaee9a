"""The body of a paper: headings, articles, points and paragraphs, and its tables.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6.
"""

import re
from collections.abc import Iterable, Sequence

from vanban.outline import CAPITALS, mark_of
from vanban.write.paper import Part, Table
from vanban.write.sheet import CENTRE, LEFT, RIGHT, Ink, Sheet

_INDENT = 10  # millimetres of the first line: 1 cm (khoản 6)
_BEFORE = 6  # points between paragraphs
_LONGEST_HEADING = 200  # letters; a longer line is a sentence
_FIGURE = re.compile(r"[-–+]?\s?\d[\d.,]*\s?%?|[-–…]")
_SERIAL = re.compile(r"[\d.]{1,6}|[IVX]{1,5}\.?|[A-Z]")
_NARROW, _WIDEST = 6, 40  # letters by which columns are weighed


def write_body(sheet: Sheet, parts: Iterable[Part]) -> None:
    """The parts one below the other, each with what stands under it."""
    for part in parts:
        _write_part(sheet, part)


def write_table_width(part: Part) -> int:
    """The columns of the widest table in a part; 0 without any."""
    below = [write_table_width(child) for child in part.children]
    return max([part.table.width if part.table else 0, *below])


def _write_part(sheet: Sheet, part: Part) -> None:
    first, *more = part.text.split("\n")
    level = _level(part.label)
    if level in ("part", "chapter", "division"):
        _write_division(sheet, part.label, first)
    elif part.label or first:
        _write_paragraph(sheet, part, first, level)
    for line in more:
        sheet.write(line, _plain_ink(line))
    if part.table:
        _write_table(sheet, part.table)
    write_body(sheet, part.children)


def _level(label: str) -> str:
    """The level of a label; "division" is a Mục on a line of its own."""
    mark = mark_of(f"{label} X") if label else None
    if mark is None:
        return ""
    return "division" if mark.level == "section" and label[:1] in "MmTt" else mark.level


def _write_division(sheet: Sheet, label: str, title: str) -> None:
    """Phần, Chương, Mục: label and title each on its line, in the middle, in bold."""
    ink = Ink(is_bold=True, align=CENTRE, before=12, keeps=True)
    sheet.write(label, ink)
    if title:
        sheet.write(title, Ink(is_bold=True, align=CENTRE, keeps=True))


def _write_paragraph(sheet: Sheet, part: Part, words: str, level: str) -> None:
    is_heading = bool(part.children or part.table) and _is_title(words)
    if level == "article":
        ink = Ink(is_bold=is_heading, before=_BEFORE, indent=_INDENT, keeps=is_heading)
        sheet.write(words, ink, lead=part.label)
        return
    is_heavy = level in ("section", "clause") and (is_heading or _is_capital(words))
    ink = Ink(is_bold=is_heavy, before=_BEFORE, indent=_INDENT, keeps=is_heavy)
    if not part.label and not part.children and _is_capital(words):
        ink = _plain_ink(words)
    sheet.write(f"{part.label} {words}".strip(), ink)


def _plain_ink(words: str) -> Ink:
    """A paragraph; a line in capitals alone, as "QUYẾT ĐỊNH:", stands in the middle in bold."""
    if _is_capital(words):
        return Ink(is_bold=True, align=CENTRE, before=12, keeps=True)
    return Ink(before=_BEFORE, indent=_INDENT)


def _is_capital(words: str) -> bool:
    return len(words) <= _LONGEST_HEADING and bool(CAPITALS.match(words)) and words[0].isalpha()


def _is_title(words: str) -> bool:
    """Words that head what follows: short, and no sentence."""
    return len(words) <= _LONGEST_HEADING and not words.endswith((".", ";", ":", ","))


def _write_table(sheet: Sheet, table: Table) -> None:
    """Lines around every cell, the head in bold on each page, figures to the right."""
    room = sheet.width
    size = 12 if table.width <= 7 else 11
    sheet.write("", Ink(size=4, keeps=True))
    grid = sheet.grid(_widths(table, room), rows=len(table.head) + len(table.rows))
    lines = (*table.head, *table.rows)
    for at, (row, words) in enumerate(zip(grid.rows, lines, strict=True)):
        is_head = at < len(table.head)
        if is_head:
            sheet.repeat(row)
        for column, (cell, said) in enumerate(zip(row.cells, words, strict=True)):
            _write_cell(sheet, cell, said, _cell_ink(said, size, is_head=is_head, column=column))
    sheet.write("", Ink(size=6))


def _write_cell(sheet: Sheet, cell: object, words: str, ink: Ink) -> None:
    sheet.enter(cell)
    for line in words.split("\n"):
        sheet.write(line, ink)
    sheet.leave()


def _cell_ink(words: str, size: int, *, is_head: bool, column: int) -> Ink:
    """Heads and serial numbers in the middle, figures to the right, words to the left."""
    if is_head or (column == 0 and _SERIAL.fullmatch(words)):
        return Ink(size=size, is_bold=is_head, align=CENTRE, before=2, after=2)
    is_figure = bool(_FIGURE.fullmatch(words))
    return Ink(size=size, align=RIGHT if is_figure else LEFT, before=2, after=2)


def _widths(table: Table, room: float) -> Sequence[float]:
    """Columns by the longest words in them, within bounds, together as wide as the page."""
    columns = zip(*table.head, *table.rows, strict=True)
    longest = (max(len(line) for cell in column for line in cell.split("\n")) for column in columns)
    weights = [min(_WIDEST, max(_NARROW, letters)) for letters in longest]
    return [room * weight / sum(weights) for weight in weights]
