"""A person's part in a task inside a unit: the page `docs/rules/parts.md`."""

from datetime import date

from congtac.kernel.words import Names, gettext_noop

GIVEN, SENT, APPROVED, RETURNED, DROPPED = "given", "sent", "approved", "returned", "dropped"
PART_STATES = (GIVEN, SENT, APPROVED, RETURNED, DROPPED)
OPEN = (GIVEN, SENT, RETURNED)
AT_WORK = (GIVEN, RETURNED)
PART_ACTS = ("give", "note", "send", "approve", "return", "drop")
NAMES = Names(
    {
        GIVEN: gettext_noop("Đang làm"),
        SENT: gettext_noop("Chờ duyệt"),
        APPROVED: gettext_noop("Đã duyệt"),
        RETURNED: gettext_noop("Làm lại"),
        DROPPED: gettext_noop("Đã rút"),
    }
)
COLOURS = {GIVEN: "blue", SENT: "yellow", APPROVED: "green", RETURNED: "yellow", DROPPED: "grey"}
PART_ACT_NAMES = Names(
    {
        "give": gettext_noop("Giao"),
        "note": gettext_noop("Ghi chú"),
        "send": gettext_noop("Trình duyệt"),
        "approve": gettext_noop("Duyệt"),
        "return": gettext_noop("Trả lại"),
        "drop": gettext_noop("Rút"),
    }
)


def objection_to_giving(*, due_on: date, task_due_on: date | None, today: date) -> str | None:
    """Why a part may not have this internal last day: a code of the catalogue, or nothing."""
    if due_on < today:
        return "PRG-040"
    is_after = task_due_on is not None and due_on > task_due_on and task_due_on >= today
    return "PRG-041" if is_after else None


def objection_to_part(act: str, *, state: str, words: str) -> str | None:
    """Why this act may not follow on a part in this state: a code of the catalogue, or nothing."""
    allowed = {"note": OPEN, "send": AT_WORK, "approve": (SENT,), "return": (SENT,), "drop": OPEN}
    if state not in allowed[act]:
        return "PRG-042"
    return None if act == "approve" or words.strip() else "PRG-043"
