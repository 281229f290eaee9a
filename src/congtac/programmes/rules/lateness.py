"""On which last days a task was late, and by how much: the page `docs/rules/task-states.md`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congtac.programmes.rules.standing import CANCELLED, FINISHED

DONE_LATE, EXTENDED, STOPPED, STILL_OPEN = "done", "extended", "cancelled", "open"


@dataclass(frozen=True, slots=True)
class Moment:
    """What one step left behind: the state and both days, from the day it was recorded on."""

    recorded_on: date
    state: str
    due_on: date | None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """A last day that a task missed, by how many days, and how that ended."""

    due_on: date
    days: int
    how: str


def as_of(history: Sequence[Moment], day: date) -> Moment | None:
    """The last moment recorded on a day or before; nothing before the task was assigned."""
    known = [moment for moment in history if moment.recorded_on <= day]
    return known[-1] if known else None


def lates(history: Sequence[Moment], day: date) -> tuple[Late, ...]:
    """Every last day missed, as known on a day; what an extension moved stays missed."""
    known = [moment for moment in history if moment.recorded_on <= day]
    moved = [
        _late(before.due_on, after.recorded_on, EXTENDED)
        for before, after in zip(known, known[1:], strict=False)
        if before.due_on != after.due_on and before.state not in (*FINISHED, CANCELLED)
    ]
    last = _last_late(known, day) if known else None
    return tuple(late for late in (*moved, last) if late)


def _last_late(known: Sequence[Moment], day: date) -> Late | None:
    now = known[-1]
    if now.state in FINISHED:
        return _late(now.due_on, now.done_on or now.recorded_on, DONE_LATE)
    if now.state == CANCELLED:
        return _late(now.due_on, now.recorded_on, STOPPED)
    return _late(now.due_on, day, STILL_OPEN)


def _late(due_on: date | None, until: date, how: str) -> Late | None:
    days = (until - due_on).days if due_on else 0
    return Late(due_on, days, how) if due_on and days > 0 else None
