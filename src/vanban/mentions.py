"""Finds every place where a text names a document by its number, with the words around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.numbers import NUMBER, is_assembly, is_well_known, mended, symbol_parts, type_of_symbol
from vanban.word_lists import document_types

_TYPE_NAMES = sorted((kind.name for kind in document_types()), key=lambda name: -len(name))
_SHORT_TYPES = {
    "NĐ": "Nghị định",
    "QĐ": "Quyết định",
    "TT": "Thông tư",
    "NQ": "Nghị quyết",
    "CT": "Chỉ thị",
    "TTLT": "Thông tư liên tịch",
    "CV": "Công văn",
    "KH": "Kế hoạch",
    "TB": "Thông báo",
}
_NAMED = {name.casefold(): name for name in _TYPE_NAMES} | {
    short.casefold(): name for short, name in _SHORT_TYPES.items()
}
_LONGEST_TYPE = max(len(name.split()) for name in _TYPE_NAMES)
_SO = re.compile(r"(?<!\w)s[ốó](?: hiệu| ký hiệu)?\s{0,2}:?\s{0,3}$", re.I)
_FORMS = re.compile(
    r"(?:biểu|mẫu|mã|tài khoản|phụ lục|bảng|phiếu) {1,2}s[ốó][\s:]{0,3}$",
    re.I,
)
_OTHER_THINGS = re.compile(
    r"(?:điện thoại|fax|nhà|biển|lô|thửa|ngõ|hẻm|hòm thư|hộp thư|bản đồ|seri|sê-ri|cmnd|cmtnd|cccd"
    r"|hộ chiếu|công báo|căn cước|minh nhân dân) {1,2}s[ốó][\s:]{0,3}$",
    re.I,
)
_BETWEEN = re.compile(
    r"^(?:,? {0,2}(?:ngày|NGÀY) [^,;.()]{4,24}?)? {0,2}(?:\([^()]{0,60}\))? {0,2}(?:[,;]|và|hoặc"
    r"|[,;] ?và)? {0,2}(?:(?:số|SỐ):? {0,2})?$"
)
_CLAUSE_TYPE = re.compile(rf"(?<!\w)(?P<type>{'|'.join(re.escape(n) for n in _TYPE_NAMES)})(?!\w)")
_ODD = re.compile(
    r"(?<!\w)[sS][ốỐ]:? {0,2}(?P<number>[A-ZĐ][A-ZĐ\d]{0,9}(?:[-/.][A-ZĐ\d]{1,12}){1,5}(?!\w)"
    r"|\d{1,5}[a-z]?(?=,? {0,2}ngày \d)(?! {0,2}[-/]))"
)
_YEARED = re.compile(r"(?<![\w/.,-])(?P<number>\d{1,4}/(?:19|20)\d{2})(?![\w/-])")
_LEGISLATION = frozenset(kind.name for kind in document_types() if kind.is_legislation) | {
    "Quyết định"
}
_NOT_NAMED_BY_NUMBER = frozenset(
    {"Đề án", "Chương trình", "Chương trình hành động", "Dự án", "Đề nghị", "Văn bản", "Hợp đồng"}
)


@dataclass(frozen=True, slots=True)
class _LeadIn:
    """What stands right before a number: its type, if any, "số", if any, and where they begin."""

    type: str | None
    is_capital: bool
    has_so: bool
    length: int  # letters from the start of the lead-in to the number


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a document is named: `start` to `end` is the number, `opening` where its type
    or "số" begins.
    """

    number: str
    symbol: str
    type: str | None
    opening: int
    start: int
    end: int


def find_mentions(plain: str) -> tuple[Mention, ...]:
    """Every mention of a numbered document, in the order of the text; linear in its length."""
    found = [*_regular(plain), *_irregular(plain), *_shortened(plain)]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _regular(plain: str) -> Iterator[Mention]:
    """Numbers with a symbol, where "số", a type, a list or the symbol itself shows it."""
    last: Mention | None = None
    for match in NUMBER.finditer(plain):
        mention = _judged(plain, match, last)
        if mention is not None:
            last = mention
            yield mention


