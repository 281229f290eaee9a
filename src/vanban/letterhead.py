"""Reads the letterhead: who issues, for whom, under which number, where and when."""

import re
from dataclasses import dataclass
from datetime import date

from vanban.model import Span
from vanban.numbers import NUMBER, SYMBOL, mended, read_day
from vanban.pieces import Piece
from vanban.word_lists import document_types, letterhead_words

_FAR = 600  # pieces; a web page may put its menus before the letterhead
_MOTTO = re.compile(
    r"^(?:CỘNG H\w{1,2} XÃ HỘI(?: CH\w NGHĨA(?: VIỆT NAM)?)?|NƯỚC CỘNG H\w{1,2} XÃ HỘI.{0,30}"
    r"|ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH)\W*$",
    re.I,
)
_MOTTO_END = re.compile(r"^(?:CH\w NGHĨA )?VIỆT NAM\W*$", re.I)
_MOTTO_TAIL = re.compile(r"^Độc lập ?[-.,]? ?Tự do ?[-.,]? ?Hạnh phúc\W*$", re.I)
_PARTY = re.compile(r"^ĐẢNG CỘNG SẢN VIỆT NAM\W*$", re.I)
_NUMBER_LINE = re.compile(
    r"^(?:(?:Luật|Lệnh|Pháp lệnh|Nghị quyết|Nghị định) )?[Ss][ốỐóÓ](?: hiệu)?(?: ?: ?| |(?=\d|\."
    r"|…))(?P<rest>.{0,200})"
)
_BLANK_NUMBER = re.compile(rf"^[\s.…_]*(?P<symbol>[/-] ?(?:\d{{4}} ?/ ?)?{SYMBOL})")
_PLACE_DAY = re.compile(
    r"(?P<place>[^\W\d_][^\d,;:/]{1,38}?|[.…]{1,40})"
    r"(?: ?, ?(?:ngày|ngay)| ngày(?= ?[\d.…_ ]{0,12} ?tháng)"
    r"| ?, (?=\d{1,2} ?(?:/|tháng)))"
    r"(?P<when>[ \d.…_/-]{0,16}(?:tháng[ \d.…_]{0,12})?(?:,? ?năm[ \d.…_]{0,9})?)",
    re.I,
)
_YEAR = re.compile(r"\d{4}\W*$")
_STAMPS = re.compile(
    r"^\W*(?:DỰ THẢO.{0,20}|BẢN SAO.{0,20}|MẬT|TỐI MẬT|TUYỆT MẬT|KHẨN|THƯỢNG KHẨN|HỎA TỐC.{0,12}"
    r"|SAO Y.{0,20}|LƯU HÀNH NỘI BỘ|ĐÃ KÝ"
    r"|SAO LỤC|QUỐC HUY|CÔNG BÁO.{0,30}|KHÓA [IVX]+|[\dIVX.\W]+)\W*$",
    re.I,
)
_WORDS = "|".join(re.escape(word.upper()) for word in letterhead_words())
_OPENS_NAME = re.compile(rf"(?:CÁC )?(?:{_WORDS})(?!\w)")
_HALF_NAME = re.compile(
    r"(?:^(?:BAN CÁN SỰ ĐẢNG|BAN CÁN SỰ|ĐẢNG ỦY|ĐẢNG BỘ|CÔNG ĐOÀN|CHỦ TỊCH|BAN CHỈ ĐẠO"
    r"|BAN CHẤP HÀNH"
    r"|HỘI ĐỒNG|ĐOÀN THANH NIÊN|ĐOÀN TNCS HỒ CHÍ MINH)"
    r"|(?<!\w)(?:VÀ|CỦA|VỀ|CHO|TẠI|THUỘC|CÔNG TÁC)|[-,&])$"
)
_TWO_IN_ONE = re.compile(
    r"^(?P<upper>(?:UBND|ỦY BAN NHÂN DÂN|HĐND|TỈNH ỦY|THÀNH ỦY|BỘ) .{3,60}?) "
    r"(?P<lower>(?:SỞ|VĂN PHÒNG|(?<!VĂN )(?<!QUỐC )(?<!HẢI )PHÒNG|THANH TRA|CHI CỤC|CỤC|TỔNG CỤC"
    r"|(?<!NỘI )VỤ|BAN|TRUNG TÂM|HỌC VIỆN) .+"
    r"|VĂN PHÒNG|THANH TRA)$"
)
_TYPES = "|".join(
    re.escape(k.name.upper())
    for k in sorted(document_types(), key=lambda k: -len(k.name))
    if k.opens_document
)
_TYPE_LINE = re.compile(rf"^(?P<type>{_TYPES})(?P<rest>(?!\w).{{0,600}})$")
_NO_TYPE = re.compile(r"^(?:Kính gửi|V/v|Về việc|KÍNH GỬI)")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as written, with its place."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the type line; `type_at` is the index of the piece with the type, None if
    none stands.
    """

    is_party: bool
    issuer: Named | None
    parent: Named | None
    number: Named | None
    symbol: str | None
    place: Named | None
    date: date | None
    date_span: Span | None
    type_at: int | None
    end: int  # index of the first piece after the anchors


def type_of_line(piece: Piece) -> tuple[str, str] | None:
    """The type and the words after it, where a piece is a type line ("KẾ HOẠCH", "K Ế  H O Ạ C H");
    else None.
    """
    words = piece.text.strip(" :.")
    if re.fullmatch(r"(?:\w ){3,30}\w", words):
        words = _close_up(words)
    found = _TYPE_LINE.match(words.upper())
    if found is None:
        return None
    named = next(k.name for k in document_types() if k.name.upper() == found["type"])
    rest = words[found.end("type") :]
    if rest.strip() and not words[: found.end("type")].isupper():
        return None
    return named, rest.strip(" :")


def read_letterhead(pieces: tuple[Piece, ...]) -> Letterhead | None:
    """The letterhead of the first instrument; None in a text without one."""
    anchors = _anchors(pieces)
    if not anchors:
        return None
    first, last = min(anchors.values()), max(anchors.values())
    type_at = _find_type(pieces, last)
    if "motto" not in anchors and "party" not in anchors and type_at is None and len(anchors) < 2:
        return None
    stop = type_at if type_at is not None else last + 1
    names = _names(pieces, first, stop, anchors)
    number, symbol = _number(pieces, anchors.get("number"))
    place, day, span = _place_day(pieces, anchors.get("day"))
    issuer, parent = _issuer(names, number)
    return Letterhead(
        "party" in anchors, issuer, parent, number, symbol, place, day, span, type_at, last + 1
    )


def _anchors(pieces: tuple[Piece, ...]) -> dict[str, int]:
    """Where motto, number and place stand: each the first of its kind near the others."""
    found: dict[str, int] = {}
    for at, piece in enumerate(pieces[:_FAR]):
        kind = _kind(piece)
        near = not found or at - max(found.values()) <= 12
        if found and not near:
            break
        if kind and kind not in found and (found or at < 40 or kind in ("motto", "party")):
            found[kind] = at
            if kind == "number" and _PLACE_DAY.search(_after_number(piece)):
                found["day"] = at
        if found and at > min(found.values()) and type_of_line(piece) and piece.is_caps:
            break
    return found


def _kind(piece: Piece) -> str | None:
    if not piece.text or len(piece.text) > 300:
        return None
    if _MOTTO.match(piece.text):
        return "motto"
    if _MOTTO_TAIL.match(piece.text):
        return "motto_tail"
    if _PARTY.match(piece.text):
        return "party"
    line = _NUMBER_LINE.match(piece.text)
    if line and (NUMBER.match(line["rest"]) or _BLANK_NUMBER.match(line["rest"])):
        return "number"
    place = _PLACE_DAY.search(piece.text)
    if (
        place
        and place.end() > len(piece.text) - 6
        and ("tháng" in place["when"].lower() or read_day(place["when"]))
    ):
        return "day"
    return None


def _find_type(pieces: tuple[Piece, ...], last: int) -> int | None:
    for at in range(last + 1, min(last + 14, len(pieces))):
        if _NO_TYPE.match(pieces[at].text):
            return None
        if type_of_line(pieces[at]):
            return at
    return None


def _names(
    pieces: tuple[Piece, ...], first: int, stop: int, anchors: dict[str, int]
) -> list[Named]:
    """The names of agencies around the anchors, those over several lines put together."""
    start = first
    while start > max(0, first - 7) and _may_be_name(pieces[start - 1]):
        start -= 1
    taken = set(anchors.values())
    lines = [
        p
        for at, p in enumerate(pieces[start:stop], start)
        if at not in taken and _may_be_name(p) and _kind(p) is None and not _ends_motto(pieces, at)
    ]
    lines = [p for p in lines if p.text]
    if not lines:
        lines = _mixed_case(pieces[max(0, first - 3) : stop])
    return _joined(lines)


def _ends_motto(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a line is the end of a motto that a narrow column has broken."""
    return bool(_MOTTO_END.match(pieces[at].text)) and bool(_MOTTO.match(pieces[at - 1].text))


