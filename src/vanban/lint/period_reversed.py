"""VB-029: a period ends after it begins."""

import re
from collections.abc import Iterator
from datetime import date

from vanban.lint.rule import READER
from vanban.model import Document, Finding
from vanban.text import Text
from vanban.words import lower

CODE = "VB-029"
SEVERITY = "error"
BASIS = READER
TITLE = "Khoảng thời gian kết thúc trước khi bắt đầu"

_DAYS = re.compile(
    r"từ (?:ngày )?(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)"
    r"(?: {0,2}-| {1,2}đến(?: hết)?) {0,2}(?:ngày )?(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)"
)
_YEARS = re.compile(r"(?:giai đoạn|nhiệm kỳ) ((?:19|20)\d\d) {0,2}- {0,2}((?:19|20)\d\d)\b")


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule: "từ ... đến ..." and "giai đoạn" go forward in time."""
    low = lower(text.plain)
    for match in _DAYS.finditer(low):
        first, last = _day(match.groups()[:3]), _day(match.groups()[3:])
        if first and last and last < first:
            yield _finding(match)
    for match in _YEARS.finditer(low):
        if match[2] < match[1]:
            yield _finding(match)


def _day(parts: tuple[str, ...]) -> date | None:
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None


def _finding(match: re.Match[str]) -> Finding:
    words = " ".join(match.group().split())
    message = f"“{words}”: ngày kết thúc trước ngày bắt đầu; kiểm tra lại."
    return Finding(CODE, SEVERITY, message, match.start(), match.end(), BASIS)
