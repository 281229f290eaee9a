"""Lines of succession: who stands on a later day for a unit of an earlier one, and back."""

from collections import defaultdict
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


def stand_ins(
    passages: Iterable[Passage], lives: Lives, units: Iterable[int], *, start: date, end: date
) -> dict[int, set[int]]:
    """Return for many units of day `start` those that stand for each on day `end`.

    When `end` is the earlier day, they are those for which the unit stands.
    """
    is_back = end < start
    first, last = (end, start) if is_back else (start, end)
    near: dict[int, list[tuple[int, date]]] = defaultdict(list)
    for it in passages:
        if first < it.day <= last:
            here, there = (it.after, it.before) if is_back else (it.before, it.after)
            near[here].append((there, it.day))
    return {
        unit: {it for it in _reached(near, unit, is_back=is_back) if lives(it).has(end)}
        for unit in units
    }


def _reached(near: dict[int, list[tuple[int, date]]], unit: int, *, is_back: bool) -> set[int]:
    """All units on the lines that lead from one, day after day, or day before day."""
    waiting = [(unit, date.max if is_back else date.min)]
    seen = set(waiting)
    while waiting:
        here, day = waiting.pop()
        for step in near.get(here, ()):
            if step not in seen and (step[1] < day if is_back else step[1] > day):
                seen.add(step)
                waiting.append(step)
    return {here for here, _day in seen}
