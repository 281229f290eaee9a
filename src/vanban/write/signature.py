"""The foot of a paper: for whom the copies are, and who signs in which capacity.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7 and 9; Hướng dẫn 36-HD/VPTW.
"""

from vanban.write.paper import Paper
from vanban.write.sheet import CENTRE, LEFT, Ink, Sheet
from vanban.write.wording import capacity_lines, listed

_LEFT = 80  # millimetres of the column of the recipients
_ROOM_TO_SIGN = 4  # empty lines between capacity and name


def write_signature(sheet: Sheet, paper: Paper) -> None:
    """Recipients on the left, the signature on the right, never parted by a page's end."""
    said = paper.metadata
    if not (said.recipients or said.capacity or said.signer):
        return
    sheet.write("", Ink(size=8, keeps=True))
    table = sheet.beside((_LEFT, sheet.width - _LEFT), rows=1)
    sheet.enter(table.cell(0, 0))
    _write_recipients(sheet, paper)
    sheet.enter(table.cell(0, 1))
    _write_signer(sheet, paper)
    sheet.leave()


def _write_recipients(sheet: Sheet, paper: Paper) -> None:
    """ "Nơi nhận" in bold italics, the list in small letters; the party underlines the words."""
    if not paper.metadata.recipients:
        sheet.write("", Ink())
        return
    head = Ink(size=14 if paper.is_party else 12, align=LEFT, is_bold=not paper.is_party)
    if paper.is_party:
        words = sheet.write("Nơi nhận:", head)
        words.runs[0].underline = True
    else:
        sheet.write("Nơi nhận:", Ink(size=12, is_bold=True, is_italic=True, align=LEFT))
    for line in listed(paper.metadata.recipients):
        sheet.write(line, Ink(size=12 if paper.is_party else 11, align=LEFT))


def _write_signer(sheet: Sheet, paper: Paper) -> None:
    for at, line in enumerate(capacity_lines(paper.metadata.capacity or "")):
        is_heavy = not paper.is_party or at == 0
        sheet.write(line.upper(), Ink(is_bold=is_heavy, align=CENTRE))
    for _ in range(_ROOM_TO_SIGN):
        sheet.write("", Ink(align=CENTRE))
    sheet.write(paper.metadata.signer or "", Ink(is_bold=True, align=CENTRE))
