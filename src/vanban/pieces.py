"""Cuts a text into what letterheads and signatures are made of: lines, cells, columns."""

import re
from dataclasses import dataclass

from vanban.text import Text
from vanban.word_lists import document_types, signing_offices

_RULE = re.compile(r"[-_=*~.─—+ ]*[-_=*~─—]{3,}[-_=*~.─—+ ]*|[*]+|o0o|-{1,2} ?o0o ?-{1,2}|_+|-+")
_RULED = frozenset("-_=*~─—+o")
_EDGES = " \t\r*#_>`|\ufeff"
_OFFICES = "|".join(re.escape(name.upper()) for name in signing_offices())
_CUT = re.compile(
    r" \| |\s*\n\s*"
    r"|(?<=\S) +(?=CỘNG H(?:ÒA|OÀ|ÓA) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập ?-)"
    r"|(?<=phúc)\.? +(?=[-_*]{3}|[A-ZĐ])"
    r"|(?<=[^\s\-_*])[ ]*(?=[-_*]{4,})|(?<=[-_*]{4})[ ]+(?=[^\s\-_*])"
    rf"|(?<=[;:.,)]) +(?=(?:KT|TM|TL|TUQ|T/M|K/T|T/L)\. ?(?:{_OFFICES}|[A-ZĐỦ]{{2}}))"
    rf"|(?:(?<=[;:)])|(?<=[^KTMLQ/]\.)) +(?=(?:{_OFFICES})\s*$)"
    rf"|(?<=\S) {{2,}}(?=(?:(?:KT|TM|TL|TUQ)\. ?)?(?:{_OFFICES})(?!\w))"
    r"|(?<=:) +(?=- )|(?<=;) +(?=- )"
)
_COMPLETE = {name.upper() for name in signing_offices()}
_COMPLETE |= {kind.name.upper() for kind in document_types()}
_HALVES = {name.split()[0] for name in _COMPLETE if " " in name} - _COMPLETE
_HALVES |= {
    "CỘNG",
    "CỘNG HÒA",
    "CỘNG HÒA XÃ",
    "CỘNG HÒA XÃ HỘI",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
    "NƠI",
    "Nơi",
    "Số",
}
_HALVES |= {"Số:", "KT.", "TM.", "TL.", "TUQ.", "ỦY", "ỦY BAN", "ỦY BAN NHÂN", "HỘI ĐỒNG NHÂN"}
_HALVES |= {"TM. ỦY BAN", "TM. ỦY BAN NHÂN", "TM. HỘI ĐỒNG", "TM. HỘI ĐỒNG NHÂN"}
_DAY_LINE = re.compile(r"ngày [\d.… ]{0,12}tháng")
_TABS = re.compile(r"(?<![:.)])\t+(?=[A-ZĐÀ-Ỹ(-])")
_CUTTABLE = re.compile(
    r" \| |\n|  |----|____|\*\*\*\*|CỘNG H|Độc lập|KT\.|TM\.|TL\.|TUQ\.|T/M|K/T|T/L|Nơi nhận"
    r"|[A-ZĐ]{3}\s*$"
)
_LONGEST = 600  # letters of a piece that are looked at; nothing in a letterhead is longer


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, a cell or a column of a line; `gap` blank lines stand before it; `text` is "" for a
    ruled line.
    """

    start: int
    end: int
    text: str
    gap: int

    @property
    def is_caps(self) -> bool:
        """Whether it is written in capitals alone."""
        return any(c.isalpha() for c in self.text) and self.text.upper() == self.text


def cut_pieces(text: Text) -> tuple[Piece, ...]:
    """The pieces of the text in their order; line breaks are those of the source, letters those of
    the plain copy.
    """
    breaks = _paragraph_breaks(text)
    pieces: list[Piece] = []
    start = gap = 0
    for line in text.source.text.split("\n"):
        tabs = [start + at for m in _TABS.finditer(line) for at in m.span()] if "\t" in line else []
        found = _of_line(text.plain, start, start + len(line), [*breaks.get(start, ()), *tabs], gap)
        pieces += found
        gap = 0 if found else gap + 1
        start += len(line) + 1
    return _mended(pieces)


def _mended(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The pieces with halves of a formula put together: "QUYẾT" above "ĐỊNH"."""
    whole: list[Piece] = []
    for piece in pieces:
        if whole and not piece.gap and piece.text and _is_half(whole[-1].text, piece.text):
            first = whole.pop()
            piece = Piece(first.start, piece.end, f"{first.text} {piece.text}", first.gap)
        whole.append(piece)
    return tuple(whole)


def _is_half(words: str, following: str) -> bool:
    if words in _HALVES:
        return True
    return words.endswith(",") and len(words) < 40 and _DAY_LINE.match(following) is not None


def cut_paragraphs(text: Text) -> tuple[Piece, ...]:
    """The logical lines of the text as pieces, uncut: for pages whose lines a copy has broken."""
    pieces: list[Piece] = []
    end = 0
    for line in text.lines:
        gap = max(0, text.source.text.count("\n", end, line.start) - 1)
        words = " ".join(text.plain[line.start : line.end][:_LONGEST].split())
        pieces.append(Piece(line.start, line.end, words.strip(_EDGES), gap))
        end = line.end
    return tuple(pieces)


def _paragraph_breaks(text: Text) -> dict[int, list[int]]:
    """Where new paragraphs begin inside the cells of tables, by the start of their row."""
    found: dict[int, list[int]] = {}
    for table in text.source.tables:
        for row in table.rows:
            inside = [at for cell in row.cells for at in cell.breaks]
            if inside:
                found[row.start] = inside
    return found


def _of_line(plain: str, start: int, end: int, breaks: list[int], gap: int) -> list[Piece]:
    line = plain[start:end]
    if not line.strip():
        return []
    cuts = [start, end, *breaks]
    if end - start < _LONGEST * 4 and _CUTTABLE.search(line):
        cuts += [start + at for match in _CUT.finditer(line) for at in (match.start(), match.end())]
    if len(cuts) == 2:
        piece = _trimmed(plain, start, end, gap)
        return [piece] if piece is not None else []
    cuts = sorted(set(cuts))
    found: list[Piece] = []
    for left, right in zip(cuts, cuts[1:], strict=False):
        piece = _trimmed(plain, left, right, 0 if found else gap)
        if piece is not None:
            found.append(piece)
    return found


def _trimmed(plain: str, left: int, right: int, gap: int) -> Piece | None:
    """The piece without white space and marks of Markdown at its edges; None if nothing is left."""
    right = min(right, left + _LONGEST * 40)
    words = plain[left:right]
    if not words.strip():
        return None
    if words.lstrip()[:1] in _RULED and _RULE.fullmatch(words.strip()[:_LONGEST]):
        return Piece(left, right, "", gap)
    left += len(words) - len(words.lstrip(_EDGES))
    right -= len(words) - len(words.rstrip(_EDGES))
    if left >= right:
        return None
    return Piece(left, right, " ".join(plain[left:right][:_LONGEST].split()), gap)
