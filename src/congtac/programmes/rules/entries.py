"""A task entered by hand or in a row of a workbook, and what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TypedDict

from congtac.documents.rules.times import read_words
from congtac.kernel.keys import search_key
from congtac.kernel.numbers import parse_date
from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext as _
from congtac.kernel.words import gettext_noop
from congtac.organisations.rules.fields import WORK_FIELDS

COLUMNS = {  # field -> headers that offices write, as search keys; the first one is ours
    "text": ("noi dung nhiem vu", "noi dung", "nhiem vu", "noi dung cong viec", "cong viec"),
    "path": ("vi tri", "muc", "stt", "tt", "so tt", "so thu tu"),
    "lead": ("chu tri", "don vi chu tri", "co quan chu tri", "co quan, don vi chu tri"),
    "coordinating": (
        *("phoi hop", "don vi phoi hop", "co quan phoi hop", "co quan, don vi phoi hop"),
    ),
    "due_on": ("ngay cuoi", "han cuoi", "ngay het han"),
    "time": (
        *("thoi han", "thoi gian", "thoi gian thuc hien", "thoi gian hoan thanh"),
        *("thoi han hoan thanh", "thoi han thuc hien", "han hoan thanh"),
    ),
    "product": (
        "san pham",
        "san pham du kien",
        "ket qua",
        "ket qua, san pham",
        "san pham, ket qua",
    ),
    "field": ("linh vuc", "linh vuc cong tac"),
    "above": ("nhiem vu cap tren", "thuoc nhiem vu cap tren"),
}
ASIDE = re.compile(r"\([^)]*\)|[*:.]")
FIELD_CODES = {"": "", **{search_key(name): code for code, name in WORK_FIELDS.items()}}
SPANS = ("date", "range", "quarter", "year")
REQUEST = gettext_noop("đề nghị ")
HEADERS_WITHIN = 20  # rows
LONGEST = 4000  # characters of a task


@dataclass(frozen=True, slots=True)
class Entry:
    """A task as it is entered; `above` is the place of the task of the plan above."""

    text: str
    path: str = ""
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    due_on: date | None = None
    time_text: str = ""
    product: str = ""
    above: str = ""
    field: str = ""
    starts_on: date | None = None
    span: str = ""  # quarter, year, range, where the words of the time name one

    @property
    def kind(self) -> str:
        """The kind of time: a date, a quarter, a year, without an end, or none."""
        if self.due_on:
            return self.span or "date"
        return "ongoing" if "thuong xuyen" in search_key(self.time_text) else "none"


@dataclass(frozen=True, slots=True)
class Read:
    """A row of a workbook as a task, with what is wrong in it."""

    number: int
    entry: Entry
    faults: tuple[str, ...] = ()


def read_rows(rows: Sequence[Sequence[object]], year: int | None = None) -> tuple[Read, ...] | None:
    """The tasks of a sheet; nothing if no row names the column "Nội dung nhiệm vụ".

    Columns stand in any order, under any of the headers that offices write. Times in words
    ("quý III") are those of `year`.
    """
    for place, row in enumerate(rows[:HEADERS_WITHIN]):
        columns = columns_of(row)
        if "text" in columns:
            below = enumerate(rows[place + 1 :], start=place + 2)
            return tuple(
                _read(number, cells, columns, year) for number, cells in below if any(cells)
            )
    return None


def columns_of(row: Sequence[object]) -> dict[str, int]:
    """In which column each field stands, by the headers of a row."""
    headers: dict[str, int] = {}
    for at, cell in enumerate(row):
        headers.setdefault(search_key(ASIDE.sub(" ", str(cell))), at)
    found = {}
    for field, known in COLUMNS.items():
        at = next((headers[header] for header in known if header in headers), None)
        if at is not None:
            found[field] = at
    return found


def _read(
    number: int, cells: Sequence[object], columns: Mapping[str, int], year: int | None
) -> Read:
    def cell(field: str) -> object:
        at = columns.get(field)
        return cells[at] if at is not None and at < len(cells) else ""

    faults = []

    def fault(field: str, words: str) -> None:
        faults.append(
            _("ô {columns}{number}: {words}").format(
                columns=letter(columns[field]), number=number, words=words
            )
        )

    text, field = _words(cell("text")), search_key(_words(cell("field")))
    if not text:
        fault("text", _("chưa có nội dung nhiệm vụ"))
    if len(text) > LONGEST:
        fault("text", _("nội dung dài hơn {longest} ký tự").format(longest=LONGEST))
    if field not in FIELD_CODES:
        fault("field", _("không có lĩnh vực “{value}”").format(value=_words(cell("field"))[:60]))
    time, refused = _time(cell("due_on"), cell("time"), year)
    if refused:
        fault(
            "due_on",
            _("“{refused}” không phải là ngày viết như 31/12/2024").format(refused=refused[:40]),
        )
    entry = Entry(
        text=text,
        path=_words(cell("path")),
        lead=_names(cell("lead")),
        coordinating=_names(cell("coordinating")),
        product=_words(cell("product")),
        above=_words(cell("above")),
        field=FIELD_CODES.get(field, ""),
        **time,
    )
    return Read(number, entry, tuple(faults))


class Time(TypedDict):
    """When a task is due, as a row says it."""

    due_on: date | None
    time_text: str
    starts_on: date | None
    span: str


def _time(due_on: object, words: object, year: int | None) -> tuple[Time, str]:
    """The time of a row, from its last day or its words, and a last day that is none."""
    last, refused = _day(due_on)
    written = _day(words)[0]
    if refused or last or written:
        text = "" if written else _words(words)
        return Time(due_on=last or written, time_text=text, starts_on=None, span=""), refused
    text = _words(words)
    meant = _meant(text, year) if text else None
    if meant is None or meant["kind"] not in SPANS or meant["end"] is None:
        return Time(due_on=None, time_text=text, starts_on=None, span=""), ""
    end = date.fromisoformat(meant["end"])
    start = date.fromisoformat(meant["start"]) if meant["start"] else None
    return Time(due_on=end, time_text=text, starts_on=start, span=meant["kind"]), ""


_meant = lru_cache(maxsize=1000)(read_words)  # the same words stand in many rows


def letter(column: int) -> str:
    """The letters of a column in a sheet: 0 is A, 26 is AA."""
    before, last = divmod(column, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def _words(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip().removeprefix("'")


def _names(cell: object) -> tuple[str, ...]:
    names = str(cell).replace("\n", ";").split(";")
    return tuple(name.strip() for name in names if name.strip())


def _day(cell: object) -> tuple[date | None, str]:
    """The day of a cell, and what stands there if it is none."""
    if isinstance(cell, datetime):
        return cell.date(), ""
    if isinstance(cell, date):
        return cell, ""
    if not str(cell).strip():
        return None, ""
    try:
        return parse_date(str(cell)), ""
    except Problem:
        return None, str(cell)


def without_request(name: str) -> tuple[str, bool]:
    """The name of an agency, and whether it is only asked ("Đề nghị ...")."""
    is_request = name.lower().startswith(REQUEST)
    return (name[len(REQUEST) :].strip() if is_request else name), is_request
