"""Completeness and timeliness, unit by form: `docs/rules/statistics-boards.md`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from congtac.kernel.words import Names, gettext_noop
from congtac.kernel.words import gettext as _

IN_TIME, LATE, OVERDUE = "dung-han", "muon", "qua-han"
AWAITED, RETURNED = "con-han", "tra-lai"
PLACES = Names(
    {
        IN_TIME: gettext_noop("Gửi đúng hạn"),
        LATE: gettext_noop("Gửi muộn"),
        OVERDUE: gettext_noop("Quá hạn, chưa gửi"),
        AWAITED: gettext_noop("Chưa gửi, còn hạn"),
        RETURNED: gettext_noop("Trả lại, chờ gửi lại"),
    }
)
SIGNS = {IN_TIME: "✓", LATE: "+", OVERDUE: "!", AWAITED: "○", RETURNED: "↩"}
COLOURS = {IN_TIME: "green", LATE: "yellow", OVERDUE: "red", AWAITED: "grey", RETURNED: "blue"}
UNSENT = (OVERDUE, AWAITED)


@dataclass(frozen=True, slots=True)
class Stood:
    """Where one form of one unit stood at the end of a day, and by how many days it was late."""

    place: str
    days: int = 0

    @property
    def is_sent(self) -> bool:
        return self.place not in UNSENT

    @property
    def is_in_time(self) -> bool:
        return self.is_sent and not self.days

    @property
    def sign(self) -> str:
        """What stands in the cell: "✓", "+2", "!9"."""
        return f"{SIGNS[self.place]}{self.days or ''}"

    @property
    def colour(self) -> str:
        return COLOURS[self.place]

    @property
    def words(self) -> str:
        """The same in words: "Gửi muộn, 2 ngày"."""
        said = PLACES[self.place]
        return _("{said}, {days} ngày").format(said=said, days=self.days) if self.days else said


def stood_on(
    *, due_on: date | None, sent_on: date | None, is_returned: bool = False, day: date
) -> Stood:
    """Where a form stood at the end of a day."""
    if sent_on is not None and sent_on <= day:
        days = max(0, (sent_on - due_on).days) if due_on else 0
        if is_returned:
            return Stood(RETURNED, days)
        return Stood(LATE if days else IN_TIME, days)
    days = max(0, (day - due_on).days) if due_on else 0
    return Stood(OVERDUE if days else AWAITED, days)


@dataclass(frozen=True, slots=True)
class Sum:
    """How many forms are owed, were sent, in time, are overdue."""

    owed: int = 0
    sent: int = 0
    in_time: int = 0
    overdue: int = 0

    @property
    def judged(self) -> int:
        return self.sent + self.overdue

    @property
    def late(self) -> int:
        return self.sent - self.in_time

    @property
    def percent(self) -> int | None:
        """The share in time, whole per cent, half up; None where nothing can be judged."""
        if not self.judged:
            return None
        return (200 * self.in_time + self.judged) // (2 * self.judged)


def sum_of(stood: Iterable[Stood]) -> Sum:
    """Count some cells."""
    listed = list(stood)
    return Sum(
        owed=len(listed),
        sent=sum(it.is_sent for it in listed),
        in_time=sum(it.is_in_time for it in listed),
        overdue=sum(it.place == OVERDUE for it in listed),
    )


def rank_of(shares: Mapping[str, int | None], unit: str) -> tuple[int, int] | None:
    """The rank of a unit by its share in time, and of how many; None without a share."""
    own = shares.get(unit)
    if own is None:
        return None
    others = [it for it in shares.values() if it is not None]
    return 1 + sum(it > own for it in others), len(others)
