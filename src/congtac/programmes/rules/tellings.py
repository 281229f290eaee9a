"""What is told of which act, to which side, in which words: `docs/rules/tellings.md`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from congtac.kernel.numbers import print_date
from congtac.kernel.words import gettext_noop

KEEPER, LEADERS, DOERS = "keeper", "leaders", "doers"

ASSIGNED = "programmes.task.assigned"
REPORTED = "programmes.task.reported"
DECIDED = "programmes.task.decided"
EXTENSION_ASKED = "programmes.extension.asked"
EXTENSION_DECIDED = "programmes.extension.decided"
PART = "programmes.part.moved"
DIFFICULTY = "programmes.difficulty.moved"
DUE = "programmes.task.due"
OVERDUE = "programmes.task.overdue"
BELOW = "programmes.programme.below"
REPORT = "programmes.report.moved"

KIND_TITLES = {
    ASSIGNED: gettext_noop("Được giao nhiệm vụ"),
    REPORTED: gettext_noop("Nhiệm vụ được nhận, được báo hoàn thành"),
    DECIDED: gettext_noop("Nhiệm vụ được xác nhận, trả lại, cho thôi, mở lại"),
    EXTENSION_ASKED: gettext_noop("Đề nghị gia hạn chờ quyết định"),
    EXTENSION_DECIDED: gettext_noop("Kết quả đề nghị gia hạn"),
    PART: gettext_noop("Phần việc trong đơn vị"),
    DIFFICULTY: gettext_noop("Khó khăn, vướng mắc"),
    DUE: gettext_noop("Nhiệm vụ sắp đến hạn"),
    OVERDUE: gettext_noop("Nhiệm vụ quá hạn"),
    BELOW: gettext_noop("Đơn vị lập chương trình thực hiện"),
    REPORT: gettext_noop("Yêu cầu báo cáo, báo cáo gửi, trả lại, tiếp nhận"),
}
AT_ONCE = (EXTENSION_ASKED,)  # by letter at once, for who has not chosen


@dataclass(frozen=True, slots=True)
class Said:
    """Of which kind, to which side, and in which words; `{unit}` acts on `{task}`."""

    kind: str
    side: str
    words: str


MOVES = {
    "accept": Said(REPORTED, KEEPER, "{unit} đã nhận nhiệm vụ {task}"),
    "report": Said(REPORTED, KEEPER, "{unit} báo hoàn thành, chờ xác nhận: nhiệm vụ {task}"),
    "complete": Said(DECIDED, DOERS, "{unit} đã ghi hoàn thành nhiệm vụ {task}"),
    "confirm": Said(DECIDED, DOERS, "{unit} đã xác nhận hoàn thành nhiệm vụ {task}"),
    "return": Said(DECIDED, DOERS, "{unit} trả lại nhiệm vụ {task}"),
    "cancel": Said(DECIDED, DOERS, "{unit} cho thôi thực hiện nhiệm vụ {task}"),
    "reopen": Said(DECIDED, DOERS, "{unit} mở lại nhiệm vụ {task}"),
    "ask": Said(EXTENSION_ASKED, LEADERS, "{unit} đề nghị gia hạn nhiệm vụ {task}"),
    "extend": Said(EXTENSION_DECIDED, DOERS, "{unit} đồng ý gia hạn nhiệm vụ {task}"),
    "decline": Said(EXTENSION_DECIDED, DOERS, "{unit} không đồng ý gia hạn nhiệm vụ {task}"),
}
PARTS = {
    "give": "{name} giao bạn phần việc: {words}",
    "send": "{name} trình duyệt phần việc: {words}",
    "approve": "{name} đã duyệt phần việc: {words}",
    "return": "{name} trả lại phần việc để làm tiếp: {words}",
    "drop": "{name} đã rút phần việc: {words}",
}
DIFFICULTIES = {
    "raise": "{unit} nêu khó khăn, vướng mắc: {words}",
    "answer": "{unit} trả lời khó khăn, vướng mắc: {words}",
    "pass": "{unit} chuyển khó khăn, vướng mắc: {words}",
    "settle": "{unit} đồng ý với câu trả lời: {words}",
    "insist": "{unit} nêu lại khó khăn, vướng mắc: {words}",
    "withdraw": "{unit} rút khó khăn, vướng mắc: {words}",
}
LEFT = "Đơn vị không còn trong danh sách."  # why the share of one that leaves is cancelled
TO_WHO_ANSWERS, TO_WHO_RAISED = "answers", "raised"
DIFFICULTY_SIDES = {
    "raise": (TO_WHO_ANSWERS,),
    "answer": (TO_WHO_RAISED,),
    "pass": (TO_WHO_ANSWERS, TO_WHO_RAISED),
    "settle": (TO_WHO_ANSWERS,),
    "insist": (TO_WHO_ANSWERS,),
    "withdraw": (TO_WHO_ANSWERS,),
}


def assigned_words(*, plan: str, tasks: Iterable[str]) -> tuple[str, str]:
    """Subject and text for a unit that was given tasks of a plan."""
    named = list(tasks)
    one = f"Đơn vị được giao nhiệm vụ {named[0]}" if len(named) == 1 else ""
    subject = one or f"Đơn vị được giao {len(named)} nhiệm vụ trong {plan}"
    return subject, "\n".join(named)


def members_words(joined: Iterable[str], left: Iterable[str]) -> str:
    """Which units joined a task and which left it, as its history keeps it."""
    told = ((said, ", ".join(names)) for said, names in (("Thêm", joined), ("Bớt", left)))
    return " ".join(f"{said}: {names}." for said, names in told if names)


def due_words(task: str, *, due_on: date, day: date) -> tuple[str, str]:
    """Kind and subject for a task near its last day, or past it."""
    if due_on < day:
        return OVERDUE, f"Quá hạn {print_date(due_on)}: nhiệm vụ {task}"
    return DUE, f"Đến hạn {print_date(due_on)}: nhiệm vụ {task}"
