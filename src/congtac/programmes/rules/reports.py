"""A unit's report: its states, who signs it, when it is late: `docs/rules/reports.md`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congtac.accounts.rules.signing import Power, capacity
from congtac.kernel.words import Names, gettext_noop
from congtac.kernel.words import gettext as _

DRAFTING, SUBMITTED, CHECKED, SIGNED = "drafting", "submitted", "checked", "signed"
WITH_BODY, SENT, RETURNED, ACCEPTED = "with_body", "sent", "returned", "accepted"
STOPPED = "cancelled"
REPORT_NAMES = Names(
    {
        DRAFTING: gettext_noop("Đang soạn"),
        SUBMITTED: gettext_noop("Chờ kiểm tra"),
        CHECKED: gettext_noop("Chờ ký"),
        SIGNED: gettext_noop("Đã ký, chưa gửi"),
        WITH_BODY: gettext_noop("Chờ chuyển"),
        SENT: gettext_noop("Chờ tiếp nhận"),
        RETURNED: gettext_noop("Bị trả lại"),
        ACCEPTED: gettext_noop("Đã tiếp nhận"),
        STOPPED: gettext_noop("Thôi báo cáo"),
    }
)
REPORT_COLOURS = {
    DRAFTING: "blue",
    SUBMITTED: "yellow",
    CHECKED: "yellow",
    SIGNED: "yellow",
    WITH_BODY: "blue",
    SENT: "blue",
    RETURNED: "red",
    ACCEPTED: "green",
    STOPPED: "grey",
}
REPORT_STATES = tuple(REPORT_NAMES)
BEING_WRITTEN = (DRAFTING, RETURNED)
INSIDE = (DRAFTING, RETURNED, SUBMITTED, CHECKED, SIGNED)  # the unit still has it
AWAY = (WITH_BODY, SENT, ACCEPTED)
OPEN = (*INSIDE, WITH_BODY, SENT)
SIGNED_ONES = (SIGNED, *AWAY)
CHECKED_ONES = (CHECKED, *SIGNED_ONES)
REPORT_ACTS = Names(
    {
        "make": gettext_noop("Được yêu cầu"),
        "draft": gettext_noop("Soạn từ nhiệm vụ"),
        "write": gettext_noop("Viết"),
        "give": gettext_noop("Giao mục"),
        "hand_in": gettext_noop("Nộp mục"),
        "approve": gettext_noop("Duyệt mục"),
        "give_back": gettext_noop("Trả lại mục"),
        "take_back": gettext_noop("Rút mục"),
        "submit": gettext_noop("Trình kiểm tra"),
        "check": gettext_noop("Kiểm tra xong"),
        "redo": gettext_noop("Trả về soạn lại"),
        "sign": gettext_noop("Ký"),
        "send": gettext_noop("Gửi"),
        "forward": gettext_noop("Chuyển tiếp"),
        "return": gettext_noop("Trả lại"),
        "accept": gettext_noop("Tiếp nhận"),
        "cancel": gettext_noop("Thôi báo cáo"),
        "urge": gettext_noop("Đôn đốc"),
        "consolidate": gettext_noop("Tổng hợp"),
        "handover": gettext_noop("Bàn giao"),
    }
)
FROM = {
    "draft": BEING_WRITTEN,
    "write": BEING_WRITTEN,
    **dict.fromkeys(("give", "hand_in", "approve", "give_back", "take_back"), BEING_WRITTEN),
    "consolidate": BEING_WRITTEN,
    "submit": BEING_WRITTEN,
    "check": (SUBMITTED,),
    "redo": (SUBMITTED, CHECKED, SIGNED),
    "sign": (CHECKED,),
    "send": (SIGNED,),
    "forward": (WITH_BODY,),
    "return": (WITH_BODY, SENT),
    "accept": (SENT,),
    "cancel": OPEN,
    "urge": INSIDE,
    "handover": OPEN,
}
TO = {
    "submit": SUBMITTED,
    "check": CHECKED,
    "redo": DRAFTING,
    "sign": SIGNED,
    "forward": SENT,
    "return": RETURNED,
    "accept": ACCEPTED,
    "cancel": STOPPED,
}
OUTSIDE_ACTS = ("make", "send", "forward", "return", "accept", "cancel", "urge", "handover")
STAGES = ("submit", "check", "sign", "send", "forward", "accept")
STAGE_NAMES = Names(
    {
        "submit": gettext_noop("Soạn, trình"),
        "check": gettext_noop("Kiểm tra"),
        "sign": gettext_noop("Ký"),
        "send": gettext_noop("Gửi"),
        "forward": gettext_noop("Chuyển tiếp"),
        "accept": gettext_noop("Tiếp nhận"),
    }
)
WITH_REASON = ("redo", "return", "cancel")

FREE, GIVEN, HANDED_IN = "free", "given", "sent"
GIVEN_BACK, APPROVED = "returned", "approved"
SECTION_NAMES = Names(
    {
        FREE: gettext_noop("Chung"),
        GIVEN: gettext_noop("Đang viết"),
        HANDED_IN: gettext_noop("Chờ duyệt"),
        GIVEN_BACK: gettext_noop("Viết lại"),
        APPROVED: gettext_noop("Đã duyệt"),
    }
)
SECTION_COLOURS = {
    FREE: "grey",
    GIVEN: "blue",
    HANDED_IN: "yellow",
    GIVEN_BACK: "yellow",
    APPROVED: "green",
}
SECTION_STATES = tuple(SECTION_NAMES)
IN_HANDS = (GIVEN, HANDED_IN, GIVEN_BACK)
WRITABLE = (FREE, GIVEN, GIVEN_BACK)
SECTION_FROM = {
    "give": (FREE,),
    "hand_in": (GIVEN, GIVEN_BACK),
    "approve": (HANDED_IN,),
    "give_back": (HANDED_IN, APPROVED),
    "take_back": (GIVEN, GIVEN_BACK),
}
SECTION_TO = {
    "give": GIVEN,
    "hand_in": HANDED_IN,
    "approve": APPROVED,
    "give_back": GIVEN_BACK,
    "take_back": FREE,
}

IN_TIME, LATE, AWAITED, OVERDUE = "in_time", "late", "awaited", "overdue"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a report stands against its last day on a day, and by how many days it is late."""

    how: str
    days: int = 0


