"""A copy of the source text that is easier to read, of the same length: places stay true."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from vanban.model import Row, Source, Table

JOINED = 0.5  # share of full lines from which a text counts as broken at a fixed width
_BROKEN_KINDS = {"txt", "md", "pdf"}


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line (a paragraph), trimmed; a table row stands as it is, with its `row`."""

    start: int
    end: int
    text: str
    row: int | None = None  # index into Text.rows


@dataclass(frozen=True, slots=True)
class Text:
    """The source and its plain copy: `plain` has the length of `source.text`.

    In `plain` every kind of space is " ", every dash "-", every double quote '"', tone marks stand
    where the dictionary puts them (hòa, ủy), a bullet is "-", and a line break that cuts a sentence
    is a space. `lines` are disjoint and in order; empty lines give none.
    """

    source: Source
    plain: str
    lines: tuple[Line, ...]
    rows: tuple[Row, ...] = ()

    def table_of(self, row: int) -> Table:
        """The table of `rows[row]`."""
        starts = [table.start for table in self.source.tables]
        return self.source.tables[bisect_right(starts, self.rows[row].start) - 1]


def normalise(source: Source) -> Text:
    """The plain copy of a source and its logical lines; linear in the length of the text."""
    plain = _without_page_numbers(plain_copy(source.text))
    rows = tuple(row for table in source.tables for row in table.rows)
    pieces = _pieces(plain, rows)
    return _assembled(source, plain, rows, pieces)


_PAGE_NUMBER = re.compile(r"(?<=\n\n) *(?:- ?)?(?P<page>\d{1,3})(?: ?-)? *(?=\n)")


def _without_page_numbers(plain: str) -> str:
    """Blanks for the numbers between pages where they stand in turn: 1, 2, 3 or 2, 3, 4."""
    found = list(_PAGE_NUMBER.finditer(plain))
    pages = [int(match["page"]) for match in found]
    if len(pages) < 2 or pages[0] > 2 or pages != list(range(pages[0], pages[0] + len(pages))):
        return plain
    return _marked(plain, [(*m.span(), " " * len(m.group())) for m in found])


def plain_copy(text: str) -> str:
    """One form for every space, dash, quote and tone mark; the length doesn't change."""
    plain = _ODD.sub(lambda match: _EVEN[match[0]], text)
    plain = _BULLET.sub(lambda match: match[1] + "-", plain)
    return _OLD_TONE.sub(_new_tone, plain)


