"""VB-023: nothing is due before the paper that asks for it."""

import re
from collections.abc import Iterator

from vanban.lint.rule import READER
from vanban.model import Document, Finding, Task
from vanban.text import Text

CODE = "VB-023"
SEVERITY = "error"
BASIS = READER
TITLE = "Thời hạn trước ngày ban hành"

_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARLY = re.compile(r"h[ằà]ng năm|mỗi năm|định kỳ", re.I)


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule: a task can't end before the day on which it is given."""
    own = document.metadata.date
    if own is None:
        return
    for task in document.tasks:
        due = task.deadline.end
        if due and due < own and not _comes_again(task):
            message = (
                f"Thời hạn {due:%d/%m/%Y} (“{task.deadline.text}”) trước ngày ban hành"
                f" {own:%d/%m/%Y}; kiểm tra lại năm hoặc ngày."
            )
            yield Finding(CODE, SEVERITY, message, *place(task), BASIS)


def _comes_again(task: Task) -> bool:
    """A day without its year that comes every year ("trước ngày 15/6 hằng năm")."""
    has_year = bool(_YEAR.search(task.deadline.text or ""))
    return not has_year and bool(task.recurrence or _YEARLY.search(task.text))


def place(task: Task) -> tuple[int, int]:
    """Where the deadline of a task stands, or the task where it has no place of its own."""
    span = task.deadline.span
    return (span.start, span.end) if span else (task.start, task.end)
