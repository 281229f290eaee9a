"""What fits the words of a search best stands first. Source: docs/rules/desk-and-search.md."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from congtac.kernel.keys import search_key

T = TypeVar("T")
EXACT, BEGINS, TOGETHER, SCATTERED, ELSEWHERE = range(5)
KINDS = 100  # places among groups of one rank
DOCUMENTS, PROGRAMMES, TASKS, REPORTS, UNITS, PEOPLE = (10, 20, 30, 40, 50, 60)


def rank(words: str, name: str) -> int:
    """Say how well a name fits the words: 0 is best."""
    sought, text = search_key(words), search_key(name)
    if text == sought:
        return EXACT
    if text.startswith(sought):
        return BEGINS
    if f" {sought}" in text:
        return TOGETHER
    return SCATTERED if all(word in text for word in sought.split()) else ELSEWHERE


def best_first(words: str, found: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """Return what was found, the best first; what fits alike keeps its order."""
    return sorted(found, key=lambda it: rank(words, name(it)))


def weight(words: str, best: str, kind: int) -> int:
    """Return where the group of a kind stands, by the name of its best."""
    return rank(words, best) * KINDS + kind
