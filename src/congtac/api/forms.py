"""What programs may ask and what they are answered, as typed schemas: they make the document.

Nothing is guessed: a day is written 2024-06-30, a number in digits, an unknown field is refused.
"""

import re
from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from congtac.kernel.words import gettext_noop

ISO = re.compile(r"\d{4}-\d\d-\d\d")
DIGITS = re.compile(r"\d{1,9}")
MOST_CELLS = 200_000  # that one call may have checked
MOST = 1000  # things on one page
HINTS = {
    "form": gettext_noop("mã biểu, như 02/BTP/VĐC"),
    "period": gettext_noop("mã kỳ, như 2024-H1"),
    "unit": gettext_noop("khóa của đơn vị, như ninh-thuan.stp"),
    "version": gettext_noop("số của bản biểu mẫu, như 2"),
    "year": gettext_noop("năm, như 2024"),
    "regime": gettext_noop("khóa của chế độ thống kê, như tt-03-2019"),
    "indicator": gettext_noop("mã chỉ tiêu"),
    "on": gettext_noop("ngày, như 2025-07-01; đơn vị là các đơn vị của ngày đó"),
    "as_of": gettext_noop("ngày, như 2025-03-03; biểu phải có vào ngày đó mà chưa có là chậm"),
    "limit": gettext_noop("số mục của một trang, từ 1 đến 1000"),
    "offset": gettext_noop("bỏ qua bao nhiêu mục đầu, từ 0"),
    "format": gettext_noop("json hoặc csv"),
    "number": gettext_noop("số của biểu đã gửi"),
    "cells": gettext_noop(
        "danh sách ô: unit, period, form, row, column, value; có thể thêm reason"
    ),
    "previous": gettext_noop("các ô của kỳ khác để so sánh, như cells"),
    "file": gettext_noop("tệp CSV hoặc Excel, một hoặc nhiều"),
}


def _day(said: Any) -> Any:
    """A day is written out; a number is none, whatever calendar it could count from."""
    if isinstance(said, str) and ISO.fullmatch(said):
        return said
    raise ValueError("not a day")


def _whole(said: Any) -> Any:
    if isinstance(said, str) and DIGITS.fullmatch(said) and said.isascii():
        return int(said)
    if isinstance(said, int) and not isinstance(said, bool):
        return said  # what the schema itself gives where nothing was said
    raise ValueError("not a whole number")


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Whole = Annotated[int, BeforeValidator(_whole)]
Code = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]*$")
]
Text = Annotated[str, StringConstraints(strict=True, max_length=500)]


def said(name: str, default: Any = ..., **limits: Any) -> Any:
    """A field whose words are those of its hint."""
    return Field(default, description=HINTS[name], **limits)


class Asked(Schema):
    """What a program asks; what isn't known is refused."""

    model_config = ConfigDict(extra="forbid")


class Paged(Asked):
    """A page of a list."""

    limit: Whole = said("limit", 100, ge=1, le=MOST)
    offset: Whole = said("offset", 0, ge=0, le=1_000_000)


class FormsAsked(Paged):
    """Which forms."""

    regime: Code | None = said("regime", None)


class FormAsked(Asked):
    """Which version of a form; the newest if none is named."""

    form: Code = said("form")
    version: Whole | None = said("version", None, ge=1, le=30_000)


class PeriodsAsked(Paged):
    """Which periods."""

    regime: Code | None = said("regime", None)
    year: Whole | None = said("year", None, ge=1900, le=2200)


class FiguresAsked(Paged):
    """Whose figures of which form and period."""

    form: Code = said("form")
    period: Code = said("period")
    unit: Code | None = said("unit", None)
    format: Annotated[str, Field(pattern="^(json|csv)$")] = said("format", "json")


class SeriesAsked(Asked):
    """Which indicator up to which period, on the units of which day."""

    indicator: Code = said("indicator")
    period: Code = said("period")
    on: Day | None = said("on", None)


class FindingsAsked(Asked):
    """The findings of what was sent under a number."""

    number: Whole = said("number", ge=1)


class CheckAsked(Asked):
    """What stands beside the body of a check in the address."""

    as_of: Day | None = said("as_of", None)


class CellGiven(Asked):
    """A line of long figures, as in CSV."""

    unit: Text
    period: Text
    form: Text
    row: Text = "1"
    column: Text
    value: Text
    reason: Text = ""


class Given(Asked):
    """The body of a check as JSON."""

    cells: list[CellGiven] = said("cells", max_length=MOST_CELLS)
    previous: list[CellGiven] = said("previous", [], max_length=MOST_CELLS)
    as_of: Day | None = said("as_of", None)


class Why(Schema):
    """Why not: the code for the program, the sentence for a person."""

    code: str
    message: str


class Refusal(Schema):
    """The answer to what is refused."""

    error: Why


class FindingTold(Schema):
    """A finding, as `congtac check --json` prints it."""

    rule: str
    kind: str
    severity: str
    unit: str
    period: str
    form: str
    row: str
    columns: list[str]
    expected: str
    actual: str
    message: str


class FormTold(Schema):
    """A version of a form."""

    form: str
    version: int
    name: str
    regime: str
    level: str
    state: str
    since: date | None
    until: date | None
    digest: str


class FormsTold(Schema):
    """A page of forms; `next` is the offset of the next page."""

    items: list[FormTold]
    next: int | None


class FormWhole(FormTold):
    """A version of a form with its definition."""

    definition: dict[str, Any]


class PeriodTold(Schema):
    """A period: its days, and the last day of the figures that are counted, not estimated."""

    period: str
    title: str
    regime: str
    kind: str
    year: int
    start: date
    end: date
    actual_end: date
    opened_on: date


class PeriodsTold(Schema):
    """A page of periods."""

    items: list[PeriodTold]
    next: int | None


class CellTold(Schema):
    """A cell that was filled in."""

    row: str
    column: str
    value: str


class FiguresTold(Schema):
    """What a unit sent of a form for a period: the revision that counts, with its digest."""

    number: int
    unit: str
    unit_name: str
    period: str
    form: str
    version: int
    state: str
    revision: int
    digest: str
    sent_on: date
    accepted_on: date | None
    cells: list[CellTold]


class FiguresPage(Schema):
    """A page of what units sent."""

    items: list[FiguresTold]
    next: int | None


class PointTold(Schema):
    """An indicator of a unit in a period; `value` is exact, null with its reason if there is none.

    `units` are those whose figures it is made of.
    """

    period: str
    value: str | None
    units: list[str]
    reason: str


class LineTold(Schema):
    """A unit of the day asked for."""

    unit: str
    unit_name: str
    points: list[PointTold]


class SeriesTold(Schema):
    """An indicator over like periods, on the units of one day."""

    indicator: str
    name: str
    on: date
    periods: list[str]
    lines: list[LineTold]
