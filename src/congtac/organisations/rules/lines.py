"""Lines of succession: who stands on a later day for a unit of an earlier one, and back."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from congtac.organisations.rules.lives import Life


class Passage(NamedTuple):
    """On a day what one unit was passed to another: a merger, a split, a renaming."""

    before: int
    after: int
    day: date


Lives = Callable[[int], Life]


def successors(
    passages: Iterable[Passage], lives: Lives, unit: int, *, start: date, end: date
) -> set[int]:
    """Return the units of day `end` that stand for a unit of day `start`.

    A unit that goes on stands for itself, and those stand beside it that took a part of it over.
    """
    known = [it for it in passages if start < it.day <= end]
    waiting, seen = [(unit, start)], set()
    while waiting:
        here, day = waiting.pop()
        seen.add(here)
        waiting += [
            (it.after, it.day)
            for it in known
            if it.before == here and it.day > day and it.after not in seen
        ]
    return {found for found in seen if lives(found).has(end)}


def predecessors(
    passages: Iterable[Passage], lives: Lives, unit: int, *, start: date, end: date
) -> set[int]:
    """Return the units of day `start` for which a unit of day `end` stands: the way back."""
    known = [it for it in passages if start < it.day <= end]
    waiting, seen = [(unit, date.max)], set()
    while waiting:
        here, day = waiting.pop()
        seen.add(here)
        waiting += [
            (it.before, it.day)
            for it in known
            if it.after == here and it.day < day and it.before not in seen
        ]
    return {found for found in seen if lives(found).has(start)}
