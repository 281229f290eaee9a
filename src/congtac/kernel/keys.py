"""Keys for searching and sorting Vietnamese text, the same on every database."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of dictionaries
_RANK = {letter: chr(0x4E00 + rank) for rank, letter in enumerate(ALPHABET)}
_KEPT, _LONGEST = 50_000, 30  # words kept in memory, and letters of one
_BETWEEN = " \0 "  # a word that no text has


class _Folded(dict[str, str]):
    """Words and what they become in a search key: a language has few, so most are met again."""

    def __missing__(self, word: str) -> str:
        if word.isascii():
            return word.casefold()
        apart = unicodedata.normalize("NFD", word)
        bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
        folded = bare.casefold().replace("đ", "d")
        if folded and len(word) <= _LONGEST and len(self) < _KEPT:
            self[word] = folded
        return folded


_FOLDED = _Folded()


def search_key(text: str) -> str:
    """Fold a text so that it is found without tone marks: "Nghị định" -> "nghi dinh"."""
    return " ".join(filter(None, map(_FOLDED.__getitem__, text.split())))


def search_keys(texts: Sequence[str]) -> list[str]:
    """Make the search key of each text, in one go where all their words were met before."""
    joined = _BETWEEN.join(texts)
    words = joined.split()
    folded = " ".join(map(_FOLDED.get, words, words))
    keys = folded.casefold().split(_BETWEEN)
    is_sure = folded.isascii() and joined.count("\0") == len(texts) - 1 == len(keys) - 1
    return keys if is_sure else [search_key(text) for text in texts]


def sort_key(text: str) -> str:
    """Make a string whose plain order is the order of a Vietnamese dictionary.

    Letters rank first, then tones; so Đ follows D, and "ba" < "bà" < "bá" < "bạ".
    Letters are shown by code points above all others; digits and spaces stay below them.
    """
    letters, tones = [], []
    for letter in unicodedata.normalize("NFC", text).casefold():
        base, tone = _split_tone(letter)
        letters.append(_RANK.get(base, base))
        if tone or base in _RANK:
            tones.append(str(tone))
    return "".join(letters) + " " + "".join(tones)


@lru_cache(maxsize=1024)
def _split_tone(letter: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", letter)
    tone = next((TONES.index(part) + 1 for part in parts if part in TONES), 0)
    base = "".join(part for part in parts if part not in TONES)
    return unicodedata.normalize("NFC", base), tone
