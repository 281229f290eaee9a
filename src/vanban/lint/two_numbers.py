"""VB-006: one document is cited under one number."""

from collections import Counter
from collections.abc import Iterator

from vanban.lint.cited import Mention, mentions
from vanban.lint.rule import STATE_CONTENT, basis_for
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-006"
SEVERITY = "error"
BASIS = STATE_CONTENT
TITLE = "Một văn bản được viện dẫn với hai số, ký hiệu khác nhau"

_SAME_TITLE = 8  # words that two titles share from the first on


def check(document: Document, text: Text) -> Iterator[Finding]:
    """Phụ lục I, Mục II, khoản 6 of Nghị định 30/2020/NĐ-CP: a citation gives the right number."""
    found = mentions(text.plain)
    for mention, other in (*_two_forms(found), *_two_orders(found)):
        message = (
            f"Cùng một văn bản nhưng ghi “{mention.number}” ở đây và “{other}” ở chỗ khác;"
            " đối chiếu bản gốc và thống nhất một số, ký hiệu."
        )
        span = mention.start, mention.end
        yield Finding(CODE, SEVERITY, message, *span, basis_for(document, BASIS))


def _two_forms(found: tuple[Mention, ...]) -> Iterator[tuple[Mention, str]]:
    """The same digits and letters, joined or cased in two ways: 132-QĐ/TW, 132-QĐ-TW."""
    groups: dict[str, list[Mention]] = {}
    for mention in found:
        groups.setdefault(mention.letters, []).append(mention)
    for group in groups.values():
        yield from _against_usual(group)


def _two_orders(found: tuple[Mention, ...]) -> Iterator[tuple[Mention, str]]:
    """The same kind, day and title under different digits or letters."""
    groups: dict[tuple[object, ...], list[Mention]] = {}
    for mention in found:
        words = mention.title.lower().split()[:_SAME_TITLE]
        if mention.day and mention.kind and len(words) == _SAME_TITLE:
            key = (mention.kind, mention.day, *words)
            groups.setdefault(key, []).append(mention)
    for group in groups.values():
        if len({mention.letters for mention in group}) > 1:
            yield from _against_usual(group)


def _against_usual(group: list[Mention]) -> Iterator[tuple[Mention, str]]:
    forms = Counter(mention.number for mention in group)
    if len(forms) < 2:
        return
    # Of two forms met as often, the one with both dash and slash is the likelier to be right.
    usual = max(forms, key=lambda form: (forms[form], "-" in form and "/" in form))
    for mention in group:
        if mention.number != usual:
            yield mention, usual
