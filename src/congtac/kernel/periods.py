"""Periods of reporting: codes such as 2024-Q1, as half-open intervals of days."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext as _

CODE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<kind>[HQM])(?P<part>\d{1,2})|(?P<nine>9M)|(?P<last>\d{4})))?",
    re.ASCII,
)
MONTHS = {"H": 6, "Q": 3, "M": 1}
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of days with a code: `start` is in it, `end` no more."""

    start: date
    end: date
    code: str

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read 2024, 2024-H1, 2024-Q1, 2024-9M, 2024-M03 or a term such as 2021-2026.

        A term is named by the years in which it begins and ends: its days run
        from 01/01 of the first to 31/12 of the last.
        """
        code = text.strip().upper()
        match = CODE.fullmatch(code)
        if not match or not 1 <= int(match["year"]) <= 9998:
            raise _unknown(text)
        months = _months(match)
        if months is None:
            raise _unknown(text)
        year, (first, after) = int(match["year"]), months
        return cls(_month(year, first), _month(year, after), code)

    @property
    def last_day(self) -> date:
        """The last day of the period, as screens show it."""
        return self.end - timedelta(days=1)

    @property
    def title_inside(self) -> str:
        """The title as it stands inside a sentence: "quý I năm 2024"."""
        return self.title[:1].lower() + self.title[1:]

    @property
    def title(self) -> str:
        """The period in words: "Quý I năm 2024"."""
        year, part = self.code[:4], self.code[5:]
        if not part:
            return _("Năm {year}").format(year=year)
        if part == "9M":
            return _("9 tháng năm {year}").format(year=year)
        if part[0] == "H":
            half = _("6 tháng đầu năm {year}") if part[1] == "1" else _("6 tháng cuối năm {year}")
            return half.format(year=year)
        if part[0] == "Q":
            return _("Quý {part} năm {year}").format(part=ROMAN[int(part[1]) - 1], year=year)
        if part[0] == "M":
            return _("Tháng {part} năm {year}").format(part=int(part[1:]), year=year)
        return _("Giai đoạn {year}-{part}").format(year=year, part=part)

    def contains(self, day: date) -> bool:
        """Say whether a day lies in the period."""
        return self.start <= day < self.end

    def __str__(self) -> str:
        return self.code


def _months(match: re.Match[str]) -> tuple[int, int] | None:
    """Count the months of a code from January of its year: the first, and one after the last."""
    if match["nine"]:
        return 0, 9
    if match["last"]:
        years = int(match["last"]) - int(match["year"])
        return (0, 12 * (years + 1)) if years > 0 and int(match["last"]) <= 9998 else None
    if not match["kind"]:
        return 0, 12
    size, part = MONTHS[match["kind"]], int(match["part"])
    is_written_well = len(match["part"]) == (2 if match["kind"] == "M" else 1)
    return ((part - 1) * size, part * size) if is_written_well and 1 <= part <= 12 // size else None


def _month(year: int, months: int) -> date:
    return date(year + months // 12, months % 12 + 1, 1)


def _unknown(text: str) -> Problem:
    return Problem(
        "KER-004",
        _(
            "“{text}” không phải là mã kỳ. Viết như 2024, 2024-H1, 2024-Q1, 2024-9M, "
            "2024-M03 hoặc 2021-2026."
        ).format(text=text.strip()[:40]),
    )
