"""Reads documents that lost their letterhead: a first line such as "Chỉ thị về ..." and then the
body.
"""

import re

from vanban.letterhead import Named
from vanban.model import Metadata, Span
from vanban.numbers import NUMBER, is_party_number, mended, read_day
from vanban.pieces import Piece
from vanban.signature import read_signature
from vanban.web_pages import posting_day
from vanban.word_lists import document_types, letterhead_words, signing_offices

_TYPES = "|".join(
    re.escape(k.name)
    for k in sorted(document_types(), key=lambda k: -len(k.name))
    if k.opens_document
)
_FIRST_LINE = re.compile(rf"^(?P<type>{_TYPES})(?!\w)(?: số)?:? ?(?P<rest>.{{0,560}})$", re.I)
_NEWS_WORDS = re.compile(r"(?<!\w)(?:được|vừa|đã|sẽ|sắp)(?!\w)")
_HEADING = re.compile(r"^(?:[IVX]{1,4}[.)/ -]|\d{1,2} ?[.)] |Điều \d|Phần |Chương )")
_NAMES = "|".join(re.escape(word) for word in (*signing_offices(), *letterhead_words()))
_SPEAKS = re.compile(
    rf"(?:^|[,;.] |(?<!\w)(?:thì"
    rf"|là) )(?:Lãnh đạo )?(?P<name>(?:{_NAMES})(?!\w)[^,.;:]{{0,90}}?) (?:đã |xin |có ý kiến )?"
    r"(?:ra |ký )?(?:chỉ thị|yêu cầu|quyết định|ban hành|thông báo|xây dựng|kết luận|chỉ đạo"
    r"|báo cáo|hướng dẫn)(?P<rest>[^.:;\n]{0,400}?) ?:?$"
)
_AUTHORITY = re.compile(rf"^(?:{_NAMES})(?!\w)[^,.;:\d]{{2,70}}$")
_ANNOUNCES = re.compile(
    r"(?:^|[,;.] )(?P<name>Văn phòng (?!xin)[^,.;:]{3,60}?) (?:xin |trân trọng )?thông báo(?!\w)"
)
_BY = re.compile(r",? do (?P<name>[^,;]{3,90}?) ban hành$")
_FAR = 12  # pieces; menus of a page may stand before the first line
_YEAR = re.compile(r"^năm \d{4} ")


def read_headless(pieces: tuple[Piece, ...], most: int = _FAR) -> Metadata | None:
    """The metadata of a text that begins with type and title on its first lines; None for other
    texts.
    """
    for at, piece in enumerate(pieces[:most]):
        found = _FIRST_LINE.match(piece.text)
        if found and (found["rest"] or at == 0) and _is_document(pieces, at, found["rest"]):
            return _metadata(pieces, at, found)
    return None


def _is_document(pieces: tuple[Piece, ...], at: int, rest: str) -> bool:
    """Whether the first line opens a document, not a piece of news: it tells a subject in small
    letters or a number, numbered parts follow, and no day of posting stands below it.
    """
    if rest.endswith((".", ";")) or _NEWS_WORDS.search(rest):
        return False
    if rest and not (rest[0].islower() or rest.startswith("V/v") or NUMBER.match(rest)):
        return False
    if any(posting_day(piece) for piece in pieces[at + 1 : at + 4]):
        return False
    return sum(bool(_HEADING.match(piece.text)) for piece in pieces[at + 1 :]) >= 2


def _metadata(pieces: tuple[Piece, ...], at: int, found: re.Match[str]) -> Metadata:
    kind = next(k.name for k in document_types() if k.name.casefold() == found["type"].casefold())
    number = NUMBER.match(found["rest"])
    rest = found["rest"][number.end() :] if number else found["rest"]
    day = re.match(r" ?,? ?ngày [\d/. tháng năm-]{6,30}", rest)
    rest = rest[day.end() :] if day else rest
    title, by = _title(rest.strip(" ,:"))
    if not title and at + 1 < len(pieces):
        title = pieces[at + 1].text
    issuer = Named(by, _span(pieces[at])) if by else _speaker(pieces, at)
    sign = read_signature(pieces, at + 1)
    fields = {"issuer": issuer, "signer": sign.signer, "capacity": sign.capacity}
    spans = {key: value.span for key, value in fields.items() if value is not None}
    spans |= {"type": _span(pieces[at]), "title": _span(pieces[at])} | (
        {"number": _span(pieces[at])} if number else {}
    )
    written = mended(number[0]) if number else None
    return Metadata(
        layout="party" if written and is_party_number(written) else "state",
        issuer=issuer.name if issuer else None,
        number=written,
        date=read_day(day[0]) if day else None,
        type=kind,
        title=title or None,
        signer=sign.signer.name if sign.signer else None,
        capacity=sign.capacity.name if sign.capacity else None,
        recipients=sign.recipients,
        spans=spans,
    )


def _title(rest: str) -> tuple[str, str | None]:
    """The title, and the issuer that a database adds behind it ("do Bộ Tư pháp ban hành")."""
    by = _BY.search(rest)
    rest = rest[: by.start()] if by else rest
    return _YEAR.sub("", rest), by["name"] if by else None


def _speaker(pieces: tuple[Piece, ...], at: int) -> Named | None:
    """Who speaks in the last sentence before the first numbered part: "..., Bộ trưởng Bộ Tư pháp
    chỉ thị:".
    """
    for piece in pieces[-6:]:
        found = _ANNOUNCES.search(piece.text)
        if found:
            start = piece.start + found.start("name")
            return Named(found["name"], Span(start, start + len(found["name"])))
    preamble: list[Piece] = []
    for piece in pieces[at + 1 : at + 60]:
        if _HEADING.match(piece.text):
            break
        preamble.append(piece)
    alone = next((p for p in preamble[:3] if _AUTHORITY.match(p.text)), None)
    if alone is not None:
        return Named(alone.text, _span(alone))
    for piece in reversed(preamble):
        words = piece.text[-500:]
        found = next(iter(_SPEAKS.finditer(words)), None)
        if found:
            start = piece.start + max(0, len(piece.text) - 500) + found.start("name")
            return Named(found["name"], Span(start, start + len(found["name"])))
    return None


def _span(piece: Piece) -> Span:
    return Span(piece.start, piece.end)
