"""Lays a paper out as a Word file: Nghị định 30/2020/NĐ-CP, Phụ lục I, or the party's layout."""

from vanban.write.body import write_body, write_table_width
from vanban.write.letterhead import write_letterhead
from vanban.write.paper import Paper, Part
from vanban.write.sheet import BOTH, CENTRE, Ink, Margins, Sheet
from vanban.write.signature import write_signature
from vanban.write.wording import authority_line, enclosed, ended, verb_line

STATE_MARGINS = Margins(top=20, bottom=20, left=30, right=15)
PARTY_MARGINS = Margins(top=20, bottom=20, left=30, right=20)
_TITLE_RULE = 45  # millimetres: a third to a half of the line above
_ADDRESSED = 45  # millimetres before the names of those whom a letter addresses
_WIDE = 7  # columns from which a table lies on its side


def write_docx(paper: Paper) -> bytes:
    """The paper as a Word file; the same paper gives the same bytes."""
    sheet = Sheet(PARTY_MARGINS if paper.is_party else STATE_MARGINS)
    write_letterhead(sheet, paper)
    _write_title(sheet, paper)
    _write_addressees(sheet, paper)
    _write_bases(sheet, paper)
    write_body(sheet, paper.body)
    write_signature(sheet, paper)
    for annex in paper.annexes:
        _write_annex(sheet, paper, annex)
    return sheet.bytes(title=paper.metadata.title or "", author=paper.metadata.issuer or "")


def _write_title(sheet: Sheet, paper: Paper) -> None:
    """Type and subject (khoản 5); a letter has its subject below the number."""
    if paper.is_letter:
        return
    larger = 2 if paper.is_party else 0
    kind = (paper.metadata.type or "").upper()
    heavy = Ink(size=14 + larger, is_bold=True, align=CENTRE, before=18, keeps=True)
    sheet.write(kind, heavy)
    about = Ink(size=14 + larger / 2, is_bold=True, align=CENTRE, keeps=True)
    sheet.write(paper.metadata.title or "", about)
    if paper.is_party:
        sheet.write("-----", Ink(align=CENTRE, keeps=True))
    else:
        sheet.rule(width=_TITLE_RULE, room=sheet.width)


def _write_addressees(sheet: Sheet, paper: Paper) -> None:
    """ "Kính gửi:": one on the same line, several each on its own (khoản 9)."""
    names = paper.addressees
    if not names:
        return
    if len(names) == 1:
        sheet.write(f"Kính gửi: {names[0]}", Ink(align=CENTRE, before=18))
        return
    sheet.write("Kính gửi:", Ink(before=18, left=_ADDRESSED - 20, keeps=True))
    for at, name in enumerate(names):
        mark = "." if at == len(names) - 1 else ";"
        sheet.write(f"- {name}{mark}", Ink(before=2, left=_ADDRESSED, align=BOTH))


def _write_bases(sheet: Sheet, paper: Paper) -> None:
    """Legal bases in italics (khoản 6), between who decides and the words that decide."""
    verb = verb_line(paper)
    if verb:
        sheet.write(authority_line(paper), Ink(is_bold=True, align=CENTRE, before=12, keeps=True))
    for sentence in ended(paper.bases):
        sheet.write(sentence, Ink(is_italic=True, before=6, indent=10))
    if verb:
        sheet.write(verb, Ink(is_bold=True, align=CENTRE, before=12, keeps=True))


def _write_annex(sheet: Sheet, paper: Paper, annex: Part) -> None:
    """An annex on its own page (Phụ lục I, Phần I, Mục III): label, title, where it belongs."""
    sheet.turn(is_wide=write_table_width(annex) > _WIDE)
    heavy = Ink(is_bold=True, align=CENTRE, keeps=True)
    if annex.label:
        sheet.write(annex.label, heavy)
    title, _, rest = annex.text.partition("\n")
    if title:
        sheet.write(title.upper(), heavy)
    first = rest.partition("\n")[0] or (annex.children[0].text if annex.children else "")
    if not first.startswith("("):
        sheet.write(enclosed(paper), Ink(is_italic=True, align=CENTRE, keeps=True))
    children = (Part(rest), *annex.children) if rest else annex.children
    write_body(sheet, (Part("", table=annex.table), *children) if annex.table else children)
