"""Pairs the quotation marks of a text: what is inside them, and which stand alone."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from vanban.lint.memo import last_answer

LONGEST = 6_000  # characters that one quotation of several paragraphs may hold
MOST = 5_000  # marks alone that are told; a text with more is no paper

_MARK = re.compile("[\u201c\u201d\u201e\"\n]|''|\u2018\u2018|\u2019\u2019")
_OPENS = {"\u201c", "\u201e", "\u2018\u2018"}
_CLOSES = {"\u201d", "\u2019\u2019"}


@dataclass(frozen=True, slots=True)
class Pairing:
    """Quotations over more than one paragraph, and the marks left alone (True: an opening one)."""

    long: tuple[tuple[int, int], ...]
    alone: tuple[tuple[int, bool], ...]


@last_answer
def pair_quotes(text: str) -> Pairing:
    """Pairs double quotes; a quotation may run over paragraphs when it closes later."""
    pairs = _Pairs()
    for match in _MARK.finditer(text):
        pairs.take(text, match.group(), match.start())
    pairs.give_up()
    return Pairing(tuple(_merged(pairs.long)), tuple(sorted(pairs.alone)))


@dataclass(slots=True)
class _Pairs:
    """What is paired so far, and the marks that wait for a partner."""

    long: list[tuple[int, int]] = field(default_factory=list)
    alone: list[tuple[int, bool]] = field(default_factory=list)
    waiting: deque[tuple[int, str]] = field(default_factory=deque)
    line_end: int = -1

    def take(self, text: str, mark: str, at: int) -> None:
        """The next mark or line end."""
        if mark == "\n":
            self.line_end = at
            return
        while self.waiting and at - self.waiting[0][0] > LONGEST:
            self._leave(self.waiting.popleft()[0], is_opening=True)
        if self.waiting and self._is_stale(mark):
            self.give_up()
        if _opens(text, at, mark, self.waiting):
            self.waiting.append((at, mark))
        elif not self.waiting:
            self._leave(at, is_opening=False)
        else:
            start = self.waiting.pop()[0]
            if self.line_end > start:
                self.long.append((start, at + 1))

    def give_up(self) -> None:
        """Whatever waits stays alone."""
        while self.waiting:
            self._leave(self.waiting.popleft()[0], is_opening=True)

    def _leave(self, at: int, *, is_opening: bool) -> None:
        if len(self.alone) < MOST:
            self.alone.append((at, is_opening))

    def _is_stale(self, mark: str) -> bool:
        """A mark of an earlier paragraph that this one can't close."""
        start, kind = self.waiting[-1]
        return self.line_end > start and (kind == '"' or mark in _OPENS)


def _merged(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans in order, those that lie in another left out."""
    last = -1
    for start, end in sorted(spans):
        if end > last:
            yield start, end
            last = end


def _opens(text: str, at: int, mark: str, pending: deque[tuple[int, str]]) -> bool:
    if mark in _OPENS:
        # "“abc“": an opening mark at the end of a word, typed for a closing one.
        return not (pending and at and not text[at - 1].isspace() and text[at - 1] not in "([")
    return mark not in _CLOSES and not pending


def long_quotes(text: str) -> tuple[tuple[int, int], ...]:
    """The quotations of several paragraphs, in order: amended articles set out in full."""
    return pair_quotes(text).long


def inside(spans: tuple[tuple[int, int], ...], at: int) -> bool:
    """True where `at` lies in one of the spans (sorted, not overlapping)."""
    index = bisect_right(spans, (at, at)) - 1
    return index >= 0 and spans[index][0] < at < spans[index][1]
