"""Periods of statistics: what days their figures cover, when each level is due, what is equal.

Source: Thông tư 03/2019/TT-BTP and Thông tư 17/2025/TT-BTP for the sector's own regimes; a last
day on a day off is the next working day (Bộ luật Dân sự 2015, Điều 148 khoản 5).
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from congtac.kernel.words import Names, gettext_noop
from congtac.kernel.workdays import next_workday

TERM = 5  # years from the first of a term to the last
MARK = re.compile(r"(\d\d)-(\d\d)([+-]\d)?", re.ASCII)
LEVELS = Names(
    {
        "commune": gettext_noop("Cấp xã"),
        "district": gettext_noop("Cấp huyện"),
        "department": gettext_noop("Sở, cấp tỉnh"),
        "unit": gettext_noop("Đơn vị cơ sở"),
        "ministry": gettext_noop("Bộ, ngành trung ương"),
    }
)
COMING, OPEN, PAST = "coming", "open", "past"
STANDINGS = Names(
    {
        COMING: gettext_noop("Chưa đến kỳ"),
        OPEN: gettext_noop("Đang nhận"),
        PAST: gettext_noop("Hết hạn nộp"),
    }
)
STANDING_COLOURS = {COMING: "grey", OPEN: "blue", PAST: "green"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A day of the year of a period, or of a year before or after it: "02-20+1"."""

    month: int
    day: int
    years: int = 0

    @classmethod
    def parse(cls, text: str) -> "Mark":
        """Read "MM-DD" with a shift of years behind it, if there is one."""
        match = MARK.fullmatch(text)
        if not match:
            raise ValueError(f"a mark looks like 02-20+1, not {text!r}")
        return cls(int(match[1]), int(match[2]), int(match[3] or 0))

    def in_year(self, year: int) -> date:
        """The day for the period of a year."""
        return date(year + self.years, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Window:
    """The days that figures cover: from `start` to before `end`, counted up to `actual_end`.

    What lies between `actual_end` and `end` is estimated.
    """

    start: date
    end: date
    actual_end: date

    @property
    def last_day(self) -> date:
        """The last day covered; also the day whose units the period is about."""
        return self.end - timedelta(days=1)

    @property
    def last_actual_day(self) -> date:
        """The last day whose figures are counted, not estimated."""
        return self.actual_end - timedelta(days=1)

    @property
    def is_estimated(self) -> bool:
        """Part of the figures is estimated."""
        return self.actual_end < self.end

    def is_like(self, other: "Window") -> bool:
        """Say whether two windows are the same stretch of their years: only such compare."""
        return _stretch(self) == _stretch(other)


def _stretch(window: Window) -> tuple[tuple[int, int, int], ...]:
    """The ends of a window by month, day and years after its start, leap days aside."""
    ends = (window.start, window.end, window.actual_end)
    return tuple((day.year - window.start.year, day.month, day.day) for day in ends)


def window(*, first: str, last: str, actual: str, year: int) -> Window:
    """The days of a period of a year, from the marks of its kind."""
    day = timedelta(days=1)
    return Window(
        start=Mark.parse(first).in_year(year),
        end=Mark.parse(last).in_year(year) + day,
        actual_end=Mark.parse(actual).in_year(year) + day,
    )


def named(template: str, year: int) -> str:
    """The code or the title of a period of a year: "{year}-H1" is 2024-H1."""
    return template.format(year=year, last_year=year + TERM)


def counted(due_on: date, *, off: Collection[date], worked: Collection[date]) -> date:
    """The last day that counts: the day asked for, or the next working day if it is off."""
    return next_workday(due_on, off=off, worked=worked)


def days_late(sent_on: date, due_on: date) -> int:
    """By how many days something was sent late; 0 in time."""
    return max(0, (sent_on - due_on).days)


def standing_of(*, actual_end: date, dues: Sequence[date], day: date) -> str:
    """How a period stands on a day: its data aren't there yet, it is open, all dues are past."""
    if day < actual_end:
        return COMING
    return PAST if dues and day > max(dues) else OPEN


@dataclass(frozen=True, slots=True)
class Moving:
    """A letter that moves the last day of a level: the new day, its number, date and reason."""

    due_on: date
    letter: str
    letter_on: date
    reason: str = ""


def objection_to_moving(
    moving: Moving, *, due_on: date, actual_end: date, today: date
) -> str | None:
    """Why a last day may not be moved so: a code of the catalogue."""
    if not moving.letter.strip():
        return "STA-301"
    if moving.letter_on > today:
        return "STA-302"
    if moving.due_on == due_on:
        return "STA-303"
    return "STA-304" if moving.due_on < actual_end else None


def objection_to_opening(last_day: date, *, since: date | None, until: date | None) -> str | None:
    """Why a period may not be opened: its data end outside the validity of its regime."""
    is_before = since is not None and last_day < since
    return "STA-306" if is_before or (until is not None and last_day >= until) else None
