"""The order in which parts of a paper are numbered: numbers, Roman numerals, Vietnamese letters."""

import re
from functools import lru_cache

LETTERS = "abcdđeghiklmnopqrstuvxy"

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_FORM = re.compile(r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_LABEL = re.compile(
    r"(?P<name>phần|chương|mục|tiểu mục|điều|khoản|điểm|phụ lục)?(?: thứ)? {0,3}"
    r"(?P<body>\d{1,4}(?:\.\d{1,3}){0,4}|[ivxlc]{1,7}|[a-zđ])(?P<close>[.):/-]?)",
    re.IGNORECASE,
)


@lru_cache(maxsize=2_000)
def ranks(label: str) -> tuple[str, str, tuple[int, ...]] | None:
    """The name before a label, its kind (number, roman, letter) and its places in the order.

    "Điều 3." -> ("điều", "number", (3,)); "1.2." -> ("", "number", (1, 2));
    "đ)" -> ("", "letter", (5,)).
    """
    match = _LABEL.fullmatch(label.strip())
    if not match:
        return None
    name, body = (match["name"] or "").lower(), match["body"]
    if body[0].isdigit():
        return name, "number", tuple(int(part) for part in body.split("."))
    if body.isupper() and _ROMAN_FORM.fullmatch(body):
        return name, "roman", (roman(body),)
    if len(body) == 1 and body.lower() in LETTERS:
        return name, "letter", (LETTERS.index(body.lower()) + 1,)
    return None


def roman(letters: str) -> int:
    """The value of a Roman numeral in capitals."""
    values = [_ROMAN[letter] for letter in letters]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def to_roman(number: int) -> str:
    """A Roman numeral in capitals, for 1 to 399."""
    signs = (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
    )
    written = ""
    for value, sign in (*signs, (1, "I")):
        written += sign * (number // value)
        number %= value
    return written


def spell(kind: str, places: tuple[int, ...]) -> str:
    """The label at these places: ("letter", (5,)) -> "đ"."""
    if kind == "roman":
        return to_roman(places[-1])
    if kind == "letter":
        return LETTERS[places[-1] - 1] if places[-1] <= len(LETTERS) else "?"
    return ".".join(map(str, places))
