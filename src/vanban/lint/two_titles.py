"""VB-007: one document is cited under one title."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from vanban.lint.cited import Mention, mentions
from vanban.lint.rule import STATE_CONTENT, basis_for, quoted
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-007"
SEVERITY = "warning"
BASIS = STATE_CONTENT
TITLE = "Một văn bản được viện dẫn với hai trích yếu khác nhau"

_WORD = re.compile(r"[^\W_]+")
_COMPARED = 14  # words
_FEWEST = 5  # words below which a title says too little
_ALIKE = 0.6
_NEXT = re.compile(
    r"(?:,|;| và)(?: các)? (?=(?:Luật|Nghị định|Thông tư|Quyết định|Chỉ thị|Nghị quyết|Kế hoạch"
    r"|Kết luận|Quy định|Công văn|Chương trình|Thông báo|Hướng dẫn|Báo cáo)\b)"
)
_FILLERS = frozenset({"việc", "về", "số", "ngày", "tháng", "năm", "của"})


def check(document: Document, text: Text) -> Iterator[Finding]:
    """Phụ lục I, Mục II, khoản 6 of Nghị định 30/2020/NĐ-CP: a citation gives the title."""
    first: dict[tuple[str, int | None], tuple[Mention, list[str]]] = {}
    for mention in mentions(text.plain):
        words = _words(mention)
        year = mention.year or (mention.day.year if mention.day else None)
        if not words or year is None:
            continue
        known = first.setdefault((mention.letters, year), (mention, words))
        if _differ(known[1], words) and mention.may_be(known[0]):
            start = mention.title_start
            end = start + min(len(mention.title.rstrip(" .,")), 120)
            message = (
                f"Trích yếu của “{mention.number}” ở đây khác chỗ khác trong văn bản"
                f" (“{quoted(known[0].title)}”); đối chiếu bản gốc và thống nhất."
            )
            yield Finding(CODE, SEVERITY, message, start, end, basis_for(document, BASIS))


def _words(mention: Mention) -> list[str]:
    """The first words of a title that begins with "về"; none where it is only described."""
    if not mention.title.startswith("về"):
        return []
    title = _NEXT.split(mention.title, maxsplit=1)[0]
    words = _WORD.findall(title.lower())
    return [word for word in words if word not in _FILLERS][:_COMPARED]


def _differ(known: list[str], other: list[str]) -> bool:
    """Two titles that part ways before the shorter one ends."""
    length = min(len(known), len(other))
    if length < _FEWEST or known[:length] == other[:length]:
        return False
    alike = SequenceMatcher(None, known[:length], other[:length], autojunk=False).ratio()
    return alike >= _ALIKE or known[0] != other[0]
