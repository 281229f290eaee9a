"""VB-011: a date exists in the calendar."""

import re
from calendar import monthrange
from collections.abc import Iterator

from vanban.lint.rule import READER
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-011"
SEVERITY = "error"
BASIS = READER
TITLE = "Ngày, tháng hoặc quý không có thật"

_LEAP = 2024  # a day without its year may be 29/02

# Each begins with letters that are the same in every case: the search passes over the rest at once.
_YEAR = re.compile(r"/ {0,2}((?:19|20)\d\d)(?![\w/]|-\w)")
_DAY_MONTH = re.compile(r"(?<![\w/.,-])(\d{1,2}) {0,2}/ {0,2}(\d{1,2}) {0,2}$")
_SPOKEN = re.compile(
    r"ngày {0,3}(\d{1,2})(?:[./-]| {1,3}tháng {0,3})(\d{1,2})"
    r"(?:(?:[./-]| {1,3}năm {0,3})((?:19|20)\d\d))?(?![\w/%]|[.,-]\d)"
)
_MONTH = re.compile(r"tháng {0,2}(\d{1,3})(?: {0,2}/ {0,2}| năm )(?:19|20)\d\d\b")
_QUARTER = re.compile(r"uý {0,2}([IVX]{1,4}|\d{1,2})(?: {0,2}/ {0,2}| năm )(?:19|20)\d\d\b")
_QUARTERS = frozenset({"I", "II", "III", "IV", "1", "2", "3", "4", "01", "02", "03", "04"})


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule: 31/02, month 13 and quarter V are slips of the pen."""
    plain = text.plain
    for start, end, day, month, year in _days(plain):
        fault = _fault(day, month, year)
        if fault:
            yield _finding(plain, start, end, fault)
    for match in _MONTH.finditer(plain):
        is_pay = plain.endswith(("lương ", "thưởng "), 0, match.start())
        if not 1 <= int(match[1]) <= 12 and not is_pay:
            yield _finding(plain, *match.span(), "Một năm chỉ có 12 tháng; kiểm tra lại")
    for match in _QUARTER.finditer(plain):
        if match[1] not in _QUARTERS and plain.endswith(("Q", "q"), 0, match.start()):
            start = match.start() - 1
            yield _finding(plain, start, match.end(), "Một năm chỉ có bốn quý; kiểm tra lại")


def _days(plain: str) -> Iterator[tuple[int, int, int, int, int]]:
    """Every day written out: its place, day, month and year (a leap year where none stands)."""
    seen: set[int] = set()
    for match in _YEAR.finditer(plain):
        head = _DAY_MONTH.search(plain, max(0, match.start() - 14), match.start())
        if head:
            seen.add(head.start())
            yield head.start(), match.end(), int(head[1]), int(head[2]), int(match[1])
    for match in _SPOKEN.finditer(plain):
        if match.start(1) not in seen:
            yield *match.span(), int(match[1]), int(match[2]), int(match[3] or _LEAP)


def _fault(day: int, month: int, year: int) -> str | None:
    if not 1 <= month <= 12:
        return f"Không có tháng {month}; kiểm tra lại"
    last = monthrange(year, month)[1]
    return None if 1 <= day <= last else f"Tháng {month:02} chỉ có {last} ngày; kiểm tra lại"


def _finding(plain: str, start: int, end: int, fault: str) -> Finding:
    message = f"{fault} “{' '.join(plain[start:end].split())}”."
    return Finding(CODE, SEVERITY, message, start, end, BASIS)
