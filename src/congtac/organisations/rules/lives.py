"""Lifetimes: from a first day (or always) until the first day without (or for good)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Life(NamedTuple):
    """A half-open stretch of days; None is open on that side."""

    since: date | None = None
    until: date | None = None

    def has(self, day: date) -> bool:
        """Say whether the day lies in it."""
        return _first(self) <= day < _end(self)

    def meets(self, other: "Life") -> bool:
        """Say whether the two share a day."""
        return _first(self) < _end(other) and _first(other) < _end(self)

    def within(self, other: "Life") -> "Life | None":
        """Return the days that both share, None if there are none."""
        since = max(self.since or date.min, other.since or date.min)
        until = min(self.until or date.max, other.until or date.max)
        if since >= until:
            return None
        return Life(None if since == date.min else since, None if until == date.max else until)


class Order(NamedTuple):
    """What a paper orders: the first day on which it holds, and the paper."""

    day: date
    basis: str


def _first(life: Life) -> date:
    return life.since or date.min


def _end(life: Life) -> date:
    return life.until or date.max


def turning_days(lives: Iterable[Life], within: Life) -> list[date]:
    """Return the days inside `within` on which something may differ from the day before."""
    days = {_first(within), *(life.since for life in lives if life.since)}
    return sorted(day for day in days if within.has(day))
