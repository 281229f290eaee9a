"""VB-009: a paper is not dated before the one that it guides, amends or carries out."""

import re
from collections.abc import Iterator
from datetime import date

from vanban.lint.cited import Mention, mentions
from vanban.lint.rule import READER
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-009"
SEVERITY = "error"
BASIS = READER
TITLE = "Văn bản có ngày trước văn bản mà nó hướng dẫn, sửa đổi hoặc thực hiện"

_FARTHEST = 260  # characters between the two numbers
_DEPENDS = re.compile(
    r"\b(?:hướng dẫn|quy định chi tiết|sửa đổi|bổ sung|thay thế|bãi bỏ|thực hiện|thi hành"
    r"|triển khai|đính chính|gia hạn)\b"
)
_OBJECT = re.compile(
    r"(?:hướng dẫn|thay thế|bãi bỏ|thực hiện|thi hành|triển khai|đính chính"
    r"|(?:sửa đổi|bổ sung|điều|chi tiết|khoản|nội dung|phần)(?: [^\W\d]+){0,4} của)"
    r" (?:các )?(?P<kind>[^\W\d]+(?: [^\W\d]+){0,3}?)(?: số)?[ :]{0,2}$"
)
_BREAKS = re.compile(
    r"[;.\n|]|\b(?:được|bị|bởi|căn cứ|đồng thời|theo|tại|và các|cùng với)\b"
    r"|\b(?:và|hoặc) (?:Luật|Bộ luật|Pháp lệnh|Nghị|Thông tư|Quyết định|Chỉ thị|Kế hoạch)"
)


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule: nothing can carry out or amend what isn't there yet."""
    found = mentions(text.plain)
    known = _known_days(found)
    for one, two in zip(found, found[1:], strict=False):
        if not one.day or not _depends(text.plain[one.day_end : two.start]):
            continue
        day = two.day or known.get(two.letters)
        is_older = one.day < day if day else two.year is not None and one.day.year < two.year
        if is_older and one.letters != two.letters:
            message = _message(one, two, day)
            yield Finding(CODE, SEVERITY, message, one.day_start, one.day_end, BASIS)


def _known_days(found: tuple[Mention, ...]) -> dict[str, date]:
    """The day of each document that holds its year in its number and is dated once."""
    return {m.letters: m.day for m in found if m.day and m.year == m.day.year}


def _depends(between: str) -> bool:
    """The words between two numbers say that the first rests on the second."""
    if len(between) > _FARTHEST or _BREAKS.search(between):
        return False
    return bool(_DEPENDS.search(between) and _OBJECT.search(between[-80:]))


def _message(one: Mention, two: Mention, day: date | None) -> str:
    when = f"ngày {day:%d/%m/%Y}" if day else f"năm {two.year}"
    return (
        f"“{one.number}” ghi ngày trước “{two.number}” ({when}) là văn bản mà nó hướng dẫn,"
        " sửa đổi hoặc thực hiện; đối chiếu lại hai ngày."
    )
