"""VB-019: a stated rate is the quotient of the figures beside it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from vanban.lint.figures import FIGURE, around_percents, is_about, percent_fault, read_figure
from vanban.lint.rule import READER
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-019"
SEVERITY = "error"
BASIS = READER
TITLE = "Tỷ lệ phần trăm không khớp với số liệu"

_PAIR = (
    rf"(?<![\w/.,-])(?P<part>{FIGURE})(?![\w.,]\d)"
    r"(?: ?/ ?|(?: [^\W\d]+){0,6} (?:trong|trên)(?: tổng)?(?: số)? )"
    rf"(?P<whole>{FIGURE})(?![\w/%]|[.,]\d)"
)
_RATE = rf"(?P<rate>{FIGURE}) {{0,2}}%"
_FORWARD = re.compile(
    _PAIR + rf"(?P<gap>[^\d;\n|]{{0,70}}?(?:đạt|chiếm|bằng|tương ứng|tương đương|tỷ lệ|tỉ lệ|=|\()"
    rf"[^\d;\n|]{{0,25}}?){_RATE}"
)
_BACKWARD = re.compile(rf"{_RATE}(?P<gap> {{0,2}}\([^\d()\n]{{0,20}}){_PAIR}[^\d()\n]{{0,40}}\)")
_DAY_BEFORE = re.compile(
    r"(?:ngày|đến|từ|trước|tháng|quý|sáng|chiều|tối|hết|hôm|kỳ|khoản|điều|số) {0,2}$", re.I
)


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule: a/b in per cent, rounded half up to the decimals that are written."""
    plain = text.plain
    for start, end in around_percents(plain):
        for match in chain(
            _FORWARD.finditer(plain, start, end), _BACKWARD.finditer(plain, start, end)
        ):
            fault = _fault(plain, match)
            if fault:
                message = f"{match['part']}/{match['whole']} {fault}."
                span = match.start(), match.end()
                yield Finding(CODE, SEVERITY, message, *span, BASIS)


def _fault(plain: str, match: re.Match[str]) -> str | None:
    part, whole = read_figure(match["part"]), read_figure(match["whole"])
    if not whole or any(is_about(plain, match.start(name)) for name in ("part", "whole", "rate")):
        return None
    if re.search(r"tăng|giảm|so với|%", match["gap"]):
        return None
    exact = part / whole * 100
    fault = percent_fault(exact, match["rate"])
    far = abs(exact - read_figure(match["rate"])) > Decimal(5)
    return None if fault and far and _may_be_day(plain, match) else fault


def _may_be_day(plain: str, match: re.Match[str]) -> bool:
    """ "đến 30/6 đạt 45%": a day, not a quotient."""
    part, whole = match["part"], match["whole"]
    if len(part) > 2 or len(whole) > 2 or int(part) > 31 or int(whole) > 12:
        return False
    return bool(_DAY_BEFORE.search(plain[max(0, match.start("part") - 10) : match.start("part")]))
