"""VB-008: a name or theme in quotation marks is the same wherever it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vanban.lint.rule import READER, quoted
from vanban.model import Document, Finding
from vanban.text import Text
from vanban.words import entries

CODE = "VB-008"
SEVERITY = "warning"
BASIS = READER
TITLE = "Tên hoặc chủ đề trong ngoặc kép không thống nhất"

_QUOTED = re.compile(r'"([^"\n]{20,240})"')
_WORD = re.compile(r"[^\W_]+")
_FEWEST = 6  # words of a name long enough to compare
_MOST_DIFFERENT = 3  # words
_LONG = 8  # words of a name in which one other word is a slip
_OTHER_HEAD = 2  # words at the beginning that may differ
_SAME_TAIL = 7  # words after them that must not
_NEIGHBOURS = 12  # names compared with each other that begin or end alike


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    written: str
    start: int
    end: int


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule: two names that differ by a word or a letter are one name misspelt."""
    known: dict[tuple[str, ...], list[_Name]] = {}
    for name in _names(text.plain):
        alike = _alike(name, known)
        if alike:
            message = (
                f"Tên trong ngoặc kép khác một chút so với chỗ khác trong văn bản"
                f" (“{quoted(alike.written, 150)}”); thống nhất một cách viết."
            )
            yield Finding(CODE, SEVERITY, message, name.start, name.end, BASIS)


def _names(plain: str) -> Iterator[_Name]:
    for match in _QUOTED.finditer(plain):
        words = tuple(_WORD.findall(match[1].lower()))
        if len(words) >= _FEWEST:
            yield _Name(words, match[1], match.start(1), match.end(1))


def _alike(name: _Name, known: dict[tuple[str, ...], list[_Name]]) -> _Name | None:
    """An earlier name with the same first and last words that is almost the same."""
    keys = (("begins", *name.words[:2]), ("ends", *name.words[-2:]))
    found = next(
        (other for key in keys for other in known.get(key, ()) if _almost(name.words, other.words)),
        None,
    )
    same = any(other.words == name.words for other in known.get(keys[0], ()))
    for key in keys:
        bucket = known.setdefault(key, [])
        if not same and len(bucket) < _NEIGHBOURS:
            bucket.append(name)
    return None if same else found


def _almost(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Words left out inside, one word misspelt or replaced, or another first word or two."""
    head = _shared(one, two)
    tail = _shared(one[head:][::-1], two[head:][::-1])
    left, right = one[head : len(one) - tail], two[head : len(two) - tail]
    if not tail or left == right or _counts(left + right):
        return False
    if not head:
        return max(len(left), len(right)) <= _OTHER_HEAD and tail >= _SAME_TAIL
    if not left or not right:
        return len(left or right) <= _MOST_DIFFERENT
    if len(left) != 1 or len(right) != 1:
        return False
    is_long = len(one) >= _LONG and not _ranks().intersection(left + right)
    return is_long or _misspelt(left[0], right[0])


@cache
def _ranks() -> frozenset[str]:
    """Words that tell two names apart on purpose: levels, orders, kinds of people."""
    return frozenset(entries("rank_words"))


def _shared(one: tuple[str, ...], two: tuple[str, ...]) -> int:
    pairs = enumerate(zip(one, two, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(two)))


def _counts(words: tuple[str, ...]) -> bool:
    """Numbers tell two names apart on purpose."""
    return any(word[0].isdigit() or re.fullmatch(r"[ivx]+", word) for word in words)


def _misspelt(one: str, two: str) -> bool:
    """Two spellings of one word: one letter more, less or other."""
    if abs(len(one) - len(two)) > 1:
        return False
    short, long = sorted((one, two), key=len)
    head = _shared(tuple(short), tuple(long))
    return short[head + (len(short) == len(long)) :] == long[head + 1 :]
