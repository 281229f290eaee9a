"""A quoted figure in its sentence: finding it, putting the new one in its place.

The worked table is in docs/rules/statistics-numbers-in-texts.md.
"""

import re

NUMBER = re.compile(r"-?\d[\d.,]*%?")


def figure_of(wording: str) -> str:
    """The number that leads the words with which a figure was put in: "1.234", "40,5%"."""
    found = NUMBER.match(wording)
    return found[0].rstrip(".,") if found else ""


def says(sentence: str, wording: str) -> bool:
    """Whether a sentence still says the figure, as a number of its own."""
    figure = figure_of(wording)
    return bool(figure) and bool(_own(figure).search(sentence))


def renewed(sentence: str, wording: str, now: str) -> str | None:
    """The sentence with the new words in place of the old ones.

    The words with which the figure was put in are replaced whole, its growth with it, where they
    stand there once; else the number alone, and the growth behind it is left for the writer.
    None where the old number isn't there exactly once: a person has to look.
    """
    if sentence.count(wording) == 1:
        return sentence.replace(wording, now)
    old, new = figure_of(wording), figure_of(now)
    places = list(_own(old).finditer(sentence)) if old and new else []
    if len(places) != 1:
        return None
    start, end = places[0].span()
    return f"{sentence[:start]}{new}{sentence[end:]}"


def _own(figure: str) -> re.Pattern[str]:
    """The number, not as a part of a longer one."""
    return re.compile(rf"(?<![\w.,/-]){re.escape(figure)}(?![\w/-]|[.,]\d)")
