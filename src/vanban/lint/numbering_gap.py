"""VB-012: no number or letter is left out."""

from collections.abc import Iterator

from vanban.lint.numbering import Break, breaks
from vanban.lint.rule import STATE_CONTENT, basis_for
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-012"
SEVERITY = "error"
BASIS = STATE_CONTENT
TITLE = "Đánh số thứ tự bị nhảy"


def check(document: Document, text: Text) -> Iterator[Finding]:
    """Phụ lục I, Mục II, khoản 6 of Nghị định 30/2020/NĐ-CP: parts are numbered in order."""
    for found in breaks(document):
        if not found.is_repeat:
            span = found.wrong.start, found.wrong.end
            yield Finding(CODE, SEVERITY, _message(found), *span, basis_for(document, BASIS))


def _message(found: Break) -> str:
    if found.before is None:
        return (
            f"Danh sách bắt đầu bằng “{found.wrong.written}” mà không có “{found.expected}”;"
            " đánh lại số hoặc bổ sung phần thiếu."
        )
    letters = " theo thứ tự bảng chữ cái tiếng Việt" if found.wrong.kind == "letter" else ""
    return (
        f"Sau “{found.before.written}” phải là “{found.expected}”{letters}, không phải"
        f" “{found.wrong.written}”; đánh lại số hoặc bổ sung phần thiếu."
    )
