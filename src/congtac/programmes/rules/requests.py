"""Asking for reports: periods that add up, last days, outlines: `docs/rules/reports.md`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from congtac.kernel.periods import Period
from congtac.kernel.words import Names, gettext_noop

REGULAR, ONCE = "regular", "once"
REQUEST_KINDS = Names({REGULAR: gettext_noop("Định kỳ"), ONCE: gettext_noop("Đột xuất")})
DRAFT, ISSUED, CANCELLED = "draft", "issued", "cancelled"
REQUEST_NAMES = Names(
    {
        DRAFT: gettext_noop("Dự thảo"),
        ISSUED: gettext_noop("Đã gửi yêu cầu"),
        CANCELLED: gettext_noop("Đã hủy"),
    }
)
REQUEST_COLOURS = {DRAFT: "yellow", ISSUED: "green", CANCELLED: "grey"}
REQUEST_ACTS = Names(
    {
        "make": gettext_noop("Lập yêu cầu"),
        "change": gettext_noop("Sửa dự thảo"),
        "issue": gettext_noop("Gửi yêu cầu"),
        "move": gettext_noop("Đổi hạn gửi"),
        "cancel": gettext_noop("Hủy yêu cầu"),
        "handover": gettext_noop("Bàn giao"),
    }
)
WORDS, RESULTS, FIGURES = "words", "results", "figures"
DIFFICULTIES, PROPOSALS, ANNEX = "difficulties", "proposals", "annex"
SECTION_KINDS = Names(
    {
        RESULTS: gettext_noop("Kết quả thực hiện nhiệm vụ"),
        FIGURES: gettext_noop("Số liệu nhiệm vụ"),
        DIFFICULTIES: gettext_noop("Khó khăn, vướng mắc"),
        PROPOSALS: gettext_noop("Đề xuất, kiến nghị"),
        WORDS: gettext_noop("Lời văn, tự viết"),
        ANNEX: gettext_noop("Bảng phụ lục"),
    }
)
PARTS = ("-Q1", "-H1", "-9M", "")  # of a year, each counted from 1 January


@dataclass(frozen=True, slots=True)
class Outlined:
    """One section as it is asked for; `columns` name those of an annex table."""

    heading: str
    kind: str = WORDS
    guidance: str = ""
    columns: tuple[str, ...] = ()


USUAL_OUTLINE = (
    Outlined("I. Kết quả thực hiện nhiệm vụ", RESULTS),
    Outlined("II. Số liệu theo chương trình, kế hoạch", FIGURES),
    Outlined("III. Khó khăn, vướng mắc", DIFFICULTIES),
    Outlined("IV. Đề xuất, kiến nghị", PROPOSALS),
    Outlined("V. Phương hướng, nhiệm vụ kỳ tới", WORDS),
)


def periods_of(year: int) -> tuple[Period, ...]:
    """The regular periods of a year, in their order."""
    return tuple(Period.parse(f"{year}{part}") for part in PARTS)


def period_after(period: Period) -> Period:
    """The regular period that follows; after the year comes quarter I of the next."""
    year, part = period.code[:4], period.code[4:]
    place = PARTS.index(part) + 1
    if place < len(PARTS):
        return Period.parse(f"{year}{PARTS[place]}")
    return Period.parse(f"{int(year) + 1}{PARTS[0]}")


def is_regular(code: str) -> bool:
    """Say whether a code names one of the four periods of a year."""
    return code[:4].isdecimal() and code[4:] in PARTS


def same_day_in(after: Period, *, day: date, was: Period) -> date:
    """The day as many months later as the period ends later; a month's last day stays the last."""
    months = _number(after.last_day) - _number(was.last_day)
    first = _first(_number(day) + months)
    last = _first(_number(day) + months + 1) - timedelta(days=1)
    if (day + timedelta(days=1)).day == 1:
        return last
    return min(first + timedelta(days=day.day - 1), last)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def objection_to_days(
    *, period: Period | None, since: date | None, cut_off: date, due_on: date
) -> str | None:
    """Why these days don't fit together: a code of the catalogue, or nothing."""
    is_after = period is not None and cut_off > period.last_day
    is_before = since is not None and cut_off < since
    if is_after or is_before:
        return "PRG-101"
    return "PRG-102" if due_on < cut_off else None


def objection_to_outline(outline: Sequence[Outlined]) -> str | None:
    """Why this outline may not be asked for: a code of the catalogue, or nothing."""
    if not outline or any(not section.heading.strip() for section in outline):
        return "PRG-103"
    is_bare = any(section.kind == ANNEX and not section.columns for section in outline)
    return "PRG-104" if is_bare else None


def objection_to_issuing(
    *, state: str, has_addressees: bool, due_on: date, today: date
) -> str | None:
    """Why this request may not be issued today: a code of the catalogue, or nothing."""
    if state != DRAFT:
        return "PRG-100"
    if not has_addressees:
        return "PRG-105"
    return "PRG-106" if due_on < today else None


def objection_to_moving(
    *, state: str, due_on: date, was: date, today: date, reason: str
) -> str | None:
    """Why the last day may not be moved to another one: a code of the catalogue, or nothing."""
    if state != ISSUED:
        return "PRG-100"
    if due_on == was or due_on < today:
        return "PRG-106"
    return None if reason.strip() else "PRG-022"


def objection_to_cancelling(*, state: str, reason: str) -> str | None:
    """Why this request may not be cancelled: a code of the catalogue, or nothing."""
    if state == CANCELLED:
        return "PRG-100"
    return None if reason.strip() else "PRG-022"
