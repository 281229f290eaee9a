"""A letter of a unit as data and in the shape that `vanban.write` takes; what stands around it.

These are the words of a paper, so they are Vietnamese in every language of the screens.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

_CAPITALS = re.compile(r"[A-ZĐ&]{2,10}")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands around the text of a paper, for the unit that issues it."""

    issuer: str
    parent_issuer: str = ""
    place: str = ""
    symbol: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as a person changes it: each line of `text` is a paragraph."""

    issuer: str
    subject: str
    text: str
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    day: date
    parent_issuer: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    signer: str = ""
    capacity: str = ""


def letter_data(letter: Letter) -> dict[str, Any]:
    """The letter in the shape that `vanban.write` takes."""
    return {
        "metadata": {
            "issuer": letter.issuer,
            "parent_issuer": letter.parent_issuer or None,
            "number": letter.number or None,
            "symbol": letter.symbol or None,
            "date": letter.day.isoformat(),
            "place": letter.place or None,
            "type": "Công văn",
            "title": letter.subject,
            "signer": letter.signer or None,
            "capacity": letter.capacity or None,
            "recipients": list(letter.recipients),
            "addressees": list(letter.addressees),
        },
        "body": [_paragraph(line) for line in letter.text.splitlines() if line.strip()],
    }


def _paragraph(line: str) -> Mapping[str, str]:
    words = line.strip()
    if words.startswith("- "):
        return {"label": "-", "text": words[2:].strip()}
    return {"label": "", "text": words}


def symbol_of(key: str, short_names: Sequence[str], *, kind: str = "") -> str:
    """The symbol behind a number that the registry gives: "/BC-STP"; a letter's is "/STP"."""
    capitals = (name for name in short_names if _CAPITALS.fullmatch(name))
    code = next(capitals, key.rpartition(".")[2].upper())
    return f"/{kind}-{code}" if kind else f"/{code}"


def place_of(name: str) -> str:
    """The place of a letterhead, from the name of a province; ministries are in Hà Nội."""
    for word in ("Tỉnh ", "Thành phố "):
        if name.startswith(word):
            return name.removeprefix(word)
    return "Hà Nội"


def day_words(data: Mapping[str, Any]) -> str:
    """The day of a paper in words, with room where it is not known."""
    written = data["metadata"]["date"]
    if not written:
        return "ngày … tháng … năm …"
    year, month, day = (int(part) for part in written.split("-"))
    return (
        f"ngày {day:02} tháng {month:02} năm {year}"
        if month < 3
        else (f"ngày {day:02} tháng {month} năm {year}")
    )
