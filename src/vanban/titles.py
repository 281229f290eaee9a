"""Reads the title: the lines between the type of a document and the zone after it."""

import re

from vanban.letterhead import Named
from vanban.model import Span
from vanban.pieces import Piece
from vanban.word_lists import document_types, signing_offices

_MOST_LINES = 12
_ABOUT = re.compile(r"^(?:V/v|Về việc|V\.v|Trích yếu)\s*:?\s*", re.I)
_BODY = re.compile(
    r"^(?:Căn cứ|Kính gửi|Theo đề nghị|Xét đề nghị|Điều \d|Phần (?:thứ|I)|Chương I|Mục I"
    r"|[IVX]{1,5}\s?[.\-/)]\s|[A-D][.)] [A-ZĐ]|\d{1,2}\s?[.)]\s|[-+•] "
    r"|QUYẾT ĐỊNH|QUYẾT NGHỊ|\((?:Ban hành|Kèm|Đính kèm|Trình|Tài liệu|Phê duyệt|ban hành|kèm"
    r"|thay thế|Thực hiện từ)|Nơi nhận)"
)
_OPENERS = re.compile(
    r"^(?:Thực hiện|Căn cứ|Để |Nhằm |Trong |Ngày \d|Theo |Sau khi|Trên cơ sở|Qua |Từ |Hiện nay"
    r"|Tiếp tục|Triển khai|Xét |Phát huy|Thi hành|Vừa qua|Sáng |Chiều |Năm )"
)
_OFFICES = "|".join(re.escape(name.upper()) for name in signing_offices())
_OFFICE = re.compile(rf"^(?:{_OFFICES})$")
_AUTHORITY = re.compile(
    rf"^(?:(?:{_OFFICES})(?!\w)|ỦY BAN NHÂN DÂN|UBND|HỘI ĐỒNG|QUỐC HỘI|CHÍNH PHỦ|BAN |BỘ |SỞ "
    rf"|TỈNH ỦY|ĐẢNG |VIỆN |TÒA |LIÊN )[^\d]{{0,120}}$"
)
_OF_ISSUER = re.compile(
    r"^(?:CỦA|Của|của) (?:BỘ|THỦ TƯỚNG|CHÍNH PHỦ|CHỦ TỊCH|ỦY BAN|UBND|GIÁM ĐỐC|BAN |TỈNH ỦY"
    r"|THÀNH ỦY|HUYỆN ỦY|ĐẢNG|HỘI ĐỒNG|VIỆN TRƯỞNG|CHÁNH ÁN|TỔNG |CỤC TRƯỞNG|Bộ|Thủ tướng"
    r"|Chính phủ|Chủ tịch|Ủy ban|Giám đốc)[^,;:]{0,60}$"
)
_UNFINISHED = re.compile(
    r"(?:[,\-–]|(?<!\w)(?:và|của|về|cho|tại|trên|với|trong|theo|các|những|việc|đối với|giai đoạn"
    r"|năm|số|từ|đến))$",
    re.I,
)
_TYPES = "|".join(re.escape(k.name) for k in sorted(document_types(), key=lambda k: -len(k.name)))
_SENTENCE_END = re.compile(r"(?:[:;]|\./?\.?|…)$")


def read_title(
    pieces: tuple[Piece, ...], at: int, *, first_words: str, issuer: str | None
) -> Named | None:
    """The title after the type line `at`; `first_words` stand on the type line itself."""
    taken: list[Piece] = []
    if _OF_ISSUER.match(first_words):
        first_words = ""
    lines = [first_words] if first_words else []
    for index in range(at + 1, min(at + 1 + _MOST_LINES, len(pieces))):
        piece = pieces[index]
        if _ends(piece, lines, pieces[index + 1 : index + 4], issuer):
            break
        if not lines and _OF_ISSUER.match(piece.text):
            continue
        taken.append(piece)
        lines.append(piece.text)
    if not lines:
        return None
    start = taken[0].start if taken and not first_words else pieces[at].start
    end = taken[-1].end if taken else pieces[at].end
    return Named(re.sub(r"\s+", " ", " ".join(lines)).strip(), Span(start, end))


def read_subject(pieces: tuple[Piece, ...], start: int, stop: int) -> Named | None:
    """The subject of a letter: the lines from "V/v" to the next zone."""
    for at in range(start, min(stop, len(pieces))):
        if _ABOUT.match(pieces[at].text):
            first = _ABOUT.sub("", pieces[at].text)
            named = _subject_lines(pieces, at, first)
            return Named(named, Span(pieces[at].start, pieces[at].end)) if named else None
    return None


def _subject_lines(pieces: tuple[Piece, ...], at: int, first: str) -> str:
    lines = [first]
    for piece in pieces[at + 1 : at + 6]:
        if (
            not piece.text
            or piece.gap
            or piece.is_caps
            or len(piece.text) > 120
            or _BODY.match(piece.text)
            or ", ngày" in piece.text
        ):
            break
        lines.append(piece.text)
    return " ".join(line for line in lines if line).strip()


def _ends(piece: Piece, lines: list[str], following: tuple[Piece, ...], issuer: str | None) -> bool:
    """Whether a piece no longer belongs to the title."""
    if not piece.text:
        return bool(lines)
    if _BODY.match(piece.text):
        return True
    if not lines:
        return len(piece.text) > 500
    if _is_authority(piece, lines, following, issuer):
        return True
    if _UNFINISHED.search(lines[-1]) or piece.text[0].islower():
        return len(piece.text) > 300
    if piece.is_caps and lines[-1].upper() == lines[-1]:
        return False
    if piece.gap and not _same_paragraph(lines):
        return True
    return _is_sentence(piece, lines)


def _is_authority(
    piece: Piece, lines: list[str], following: tuple[Piece, ...], issuer: str | None
) -> bool:
    """The line that names who decides ("BỘ TRƯỞNG BỘ TÀI CHÍNH"), between title and legal bases."""
    if not piece.is_caps or _UNFINISHED.search(lines[-1]):
        return False
    words = piece.text.upper()
    if issuer and words.endswith(issuer.upper()):
        office = words[: -len(issuer)].strip()
        if not office or _OFFICE.match(office):
            return True
    if not lines[-1].isupper():
        return True
    after = next((p.text for p in following if p.text), "")
    return bool(_AUTHORITY.match(piece.text)) and (
        bool(_BODY.match(after)) or not lines[-1].isupper() or after[:1] == "("
    )


def _same_paragraph(lines: list[str]) -> bool:
    return bool(lines) and _UNFINISHED.search(lines[-1]) is not None


def _is_sentence(piece: Piece, lines: list[str]) -> bool:
    """Whether the body begins: a long line, one that closes like a sentence, or one in small
    letters below capitals.
    """
    if lines[-1].isupper() and not piece.is_caps:
        return (
            len(piece.text) > 60
            or bool(_OPENERS.match(piece.text))
            or bool(_SENTENCE_END.search(piece.text))
        )
    if len(piece.text) > 180 or _SENTENCE_END.search(piece.text):
        return True
    return bool(_OPENERS.match(piece.text)) and len(piece.text) > 60
