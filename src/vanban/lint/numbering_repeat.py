"""VB-013: no number or letter stands twice in one list."""

from collections.abc import Iterator

from vanban.lint.numbering import breaks
from vanban.lint.rule import STATE_CONTENT, basis_for
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-013"
SEVERITY = "error"
BASIS = STATE_CONTENT
TITLE = "Đánh số thứ tự bị trùng"


def check(document: Document, text: Text) -> Iterator[Finding]:
    """Phụ lục I, Mục II, khoản 6 of Nghị định 30/2020/NĐ-CP: each part has its own number."""
    for found in breaks(document):
        if found.is_repeat and found.before:
            message = (
                f"“{found.wrong.written}” đã dùng ở trên; sau “{found.before.written}”"
                f" phải là “{found.expected}”."
            )
            span = found.wrong.start, found.wrong.end
            yield Finding(CODE, SEVERITY, message, *span, basis_for(document, BASIS))
