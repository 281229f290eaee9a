"""VB-026: every task says by when."""

from collections.abc import Iterator

from vanban.lint.rule import READER, first_line, quoted
from vanban.model import Document, Finding, Task
from vanban.text import Text

CODE = "VB-026"
SEVERITY = "note"
BASIS = READER
TITLE = "Nhiệm vụ không có thời gian thực hiện"

_LISTED = 12  # paths named in one message


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule: one finding a task where its like have a time, else one a paper."""
    forms = {task.mode for task in document.tasks if _has_time(task)} & {"labelled", "table"}
    timed = {_list_of(task) for task in document.tasks if _has_time(task)}
    late = [task for task in document.tasks if not _has_time(task)]
    alone = [
        task for task in late if task.mode in forms or (_list_of(task) in timed and len(late) < 4)
    ]
    for task in alone:
        yield _finding(document, task, "warning" if task.mode in forms else SEVERITY)
    rest = [task for task in late if task not in alone]
    if len(rest) == 1:
        yield _finding(document, rest[0], SEVERITY)
    elif rest:
        yield _summary(document, rest)


def _has_time(task: Task) -> bool:
    """A day, a period, "thường xuyên", a recurrence, or words as vague as "theo quy định"."""
    return bool(task.deadline.kind != "none" or task.deadline.text or task.recurrence)


def _list_of(task: Task) -> str:
    """The list that the task stands in: "II.1" for "II.1.b"."""
    return task.path.rpartition(".")[0]


def _finding(document: Document, task: Task, severity: str) -> Finding:
    start, end = first_line(document, task.start, task.end)
    message = (
        f"Nhiệm vụ “{quoted(document.source.text[start:end], 60)}” (mục {task.path})"
        " chưa nêu thời gian thực hiện; bổ sung thời hạn hoặc ghi “thường xuyên”."
    )
    return Finding(CODE, severity, message, start, end, BASIS)


def _summary(document: Document, tasks: list[Task]) -> Finding:
    """One note for the many tasks of a paper that says no time for most."""
    paths = ", ".join(dict.fromkeys(task.path for task in tasks[:_LISTED]))
    more = "…" if len(tasks) > _LISTED else ""
    message = (
        f"{len(tasks)} nhiệm vụ chưa nêu thời gian thực hiện (mục {paths}{more});"
        " bổ sung thời hạn hoặc ghi “thường xuyên”."
    )
    start, end = first_line(document, tasks[0].start, tasks[0].end)
    return Finding(CODE, SEVERITY, message, start, end, BASIS)
