"""VB-025: every task says who leads it."""

from collections.abc import Iterator

from vanban.lint.rule import READER, quoted
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-025"
SEVERITY = "warning"
BASIS = READER
TITLE = "Nhiệm vụ không có cơ quan chủ trì"

_SHOWN = 120  # characters of the task that the finding marks


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule: a task without a lead is nobody's task."""
    for task in document.tasks:
        if not task.lead:
            message = (
                f"Nhiệm vụ “{quoted(task.text, 60)}” (mục {task.path}) chưa nêu cơ quan chủ trì;"
                " bổ sung cơ quan chịu trách nhiệm chính."
            )
            end = min(task.end, task.start + _SHOWN)
            yield Finding(CODE, SEVERITY, message, task.start, end, BASIS)
