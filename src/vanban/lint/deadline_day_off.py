"""VB-024: a task is due on a working day."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from vanban.lint.days_off import day_off
from vanban.lint.deadline_passed import place
from vanban.model import Document, Finding, Task
from vanban.text import Text

CODE = "VB-024"
SEVERITY = "note"
BASIS = (
    "Bộ luật Dân sự số 91/2015/QH13, Điều 148, khoản 5; Bộ luật Lao động số 45/2019/QH14, Điều 112"
)
TITLE = "Thời hạn rơi vào ngày nghỉ"

_WRITTEN = re.compile(r"\d{1,2} {0,2}[/.-] {0,2}\d{1,2}")


def check(document: Document, text: Text) -> Iterator[Finding]:
    """Bộ luật Dân sự 2015, Điều 148, khoản 5: a term ends on a working day."""
    for task in document.tasks:
        due = task.deadline.end if _is_day(task) else None
        reason = day_off(due) if due else None
        if due and reason:
            message = (
                f"Thời hạn {due:%d/%m/%Y} là ngày nghỉ ({reason}); nên chọn ngày làm việc,"
                f" ngày làm việc tiếp theo là {_next_working_day(due):%d/%m/%Y}."
            )
            yield Finding(CODE, SEVERITY, message, *place(task), BASIS)


def _is_day(task: Task) -> bool:
    """The words name a day; "hết năm 2022" only means its last one."""
    words = task.deadline.text or ""
    return task.deadline.kind == "date" and ("ngày" in words or bool(_WRITTEN.search(words)))


def _next_working_day(day: date) -> date:
    while day_off(day):
        day += timedelta(days=1)
    return day
