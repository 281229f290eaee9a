"""Reads who signed, in which capacity, and for whom the copies are."""

import re
from dataclasses import dataclass, replace

from vanban.letterhead import Named, type_of_line
from vanban.model import Span
from vanban.pieces import Piece
from vanban.word_lists import letterhead_words, signing_offices, surnames

_FAR = 60  # pieces between capacity and name: the recipients may stand between
_OFFICES = "|".join(re.escape(name) for name in signing_offices())
_HEADS = "|".join(re.escape(name) for name in letterhead_words())
_ON_BEHALF = (
    r"(?:TM|T/M|T\.M|KT|K/T|K\.T|TL|T/L|T\.L|TUQ|T\.UQ|TU\.Q|Q"
    r"|THỪA LỆNH|THỪA ỦY QUYỀN|KÝ THAY|THAY MẶT)"
)
_BEHALF_LINE = re.compile(rf"^{_ON_BEHALF}(?:\. ?|: ?| )(?=[A-ZĐỦỨ])[^\d;:]{{3,110}}$")
_OFFICE_LINE = re.compile(rf"^(?:(?:{_OFFICES})(?!\w)|QUYỀN )[^;:\d]{{0,90}}$", re.I)
_OFFICE_ONLY = re.compile(
    rf"^(?:{_OFFICES})(?:,? (?:{_OFFICES}|THƯỜNG TRỰC|(?:{_HEADS})(?!\w)[^;:.\d]{{0,60}}))*$", re.I
)
_COMPLEMENT = re.compile(
    rf"^(?:(?:{_HEADS}|TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THƯỜNG TRỰC|NƯỚC)(?!\w)"
    rf"|-)[^;:.\d]{{0,90}}$",
    re.I,
)
_SIGNED = re.compile(
    r"^\W*(?:đã k[ýí](?: và đóng dấu| số|,? đóng dấu)?|ký tên.{0,30}|chữ ký.{0,30}|ký|signed"
    r"|\[?daky\]?|ký,? ghi rõ.{0,30})\W*$",
    re.I,
)
_SIGNED_INSIDE = re.compile(
    r"[(\[]?(?:đã ký(?: và đóng dấu)?|ký tên,? đóng dấu|đã kí|signed)[)\]]?:?|\(ký\)", re.I
)
_RECIPIENTS = re.compile(r"^(?:Nơi nhận|Nơi gửi|Nơi nhân)\s*[:.;]?\s*(?P<rest>.*)$", re.I)
_RECIPIENT = re.compile(r"^(?:[-+•*·–]|Lưu ?:|Lưu (?:VT|VP|văn|Văn|TH|HS|trữ|hồ)|Như |\d+[.)] )")
_RANK = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|Ths|BS|KS|CN|LS|NGND|NGƯT|TSKH|CKII|CKI|DS|KTS)\b[., ]{0,2}|(?:Đại"
    r"|Thượng|Trung|Thiếu) (?:tướng|tá|úy) |(?:Ông|Bà|Luật sư|Tiến sĩ|Thạc sĩ|Đồng chí) )+"
)
_WORD = re.compile(r"^[^\W\d_]+(?:['’][^\W\d_]+)?\.?$")
_NOT_IN_NAMES = frozenset(
    ["BỘ", "TRƯỞNG", "CHỦ", "GIÁM", "ỦY", "SỞ", "UBND", "HĐND", "HOẠCH", "NHẬN", "VÀ", "CỦA", "CÁC"]
    + ["THUỘC", "NHIỆM", "CỤC", "VỤ"]
)


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature of the first instrument: each field None where it doesn't stand."""

    signer: Named | None
    capacity: Named | None
    recipients: tuple[str, ...]
    end: int  # index of the piece after it; 0 without a signature


def read_signature(pieces: tuple[Piece, ...], start: int) -> Signature:
    """The first signature from the piece `start` on: a capacity with a name, else one beside the
    recipients.
    """
    pieces = tuple(_unmarked(piece) for piece in pieces)
    notified = next(
        (at for at in range(start, len(pieces)) if _RECIPIENTS.match(pieces[at].text)), None
    )
    recipients = _recipients(pieces, notified)
    opens = [at for at in range(start, len(pieces)) if _opens_capacity(pieces, at)]
    formal = [at for at in opens if pieces[at].is_caps or _BEHALF_LINE.match(pieces[at].text)]
    found = _first(pieces, formal, notified) or _first(pieces, opens, notified)
    return replace(found, recipients=recipients) if found else Signature(None, None, recipients, 0)


def _first(pieces: tuple[Piece, ...], opens: list[int], notified: int | None) -> Signature | None:
    """The first capacity with a name; one without a name by the recipients, if no other is near."""
    unsigned: Signature | None = None
    for at in opens:
        if unsigned is not None and notified is not None and at - notified > _FAR:
            return unsigned
        found = _from(pieces, at)
        if found.signer is not None:
            return found
        if unsigned is None and _may_be_unsigned(pieces[at], at, notified):
            unsigned = found
    return unsigned


def _may_be_unsigned(piece: Piece, at: int, notified: int | None) -> bool:
    """Whether a capacity without a name stands by the recipients, where a signature is due."""
    if notified is None or abs(at - notified) >= 45:
        return False
    is_office = piece.is_caps and bool(_OFFICE_ONLY.match(piece.text))
    return bool(_BEHALF_LINE.match(piece.text)) or (is_office and at > notified)