def _judged(plain: str, match: re.Match[str], last: Mention | None) -> Mention | None:
    before = plain[max(0, match.start() - 60) : match.start()]
    lead = _lead_in(before)
    if lead.has_so and _is_other(before, match["symbol"]):
        return None
    in_list = _continues(plain, match.start(), last)
    if not (
        lead.has_so
        or in_list
        or is_well_known(match["symbol"])
        or _opens_alone(lead.type, match["symbol"])
    ):
        return None
    if max(len(part) for part in symbol_parts(match["symbol"])) < 2 and lead.type is None:
        return None
    named, opening = lead.type, match.start() - lead.length
    if named is None or (not lead.is_capital and is_assembly(match["symbol"])):
        named, opening = _inferred(plain, match, opening, last if in_list else None)
    return Mention(mended(match[0]), match["symbol"], named, opening, match.start(), match.end())


def _is_other(before: str, symbol: str) -> bool:
    """Whether "số" belongs to a form, an account, a house: not to a document."""
    if _FORMS.search(before):
        return True
    return not is_well_known(symbol) and _OTHER_THINGS.search(before) is not None


def _opens_alone(named: str | None, symbol: str) -> bool:
    """Whether a type right before a number, without "số", makes it a document ("Đề án 06/CP" is a
    project's name).
    """
    return named is not None and (
        named not in _NOT_NAMED_BY_NUMBER or type_of_symbol(symbol) is not None
    )


def _continues(plain: str, start: int, last: Mention | None) -> bool:
    """Whether a number goes on a list that the last mention began: "số 15/2013/NĐ-CP, 59/2015/NĐ-CP
    và ...".
    """
    return (
        last is not None
        and start - last.end < 110
        and bool(_BETWEEN.match(plain[last.end : start]))
    )


def _inferred(
    plain: str, match: re.Match[str], opening: int, last: Mention | None
) -> tuple[str, int]:
    """Type and opening where no type stands right before the number: from list, symbol or clause;
    else a letter.
    """
    if (
        last is not None
        and symbol_parts(last.symbol) == symbol_parts(match["symbol"])
        and last.type
    ):
        return last.type, opening
    told = type_of_symbol(match["symbol"])
    if told is not None:
        return told, opening
    floor = max(0, opening - 250)
    clause = re.split(r"[;.\n:]", plain[floor:opening])[-1]
    named = next(_CLAUSE_TYPE.finditer(clause), None)
    if named is not None and last is None:
        return _NAMED[named["type"].casefold()], opening - len(clause) + named.start()
    if last is not None and last.type:
        return last.type, opening
    return ("Luật" if is_assembly(match["symbol"]) else "Công văn"), opening


def _irregular(plain: str) -> Iterator[Mention]:
    """Numbers without a usual symbol, which only the type before "số" shows: "Văn bản số 02 ngày
    ...".
    """
    for match in _ODD.finditer(plain):
        mention = _typed(plain, match)
        if mention is not None and any(letter.isdigit() for letter in match["number"]):
            yield mention


def _shortened(plain: str) -> Iterator[Mention]:
    """Numbers of legislation cut to number and year: "Nghị định 15/2013"."""
    for match in _YEARED.finditer(plain):
        mention = _typed(plain, match)
        if mention is not None and mention.type in _LEGISLATION:
            yield mention


def _typed(plain: str, match: re.Match[str]) -> Mention | None:
    """A mention whose type, with a capital, stands right before it; None without one."""
    at = match.start("number")
    lead = _lead_in(plain[max(0, at - 60) : at])
    if lead.type is None or not lead.is_capital:
        return None
    return Mention(
        mended(match["number"]), "", lead.type, at - lead.length, at, match.end("number")
    )


def _lead_in(before: str) -> _LeadIn:
    """Reads backwards from a number: "Thông báo kết luận số " is the type Thông báo, one word more,
    and "số".
    """
    so = _SO.search(before[-16:])
    rest = before[: len(before) - (len(so[0]) if so else 0)]
    words = rest[rest.rfind("\n") + 1 :].split()
    named = list(_type_phrases(words, 3 if so else 1))
    phrase, first = next(
        (pair for pair in named if pair[0][0].isupper()), named[0] if named else ("", "")
    )
    if not phrase:
        return _LeadIn(None, False, so is not None, len(so[0]) if so else 0)
    length = len(before) - rest.rfind(first)
    return _LeadIn(_NAMED[phrase.casefold()], phrase[0].isupper(), so is not None, length)


def _type_phrases(words: list[str], most: int) -> Iterator[tuple[str, str]]:
    """Types at the end of some words, with their first word; up to `most` - 1 words may follow the
    type.
    """
    for more in range(most):
        kept = words[: len(words) - more]
        for size in range(min(_LONGEST_TYPE, len(kept)), 0, -1):
            phrase = " ".join(kept[-size:]).strip(',("')
            if phrase.casefold() in _NAMED:
                yield phrase, kept[-size]
