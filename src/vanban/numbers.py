"""The grammar of document numbers: "120/QĐ-BTC", "98/2022/NĐ-CP", "124-KH/BCSĐ",
"05/2026/VLN/CV-LV".
"""

import re
from datetime import date

from vanban.word_lists import issuer_symbols, type_symbols

_UPPER = "A-ZĐƯƠÔÂÊĂÁÐ"
_PART = rf"[{_UPPER}][{_UPPER}\d&]{{0,15}}[a-zđ]{{0,2}}[{_UPPER}]{{0,3}}\d{{0,3}}(?!\w)"
_TWO_LETTERS = "QĐ|NĐ|TT|NQ|CT|KH|TB|KL|HD|BC|CV|LT"
_ACRONYM = rf"(?=[{_UPPER}]{{2}})"
_JOINT = (
    rf"(?:[-/._]|[-/] {{1,2}}{_ACRONYM}| {{1,2}}[-/]{_ACRONYM}"
    rf"|(?<={_TWO_LETTERS}) {{1,2}}- {{1,2}}{_ACRONYM})"
)
_LOWER = (
    r"(?:nđ-cp|nq-cp|(?:qđ|ct)-ttg|(?:nq|ct|kl|qđ|kh|qc)/tw|(?:qđ|tt|ct|kh)-b[a-zđ]{1,7}"
    r"|ttlt(?:[-/][a-zđ]{2,8}){2,5}|(?:nq-)?ubtvqh1[0-9]|qh1[0-9]|(?:qđ|ct|kh|nq)-(?:ubnd"
    r"|hđnd))(?!\w)"
)
SYMBOL = rf"(?:{_PART}(?:{_JOINT}{_PART}){{0,8}}|{_LOWER})"
_HEAD = r"\d{1,5}(?:\.\d{1,2})?[a-zA-Z]{0,3}"
_YEAR = r"(?:(?:(?:19|20)\d{2}|\d{2}) {0,2}[-/] {0,2}|(?:19|20)\d{2}(?=[A-ZĐ]))?"

NUMBER = re.compile(
    rf"(?<![\w/:°-])(?<!\d[.,])(?P<head>{_HEAD})"
    rf"(?: {{0,2}}[-/] {{0,2}}(?P<year>{_YEAR})"
    rf"| {{1,2}}(?=(?:{_TWO_LETTERS})[-/][{_UPPER}]))(?P<symbol>{SYMBOL})"
)
_SPACES = re.compile(r"\s+")
_SEPARATORS = re.compile(r"[-/._&]")
_ASSEMBLY = re.compile(r"(?:UBTV)?QH\d{1,2}$")
_DAY = re.compile(
    r"(?P<day>\d{1,2}) {0,2}(?:[/.-]|tháng) {0,2}(?P<month>\d{1,2}) {0,2}(?:[/.-]"
    r"|,? ?năm) {0,2}(?P<year>\d{4})(?!\d)",
    re.I,
)


def mended(number: str) -> str:
    """The number without stray spaces, with plain dashes: "49- NQ/TW" is "49-NQ/TW"."""
    return re.sub("[\u2010-\u2015\u2212]", "-", _SPACES.sub("", number)).replace("Ð", "Đ")


def number_key(number: str) -> str:
    """What two writings of one number share: "132-QĐ-TW" and "132-QĐ/TW" are one document."""
    return _SEPARATORS.sub("-", mended(number).upper())


def symbol_parts(symbol: str) -> list[str]:
    """The abbreviations in a symbol, in capitals: "TTLT-BTP-BCA" has three."""
    return [part for part in _SEPARATORS.split(mended(symbol).upper()) if part]


def type_of_symbol(symbol: str) -> str | None:
    """The type of document that a symbol tells, None for letters ("1244/BTC-PC") and laws."""
    parts = symbol_parts(symbol)
    if parts and parts[0] in issuer_symbols():
        return None
    return next((type_symbols()[part] for part in parts if part in type_symbols()), None)


def is_assembly(symbol: str) -> bool:
    """Whether a symbol is that of the Quốc hội or its committee ("QH13", "NQ-UBTVQH13")."""
    return any(_ASSEMBLY.match(part) for part in symbol_parts(symbol))


def is_well_known(symbol: str) -> bool:
    """Whether a symbol alone, without "số" or a type before it, shows that this is a document's
    number.
    """
    parts = symbol_parts(symbol)
    if is_assembly(symbol):
        return True
    return len(parts) > 1 and len(parts[0]) > 1 and type_of_symbol(symbol) is not None


def issuer_of_symbol(symbol: str) -> str | None:
    """Who issues under a symbol: "QĐ-TTg" is the Thủ tướng Chính phủ; None if unknown."""
    for part in symbol_parts(symbol):
        known = issuer_symbols().get(part) or issuer_symbols().get(part.rstrip("0123456789"))
        if known is not None:
            return known.name
    return None


def is_party_number(number: str) -> bool:
    """Whether a number is written the party's way: a dash after the digits, "124-KH/BCSĐ"."""
    found = NUMBER.match(number)
    return bool(
        found
        and "-" in number[found.end("head") : found.start("symbol")]
        and "/" in found["symbol"]
    )


def read_day(words: str) -> date | None:
    """The first day in the words: "ngày 12 tháng 6 năm 2012", "02/6/2005", "24 / 01/2014"; None if
    no such day.
    """
    found = _DAY.search(words)
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
