"""VB-022: stated growth follows from the two figures beside it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from vanban.lint.figures import FIGURE, around_percents, is_about, percent_fault, read_figure
from vanban.lint.rule import READER
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-022"
SEVERITY = "error"
BASIS = READER
TITLE = "Mức tăng, giảm không khớp với số liệu"

_NOT_MORE = r"(?![.,]\d|[\d/%])"
_RATE = rf"(?P<rate>{FIGURE}) {{0,2}}%"
_NOW = rf"(?<![\w/.,-])(?P<now>{FIGURE}){_NOT_MORE}"
_BEFORE = rf"(?P<before>{FIGURE}){_NOT_MORE}"
_WAY = "(?P<way>tăng|giảm)"
_WORDS = r"[^\d%;.\n|]"
_INSIDE = r"[^\d%()\n]{0,20}"  # brackets
# As in: 1.200 vụ, tăng 20% so với cùng kỳ năm trước (1.000 vụ).
_AGAINST = re.compile(
    rf"{_NOW}{_WORDS}{{1,60}}?[,(] {{0,2}}{_WAY} {_RATE}"
    rf" so với {_WORDS}{{2,40}}(?:20\d\d )?\({_INSIDE}{_BEFORE}{_INSIDE}\)"
)
# As in: 1.200 vụ (tăng 20% so với 1.000 vụ của năm trước).
_AGAINST_BARE = re.compile(
    rf"{_NOW}{_WORDS}{{1,60}}?[,(] {{0,2}}{_WAY} {_RATE} so với (?:mức |con số )?{_BEFORE} [^\W\d]"
)
# As in: tăng 20%, từ 1.000 vụ lên 1.200 vụ.
_RATE_FIRST = re.compile(
    rf"{_WAY}[^\d%;.\n|]{{0,20}} {_RATE} {{0,2}}[,(] {{0,2}}từ {_BEFORE}{_WORDS}{{0,30}}? "
    rf"(?:lên|xuống|thành|còn)(?: còn)? (?P<now>{FIGURE}){_NOT_MORE}"
)
# As in: từ 1.000 vụ lên 1.200 vụ, tăng 20%.
_FROM_TO = re.compile(
    rf"[Tt]ừ {_BEFORE}{_WORDS}{{0,30}}? (?:lên|xuống|thành|còn)(?: còn)? "
    rf"(?P<now>{FIGURE}){_NOT_MORE}"
    rf"{_WORDS}{{0,40}}?{_WAY}{_WORDS}{{0,20}} {_RATE}"
)
# As in: 1.200 vụ, tăng 200 vụ (20%) so với cùng kỳ.
_BY = re.compile(
    rf"{_NOW}{_WORDS}{{1,60}}?[,(] {{0,2}}{_WAY} (?P<step>{FIGURE}){_NOT_MORE}"
    rf"[^\d%;.\n|()]{{0,30}}?(?:\([^\d%;()\n]{{0,20}}|, (?:tương ứng|tương đương|bằng) ){_RATE}"
)
_PATTERNS = (_AGAINST, _AGAINST_BARE, _RATE_FIRST, _FROM_TO, _BY)
_YEARS = range(1990, 2051)


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule: (now - before) / before in per cent, rounded half up as written."""
    plain = text.plain
    for start, end in around_percents(plain):
        stretches = (pattern.finditer(plain, start, end) for pattern in _PATTERNS)
        for match in chain.from_iterable(stretches):
            fault = _fault(plain, match)
            if fault:
                message = f"Mức {match['way']} {fault}."
                yield Finding(CODE, SEVERITY, message, match.start(), match.end(), BASIS)


def _fault(plain: str, match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    names = [name for name in ("now", "before", "step", "rate") if groups.get(name)]
    if any(is_about(plain, match.start(name)) for name in names):
        return None
    now = read_figure(match["now"])
    before = _before(groups, now)
    if before <= 0 or now in _YEARS or before in _YEARS:
        return None
    change = now - before if match["way"] == "tăng" else before - now
    if change < 0:
        other = "giảm" if match["way"] == "tăng" else "tăng"
        return f"ghi ngược: số liệu cho thấy {other}, không phải {match['way']}"
    return percent_fault(change / before * 100, match["rate"])


def _before(groups: dict[str, str | None], now: Decimal) -> Decimal:
    before, step = groups.get("before"), groups.get("step")
    if before:
        return read_figure(before)
    size = read_figure(step or "0")
    return now - size if groups["way"] == "tăng" else now + size
