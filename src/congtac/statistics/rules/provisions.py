"""What an authority may change: rows that each hold between two days and stand on a paper.

The worked tables are in docs/rules/statistics-submissions.md and statistics-boards.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from congtac.kernel.words import Names, gettext_noop

NEAREST, FARTHEST = 1, 45  # days from a last day at which somebody may be reminded
MEND_DAYS, THRESHOLD = "mend-days", "threshold"
NORMS = Names(
    {
        MEND_DAYS: gettext_noop("Số ngày được sửa biểu bị trả lại khi nơi nhận không ghi ngày"),
        THRESHOLD: gettext_noop(
            "Ngưỡng tăng, giảm phải thuyết minh, ghi sẵn khi soạn biểu mẫu mới"
        ),
    }
)
MEASURES = Names({MEND_DAYS: gettext_noop("ngày"), THRESHOLD: "%"})
MOST = {MEND_DAYS: 60, THRESHOLD: 1000}


class Row(Protocol):
    """What is asked of a row: of what it is, from which day, until before which day."""

    @property
    def key(self) -> str: ...
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a row: `since` is the first (None: ever), `until` the first without it."""

    since: date | None
    until: date | None

    def has(self, day: date) -> bool:
        """Say whether the row holds on a day."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day < self.until)


def holds(row: Row, day: date) -> bool:
    """Say whether a row holds on a day."""
    return Span(row.since, row.until).has(day)


def is_offered(row: Row, *, of_regime: str, regime: str, last_day: date) -> bool:
    """Say whether a cause may be named in notes of a period that ends on `last_day`.

    `of_regime` is the regime for which alone the cause is; empty: for every one.
    """
    return of_regime in ("", regime) and holds(row, last_day)


def row_on(rows: Iterable[R], key: str, day: date) -> R | None:
    """The row of a key that holds on a day."""
    return next((it for it in rows if it.key == key and holds(it, day)), None)


def objection_to_words(*words: str) -> str | None:
    """Why a row may not be kept: its name or the paper that it stands on is missing."""
    return None if all(it.strip() for it in words) else "STA-502"


def objection_to_beginning(since: date | None, last: Span | None) -> str | None:
    """Why a row may not follow the last one: it would share a day with it or with one before."""
    if last is None:
        return None
    if since is None:
        return "STA-503"
    if last.until is not None:
        return "STA-503" if since < last.until else None
    return "STA-503" if last.since is not None and since <= last.since else None


def objection_to_early(since: date, today: date) -> str | None:
    """Why what the clock or an act goes by may not begin: the day is over."""
    return "STA-509" if since < today else None


def objection_to_ending(last_day: date, since: date | None, why: str) -> str | None:
    """Why a cause may not end: nobody says why, or it would never have held."""
    if not why.strip():
        return "STA-505"
    return "STA-506" if since is not None and last_day < since else None


def objection_to_days(before: Sequence[int], after: Sequence[int]) -> str | None:
    """Why reminders may not be told at these days: one is twice there, or too far off."""
    once = all(len(set(days)) == len(days) for days in (before, after))
    near = all(NEAREST <= it <= FARTHEST for it in (*before, *after))
    return None if once and near else "STA-508"


def objection_to_value(key: str, value: int) -> str | None:
    """Why a norm may not be this number."""
    return None if 1 <= value <= MOST[key] else "STA-439"
