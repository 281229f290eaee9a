"""The Vietnamese words for states, standings and acts of tasks."""

from datetime import date

from congtac.documents.rules.words import KIND_OF_TIME_NAMES, with_last_day
from congtac.programmes.rules.standing import (
    ASSIGNED,
    DONE,
    DONE_LATE,
    IN_PROGRESS,
    OVERDUE,
)

STANDING_NAMES = {
    OVERDUE: "Quá hạn",
    ASSIGNED: "Đã giao",
    IN_PROGRESS: "Đang thực hiện",
    DONE: "Hoàn thành",
    DONE_LATE: "Hoàn thành muộn",
}
STANDING_COLOURS = {
    OVERDUE: "red",
    ASSIGNED: "grey",
    IN_PROGRESS: "blue",
    DONE: "green",
    DONE_LATE: "yellow",
}
ACT_NAMES = {
    "assign": "Giao nhiệm vụ",
    "progress": "Cập nhật tiến độ",
    "complete": "Hoàn thành",
    "reopen": "Mở lại",
}


def time_words(*, text: str, kind: str, due_on: date | None) -> str:
    """The time of a task on one line: its words and, where they don't say it, the last day."""
    return with_last_day(text or KIND_OF_TIME_NAMES[kind], due_on)


def distance_words(*, standing: str, due_on: date | None, day: date) -> str:
    """How far the last day is: "còn 12 ngày", "quá 2 ngày"."""
    if due_on is None or standing in (DONE, DONE_LATE):
        return ""
    days = (due_on - day).days
    if days < 0:
        return f"quá {-days} ngày"
    return "hạn hôm nay" if days == 0 else f"còn {days} ngày"
