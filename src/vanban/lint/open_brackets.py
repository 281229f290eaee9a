"""VB-018: a bracket that opens is closed, and one that closes was opened."""

import re
from collections import deque
from collections.abc import Iterator

from vanban.lint.rule import READER, quoted
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-018"
SEVERITY = "warning"
BASIS = READER
TITLE = "Dấu ngoặc đơn, ngoặc vuông không đủ cặp"

_SIGN = re.compile(r"[()\[\]{}\n]")
_PARTNER = {")": "(", "]": "[", "}": "{"}
_FARTHEST = 700  # characters over which a bracket may stay open across paragraphs
_SHOWN = 40
_LABEL = r"(?:[a-zA-ZđĐ]|\d{1,3}(?:\.\d{1,2}){0,3}|[ivxIVX]{1,5})\s?$"
_OPENS_LINE = re.compile(rf"(?:^|[\n|])[ \t]{{0,8}}{_LABEL}")
_MARKER = re.compile(
    rf"(?:[\n;:,.|/“\"-][ \t]{{0,3}}|\b(?:và|điểm|khoản|mục|ý|phần|bước|nhóm|điều) ){_LABEL}", re.I
)


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule; the bracket of a list marker ("a)", "1)") is no bracket."""
    source = document.source.text
    for at in _alone(source):
        if source[at] in _PARTNER:
            words = quoted(source[max(0, at - _SHOWN) : at].split("\n")[-1], _SHOWN)
            message = f"Ngoặc đóng sau “{words}” không có ngoặc mở; thêm ngoặc mở hoặc bỏ."
        else:
            words = quoted(source[at + 1 : at + _SHOWN].split("\n")[0], _SHOWN)
            message = f"Ngoặc mở trước “{words}” không có ngoặc đóng; thêm ngoặc đóng hoặc bỏ."
        yield Finding(CODE, SEVERITY, message, at, at + 1, BASIS)


def _alone(source: str) -> Iterator[int]:
    """The places of brackets without a partner, in any order."""
    pending: deque[int] = deque()
    line_end = -1
    for match in _SIGN.finditer(source):
        at, sign = match.start(), match.group()
        if sign == "\n":
            line_end = at
            continue
        # A bracket stays open over lines only for a short note, within a line to its end.
        while pending and at - pending[0] > _FARTHEST and line_end > pending[0]:
            yield pending.popleft()
        if sign == ")" and _OPENS_LINE.search(source[max(0, at - 20) : at]):
            continue
        if sign not in _PARTNER:
            pending.append(at)
        elif pending and source[pending[-1]] == _PARTNER[sign]:
            pending.pop()
        elif not _is_marker(source, at):
            yield at
    yield from pending


def _is_marker(source: str, at: int) -> bool:
    return source[at] == ")" and bool(_MARKER.search(source[max(0, at - 20) : at]))
