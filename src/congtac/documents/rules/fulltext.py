"""Finding words in a whole text with or without tone marks: the page `docs/rules/shelf.md`."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

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
    hits = sorted({hit for phrase in sought for hit in _hits(key, phrase)})
    if not hits:
        return ()
    first = max(_best_start(hits) - BEFORE, 0)
    bounds = [it.span() for it in islice(TOKEN.finditer(text), first, first + LENGTH)]
    found = {word for start, end in hits for word in range(start, end)}
    is_cut = (first > 0, text[bounds[-1][1] :].strip() != "")
    return tuple(_pieces(text, bounds, {word - first for word in found}, is_cut))


def _hits(key: str, phrase: str) -> Iterator[tuple[int, int]]:
    """The words (from, to) at which a phrase stands."""
    length, at, word, counted = phrase.count(" ") - 1, key.find(phrase), 0, 0
    for _ in range(PLACES):
        if at < 0:
            return
        word += key.count(" ", counted, at)
        counted = at
        yield word, word + length
        at = key.find(phrase, at + 1)


def _best_start(hits: Sequence[tuple[int, int]]) -> int:
    """The first word of the stretch that holds most hits; the earliest of equals."""
    starts = [start for start, _ in hits]
    room = LENGTH - BEFORE

    def count(place: int) -> int:
        return bisect_left(starts, starts[place] + room) - place

    return starts[max(range(len(starts)), key=lambda place: (count(place), -place))]


def _pieces(
    text: str, bounds: Sequence[tuple[int, int]], found: set[int], is_cut: tuple[bool, bool]
) -> Iterator[Piece]:
    kept, at = "… " if is_cut[0] else "", bounds[0][0]
    for word, (start, end) in enumerate(bounds):
        if word in found:
            joined = word - 1 in found
            kept += "" if joined else text[at:start]
            if kept:
                yield Piece(_plain(kept), is_found=False)
            yield Piece(_plain(text[at:end] if joined else text[start:end]), is_found=True)
            kept, at = "", end
    rest = kept + text[at : bounds[-1][1]] + (" …" if is_cut[1] else "")
    if rest:
        yield Piece(_plain(rest), is_found=False)


def _plain(text: str) -> str:
    return re.sub(r"[\s|]+", " ", text)
