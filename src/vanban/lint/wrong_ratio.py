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
    r"(?:(?: [^\W\d]+){0,3} ?/ ?|(?: [^\W\d]+){0,6} (?:trong|trên)(?: tổng)?(?: số)? )"
    rf"(?P<whole>{FIGURE})(?![\w/%]|[.,]\d)"
)
_RATE = (
    r"(?:(?:đạt|chiếm|bằng|ứng với|tương ứng|tương đương|=|\()[ :]{0,2}(?:tỷ lệ|tỉ lệ)?"
    r"|(?:tỷ lệ|tỉ lệ)(?: đạt| là| chiếm)?)[ :]{0,2}"
    rf"(?P<rate>{FIGURE}) {{0,2}}%"
)
# As in: hòa giải thành 45/60 vụ việc, đạt 75%.
_FORWARD = re.compile(rf"{_PAIR}(?P<gap>[^\d;.\n|]{{0,70}}?;? {{0,2}}){_RATE}")
# As in: có 60 nhiệm vụ, trong đó đã hoàn thành 45 nhiệm vụ, đạt 75%.
_NESTED = re.compile(
    rf"(?<![\w/.,-])(?P<whole>{FIGURE}) (?P<unit>[^\W\d]+(?: [^\W\d]+)?)\b[^\d%.;\n|]{{2,80}}?"
    rf"(?P<done>thành|xong|trong đó|hoàn thành|giải quyết|kết thúc)[^\d%.;\n|]{{0,40}}?"
    rf" (?P<part>{FIGURE}) (?P=unit)\b(?P<gap>[^\d;.\n|]{{0,30}}?){_RATE}"
)
_BARE_RATE = rf"(?P<rate>{FIGURE}) {{0,2}}%"
_BACKWARD = re.compile(
    rf"{_BARE_RATE}(?P<gap> {{0,2}}\([^\d()\n]{{0,20}}){_PAIR}[^\d()\n]{{0,40}}\)"
)
_OTHER = re.compile(r"tăng|giảm|so với|%|trong đó|riêng|còn lại|nữ|dân tộc")
_DAY_BEFORE = re.compile(
    r"(?:ngày|đến|từ|trước|tháng|quý|sáng|chiều|tối|hết|hôm|kỳ|khoản|điều|số) {0,2}$", re.I
)


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule: a/b in per cent, rounded half up to the decimals that are written."""
    plain = text.plain
    told: set[int] = set()
    for start, end in around_percents(plain):
        patterns = (_FORWARD, _NESTED, _BACKWARD)
        for match in chain.from_iterable(each.finditer(plain, start, end) for each in patterns):
            fault = _fault(plain, match)
            if fault and match.start("rate") not in told:
                told.add(match.start("rate"))
                message = f"{match['part']}/{match['whole']} {fault}."
                span = match.start(), match.end()
                yield Finding(CODE, SEVERITY, message, *span, BASIS)


def _fault(plain: str, match: re.Match[str]) -> str | None:
    part, whole = read_figure(match["part"]), read_figure(match["whole"])
    if not whole or any(is_about(plain, match.start(name)) for name in _bounds(plain, match)):
        return None
    if _OTHER.search(match["gap"]):
        return None
    exact = part / whole * 100
    fault = percent_fault(exact, match["rate"])
    far = abs(exact - read_figure(match["rate"])) > Decimal(5)
    return None if fault and far and _may_be_day(plain, match) else fault


def _bounds(plain: str, match: re.Match[str]) -> Iterator[str]:
    """The figures that may be guesses; "trên" between two figures only divides them."""
    yield from ("part", "rate")
    if not plain.endswith((" trên ", "trên tổng "), 0, match.start("whole")):
        yield "whole"


def _may_be_day(plain: str, match: re.Match[str]) -> bool:
    """ "đến 30/6 đạt 45%": a day, not a quotient."""
    part, whole = match["part"], match["whole"]
    if len(part) > 2 or len(whole) > 2 or int(part) > 31 or int(whole) > 12:
        return False
    return bool(_DAY_BEFORE.search(plain[max(0, match.start("part") - 10) : match.start("part")]))
