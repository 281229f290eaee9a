"""What the text of a plan says about reports on it: regular periods, the body between, the day."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from congtac.kernel.periods import Period
from congtac.programmes.rules.requests import periods_of

REPORT = re.compile(r"báo cáo", re.I)
PART_WORDS = {
    "-Q1": re.compile(r"quý\s+(?:I|1|một)\b", re.I),
    "-H1": re.compile(r"\b(?:0?6|sáu)\s+tháng", re.I),
    "-9M": re.compile(r"\b(?:0?9|chín)\s+tháng", re.I),
    "": re.compile(r"\b(?:và|cả|hằng|một)\s+năm\b", re.I),
}
KINDS_OF_BODY = "Sở|Ban|Phòng|Văn phòng|Vụ|Cục|Chi cục|Ủy ban|UBND|Thanh tra"
BETWEEN = re.compile(rf"\bqua\s+((?:{KINDS_OF_BODY})\b[^,.;()\n]*)")
SURE = 2  # periods named in one place make a report regular


@dataclass(frozen=True, slots=True)
class Hints:
    """What a new request may be prefilled with; nothing of it binds."""

    periods: tuple[str, ...] = ()
    through: str = ""
    due_on: date | None = None


def hints(text: str, tasks: Iterable[Mapping[str, Any]]) -> Hints:
    """What a plan says about reports on it."""
    said = [line for line in text.splitlines() if REPORT.search(line)]
    return Hints(_periods(said), _between(said), _last_day(tasks))


def _periods(said: Sequence[str]) -> tuple[str, ...]:
    for line in said:
        found = tuple(part for part, words in PART_WORDS.items() if words.search(line))
        if len(found) >= SURE:
            return found
    return ()


def _between(said: Sequence[str]) -> str:
    found = (BETWEEN.search(line) for line in said)
    return next((it[1].strip() for it in found if it), "")


def _last_day(tasks: Iterable[Mapping[str, Any]]) -> date | None:
    asked = (it for it in tasks if REPORT.search(it["text"]) and it["deadline"]["end"])
    days = sorted(date.fromisoformat(it["deadline"]["end"]) for it in asked)
    return days[-1] if days else None


def coming_period(day: date, parts: Sequence[str] = ()) -> Period:
    """The regular period that ends next, of those named."""
    wanted = [it for year in (day.year, day.year + 1) for it in periods_of(year)]
    return next(it for it in wanted if it.last_day >= day and (not parts or it.code[4:] in parts))


def written_addressees(text: str, through: str = "") -> list[tuple[str, str]]:
    """The lines of addressees, each with the body between: "UBND huyện A; qua Sở B"."""
    found = []
    for line in text.splitlines():
        name, _, between = line.partition("; qua ")
        if name.strip(" -+;"):
            found.append((name.strip(" -+;"), between.strip(" .;") or through.strip()))
    return found