def _may_be_name(piece: Piece) -> bool:
    return (
        not piece.text
        or (
            piece.is_caps
            and len(piece.text) < 160
            and not _STAMPS.match(piece.text)
            and type_of_line(piece) is None
        )
        or bool(_kind(piece))
    )


def _mixed_case(pieces: tuple[Piece, ...]) -> list[Piece]:
    """Names that a web page has put in small letters."""
    return [
        p
        for p in pieces
        if len(p.text) < 80
        and p.text[:1].isupper()
        and _OPENS_NAME.match(p.text.upper())
        and not _kind(p)
    ]


def _joined(lines: list[Piece]) -> list[Named]:
    names: list[Named] = []
    for piece in lines:
        opens = bool(_OPENS_NAME.match(piece.text.upper()))
        if names and (not opens or _HALF_NAME.search(names[-1].name.upper())):
            names[-1] = Named(
                f"{names[-1].name} {piece.text}", Span(names[-1].span.start, piece.end)
            )
        elif opens:
            names.append(Named(piece.text, Span(piece.start, piece.end)))
    return [part for name in names for part in _parted(name)]


def _parted(name: Named) -> list[Named]:
    """The two names that a cell without paragraphs has run together: "UBND TỈNH LÀO CAI SỞ TƯ
    PHÁP".
    """
    found = _TWO_IN_ONE.match(name.name)
    if found is None:
        return [name]
    return [Named(found["upper"], name.span), Named(found["lower"], name.span)]


