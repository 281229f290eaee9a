"""Who fills in a form and who receives it, from the words of its regulation."""

import re
from dataclasses import dataclass

from congtac.kernel.keys import search_key
from congtac.statistics.rules.forms import Form

MINISTRY, DEPARTMENT, DISTRICT = "btp", "stp", "district"
NUMBER = re.compile(r"\d+/\d{4}/(?:TT|TTLT)-[A-Z-]+")
# How a regulation words who reports: level, the group of units, in the order they are looked for.
REPORTERS = (
    ("phong tu phap", "district", "phong-tu-phap"),
    ("ubnd cap xa", "commune", "ubnd-cap-xa"),
    ("ubnd xa", "commune", "ubnd-cap-xa"),
    ("ubnd cap huyen", "district", "ubnd-cap-huyen"),
    ("co quan chuyen mon", "unit", "co-quan-chuyen-mon"),
    ("don vi thuoc bo", "ministry", "don-vi-thuoc-bo"),
    ("so tu phap", "department", "so-tu-phap"),
)
LEVELS = (("xa", "commune"), ("huyen", "district"), ("tinh", "department"), ("bo", "ministry"))
# The periods of a form by the keys of its file, in each regime by the keys of the calendars.
KINDS = {
    "SB6T": "h1-p",
    "SBN": "year-p",
    "TN": "year",
    "6T": "h1",
    "N": "year-p",
    "N1": "year-p",
    "NCT": "year",
    "9T": "m9",
    "3T": "m3",
    "10T": "m10",
    "12T": "year",
}
QUARTERS = ("q1", "q2", "q3", "q4")


@dataclass(frozen=True, slots=True)
class Reporting:
    """The level that reports, the group of its units ("" if none is known), who receives."""

    level: str
    group: str = ""
    receiver: str = MINISTRY


def reporting_of(form: Form) -> Reporting:
    """Who fills in a form and where it goes."""
    receiver = _receiver(form.receiver)
    said = search_key(form.reporter)
    for words, level, group in REPORTERS:
        if words in said:
            return Reporting(level, group, receiver)
    where = f" {search_key(form.level)} "
    level = next((level for words, level in LEVELS if f" {words} " in where), "unit")
    return Reporting(level, "", receiver)


def _receiver(words: str) -> str:
    said = search_key(words)
    if "huyen" in said or "phong tu phap" in said:
        return DISTRICT
    return DEPARTMENT if said.startswith("so tu phap") else MINISTRY


def paper_of(words: str) -> str:
    """The number of the regulation that a text names: "03/2019/TT-BTP"; "" if it names none."""
    found = NUMBER.search(words)
    return found[0] if found else ""


def kinds_of(form: Form, *, is_inspection: bool = False) -> tuple[str, ...]:
    """The kinds of period in which a form is due, by their keys in the calendar of its regime."""
    if is_inspection:
        own = {"6T": ("h1",), "9T": ("m9",), "N": ("year",), "Q": QUARTERS}
        return tuple(kind for it in form.periods for kind in own.get(it.key, ()))
    return tuple(KINDS[it.key] for it in form.periods if it.key in KINDS)
