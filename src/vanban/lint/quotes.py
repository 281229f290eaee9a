"""Pairs the quotation marks of a text: what is inside them, and which stand alone."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from vanban.lint.memo import last_answer

LONGEST = 6_000  # characters that one quotation of several paragraphs may hold

_MARK = re.compile("[\u201c\u201d\u201e\"\n]|''|\u2018\u2018|\u2019\u2019")
_OPENS = {"\u201c", "\u201e", "\u2018\u2018"}
_CLOSES = {"\u201d", "\u2019\u2019"}


@dataclass(frozen=True, slots=True)
class Pairing:
    """Closed quotations as (start, end), and the marks left alone with True for an opening one."""

    closed: tuple[tuple[int, int], ...]
    alone: tuple[tuple[int, bool], ...]


@last_answer
def pair_quotes(text: str) -> Pairing:
    """Pairs double quotes; a quotation may run over paragraphs when it closes later."""
    closed: list[tuple[int, int]] = []
    alone: list[tuple[int, bool]] = []
    pending: list[tuple[int, str]] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            continue
        if pending and _is_stale(text, pending[-1], at, mark):
            alone.extend((start, True) for start, _ in pending)
            pending.clear()
        if _opens(text, at, mark, pending):
            pending.append((at, mark))
        elif pending:
            closed.append((pending.pop()[0], match.end()))
        else:
            alone.append((at, False))
    alone.extend((start, True) for start, _ in pending)
    return Pairing(tuple(closed), tuple(sorted(alone)))


def _is_stale(text: str, opened: tuple[int, str], at: int, mark: str) -> bool:
    """The open quotation can't be the one that this mark closes."""
    start, kind = opened
    if at - start > LONGEST:
        return True
    if "\n" not in text[start:at]:
        return False
    return kind == '"' or mark in _OPENS


def _opens(text: str, at: int, mark: str, pending: list[tuple[int, str]]) -> bool:
    if mark in _OPENS:
        # "“abc“": an opening mark at the end of a word, typed for a closing one.
        return not (pending and at and not text[at - 1].isspace() and text[at - 1] not in "([")
    return mark not in _CLOSES and not pending


@last_answer
def long_quotes(text: str) -> tuple[tuple[int, int], ...]:
    """The quotations of several paragraphs, in order: amended articles set out in full."""
    found = pair_quotes(text).closed
    return tuple(sorted(span for span in found if "\n" in text[span[0] : span[1]]))


def inside(spans: tuple[tuple[int, int], ...], at: int) -> bool:
    """True where `at` lies in one of the spans (sorted, not overlapping)."""
    index = bisect_right(spans, (at, at)) - 1
    return index >= 0 and spans[index][0] < at < spans[index][1]
