"""Keeps the last answer of a function, for rules that share one look at the text."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Key = TypeVar("Key")
Answer = TypeVar("Answer")


def last_answer(function: Callable[[Key], Answer]) -> Callable[[Key], Answer]:
    """The function, asked again about the very same object, gives the same answer at once.

    Identity is compared, not equality: hashing a whole outline costs more than reading it.
    """
    kept: list[tuple[Key, Answer]] = []

    @wraps(function)
    def answer(key: Key) -> Answer:
        for known, value in tuple(kept):
            if known is key:
                return value
        value = function(key)
        kept[:] = [(key, value)]
        return value

    return answer
