"""How far a task is by what was made of it below: the page `docs/rules/cascade.md`."""

from collections.abc import Iterable

from congtac.programmes.rules.standing import CANCELLED


def rolled_up(below: Iterable[tuple[str, int]]) -> int | None:
    """The mean progress of the tasks below, each (state, per cent), rounded down.

    Cancelled ones don't count; without any the answer is nothing. So 100 means all of them.
    """
    counted = [progress for state, progress in below if state != CANCELLED]
    return sum(counted) // len(counted) if counted else None
