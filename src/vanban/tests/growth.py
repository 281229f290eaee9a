"""Measures how the time of a work grows when its text is twice as long."""

import time
from collections.abc import Callable

FLOOR = 0.02  # seconds below which nothing can be told


def growth(work: Callable[[str], object], piece: str, *, length: int) -> float:
    """How many times as long twice the text takes; the best of three runs of each."""
    text = piece * (length // len(piece) + 1)
    once = min(_seconds(work, text) for _ in range(3))
    twice = min(_seconds(work, text + text) for _ in range(3))
    return twice / max(once, FLOOR)


def _seconds(work: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    work(text)
    return time.process_time() - begun
