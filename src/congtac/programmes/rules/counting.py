"""Counting tasks as reports do: the page `docs/rules/counting.md`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from congtac.kernel.words import gettext as _
from congtac.programmes.rules.lateness import Moment, as_of
from congtac.programmes.rules.standing import CANCELLED, DONE, REPORTED

DONE_IN_TIME, DONE_LATE = "done_in_time", "done_late"
IN_TIME, OVERDUE, TIMELESS, STOPPED = "in_time", "overdue", "without_deadline", "stopped"
PLACES = (DONE_IN_TIME, DONE_LATE, IN_TIME, OVERDUE, TIMELESS, STOPPED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tasks stand where; cancelled ones are told apart and not in the total."""

    done_in_time: int = 0
    done_late: int = 0
    in_time: int = 0
    overdue: int = 0
    without_deadline: int = 0
    stopped: int = 0

    @property
    def done(self) -> int:
        return self.done_in_time + self.done_late

    @property
    def total(self) -> int:
        return self.done + self.in_time + self.overdue + self.without_deadline


def place_of(day: date, moment: Moment) -> str:
    """Where a task is counted on a day; one that is only reported done is not done yet."""
    if moment.state == CANCELLED:
        return STOPPED
    reached = moment.done_on if moment.state in (DONE, REPORTED) and moment.done_on else day
    is_late = moment.due_on is not None and reached > moment.due_on
    if moment.state == DONE:
        return DONE_LATE if is_late else DONE_IN_TIME
    if moment.due_on is None:
        return TIMELESS
    return OVERDUE if is_late else IN_TIME


def tally(histories: Iterable[Sequence[Moment]], day: date) -> Tally:
    """Count tasks by their histories, as they were known on a day."""
    found = dict.fromkeys(PLACES, 0)
    for history in histories:
        moment = as_of(history, day)
        if moment is not None:
            found[place_of(day, moment)] += 1
    return of_counts(found)


def of_counts(found: Mapping[str, int]) -> Tally:
    """A tally of counts by place; a place that isn't named counts 0."""
    return Tally(**{place: found.get(place, 0) for place in PLACES})


def sentence(counted: Tally) -> str:
    """The counts in the words of a report."""
    late = (
        " " + _("({done_late} muộn)").format(done_late=counted.done_late)
        if counted.done_late
        else ""
    )
    parts = [_("{done} hoàn thành{late}").format(done=counted.done, late=late)]
    for count, words in (
        (counted.in_time, _("đang thực hiện trong hạn")),
        (counted.overdue, _("quá hạn")),
        (counted.without_deadline, _("không có thời hạn, đang thực hiện")),
    ):
        if count:
            parts.append(f"{count} {words}")
    return _("Được giao {total} nhiệm vụ: {parts}.").format(
        total=counted.total, parts="; ".join(parts)
    )
