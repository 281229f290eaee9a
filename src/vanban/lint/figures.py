"""Reads figures as Vietnamese papers write them, and rounds them as people do."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

FIGURE = r"\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,4})?|\d{1,12}(?:,\d{1,4})?"
_SCALES = {
    "nghìn": 1_000,
    "ngàn": 1_000,
    "triệu": 1_000_000,
    "tỷ": 1_000_000_000,
    "tỉ": 1_000_000_000,
}
SCALE = "|".join(_SCALES)
ABOUT = re.compile(
    r"(?:trên|hơn|gần|khoảng|dưới|ít nhất|tối thiểu|xấp xỉ|ước|chừng|quá|>|<|~)\s{0,2}$", re.I
)


def read_figure(written: str, scale: str | None = None) -> Decimal:
    """ "1.259" -> 1259; "81,2" -> 81.2; "300" with "nghìn" -> 300000."""
    value = Decimal(written.replace(".", "").replace(",", "."))
    return value * _SCALES[scale] if scale else value


def places_of(written: str) -> int:
    """How many decimals a figure is written with."""
    return len(written.partition(",")[2])


def rounded(value: Decimal, places: int) -> Decimal:
    """Rounded half up, as people round."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def spell(value: Decimal) -> str:
    """A figure as Vietnamese papers write it: 1.259 or 81,3."""
    whole, _, part = f"{value:,f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".") + (f",{part}" if part else "")


def around_percents(plain: str, before: int = 240, after: int = 120) -> Iterator[tuple[int, int]]:
    """The stretches near per cent signs, joined where they touch: rates stand only there."""
    start = end = -1
    at = plain.find("%")
    while at >= 0:
        if at - before > end:
            if end > 0:
                yield start, end
            start = max(0, at - before)
        end = min(len(plain), at + after)
        at = plain.find("%", at + 1)
    if end > 0:
        yield start, end


def is_about(plain: str, start: int) -> bool:
    """True where the figure at `start` is only a bound or a guess ("trên 300")."""
    return bool(ABOUT.search(plain[max(0, start - 12) : start]))


def percent_fault(exact: Decimal, written: str) -> str | None:
    """What is wrong with a stated per cent figure, and the right one rounded; None if right."""
    places = places_of(written)
    stated, right = read_figure(written), rounded(exact, places)
    if stated == right:
        return None
    finer = spell(rounded(exact, places + 1))
    slip = "làm tròn sai" if abs(stated - exact) < Decimal(1).scaleb(-places) else "tính sai"
    if rounded(exact, places + 1) == right:
        return f"{slip}: kết quả đúng là {spell(right)}%, không phải {written}%"
    return f"{slip}: kết quả là {finer}%, làm tròn là {spell(right)}%, không phải {written}%"
