"""VB-003: a legal document holds its year in its number."""

from collections.abc import Iterator

from vanban.lint.cited import Mention, mentions
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-003"
SEVERITY = "error"
BASIS = "Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15, Điều 7, khoản 3"
TITLE = "Số của văn bản quy phạm pháp luật thiếu năm ban hành"

_FIRST_YEAR = 1998  # before, a decree was "23/CP", without its year
_MARKS = ("NĐ", "TTLT", "NQLT")


def check(document: Document, text: Text) -> Iterator[Finding]:
    """Luật số 64/2025/QH15, Điều 7, khoản 3: the number shows order, year, kind and issuer."""
    for mention in mentions(text.plain):
        if mention.year or mention.is_party or not _is_legal(mention):
            continue
        if mention.day and mention.day.year < _FIRST_YEAR:
            continue
        yield Finding(CODE, SEVERITY, _message(mention), mention.start, mention.end, BASIS)


def _is_legal(mention: Mention) -> bool:
    """A kind that is always a legal document; a decision or a resolution may be either."""
    first = mention.tokens[0]
    if mention.kind == "văn bản":
        return False
    if first in _MARKS:
        return True
    if first == "TT":
        return mention.kind in ("thông tư", "thông tư liên tịch")
    return mention.kind in ("luật", "bộ luật", "pháp lệnh") and first.startswith(("QH", "UBTVQH"))


def _message(mention: Mention) -> str:
    ordinal, mark, rest = mention.number.partition(mention.separators[0])
    year = str(mention.day.year) if mention.day else "năm ban hành"
    kind = (mention.kind or "văn bản quy phạm pháp luật").capitalize()
    return (
        f"{kind} “{mention.number}” thiếu năm ban hành trong số;"
        f" đối chiếu bản gốc và ghi “{ordinal}/{year}{mark}{rest}” nếu đúng."
    )
