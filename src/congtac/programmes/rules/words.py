"""The Vietnamese words for states, standings and acts of tasks."""

from datetime import date

from congtac.documents.rules.words import KIND_OF_TIME_NAMES, with_last_day
from congtac.kernel.numbers import print_date
from congtac.programmes.rules.lateness import Late
from congtac.programmes.rules.standing import (
    ACCEPTED,
    ASSIGNED,
    CANCELLED,
    DONE,
    DONE_LATE,
    IN_PROGRESS,
    OVERDUE,
    REPORTED,
    RETURNED,
)

STANDING_NAMES = {
    OVERDUE: "Quá hạn",
    ASSIGNED: "Đã giao",
    ACCEPTED: "Đã nhận",
    IN_PROGRESS: "Đang thực hiện",
    RETURNED: "Bị trả lại",
    REPORTED: "Chờ xác nhận",
    DONE: "Hoàn thành",
    DONE_LATE: "Hoàn thành muộn",
    CANCELLED: "Thôi thực hiện",
}
STANDING_COLOURS = {
    OVERDUE: "red",
    ASSIGNED: "grey",
    ACCEPTED: "blue",
    IN_PROGRESS: "blue",
    RETURNED: "yellow",
    REPORTED: "yellow",
    DONE: "green",
    DONE_LATE: "yellow",
    CANCELLED: "grey",
}
ACT_NAMES = {
    "assign": "Giao nhiệm vụ",
    "accept": "Nhận nhiệm vụ",
    "progress": "Cập nhật tiến độ",
    "report": "Báo hoàn thành",
    "complete": "Hoàn thành",
    "confirm": "Xác nhận hoàn thành",
    "return": "Trả lại",
    "reopen": "Mở lại",
    "cancel": "Thôi thực hiện",
    "ask": "Đề nghị gia hạn",
    "extend": "Đồng ý gia hạn",
    "decline": "Không đồng ý gia hạn",
    "assess": "Đánh giá theo kỳ",
    "handover": "Bàn giao",
}
THING_NAMES = {
    "documents.document": "Văn bản",
    "programmes.programme": "Chương trình",
    "programmes.task": "Nhiệm vụ",
    "programmes.request": "Yêu cầu báo cáo",
    "programmes.report": "Báo cáo",
}
RESULT_NAMES = {"met": "Đạt", "partly": "Đạt một phần", "unmet": "Chưa đạt"}
EXTENSION_NAMES = {"asked": "Chờ quyết định", "granted": "Đồng ý", "declined": "Không đồng ý"}
LATE_WORDS = {
    "done": "hoàn thành muộn {days} ngày",
    "extended": "đã quá hạn {days} ngày khi được gia hạn",
    "cancelled": "đã quá hạn {days} ngày khi thôi thực hiện",
    "open": "đang quá hạn {days} ngày",
}


def time_words(*, text: str, kind: str, due_on: date | None) -> str:
    """The time of a task on one line: its words and, where they don't say it, the last day."""
    return with_last_day(text or KIND_OF_TIME_NAMES[kind], due_on)


def distance_words(*, standing: str, due_on: date | None, day: date) -> str:
    """How far the last day is: "còn 12 ngày", "quá 2 ngày"."""
    if due_on is None or standing in (DONE, DONE_LATE, REPORTED, CANCELLED):
        return ""
    days = (due_on - day).days
    if days < 0:
        return f"quá {-days} ngày"
    return "hạn hôm nay" if days == 0 else f"còn {days} ngày"


def late_words(late: Late) -> str:
    """A last day that was missed: "Hạn 31/12/2024: hoàn thành muộn 3 ngày"."""
    return f"Hạn {print_date(late.due_on)}: {LATE_WORDS[late.how].format(days=late.days)}"
