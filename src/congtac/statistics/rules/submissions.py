"""How a form goes from its draft to its acceptance, who may stand in which place, when it is shut.

Source: Thông tư 03/2019/TT-BTP: a form is signed by who filled it in, who checked it, the head.
"""

from collections.abc import Sequence
from datetime import date

from congtac.accounts.rules.signing import Power, capacity
from congtac.kernel.words import Names, gettext_noop
from congtac.kernel.words import gettext as _

DRAFT, SUBMITTED, CHECKED, SIGNED = "draft", "submitted", "checked", "signed"
SENT, ACCEPTED, RETURNED, SUPERSEDED = "sent", "accepted", "returned", "superseded"
NONE = "none"  # nobody has begun
STATES = Names(
    {
        DRAFT: gettext_noop("Đang nhập"),
        SUBMITTED: gettext_noop("Chờ kiểm tra"),
        CHECKED: gettext_noop("Chờ ký"),
        SIGNED: gettext_noop("Đã ký, chưa gửi"),
        SENT: gettext_noop("Đã gửi"),
        ACCEPTED: gettext_noop("Đã tiếp nhận"),
        RETURNED: gettext_noop("Trả lại"),
    }
)
STATE_NAMES = Names({NONE: gettext_noop("Chưa nhập"), **STATES.written})
COLOURS = {
    NONE: "grey",
    DRAFT: "grey",
    SUBMITTED: "yellow",
    CHECKED: "yellow",
    SIGNED: "blue",
    SENT: "blue",
    ACCEPTED: "green",
    RETURNED: "red",
}
INSIDE = (DRAFT, SUBMITTED, CHECKED, SIGNED)
BEING_FILLED = (DRAFT, RETURNED)
AWAY = (SENT, ACCEPTED)
ACTS = Names(
    {
        "begin": gettext_noop("Bắt đầu nhập"),
        "write": gettext_noop("Lưu số liệu"),
        "explain": gettext_noop("Thuyết minh"),
        "submit": gettext_noop("Trình kiểm tra"),
        "check": gettext_noop("Kiểm tra đạt"),
        "redo": gettext_noop("Trả về nhập lại"),
        "sign": gettext_noop("Ký"),
        "send": gettext_noop("Gửi"),
        "accept": gettext_noop("Tiếp nhận"),
        "return": gettext_noop("Trả lại"),
        "open": gettext_noop("Mở khóa nộp"),
        "divide": gettext_noop("Giao phần biểu"),
        "retake": gettext_noop("Rút phần biểu"),
        "judge": gettext_noop("Xem xét thuyết minh"),
        "correct": gettext_noop("Đính chính"),
        "ask_open": gettext_noop("Xin mở khóa"),
        "refuse": gettext_noop("Không mở khóa"),
        "handover": gettext_noop("Bàn giao"),
    }
)
FROM = {
    "write": BEING_FILLED,
    "explain": BEING_FILLED,
    "submit": BEING_FILLED,
    "check": (SUBMITTED,),
    "redo": (SUBMITTED, CHECKED, SIGNED),
    "sign": (CHECKED,),
    "send": (SIGNED,),
    "accept": (SENT,),
    "return": (SENT,),
    "open": (*INSIDE, RETURNED),
    "divide": BEING_FILLED,
    "retake": BEING_FILLED,
    "judge": (SENT,),
    "correct": (ACCEPTED,),
    "ask_open": (*INSIDE, RETURNED),
    "refuse": (*INSIDE, RETURNED),
    "handover": (*INSIDE, RETURNED, SENT),
}
TO = {
    "submit": SUBMITTED,
    "check": CHECKED,
    "redo": DRAFT,
    "sign": SIGNED,
    "send": SENT,
    "accept": ACCEPTED,
    "return": RETURNED,
}
WITH_REASON = ("redo", "return", "open", "retake", "correct", "ask_open", "refuse")
SHUT = ("write", "explain", "submit", "check", "sign", "send")  # what a closed period forbids
OUTSIDE = (
    "send",
    "accept",
    "return",
    "open",
    "judge",
    "correct",
    "ask_open",
    "refuse",
    "handover",
)  # what the receiver sees of the history
STAGES = ("write", "submit", "check", "sign", "send", "accept")
STAGE_NAMES = Names(
    {
        "write": gettext_noop("Nhập số liệu"),
        "submit": gettext_noop("Trình kiểm tra"),
        "check": gettext_noop("Kiểm tra"),
        "sign": gettext_noop("Ký"),
        "send": gettext_noop("Gửi"),
        "accept": gettext_noop("Tiếp nhận"),
    }
)
DONE = {
    DRAFT: 0,
    RETURNED: 0,
    SUBMITTED: 2,
    CHECKED: 3,
    SIGNED: 4,
    SENT: 5,
    ACCEPTED: 6,
}


def objection(act: str, *, state: str, words: str = "", is_open: bool = True) -> str | None:
    """Why this act may not follow on a form in this state: a code of the catalogue."""
    if state not in FROM[act]:
        return "STA-340"
    if act in SHUT and not is_open:
        return "STA-341"
    return "STA-342" if act in WITH_REASON and not words.strip() else None


def state_after(act: str, state: str) -> str:
    """The state in which an act leaves a form."""
    return TO.get(act, state)


def is_open(*, due_on: date | None, opened_until: Sequence[date], day: date) -> bool:
    """Whether a form may still be filled in and sent: until its last day, or an exception's end."""
    last_days = (*opened_until, *([due_on] if due_on else []))
    return due_on is None or day <= max(last_days)


def objection_to_person(act: str, *, person: str, filled_by: str) -> str | None:
    """Why this person may not stand in this place: nobody checks or signs their own figures."""
    return "STA-343" if act in ("check", "sign") and person == filled_by else None


def objection_to_sending(*, blocking: int, unexplained: int) -> str | None:
    """Why a form with findings may not go up: it is wrong, or a note is missing."""
    if blocking:
        return "STA-344"
    return "STA-345" if unexplained else None


def objection_to_opening(*, until: date, due_on: date | None, today: date) -> str | None:
    """Why an exception may not end on this day."""
    return "STA-346" if until < today or (due_on is not None and until <= due_on) else None


def lateness(*, due_on: date | None, sent_on: date | None, day: date) -> tuple[int, bool]:
    """Days late, and whether it has been sent: 0 days is in time or not due yet."""
    if due_on is None:
        return 0, sent_on is not None
    return max(0, ((sent_on or day) - due_on).days), sent_on is not None


def lateness_words(days: int, *, is_sent: bool, is_due: bool = True) -> str:
    """The lateness in words: "gửi muộn 2 ngày"."""
    if is_sent:
        return _("gửi muộn {days} ngày").format(days=days) if days else _("gửi đúng hạn")
    if not is_due:
        return ""
    return _("quá hạn {days} ngày").format(days=days) if days else _("chưa đến hạn")


def signs_as(*, post: str, is_leader: bool, power: Power | None) -> tuple[str, ...] | None:
    """The lines above a signature; nothing if this person may not sign for the unit.

    Source: Nghị định 30/2020/NĐ-CP, Điều 13: the head signs; others by a power to sign.
    """
    if power is not None:
        return capacity(power)
    is_head = is_leader and not post.strip().lower().startswith("phó")
    return (post.strip().upper(),) if is_head else None
