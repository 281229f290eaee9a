"""A task entered by hand or in a row of a workbook, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from congtac.kernel.keys import search_key
from congtac.kernel.numbers import parse_date
from congtac.kernel.problem import Problem

TEXT, PATH, LEAD, COORDINATING = "noi dung nhiem vu", "vi tri", "chu tri", "phoi hop"
DUE_ON, TIME, PRODUCT, ABOVE = "ngay cuoi", "thoi han", "san pham", "nhiem vu cap tren"
REQUEST = "đề nghị "
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

    @property
    def kind(self) -> str:
        """The kind of time: a date, without an end, or none."""
        if self.due_on:
            return "date"
        return "ongoing" if "thuong xuyen" in search_key(self.time_text) else "none"


@dataclass(frozen=True, slots=True)
class Read:
    """A row of a workbook as a task, with what is wrong in it."""

    number: int
    entry: Entry
    faults: tuple[str, ...] = ()


def read_rows(rows: Sequence[Sequence[object]]) -> tuple[Read, ...] | None:
    """The tasks of a sheet; nothing if no row names the column "Nội dung nhiệm vụ"."""
    for place, row in enumerate(rows[:HEADERS_WITHIN]):
        columns = {search_key(str(cell)): at for at, cell in enumerate(row) if str(cell).strip()}
        if TEXT in columns:
            below = enumerate(rows[place + 1 :], start=place + 2)
            return tuple(_read(number, cells, columns) for number, cells in below if any(cells))
    return None


def _read(number: int, cells: Sequence[object], columns: Mapping[str, int]) -> Read:
    def cell(name: str) -> object:
        at = columns.get(name)
        return cells[at] if at is not None and at < len(cells) else ""

    due_on, fault = _day(cell(DUE_ON))
    entry = Entry(
        text=_words(cell(TEXT)),
        path=_words(cell(PATH)),
        lead=_names(cell(LEAD)),
        coordinating=_names(cell(COORDINATING)),
        due_on=due_on,
        time_text=_words(cell(TIME)),
        product=_words(cell(PRODUCT)),
        above=_words(cell(ABOVE)),
    )
    is_named = "" if entry.text else "chưa có nội dung nhiệm vụ"
    is_short = "" if len(entry.text) <= LONGEST else f"nội dung dài hơn {LONGEST} ký tự"
    return Read(number, entry, tuple(it for it in (is_named, is_short, fault) if it))


def _words(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip().removeprefix("'")


def _names(cell: object) -> tuple[str, ...]:
    names = str(cell).replace("\n", ";").split(";")
    return tuple(name.strip() for name in names if name.strip())


def _day(cell: object) -> tuple[date | None, str]:
    if isinstance(cell, datetime):
        return cell.date(), ""
    if isinstance(cell, date):
        return cell, ""
    if not str(cell).strip():
        return None, ""
    try:
        return parse_date(str(cell)), ""
    except Problem:
        return None, f"“{str(cell)[:40]}” không phải là ngày viết như 31/12/2024"


def without_request(name: str) -> tuple[str, bool]:
    """The name of an agency, and whether it is only asked ("Đề nghị ...")."""
    is_request = name.lower().startswith(REQUEST)
    return (name[len(REQUEST) :].strip() if is_request else name), is_request
