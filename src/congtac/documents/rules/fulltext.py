"""Finding words in a whole text with or without tone marks: the page `docs/rules/shelf.md`."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from congtac.kernel.keys import search_key

LETTER = r"(?:[^\W_]|[\u0300-\u036f])"
TOKEN = re.compile(rf"[^\W_]{LETTER}*")
ASKED = re.compile(r"[\"“”„]([^\"“”„]*)[\"“”„]|(\S+)")
PHRASES = 12  # of one question; more narrow nothing
PLACES = 200  # of one phrase that are looked at for the passage
BEFORE, LENGTH = 8, 40  # words of a passage: before the first one found, in all


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of a passage; `is_found` where it is what was sought."""

    text: str
    is_found: bool


def text_key(text: str) -> str:
    """The words of a text without tone marks, one space around each: " nghi dinh so 12 "."""
    folded: dict[str, str] = {}
    for match in TOKEN.finditer(text):
        if match[0] not in folded:
            folded[match[0]] = search_key(match[0])
    words = (folded[match[0]] for match in TOKEN.finditer(text))
    return f" {' '.join(words)} "


def phrases(asked: str) -> tuple[str, ...]:
    """What must all stand in a text: words, and quoted words one after the other.

    A word with signs inside, such as 12/KH-STP, is sought as its parts side by side.
    """
    found = (text_key(quoted or word) for quoted, word in ASKED.findall(asked))
    return tuple(dict.fromkeys(key for key in found if key.strip()))[:PHRASES]


def passage(text: str, key: str, sought: Sequence[str]) -> tuple[Piece, ...]:
    """The stretch of a text in which most of what is sought stands nearest together.

    `key` is the key of the same text. Empty when nothing sought stands in it.
    """
    hits = sorted(hit for number, phrase in enumerate(sought) for hit in _hits(key, phrase, number))
    if not hits:
        return ()
    first = max(_best(hits, 2 * len(sought)).start - BEFORE, 0)
    bounds = [it.span() for it in islice(TOKEN.finditer(text), first, first + LENGTH)]
    shown = [
        (max(hit.start - first, 0), min(hit.end - first, len(bounds)))
        for hit in hits
        if hit.end > first and hit.start < first + len(bounds)
    ]
    is_cut = (first > 0, text[bounds[-1][1] :].strip() != "")
    return tuple(_pieces(text, bounds, shown, is_cut))


class _Hit(NamedTuple):
    """The words (from, to) at which a phrase stands, and which phrase it is."""

    start: int
    end: int
    phrase: int


def _hits(key: str, phrase: str, number: int) -> Iterator[_Hit]:
    length, at, word, counted = phrase.count(" ") - 1, key.find(phrase), 0, 0
    for _ in range(PLACES):
        if at < 0:
            return
        word += key.count(" ", counted, at)
        counted = at
        yield _Hit(word, word + length, number)
        at = key.find(phrase, at + 1)


def _best(hits: Sequence[_Hit], near: int) -> _Hit:
    """The hit after which most phrases stand in a passage, then nearest together, then first."""
    starts = [hit.start for hit in hits]

    def rank(place: int) -> tuple[int, int, int]:
        rooms = (hits[place].start + room for room in (LENGTH - BEFORE, near))
        held = [{it.phrase for it in hits[place : bisect_left(starts, end)]} for end in rooms]
        return len(held[0]), len(held[1]), -place

    return hits[max(range(len(hits)), key=rank)]


def _pieces(
    text: str,
    bounds: Sequence[tuple[int, int]],
    shown: Iterable[tuple[int, int]],
    is_cut: tuple[bool, bool],
) -> Iterator[Piece]:
    before, at = "… " if is_cut[0] else "", bounds[0][0]
    for first, last in sorted(shown, key=lambda words: (words[0], -words[1])):
        start, end = max(bounds[first][0], at), bounds[last - 1][1]
        if start >= end:
            continue
        if before or start > at:
            yield Piece(_plain(before + text[at:start]), is_found=False)
        yield Piece(_plain(text[start:end]), is_found=True)
        before, at = "", end
    rest = before + text[at : bounds[-1][1]] + (" …" if is_cut[1] else "")
    if rest:
        yield Piece(_plain(rest), is_found=False)


def _plain(text: str) -> str:
    return re.sub(r"[\s|]+", " ", text)
