"""What a task given to a group is, told from its shares: the page `docs/rules/sharing.md`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from congtac.kernel.words import gettext as _
from congtac.programmes.rules.standing import (
    ACCEPTED,
    ASSIGNED,
    CANCELLED,
    DONE,
    FINISHED,
    IN_PROGRESS,
    REPORTED,
)

NEARLY = 99  # per cent at most, while one unit works on


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a share is, or the whole: the state, per cent, the last day, the day done."""

    state: str
    progress: int
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Tallied:
    """How many units of a shared task stand where on a day."""

    units: int = 0
    done: int = 0
    waiting: int = 0  # reported done, not confirmed
    overdue: int = 0
    stopped: int = 0

    @property
    def words(self) -> str:
        """ "45/63 đơn vị đã xong, 12 chờ xác nhận, 3 quá hạn"."""
        asked = self.units - self.stopped
        said = [_("{done}/{asked} đơn vị đã xong").format(done=self.done, asked=asked)]
        for count, words in (
            (self.waiting, _("{count} chờ xác nhận")),
            (self.overdue, _("{count} quá hạn")),
            (self.stopped, _("{count} thôi thực hiện")),
        ):
            if count:
                said.append(words.format(count=count))
        return ", ".join(said)


def whole_of(shares: Collection[Stand]) -> Stand:
    """The whole of at least one share; cancelled ones count only where there are no others."""
    counted = [it for it in shares if it.state != CANCELLED]
    if not counted:
        return Stand(CANCELLED, min(_mean(shares), NEARLY), _earliest(shares))
    if all(it.state in FINISHED for it in counted):
        state = DONE if all(it.state == DONE for it in counted) else REPORTED
        return Stand(state, 100, _due_of_finished(counted), max(map(_done, counted)))
    working = [it for it in counted if it.state not in FINISHED]
    state = _working_state({it.state for it in counted})
    progress = min(_mean(counted), NEARLY) if state == IN_PROGRESS else 0
    return Stand(state, progress, _earliest(working))


def _working_state(states: set[str]) -> str:
    if states == {ASSIGNED}:
        return ASSIGNED
    return ACCEPTED if states <= {ASSIGNED, ACCEPTED} else IN_PROGRESS


def _mean(shares: Collection[Stand]) -> int:
    return sum(it.progress for it in shares) // len(shares)


def _earliest(shares: Collection[Stand]) -> date | None:
    return min((it.due_on for it in shares if it.due_on), default=None)


def _due_of_finished(shares: Collection[Stand]) -> date | None:
    late = [it for it in shares if it.due_on and _done(it) > it.due_on]
    if late:
        return _earliest(late)
    return max((it.due_on for it in shares if it.due_on), default=None)


def _done(share: Stand) -> date:
    return share.done_on or date.min
