"""Reads of what an authority may change: the causes, days of reminders and norms of a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from congtac.statistics.models import Cause, Norm, Period, ReminderRule
from congtac.statistics.rules import provisions as rules
from congtac.statistics.rules.periods import LEVELS
from congtac.statistics.rules.reminders import Stages

R = TypeVar("R", Cause, ReminderRule, Norm)


def offered(period: Period) -> list[Cause]:
    """The causes that notes of a period may name, in their order."""
    regime = period.kind.regime.key
    return [
        it
        for it in Cause.objects.select_related("regime")
        if rules.is_offered(
            it,
            of_regime=it.regime.key if it.regime else "",
            regime=regime,
            last_day=period.last_day,
        )
    ]


def shown_causes(keys: Iterable[str], day: date) -> list[Cause]:
    """What the causes of a count are called on a day, in their order, those that ended too."""
    wanted = set(keys)
    rows = Cause.objects.filter(key__in=wanted)
    return [_at(lot, day) for lot in _by_key(rows).values()]


def stages_on(day: date) -> Mapping[str, Stages]:
    """By level, the days before and after its last day at which it is reminded."""
    return {it.key: it.stages for it in ReminderRule.objects.all() if rules.holds(it, day)}


def norm_on(key: str, day: date) -> int:
    """The number that holds on a day; 0 as long as nobody has set one."""
    found = rules.row_on(Norm.objects.filter(key=key), key, day)
    return found.value if found else 0


@dataclass(frozen=True, slots=True)
class Kept(Generic[R]):
    """A key with the row that holds on a day, or is the nearest, and all others, newest first."""

    row: R
    others: tuple[R, ...]
    is_held: bool
    is_coming: bool  # it begins on a day to come

    @property
    def newest(self) -> R:
        """The row that a change follows."""
        is_last = not self.others or self.others[0].ordinal < self.row.ordinal
        return self.row if is_last else self.others[0]


def causes_on(day: date) -> list[Kept[Cause]]:
    """Every cause: those in force first, in their order, then those that ended."""
    lots = _by_key(Cause.objects.select_related("regime"))
    kept = [_kept(lot, day) for lot in lots.values()]
    return sorted(kept, key=lambda it: (not it.is_held, it.row.position, it.row.key))


def reminders_on(day: date) -> list[Kept[ReminderRule]]:
    """The days of every level, in the order of the levels."""
    lots = _by_key(ReminderRule.objects.all())
    return [_kept(lots[level], day) for level in LEVELS if level in lots]


def norms_on(day: date) -> list[Kept[Norm]]:
    """Every norm, in their order."""
    lots = _by_key(Norm.objects.all())
    return [_kept(lots[key], day) for key in rules.NORMS if key in lots]


def last_cause(key: str) -> Cause | None:
    """The newest row of a cause."""
    return Cause.objects.filter(key=key).order_by("-ordinal").first()


def _by_key(rows: Iterable[R]) -> dict[str, list[R]]:
    lots: dict[str, list[R]] = {}
    for it in rows:
        lots.setdefault(it.key, []).append(it)
    return lots


def _at(lot: list[R], day: date) -> R:
    """Of the rows of one key the one that holds, else the last that held, else the next."""
    newest = sorted(lot, key=lambda it: -it.ordinal)
    held = [it for it in newest if rules.holds(it, day)]
    begun = [it for it in newest if it.since is None or it.since <= day]
    return (held or begun or newest[-1:])[0]


def _kept(lot: list[R], day: date) -> Kept[R]:
    row = _at(lot, day)
    others = sorted((it for it in lot if it is not row), key=lambda it: -it.ordinal)
    is_coming = row.since is not None and day < row.since
    return Kept(row, tuple(others), rules.holds(row, day), is_coming)
