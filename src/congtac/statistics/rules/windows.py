"""Windows of data: a period, and whether its figures are still preliminary (`2024p`).

Only equal windows are compared: `2024p` with `2023p`, never with `2023`.
"""

import calendar
import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources

from congtac.kernel.periods import Period
from congtac.kernel.words import gettext as _
from congtac.kernel.workdays import next_workday
from congtac.statistics.rules.forms import Form, FormPeriod

DAYS_OFF = ("congtac.ground.calendars", "data/special_days.csv")
KEYS = {
    "H1": ("SB6T", "6T"),
    "Q": ("Q", "3T"),
    "9M": ("9T",),
    "p": ("SBN", "N", "N1"),
    "": ("TN", "NCT", "N", "12T"),
}
ON_DAY = re.compile(r"(\d{1,2})-(\d{1,2})(?:\s+(?:of\s+)?(?:the\s+)?(next|report)\s+year)?\s*$")
LAST_MONTH = re.compile(r"(\d{1,2})(?:\s*\([^)]*\))?\s+of the last month")


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A period and the state of its figures; `code` as in files: `2024`, `2024-H1p`."""

    period: Period
    is_preliminary: bool = False

    @classmethod
    def parse(cls, text: str) -> "Window":
        """Read the code of a period, with `p` where figures are preliminary or estimated."""
        code = text.strip().casefold()
        if not code.endswith("p"):
            return cls(Period.parse(text))
        return cls(Period.parse(text.strip()[:-1]), is_preliminary=True)

    @property
    def code(self) -> str:
        """The code as in files."""
        return self.period.code + ("p" if self.is_preliminary else "")

    @property
    def title(self) -> str:
        """The window inside a sentence: "6 tháng đầu năm 2024 (sơ bộ)"."""
        title = self.period.title_inside
        return _("{period} (sơ bộ)").format(period=title) if self.is_preliminary else title

    @property
    def is_term(self) -> bool:
        """Whether it runs over several years."""
        return self.period.end.year - self.period.start.year > 1

    def year_before(self) -> "Window | None":
        """The same window of the year before; a term has none."""
        if self.is_term or self.period.start.year <= 1:
            return None
        code = f"{self.period.start.year - 1:04d}{self.period.code[4:]}"
        return Window(Period.parse(code), self.is_preliminary)

    def lies_within(self, other: "Window") -> bool:
        """Whether what is counted here is counted there too: a part of the same year."""
        own, whole = self.period, other.period
        if self.is_term or other.is_term:
            return False
        return whole.start <= own.start and own.end <= whole.end and own != whole


@lru_cache(maxsize=1024)
def window_of(code: str) -> Window:
    """The window of a code, kept: files repeat it on every line."""
    return Window.parse(code)


def due_date(form: Form, window: Window) -> date | None:
    """The last day for a window as the form words it, moved off days off; None if it doesn't."""
    period = _period_of(form, window)
    day = None if period is None else _worded(period.due, window)
    if day is None:
        return None
    off, worked = days_off()
    return next_workday(day, off=off, worked=worked)


@cache
def days_off() -> tuple[frozenset[date], frozenset[date]]:
    """The days off and the Saturdays worked for them that come with the platform."""
    package, name = DAYS_OFF
    text = (resources.files(package) / name).read_text(encoding="utf-8")
    rows = [
        (row["kind"], date.fromisoformat(row["day"])) for row in csv.DictReader(text.splitlines())
    ]
    off, worked = (frozenset(day for it, day in rows if it == kind) for kind in ("off", "worked"))
    return off, worked


def _period_of(form: Form, window: Window) -> FormPeriod | None:
    part = window.period.code[5:]
    part = "Q" if part.startswith("Q") else part
    keys = KEYS.get(part or ("p" if window.is_preliminary else ""), ())
    by_key = {period.key: period for period in form.periods}
    return next((by_key[key] for key in keys if key in by_key), None)


def _worded(text: str, window: Window) -> date | None:
    """ "20-02 next year", "25-06", "17 (xã) / 20 (tỉnh) of the last month": the later day."""
    last = window.period.last_day
    match = ON_DAY.search(text)
    if match:
        day, month, year = match.groups()
        return _day(last.year + (year == "next"), int(month), int(day))
    days = LAST_MONTH.findall(text)
    return _day(last.year, last.month, int(days[-1])) if days else None


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12:
        return None
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
