"""The head of a paper: who issues it beside the national or the party's name, number, place, day.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 1 to 5; Hướng dẫn 36-HD/VPTW.
"""

from vanban.write.paper import Paper
from vanban.write.sheet import CENTRE, Ink, Sheet
from vanban.write.wording import number_line, place_line, subject_line

_LEFT = 66  # millimetres of the column of the issuer
_ISSUER_RULE = 26
_MOTTO_RULE = 62


def write_letterhead(sheet: Sheet, paper: Paper) -> None:
    """Two columns: in the first row the names, in the second number and day."""
    right = sheet.width - _LEFT
    table = sheet.beside((_LEFT, right), rows=2)
    sheet.enter(table.cell(0, 0))
    _write_issuer(sheet, paper)
    sheet.enter(table.cell(0, 1))
    _write_name(sheet, paper, right)
    sheet.enter(table.cell(1, 0))
    sheet.write(number_line(paper), Ink(size=14 if paper.is_party else 13, align=CENTRE))
    if paper.is_letter:
        sheet.write(subject_line(paper), Ink(size=12, align=CENTRE, before=6))
    sheet.enter(table.cell(1, 1))
    sheet.write(place_line(paper), Ink(is_italic=True, align=CENTRE))
    sheet.leave()


def _write_issuer(sheet: Sheet, paper: Paper) -> None:
    """The body above, then the issuer in bold, with a line below; the party draws a star."""
    size = 14 if paper.is_party else 13
    above, issuer = paper.metadata.parent_issuer, paper.metadata.issuer or ""
    if above:
        sheet.write(above.upper(), Ink(size=size, align=CENTRE))
    sheet.write(issuer.upper(), Ink(size=size, is_bold=True, align=CENTRE))
    if paper.is_party:
        sheet.write("*", Ink(align=CENTRE))
    else:
        sheet.rule(width=_ISSUER_RULE, room=_LEFT)


def _write_name(sheet: Sheet, paper: Paper, room: float) -> None:
    """Quốc hiệu and Tiêu ngữ (khoản 1), or the party's name, with a line as long as the words."""
    if paper.is_party:
        heavy = Ink(size=15, is_bold=True, align=CENTRE)
        sheet.write("ĐẢNG CỘNG SẢN VIỆT NAM", heavy)
        sheet.rule(width=_MOTTO_RULE + 8, room=room)
        return
    sheet.write("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Ink(size=12, is_bold=True, align=CENTRE))
    sheet.write("Độc lập - Tự do - Hạnh phúc", Ink(size=13, is_bold=True, align=CENTRE))
    sheet.rule(width=_MOTTO_RULE - 4, room=room)
