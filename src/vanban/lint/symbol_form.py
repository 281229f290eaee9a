"""VB-002: a number is built as its kind of paper asks, the state's and the party's each its way."""

from collections.abc import Iterator
from functools import cache

from vanban.lint.cited import Mention, kinds, mentions, type_marks
from vanban.lint.rule import PARTY_NUMBER, STATE_NUMBER, basis_for
from vanban.model import Document, Finding
from vanban.text import Text
from vanban.words import entries

CODE = "VB-002"
SEVERITY = "error"
BASIS = STATE_NUMBER
TITLE = "Số, ký hiệu không đúng dạng của loại văn bản"

_NO_MARK = ("CP", "TTg", "HĐBT", "CTN", "QH", "UBTVQH")


@cache
def _state_bodies() -> frozenset[str]:
    return frozenset(entries("state_bodies"))


def check(document: Document, text: Text) -> Iterator[Finding]:
    """Nghị định 30/2020/NĐ-CP, Phụ lục I (Mục II, khoản 3) and III; Hướng dẫn 36-HD/VPTW."""
    for mention in mentions(text.plain):
        fault = _fault(mention, _kind(document, mention))
        if fault:
            article = PARTY_NUMBER if mention.is_party else basis_for(document, BASIS)
            yield Finding(CODE, SEVERITY, fault, mention.start, mention.end, article)


def _kind(document: Document, mention: Mention) -> str | None:
    """The kind before the number; for the paper's own number the kind of the paper."""
    own = document.metadata.spans.get("number")
    if own and own.start <= mention.start < own.end and document.metadata.type:
        return document.metadata.type.lower()
    return mention.kind


def _fault(mention: Mention, kind: str | None) -> str | None:
    if kind == "văn bản":
        return None
    return _wrong_joints(mention) or _wrong_mark(mention, kind) or _wrong_details(mention, kind)


def _wrong_joints(mention: Mention) -> str | None:
    """Dash and slash in the wrong places, each system with its own."""
    if len(mention.tokens) != 2 or mention.year or mention.tokens[0] not in type_marks() | {"CV"}:
        return None
    ordinal = mention.number[: mention.number.index(mention.separators[0])]
    mark, body = mention.tokens
    number = mention.number
    if mention.is_party and body not in _state_bodies():
        right = f"{ordinal}-{mark}/{body}"
        system = "Văn bản của Đảng viết “số-ký hiệu/cơ quan”"
    else:
        right = f"{ordinal}/{mark}-{body}"
        system = "Văn bản của Nhà nước viết “số/ký hiệu-cơ quan”"
    if number == right:
        return None
    return f"Số, ký hiệu “{number}” không đúng dạng. {system}: “{right}”."


def _wrong_mark(mention: Mention, kind: str | None) -> str | None:
    """The abbreviation in the number is not that of the kind named before it."""
    marks = kinds().get(kind or "", frozenset())
    mark = mention.tokens[0]
    if not marks or mark.startswith((*_NO_MARK, *marks)):
        return None
    slip = next((each for each in marks if each.lower() == mark.lower()), None)
    if slip:
        return f"Ký hiệu của loại văn bản “{kind}” viết là “{slip}”, không phải “{mark}”."
    expected = " hoặc ".join(f"“{each}”" for each in sorted(marks))
    return (
        f"Ký hiệu “{mark}” trong “{mention.number}” không phải chữ viết tắt của loại văn bản"
        f" “{kind}” ({expected}); kiểm tra lại tên loại hoặc số, ký hiệu."
    )


def _wrong_details(mention: Mention, kind: str | None) -> str | None:
    """A number below 10 without its zero; "TTg" in other letters."""
    body = mention.tokens[-1]
    if body.upper() == "TTG" and body != "TTg":
        return f"Thủ tướng Chính phủ viết tắt là “TTg”, không phải “{body}” (“{mention.number}”)."
    digits = mention.number.partition(mention.separators[0])[0]
    if kind in kinds() and len(digits) == 1 and not mention.is_party:
        return f"Số nhỏ hơn 10 phải thêm số 0 phía trước: “0{mention.number}”."
    return None
