"""The Vietnamese words for states, standings and acts of tasks."""

from datetime import date

from congtac.documents.rules.words import KIND_OF_TIME_NAMES, with_last_day
from congtac.kernel.numbers import print_date
from congtac.kernel.words import Names, gettext_noop
from congtac.kernel.words import gettext as _
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

STANDING_NAMES = Names(
    {
        OVERDUE: gettext_noop("Quá hạn"),
        ASSIGNED: gettext_noop("Đã giao"),
        ACCEPTED: gettext_noop("Đã nhận"),
        IN_PROGRESS: gettext_noop("Đang thực hiện"),
        RETURNED: gettext_noop("Bị trả lại"),
        REPORTED: gettext_noop("Chờ xác nhận"),
        DONE: gettext_noop("Hoàn thành"),
        DONE_LATE: gettext_noop("Hoàn thành muộn"),
        CANCELLED: gettext_noop("Thôi thực hiện"),
    }
)
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
ACT_NAMES = Names(
    {
        "assign": gettext_noop("Giao nhiệm vụ"),
        "accept": gettext_noop("Nhận nhiệm vụ"),
        "progress": gettext_noop("Cập nhật tiến độ"),
        "report": gettext_noop("Báo hoàn thành"),
        "complete": gettext_noop("Hoàn thành"),
        "confirm": gettext_noop("Xác nhận hoàn thành"),
        "return": gettext_noop("Trả lại"),
        "reopen": gettext_noop("Mở lại"),
        "cancel": gettext_noop("Thôi thực hiện"),
        "ask": gettext_noop("Đề nghị gia hạn"),
        "extend": gettext_noop("Đồng ý gia hạn"),
        "decline": gettext_noop("Không đồng ý gia hạn"),
        "assess": gettext_noop("Đánh giá theo kỳ"),
        "handover": gettext_noop("Bàn giao"),
        "gather": gettext_noop("Tổng hợp từ các đơn vị"),
        "members": gettext_noop("Cập nhật danh sách đơn vị"),
    }
)
THING_NAMES = Names(
    {
        "documents.document": gettext_noop("Văn bản"),
        "programmes.programme": gettext_noop("Chương trình"),
        "programmes.task": gettext_noop("Nhiệm vụ"),
        "programmes.request": gettext_noop("Yêu cầu báo cáo"),
        "programmes.report": gettext_noop("Báo cáo"),
    }
)
RESULT_NAMES = Names(
    {
        "met": gettext_noop("Đạt"),
        "partly": gettext_noop("Đạt một phần"),
        "unmet": gettext_noop("Chưa đạt"),
    }
)
EXTENSION_NAMES = Names(
    {
        "asked": gettext_noop("Chờ quyết định"),
        "granted": gettext_noop("Đồng ý"),
        "declined": gettext_noop("Không đồng ý"),
    }
)
LATE_WORDS = Names(
    {
        "done": gettext_noop("hoàn thành muộn {days} ngày"),
        "extended": gettext_noop("đã quá hạn {days} ngày khi được gia hạn"),
        "cancelled": gettext_noop("đã quá hạn {days} ngày khi thôi thực hiện"),
        "open": gettext_noop("đang quá hạn {days} ngày"),
    }
)


def time_words(*, text: str, kind: str, due_on: date | None) -> str:
    """The time of a task on one line: its words and, where they don't say it, the last day."""
    return with_last_day(text or KIND_OF_TIME_NAMES[kind], due_on)


def distance_words(*, standing: str, due_on: date | None, day: date) -> str:
    """How far the last day is: "còn 12 ngày", "quá 2 ngày"."""
    if due_on is None or standing in (DONE, DONE_LATE, REPORTED, CANCELLED):
        return ""
    days = (due_on - day).days
    if days < 0:
        return _("quá {days} ngày").format(days=-days)
    return _("hạn hôm nay") if days == 0 else _("còn {days} ngày").format(days=days)


def late_words(late: Late) -> str:
    """A last day that was missed: "Hạn 31/12/2024: hoàn thành muộn 3 ngày"."""
    return _("Hạn {due_on}: {late}").format(
        due_on=print_date(late.due_on), late=LATE_WORDS[late.how].format(days=late.days)
    )