def _unmarked(piece: Piece) -> Piece:
    """A short line without "(Đã ký)" before or behind a name or an office."""
    if len(piece.text) > 120 or "ký" not in piece.text.lower() or _SIGNED.match(piece.text):
        return piece
    marked = _SIGNED_INSIDE.match(piece.text) or re.search(
        _SIGNED_INSIDE.pattern + r"\W*$", piece.text, re.I
    )
    if marked is None:
        return piece
    return Piece(
        piece.start, piece.end, _SIGNED_INSIDE.sub(" ", piece.text).strip(" :.-"), piece.gap
    )


def is_person(words: str) -> bool:
    """Whether words are the name of a person: two to six words with capitals, in capitals only with
    a known surname.
    """
    name = _RANK.sub("", words).strip(" .;,")
    parts = name.split()
    if not 2 <= len(parts) <= 6 or not all(
        _WORD.match(part) and part[0].isupper() for part in parts
    ):
        return False
    if any(part.upper() in _NOT_IN_NAMES for part in parts):
        return False
    if not name.isupper() and any(len(part) > 2 and part.isupper() for part in parts):
        return False
    known = parts[0].upper().strip("'") in surnames() or parts[0].upper()[:2] == "K'"
    return known or not name.isupper()


def person(words: str) -> str:
    """The name without rank and degree, with a capital letter a word."""
    name = _RANK.sub("", words).strip(" .;,")
    return " ".join(part.capitalize() for part in name.split()) if name.isupper() else name


def _opens_capacity(pieces: tuple[Piece, ...], at: int) -> bool:
    words = pieces[at].text
    if len(words) > 150 or not words:
        return False
    if _BEHALF_LINE.match(words):
        return True
    if not _OFFICE_LINE.match(words):
        return False
    return pieces[at].is_caps or bool(_OFFICE_ONLY.match(words)) or _split_inline(words) is not None


def _from(pieces: tuple[Piece, ...], at: int) -> Signature:
    """The capacity from the piece `at` on, and the name below it."""
    capacity: list[Piece] = []
    for index in range(at, min(at + _FAR, len(pieces))):
        piece = pieces[index]
        inline = _split_inline(piece.text) if piece.text else None
        if inline is not None:
            return _inline(piece, capacity, inline, index)
        if _goes_on(piece, capacity):
            capacity.append(piece)
        elif piece.text and is_person(piece.text) and not _RECIPIENT.match(piece.text):
            return Signature(
                Named(person(piece.text), _span([piece])), _capacity(capacity), (), index + 1
            )
        elif not _may_stand_between(piece):
            break
    return Signature(None, _capacity(capacity), (), at + len(capacity))


def _goes_on(piece: Piece, capacity: list[Piece]) -> bool:
    """Whether a piece is a line of the capacity."""
    words = piece.text
    if not words or _RECIPIENT.match(words) or _RECIPIENTS.match(words) or type_of_line(piece):
        return False
    if _BEHALF_LINE.match(words) or _OFFICE_ONLY.match(words):
        return True
    if capacity and words.upper() == capacity[-1].text.upper():
        return False
    shaped = _OFFICE_LINE.match(words) or (capacity and _COMPLEMENT.match(words))
    return bool(shaped) and (piece.is_caps or not capacity) and not (is_person(words) and capacity)


def _may_stand_between(piece: Piece) -> bool:
    words = piece.text
    if not words or _SIGNED.match(words) or _RECIPIENTS.match(words) or _RECIPIENT.match(words):
        return True
    return len(words) < 60 and words.endswith((";", ",")) or bool(re.fullmatch(r"\W*", words))


def _split_inline(words: str) -> tuple[str, str] | None:
    """Capacity and name of a signature on one line: "KT. BỘ TRƯỞNG THỨ TRƯỞNG Nguyễn Văn A"."""
    if len(words) > 160 or not (
        _BEHALF_LINE.match(words) or _OFFICE_LINE.match(words) or _SIGNED_INSIDE.search(words)
    ):
        return None
    is_marked = _SIGNED_INSIDE.search(words) is not None
    parts = _SIGNED_INSIDE.sub(" ", words).split()
    for size in (6, 5, 4, 3, 2):
        name, before = " ".join(parts[-size:]), " ".join(parts[:-size])
        if name.isupper() and not is_marked:
            continue
        if (
            len(parts) > size
            and parts[-size].upper() in surnames()
            and is_person(name)
            and _is_office(before)
        ):
            return before, name
    return None


def _is_office(words: str) -> bool:
    return words.isupper() and bool(_BEHALF_LINE.match(words) or _OFFICE_ONLY.match(words))


def _inline(piece: Piece, capacity: list[Piece], split: tuple[str, str], index: int) -> Signature:
    span = _span([piece])
    words = " ".join([*(line.text for line in capacity), split[0]])
    return Signature(
        Named(person(split[1]), span), Named(words, _span([*capacity, piece])), (), index + 1
    )


def _capacity(lines: list[Piece]) -> Named | None:
    return Named(" ".join(line.text.strip(" ,") for line in lines), _span(lines)) if lines else None


def _span(lines: list[Piece]) -> Span:
    return Span(lines[0].start, lines[-1].end)


def _recipients(pieces: tuple[Piece, ...], at: int | None) -> tuple[str, ...]:
    if at is None:
        return ()
    head = _RECIPIENTS.match(pieces[at].text)
    found = [head["rest"]] if head and head["rest"] else []
    for piece in pieces[at + 1 : at + 80]:
        if (
            not piece.text
            or _SIGNED.match(piece.text)
            or piece.is_caps
            and len(piece.text) > 8
            and not _RECIPIENT.match(piece.text)
        ):
            if found:
                break
            continue
        if found and piece.gap and not _RECIPIENT.match(piece.text):
            break
        found.append(piece.text)
    cleaned = [re.sub(r"^[-+•*·–]\s*", "", line).strip(" ;.,") for line in found]
    return tuple(line for line in cleaned if line and not is_person(line))
