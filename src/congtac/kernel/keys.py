"""Keys for searching and sorting Vietnamese text, the same on every database."""

import unicodedata
from functools import lru_cache

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of dictionaries
_RANK = {letter: chr(0x4E00 + rank) for rank, letter in enumerate(ALPHABET)}
_KEPT = 0x3000  # beyond the alphabets nothing is kept in memory


class _Folded(dict[int, str]):
    """What each letter becomes in a search key, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code))
        bare = "".join(part for part in parts if not unicodedata.combining(part))
        folded = bare.casefold().replace("đ", "d")
        if code < _KEPT:
            self[code] = folded
        return folded


_FOLDED = _Folded()


def search_key(text: str) -> str:
    """Fold a text so that it is found without tone marks: "Nghị định" -> "nghi dinh"."""
    return " ".join(text.translate(_FOLDED).split())


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