def standing_of(*, due_on: date, sent_on: date | None, day: date) -> Standing:
    """How a report stands on a day; `sent_on` is the day on which the unit first sent it."""
    if sent_on is not None and sent_on <= day:
        late = (sent_on - due_on).days
        return Standing(LATE, late) if late > 0 else Standing(IN_TIME)
    late = (day - due_on).days
    return Standing(OVERDUE, late) if late > 0 else Standing(AWAITED)


def standing_words(standing: Standing) -> str:
    """The standing in words: "gửi muộn 2 ngày"."""
    words = {
        IN_TIME: _("gửi đúng hạn"),
        LATE: _("gửi muộn {days} ngày"),
        AWAITED: _("chưa đến hạn"),
        OVERDUE: _("quá hạn {days} ngày"),
    }
    return words[standing.how].format(days=standing.days)


def missed_before(
    dues: Sequence[tuple[date, date]], *, sent_on: date | None
) -> list[tuple[date, int]]:
    """The last days missed before they were moved: each with the days that it was late then.

    `dues` are the last days in force, each with the day from which it was: (from, last day).
    """
    missed = []
    for (_since, due_on), (moved_on, _later) in zip(dues, dues[1:], strict=False):
        is_waiting = sent_on is None or sent_on >= moved_on
        if is_waiting and moved_on > due_on:
            missed.append((due_on, (moved_on - due_on).days))
    return missed


def objection_to_report(act: str, *, state: str, words: str = "") -> str | None:
    """Why this act may not follow on a report in this state: a code of the catalogue."""
    if state not in FROM[act]:
        return "PRG-110"
    return "PRG-022" if act in WITH_REASON and not words.strip() else None


def state_after(act: str, *, state: str, goes_through: bool) -> str:
    """The state in which an act leaves a report."""
    if act == "send":
        return WITH_BODY if goes_through else SENT
    return TO.get(act, state)


def objection_to_submitting(*, states: Sequence[str], has_content: bool) -> str | None:
    """Why a report with sections in these states may not go up for checking."""
    if any(state in IN_HANDS for state in states):
        return "PRG-112"
    return None if has_content else "PRG-113"


def objection_to_section(act: str, *, state: str, words: str = "") -> str | None:
    """Why this act may not follow on a section in this state: a code of the catalogue."""
    if state not in SECTION_FROM[act]:
        return "PRG-111"
    return "PRG-022" if act == "give_back" and not words.strip() else None


def objection_to_writing(*, state: str, is_theirs: bool) -> str | None:
    """Why a section may not be written now by this person: a code of the catalogue."""
    if state not in WRITABLE:
        return "PRG-111"
    return None if state == FREE or is_theirs else "PRG-114"


def objection_to_section_day(
    *, due_on: date, report_due_on: date | None, today: date
) -> str | None:
    """Why a section may not have this internal last day: a code of the catalogue."""
    if due_on < today:
        return "PRG-040"
    is_after = report_due_on is not None and due_on > report_due_on >= today
    return "PRG-116" if is_after else None


def signs_as(*, post: str, is_leader: bool, power: Power | None) -> tuple[str, ...] | None:
    """The lines above a signature; nothing if this person may not sign for the unit.

    Source: Nghị định 30/2020/NĐ-CP, Điều 13: the head signs; others by a power to sign.
    """
    if power is not None:
        return capacity(power)
    is_head = is_leader and not post.strip().lower().startswith("phó")
    return (post.strip().upper(),) if is_head else None
