"""VB-016: no word or phrase is typed twice in a row."""

import re
from collections.abc import Iterator
from functools import cache

from vanban.lint.rule import READER
from vanban.model import Document, Finding
from vanban.text import Text
from vanban.words import entries, lower

CODE = "VB-016"
SEVERITY = "warning"
BASIS = READER
TITLE = "Gõ lặp từ hoặc cụm từ"

# Possessive: a word is taken whole, so that a long text costs one look a word.
_TWICE = re.compile(
    r"(?<!\w)(?P<phrase>[^\W\d_]{2,12}+(?: [^\W\d_]{2,12}+){0,3}?) {1,2}(?P=phrase)(?!\w)"
)
_LONGEST = 5  # words after which the same word is no longer the same phrase
_SIGNS = ',.;:()[]"/|…-'
_BEFORE = re.compile(r"(\w+) $")
_AFTER = re.compile(r" (\w+)")
_NEAR = 16  # characters in which the neighbour of a word stands


@cache
def _hinges() -> frozenset[str]:
    return frozenset(entries("hinge_words"))


@cache
def _reduplications() -> frozenset[str]:
    return frozenset(entries("reduplications"))


@cache
def _seams() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Each syllable with what stands before it in a word, and after it."""
    found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for entry in entries("seams"):
        word, _, neighbours = lower(entry).partition(":")
        tails, _, heads = neighbours.partition("/")
        found[word] = frozenset(tails.split()), frozenset(heads.split())
    return found


@cache
def _free_words() -> frozenset[str]:
    return frozenset(entries("free_words"))


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule; reduplications ("ngày ngày") and seams of two words are no fault."""
    low = lower(text.plain)
    for match in _doubles(low):
        phrase = match["phrase"]
        if " " not in phrase and _is_meant(text.plain, low, match):
            continue
        start, end = match.span()
        written = text.plain[start : start + len(phrase)]
        message = f"“{written}” bị gõ lặp hai lần liền nhau; bỏ bớt một."
        yield Finding(CODE, SEVERITY, message, start, end, BASIS)


def _doubles(low: str) -> Iterator[re.Match[str]]:
    """What stands twice; only lines in which some words do are looked at closely."""
    start = 0
    for line in low.split("\n"):
        end = start + len(line)
        if _says_twice(line):
            yield from _TWICE.finditer(low, start, end)
        start = end + 1


def _says_twice(line: str) -> bool:
    """Some words of the line, signs around them left out, are followed by the same words."""
    words = [word.strip(_SIGNS) for word in line.split()]
    last: dict[str, int] = {}
    for at, word in enumerate(words):
        size = at - last.get(word, -_LONGEST)
        if size < _LONGEST and words[at - size : at] == words[at : at + size]:
            return True
        last[word] = at
    return False


def _is_meant(plain: str, low: str, match: re.Match[str]) -> bool:
    """One syllable twice on purpose: a reduplication, or the seam of two words."""
    word, (start, end) = match["phrase"], match.span()
    after = _AFTER.match(low, end, end + _NEAR)
    twice = f"{word} {word}"
    if not _reduplications().isdisjoint((twice, f"{twice} {after[1]}" if after else twice)):
        return True
    is_name = (
        plain[start].isupper() and plain[start : start + len(word)] == plain[end - len(word) : end]
    )
    before = _BEFORE.search(low, max(0, start - _NEAR), start)
    if is_name or not before or not after:
        return False
    return _is_seam(before[1], word, after[1])


def _is_seam(before: str, word: str, after: str) -> bool:
    """The syllable ends the word before it, and begins the word after it."""
    if word in _seams():
        tails, heads = _seams()[word]
        return before in tails and (after in heads or "*" in heads)
    return word in _hinges() and _can_hold(before) and _can_hold(after)


def _can_hold(neighbour: str) -> bool:
    """A neighbour that can be part of a word: no figure, no word that stands alone."""
    return neighbour.isalpha() and neighbour not in _free_words()