def _issuer(names: list[Named], number: Named | None) -> tuple[Named | None, Named | None]:
    """The lower name issues, the one above it is its parent; ministries side by side issue
    together.
    """
    if not names:
        return None, None
    if (
        number
        and len(names) > 1
        and "LT" in number.name
        and all(n.name.startswith(("BỘ", "TÒA", "VIỆN", "NGÂN")) for n in names)
    ):
        names = [Named(n.name.strip(" -"), n.span) for n in names]
        return Named(
            " - ".join(n.name for n in names), Span(names[0].span.start, names[-1].span.end)
        ), None
    return names[-1], names[-2] if len(names) > 1 else None


def _number(pieces: tuple[Piece, ...], at: int | None) -> tuple[Named | None, str | None]:
    """The number, or the symbol that stands of a number left blank."""
    if at is None:
        return None, None
    line = _NUMBER_LINE.match(pieces[at].text)
    rest = line["rest"] if line else ""
    found = NUMBER.match(rest)
    if found is None:
        blank = _BLANK_NUMBER.match(rest)
        return None, mended(blank["symbol"]) if blank else None
    return Named(mended(found[0]), Span(pieces[at].start, pieces[at].end)), None


def _place_day(
    pieces: tuple[Piece, ...], at: int | None
) -> tuple[Named | None, date | None, Span | None]:
    """The place and the day; a day with a blank in it is None."""
    if at is None:
        return None, None, None
    piece = pieces[at]
    found = _PLACE_DAY.search(_after_number(piece))
    if found is None:
        return None, None, None
    following = pieces[at + 1].text[:12] if at + 1 < len(pieces) else ""
    is_cut = bool(re.match(r"(?:năm )?\d{4}(?!\d)", following)) and not _YEAR.search(found["when"])
    day = read_day(f"{found['when']} {following}" if is_cut else found["when"])
    span = Span(piece.start, pieces[at + 1].end if is_cut else piece.end)
    return Named(_place_name(found["place"]), Span(piece.start, piece.end)), day, span


def _after_number(piece: Piece) -> str:
    """The words behind the number, where number and day stand on one line; else all of them."""
    line = _NUMBER_LINE.match(piece.text)
    if line is None:
        return piece.text
    found = NUMBER.match(line["rest"]) or _BLANK_NUMBER.match(line["rest"])
    return line["rest"][found.end() :] if found else ""


def _place_name(words: str) -> str:
    return words.strip(" .…-|")


def _close_up(words: str) -> str:
    """A line of spaced letters put together, by the types that are known: "K Ế H O Ạ C H"."""
    close = words.replace(" ", "")
    return next(
        (
            k.name.upper()
            for k in document_types()
            if k.name.upper().replace(" ", "") == close.upper()
        ),
        words,
    )
