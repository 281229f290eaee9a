"""Where the reports of a request stand at the end of a day: `docs/rules/reports-received.md`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from congtac.kernel.words import Names, gettext_noop
from congtac.kernel.words import gettext as _
from congtac.programmes.rules.reports import ACCEPTED, INSIDE, SENT, STOPPED, WITH_BODY

IS_AWAITED, IS_OVERDUE, IS_RETURNED = "awaited", "overdue", "returned"
IS_PASSING, IS_WAITING, IS_ACCEPTED = "passing", "waiting", "accepted"
IS_STOPPED = "stopped"
PLACES = Names(
    {
        IS_OVERDUE: gettext_noop("Quá hạn, chưa gửi"),
        IS_AWAITED: gettext_noop("Chưa gửi, còn hạn"),
        IS_RETURNED: gettext_noop("Đã trả lại, chờ gửi lại"),
        IS_PASSING: gettext_noop("Chờ chuyển"),
        IS_WAITING: gettext_noop("Chờ tiếp nhận"),
        IS_ACCEPTED: gettext_noop("Đã tiếp nhận"),
        IS_STOPPED: gettext_noop("Thôi báo cáo"),
    }
)
COLOURS = {
    IS_OVERDUE: "red",
    IS_AWAITED: "yellow",
    IS_RETURNED: "red",
    IS_PASSING: "blue",
    IS_WAITING: "blue",
    IS_ACCEPTED: "green",
    IS_STOPPED: "grey",
}
URGED_ONES = (IS_OVERDUE, IS_AWAITED, IS_RETURNED)
_AWAY = {WITH_BODY: IS_PASSING, SENT: IS_WAITING, ACCEPTED: IS_ACCEPTED, STOPPED: IS_STOPPED}


@dataclass(frozen=True, slots=True)
class Recorded:
    """One line of a report's history: the act, the state after it, the day it was recorded on."""

    act: str
    state: str
    recorded_on: date
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a report stood at the end of a day, since when, and by how many days it was late."""

    place: str
    late: int
    first_sent_on: date | None
    since: date
    revision: int = 0


def stood_on(lines: Sequence[Recorded], *, due_on: date, day: date) -> Stood | None:
    """Where a report stood at the end of a day; nothing if it was not asked for yet.

    `lines` in their order; `due_on` is the last day that was in force on the day.
    """
    known = [line for line in lines if line.recorded_on <= day]
    if not known:
        return None
    last = known[-1]
    sent_on = next((line.recorded_on for line in known if line.act == "send"), None)
    late = max(0, ((sent_on or day) - due_on).days)
    place = _place(last.state, is_late=late > 0, was_sent=sent_on is not None)
    return Stood(
        place, 0 if place == IS_STOPPED else late, sent_on, last.recorded_on, last.revision
    )


def _place(state: str, *, is_late: bool, was_sent: bool) -> str:
    if state not in INSIDE:
        return _AWAY[state]
    if was_sent:
        return IS_RETURNED
    return IS_OVERDUE if is_late else IS_AWAITED


def due_on_day(dues: Iterable[tuple[date, date]], *, day: date) -> date | None:
    """The last day that was in force at the end of a day; `dues` are (from, last day) in order."""
    return next((due for since, due in reversed(list(dues)) if since <= day), None)


def counts(stood: Iterable[Stood]) -> dict[str, int]:
    """How many reports stand at each place, all places in their order."""
    found = dict.fromkeys(PLACES, 0)
    for one in stood:
        found[one.place] += 1
    return found


def late_words(stood: Stood) -> str:
    """How late a report is, in words; "" for one that isn't."""
    if not stood.late:
        return ""
    return (
        _("gửi muộn {late} ngày").format(late=stood.late)
        if stood.first_sent_on
        else _("quá hạn {late} ngày").format(late=stood.late)
    )
