"""Whom a figure of a text is about: a row that the unit named itself, another body, or the unit.

The cases are in docs/rules/statistics-numbers-in-texts.md. What names another body or place than
the unit's own rows is not held against the unit's totals.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from congtac.kernel.keys import search_key

LETTER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"  # capitals alone
NAME = rf"[{LETTER}][\w-]*(?:\s+[{LETTER}][\w-]*)*"
BODY = r"(?:Phòng|Văn phòng|Trung tâm|Chi nhánh|Chi cục|Công ty|Đoàn|Hội|Tổ|Cụm)"
PLACE = r"(?:[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị xã|[Tt]hị trấn|[Tt]hành phố|[Tt]ỉnh|[Ss]ở)"
OTHERS = re.compile(
    rf"\b(?:{BODY}\b[^.,;:()\d]{{0,40}}?\bsố\s+\d+"
    rf"|{BODY}\b[^.,;:()\d]{{0,40}}?\s[{LETTER}][\w-]*\s+{NAME}"
    rf"|{PLACE}\s+{NAME}"
    r"|[Cc]ả nước|[Tt]oàn quốc)"
)
WHOLE = re.compile(
    r"\b(?:toàn tỉnh|toàn thành phố|cả tỉnh|trên địa bàn tỉnh|tổng số|tổng cộng)\b",
    re.I,
)
TOKEN = re.compile(r"\w+")
UNIT = ""  # the unit itself, all of it
FOREIGN = "\0"  # another body or place


def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text without marks: "số 01" is "so 1"."""
    found = (search_key(it) for it in TOKEN.findall(text))
    return tuple(it.lstrip("0") or "0" if it.isdigit() else it for it in found)


def about(left: str, right: str, rows: Mapping[str, tuple[str, ...]], own: str) -> str:
    """The row named in the words before a figure or right behind it, FOREIGN, or UNIT.

    `rows` are the rows that the unit named itself with their tokens, `own` the unit's name.
    What stands right behind counts first, then what was named last.
    """
    behind = _last(right, rows, own)
    return behind if behind is not None else _last(left, rows, own) or UNIT


def _last(text: str, rows: Mapping[str, tuple[str, ...]], own: str) -> str | None:
    """Who is named last in a text; None where nobody is."""
    found = [(it.end(), UNIT) for it in WHOLE.finditer(text)]
    found += [(it.end(), _other(it[0], own)) for it in OTHERS.finditer(text)]
    found += [(end, name) for name, of in rows.items() for end in _ends(text, of)]
    if not found:
        return None
    last = max(end for end, _name in found)
    near = [name for end, name in found if end == last]
    named = [name for name in near if name in rows]
    return max(named, key=len) if named else near[0]


def _other(said: str, own: str) -> str:
    """UNIT where what is said is the unit's own name or place, else FOREIGN."""
    kind = {"tinh", "thanh", "pho", "so"}
    words = [it for it in tokens(said) if it not in kind]
    known = set(tokens(own))
    return UNIT if words and known.issuperset(words) else FOREIGN


def _ends(text: str, wanted: Sequence[str]) -> list[int]:
    """Where the words of a name end in a text, wherever it says all of them in turn."""
    if not wanted:
        return []
    spans = _spans(text)
    size = len(wanted)
    return [
        spans[at + size - 1][1]
        for at in range(len(spans) - size + 1)
        if tuple(it[0] for it in spans[at : at + size]) == tuple(wanted)
    ]


@lru_cache(maxsize=512)
def _spans(text: str) -> tuple[tuple[str, int], ...]:
    return tuple((word, it.end()) for it in TOKEN.finditer(text) for word in tokens(it[0]))
