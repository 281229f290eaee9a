"""VB-021: what stands after "trong đó" is not above the whole."""

from collections.abc import Iterator
from decimal import Decimal

from vanban.lint.figures import spell
from vanban.lint.parts import Whole, same_unit, wholes
from vanban.lint.rule import READER
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-021"
SEVERITY = "error"
BASIS = READER
TITLE = "Số “trong đó” lớn hơn tổng"


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule: "trong đó" is at most the whole, each part and all of one kind."""
    for whole in wholes(text.plain):
        if whole.link == "trong đó":
            yield from _faults(whole)


def _faults(whole: Whole) -> Iterator[Finding]:
    alike = [part for part in whole.parts if same_unit(whole.figure, part)]
    for part in alike:
        if part.value > whole.figure.value:
            message = (
                f"“Trong đó” ghi {spell(part.value)}, lớn hơn tổng {spell(whole.figure.value)};"
                " kiểm tra lại số liệu."
            )
            yield Finding(CODE, SEVERITY, message, part.start, part.end, BASIS)
            return
    total = sum((part.value for part in alike), Decimal(0))
    if len(alike) > 1 and total > whole.figure.value:
        message = (
            f"Các số “trong đó” cộng lại là {spell(total)}, lớn hơn tổng"
            f" {spell(whole.figure.value)}; kiểm tra lại, hoặc nói rõ chỗ tính trùng."
        )
        end = min(alike[-1].end, whole.figure.start + 250)
        yield Finding(CODE, "warning", message, whole.figure.start, end, BASIS)