_EVEN = (
    dict.fromkeys("\t\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " ")
    | dict.fromkeys("‐‑‒–—―−﹣－⁃", "-")
    | dict.fromkeys("“”„‟«»″＂〝〞", '"')
    | dict.fromkeys("’‘‚‛′ʼ´`", "'")
    | {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "／": "/", "：": ":", "；": ";", "，": ","}
)
_ODD = re.compile("[" + re.escape("".join(_EVEN)) + "]")
_BULLET = re.compile(
    "^([ ]{0,40})[•●▪■◦○‣❖✓➢➤►◆◊·\uf0b7\uf0a7\uf0d8\uf0fc\uf02d](?=[ ])", re.MULTILINE
)

_MARKED = "àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ"
_BARE = "aaaaaeeeeeyyyyyAAAAAEEEEEYYYYY"
_TONED = {"o": "òóỏõọ", "u": "ùúủũụ", "O": "ÒÓỎÕỌ", "U": "ÙÚỦŨỤ"}
_OLD_TONE = re.compile(
    f"[oO][{_MARKED[:10]}{_MARKED[15:25]}](?![^\\W\\d_])|[uU][{_MARKED[10:15]}{_MARKED[25:]}](?![^\\W\\d_])"
)


def _new_tone(match: re.Match[str]) -> str:
    """hoà -> hòa, khoẻ -> khỏe, uỷ -> ủy: the mark moves to the first vowel of an open syllable."""
    first, second = match[0][0], match[0][1]
    if first in "uU" and match.string[max(0, match.start() - 1) : match.start()] in ("q", "Q"):
        return match[0]
    place = _MARKED.index(second)
    return _TONED[first][place % 5] + _BARE[place]


@dataclass(slots=True)
class _Piece:
    """A physical line on its way to become a part of a logical one."""

    start: int
    end: int
    row: int | None
    is_after_blank: bool


def _pieces(plain: str, rows: tuple[Row, ...]) -> list[_Piece]:
    """The lines that are not empty, trimmed; the rows of tables as they stand."""
    places = {row.start: index for index, row in enumerate(rows)}
    pieces: list[_Piece] = []
    at = 0
    blank = False
    for line in plain.split("\n"):
        row = places.get(at)
        if row is not None:
            pieces.append(_Piece(rows[row].start, rows[row].end, row, blank))
        elif words := line.strip():
            start = at + line.index(words[0])
            pieces.append(_Piece(start, start + len(words), None, blank))
        blank = not line.strip()
        at += len(line) + 1
    return pieces


def _assembled(source: Source, plain: str, rows: tuple[Row, ...], pieces: list[_Piece]) -> Text:
    """Joins broken lines, parts letterheads laid side by side, and writes both into the copy."""
    marks: list[tuple[int, int, str]] = []
    spans: list[tuple[int, int, int | None]] = []
    width = _width(plain, pieces) if source.kind in _BROKEN_KINDS else 0
    before: _Piece | None = None
    for piece in pieces:
        if before is not None and _is_false_break(plain, before, piece, width):
            marks.append((before.end, piece.start, " " * (piece.start - before.end)))
            spans[-1] = (spans[-1][0], piece.end, None)
        elif piece.row is None and (bars := _sides(source.text, plain, piece)):
            marks.extend((bar, bar + 1, "\n") for bar in bars)
            spans.extend(_halves(plain, piece, bars))
        else:
            spans.append((piece.start, piece.end, piece.row))
        before = piece
    plain = _marked(plain, marks)
    lines = tuple(Line(start, end, plain[start:end], row) for start, end, row in spans)
    return Text(source=source, plain=plain, lines=lines, rows=rows)


def _marked(plain: str, marks: list[tuple[int, int, str]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, text in marks:
        pieces += (plain[at:start], text)
        at = end
    return "".join([*pieces, plain[at:]])


_LETTERHEAD = re.compile(
    r"Độc lập ?- ?Tự do|CỘNG HÒA XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|^Số ?:|, ngày .{0,30}năm \d{4}$"
)
_BESIDE = re.compile(
    r"(?<=[^ ])(?: {3,80}|\t[ \t]{0,80})(?=CỘNG H[ÒO][ÀA] XÃ|Độc lập|ĐẢNG CỘNG SẢN"
    r"|[A-ZĐ][\w .-]{1,30}, {0,3}ngày |(?:KT|TM|TL|TUQ|Q)\. ?[A-ZĐ]{2})"
)


def _sides(source: str, plain: str, piece: _Piece) -> list[int]:
    """Where a line has two sides: "Số: ... | Hà Nội, ...", "SỞ TƯ PHÁP     CỘNG HÒA ..."."""
    if piece.end - piece.start > 300:
        return []
    beside = _BESIDE.search(source, piece.start, piece.end)
    if beside is not None:
        return [beside.start()]
    bar = plain.find(" | ", piece.start, piece.end)
    if bar < 0 or not _LETTERHEAD.search(plain[piece.start : piece.end]):
        return []
    return [at for at in range(bar, piece.end) if plain[at] == "|"]


def _halves(plain: str, piece: _Piece, bars: list[int]) -> Iterator[tuple[int, int, int | None]]:
    edges = [piece.start, *(edge for bar in bars for edge in (bar, bar + 1)), piece.end]
    for left, right in zip(edges[0::2], edges[1::2], strict=True):
        words = plain[left:right].strip()
        if words:
            start = plain.index(words[0], left)
            yield start, start + len(words), None


def _width(plain: str, pieces: list[_Piece]) -> int:
    """The length from which a line may be cut; 0 where lines end with their sentences."""
    return _fixed_width(pieces) or _cut_width(plain, pieces)


def _cut_width(plain: str, pieces: list[_Piece]) -> int:
    """In a bad copy many lines go on in small letters: how long such cut lines are."""
    cut = sorted(
        before.end - before.start
        for before, piece in pairwise(pieces)
        if piece.row is None
        and before.row is None
        and not piece.is_after_blank
        and plain[piece.start].islower()
        and not _END.search(plain[before.start : before.end][-4:])
        and not _LABEL.match(plain[piece.start : piece.start + 12])
    )
    if len(cut) < 6 or len(cut) * 10 < len(pieces):
        return 0
    return max(30, int(0.85 * cut[len(cut) // 2]))


def _fixed_width(pieces: list[_Piece]) -> int:
    """The width at which lines of a text are broken (a PDF, an e-mail), 0 when they are not."""
    lengths = sorted(
        piece.end - piece.start
        for piece in pieces
        if piece.row is None and not piece.is_after_blank
    )
    if len(lengths) < 12:
        return 0
    widest = lengths[int(len(lengths) * 0.95) - 1]
    if not 50 <= widest <= 130 or lengths[-1] > 1.6 * widest:
        return 0
    full = sum(1 for length in lengths if length >= 0.8 * widest)
    return int(0.8 * widest) if full >= JOINED * len(lengths) else 0


_LABEL = re.compile(
    r"(?:[-+*]|[a-zđ]{1,2}[.)]|\(?\d{1,3}(?:\.\d{1,3}){0,5}[.)]|\d{1,2}(?:\.\d{1,2}){1,5}|\(?[ivxIVX]{1,6}[.)]"
    r"|\([a-zđ\d]{1,2}\)|[A-ZĐ][.)])(?=[ ]|$)"
)
_HEADING = re.compile(
    r"(?:Điều|Chương|Mục|Phần|Phụ lục|Tiểu mục|PHẦN|CHƯƠNG|MỤC|PHỤ LỤC) {1,3}"
    r"(?:\d{1,3}|[IVX]{1,6}|thứ \w{1,5})(?:[.:]|$)"
    r"|(?:Căn cứ|Xét|Theo đề nghị|Nơi nhận|Số ?:|Kính gửi)\b"
)
_HANGING = re.compile(
    r"(?:,|\(|-|/|\b(?:và|hoặc|của|các|những|mọi|theo|tại|về|cho|với|từ|số|ngày|tháng|khoản|điểm|Điều|là|để|do"
    r"|trong|được|bị|thuộc|bằng|bởi|như|nhằm|không|đã|sẽ|đang|phải|việc|một|cùng|giữa|khi))$"
)
_CUT_PHRASE = re.compile(
    r"CỘNG\|HÒA XÃ|HÒA\|XÃ HỘI|XÃ\|HỘI CHỦ|XÃ HỘI\|CHỦ NGHĨA|CHỦ\|NGHĨA VIỆT|VIỆT\|NAM"
    r"|CHỦ NGHĨA\|VIỆT NAM|CỘNG SẢN\|VIỆT NAM|\b(?:năm|NĂM)\|\d{4}\b"
)
_END = re.compile(r"(?:[.;:!?…]|[.;:!?…][\"')\]]{1,3})$")
_LETTER = re.compile(r"[^\W\d_]")


def _is_false_break(plain: str, before: _Piece, piece: _Piece, width: int) -> bool:
    """Whether the break between two lines cuts a sentence."""
    if before.row is not None or piece.row is not None:
        return False
    last = plain[max(before.start, before.end - 40) : before.end]
    first = plain[piece.start : min(piece.end, piece.start + 40)]
    if _END.search(last) or _LABEL.match(first) or "|" in last or "|" in first:
        return False
    if _CUT_PHRASE.search(f"{last}|{first}"):
        return True
    if _is_capitals(plain, before) or _is_dated(plain, before):
        return False
    length = before.end - before.start
    if first[0].islower() or first[0] in "),;./%":
        return length >= 30 or not piece.is_after_blank
    if _HEADING.match(first) or _is_capitals(plain, piece) or piece.is_after_blank:
        return False
    return bool(_HANGING.search(last)) or 0 < width <= length


def _is_capitals(plain: str, piece: _Piece) -> bool:
    """A line in capitals (letterhead, title, heading) or of signs alone (a rule)."""
    words = plain[piece.start : min(piece.end, piece.start + 200)]
    if words.upper() != words:
        return False
    return len(_LETTER.findall(words)) >= 5 or not any(map(str.isalnum, words))


_DATED = re.compile(r"(?:^Số ?:|, ngày .{0,30}năm \d{4}$)")


def _is_dated(plain: str, piece: _Piece) -> bool:
    """The line of the number or of place and date: always a line of its own."""
    if piece.end - piece.start > 80:
        return False
    return _DATED.search(plain[piece.start : piece.end]) is not None
