"""VB-020: the parts of a whole add up to it."""

from collections.abc import Iterator
from decimal import Decimal

from vanban.lint.figures import spell
from vanban.lint.parts import Whole, same_unit, wholes
from vanban.lint.rule import READER
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-020"
SEVERITY = "error"
BASIS = READER
TITLE = "Tổng không bằng các phần cộng lại"


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule: after "gồm" or "chia ra" the parts make the whole."""
    for whole in wholes(text.plain):
        total = sum((part.value for part in whole.parts), Decimal(0))
        if not _adds_up(whole, total):
            parts = " + ".join(spell(part.value) for part in whole.parts)
            message = (
                f"Các phần cộng lại {parts} = {spell(total)}, không bằng tổng"
                f" {spell(whole.figure.value)}; kiểm tra lại số liệu."
            )
            start = whole.figure.start
            end = min(whole.parts[-1].end, start + 250)
            yield Finding(CODE, SEVERITY, message, start, end, BASIS)


def _adds_up(whole: Whole, total: Decimal) -> bool:
    if whole.link == "trong đó" or not whole.is_closed or len(whole.parts) < 2:
        return True
    if total == whole.figure.value:
        return True
    if all(same_unit(whole.figure, part) for part in whole.parts):
        return False
    # Things of other kinds: a slip stays near the whole, another count doesn't.
    is_list = whole.is_total or all(part.leads for part in whole.parts)
    return not (is_list and abs(total - whole.figure.value) * 4 <= whole.figure.value)
