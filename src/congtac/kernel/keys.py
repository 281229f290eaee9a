"""Keys for searching and sorting Vietnamese text, the same on every database."""

import unicodedata

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of dictionaries
_RANK = {letter: chr(0x4E00 + rank) for rank, letter in enumerate(ALPHABET)}


def search_key(text: str) -> str:
    """Fold a text so that it is found without tone marks: "Nghị định" -> "nghi dinh"."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )
    return " ".join(bare.casefold().replace("đ", "d").split())


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


def _split_tone(letter: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", letter)
    tone = next((TONES.index(part) + 1 for part in parts if part in TONES), 0)
    base = "".join(part for part in parts if part not in TONES)
    return unicodedata.normalize("NFC", base), tone
