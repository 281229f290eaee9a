"""VB-005: one document is cited under one date."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from vanban.lint.cited import Mention, mentions
from vanban.lint.rule import STATE_CONTENT, basis_for
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-005"
SEVERITY = "error"
BASIS = STATE_CONTENT
TITLE = "Một văn bản được viện dẫn với hai ngày khác nhau"


def check(document: Document, text: Text) -> Iterator[Finding]:
    """Phụ lục I, Mục II, khoản 6 of Nghị định 30/2020/NĐ-CP: a citation gives the date."""
    groups: dict[tuple[str, int], list[Mention]] = {}
    for mention in mentions(text.plain):
        if mention.day:
            key = mention.letters, _series(mention, mention.day)
            groups.setdefault(key, []).append(mention)
    for group in groups.values():
        yield from _conflicts(document, group)


def _series(mention: Mention, day: date) -> int:
    """The years in which a number is given once: all, a term of the Central Committee, or one."""
    if mention.year:
        return 0
    return (day.year - 1) // 5 if mention.tokens[-1] == "TW" else day.year


def _conflicts(document: Document, group: list[Mention]) -> Iterator[Finding]:
    days = Counter(mention.day for mention in group)
    if len(days) < 2:
        return
    usual = next(m for m in group if m.day == days.most_common(1)[0][0])
    for mention in group:
        if mention.day and usual.day and mention.day != usual.day and mention.may_be(usual):
            message = (
                f"“{mention.number}” ghi ngày {_spell(mention.day)} ở đây nhưng ngày"
                f" {_spell(usual.day)} ở chỗ khác; đối chiếu bản gốc và thống nhất một ngày."
            )
            start, end = mention.day_start, mention.day_end
            yield Finding(CODE, SEVERITY, message, start, end, basis_for(document, BASIS))


def _spell(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"
