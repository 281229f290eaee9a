"""Loads the lists of words that stand in `vanban/data`, one entry a line, "#" before a remark."""

import re
import unicodedata
from functools import cache
from importlib.resources import files


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of `data/<name>.txt`, NFC, in the order of the file."""
    text = files("vanban.data").joinpath(f"{name}.txt").read_text("utf-8")
    lines = (unicodedata.normalize("NFC", line).strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def one_of(words: tuple[str, ...]) -> str:
    """A pattern that matches the longest of the words, any white space between their parts."""
    longest_first = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, w.split())) for w in longest_first) + ")"


def lower(text: str) -> str:
    """The text in small letters, of the same length."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
