"""Figures of another system put into the cells of a form: `docs/rules/statistics-feeds.md`."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Pairs
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from congtac.kernel.keys import search_key
from congtac.kernel.numbers import parse_date
from congtac.kernel.problem import Problem
from congtac.kernel.words import Names, gettext_noop
from congtac.kernel.words import gettext as _
from congtac.statistics.rules.cells import State, parse_cell
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grids import Grid, Place, kept_cell
from congtac.statistics.rules.periods import Window

COUNT, SUM, VALUE = "count", "sum", "value"
HOWS = Names(
    {
        COUNT: gettext_noop("Đếm số dòng"),
        SUM: gettext_noop("Cộng một cột"),
        VALUE: gettext_noop("Lấy giá trị của một cột"),
    }
)
FILE, API = "file", "api"
WAYS = Names({FILE: gettext_noop("Tệp"), API: gettext_noop("API")})
MOST_FAULTS = 100  # told; the rest is counted
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class CellRule:
    """How one cell is computed: of which rows, from which column."""

    row: str
    column: str
    how: str
    source: str = ""
    where: Pairs[str, str] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        return self.row, self.column


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the rows of a file become the cells of a form."""

    cells: tuple[CellRule, ...]
    unit: str = ""
    day: str = ""

    def plain(self) -> dict[str, Any]:
        """The mapping as data."""
        cells = [{**asdict(it), "where": dict(it.where)} for it in self.cells]
        for it in cells:
            it["from"] = it.pop("source")
        return {"unit": self.unit, "day": self.day, "cells": cells}


def mapping_of(said: object) -> Mapping:
    """Read a mapping from data; STA-483 if it isn't whole."""
    try:
        return _mapping(said)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Problem(
            "STA-483",
            _("Bảng ghép chưa đủ: mỗi ô cần dòng, cột, cách tính; cộng và lấy giá trị cần cột."),
        ) from error


def _mapping(said: Any) -> Mapping:
    cells = tuple(_cell_rule(it) for it in said["cells"])
    if not cells or len({it.place for it in cells}) < len(cells):
        raise ValueError("no cells, or one cell twice")
    return Mapping(cells, _word(said.get("unit", "")), _word(said.get("day", "")))


def _cell_rule(said: Any) -> CellRule:
    where = {_word(key): _word(value) for key, value in said.get("where", {}).items()}
    made = CellRule(
        _word(said["row"]), _word(said["column"]), said["how"], _word(said.get("from", "")), where
    )
    if made.how not in HOWS or not (made.row and made.column):
        raise ValueError(made.how)
    if made.how != COUNT and not made.source:
        raise ValueError("nothing to compute from")
    return made


def _word(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError(type(said))
    return " ".join(said.split())[:300]


def objections(mapping: Mapping, form: Form) -> list[str]:
    """The cells that the mapping names and the form doesn't have, as sentences."""
    rows = {it.code for it in form.fixed_rows}
    columns = {it.code for it in form.numbers}
    return [
        _("Biểu {form} không có ô {row}, {column}.").format(
            form=form.code, row=it.row, column=it.column
        )
        for it in mapping.cells
        if it.row not in rows or it.column not in columns
    ]


def written_where(where: Pairs[str, str]) -> str:
    """Conditions as a person writes them: "linh_vuc = Hình sự; gioi_tinh = Nữ"."""
    return "; ".join(f"{key} = {value}" for key, value in where.items())


def read_where(text: str) -> dict[str, str]:
    """Read conditions; a ValueError for one without "="."""
    found = {}
    for part in text.split(";"):
        if part.strip():
            key, equals, value = part.partition("=")
            if not equals or not key.strip() or not value.strip():
                raise ValueError(part)
            found[" ".join(key.split())] = " ".join(value.split())
    return found


@dataclass(frozen=True, slots=True)
class Source:
    """One row of a file: its number as a person counts, its values by the keys of the columns."""

    number: int
    values: Pairs[str, str]

    def value(self, column: str) -> str:
        return self.values.get(search_key(column), "")


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a file: cells by the name of the unit ("" for who gave it), what was wrong."""

    cells: Pairs[str, Pairs[Place, str]]
    read: int
    left: int
    faults: tuple[str, ...] = ()


def draw(mapping: Mapping, form: Form, rows: Sequence[Source], window: Window) -> Came:
    """Compute the cells of every unit named in a file."""
    faults: list[str] = list(_absent(mapping, rows))
    within = []
    for row in rows:
        fault, is_within = _of_period(mapping, row, window)
        if fault:
            faults.append(fault)
        elif is_within:
            within.append(row)
    by_unit: dict[str, list[Source]] = {}
    for row in within:
        by_unit.setdefault(row.value(mapping.unit) if mapping.unit else "", []).append(row)
    cells = {unit: dict(_cells(mapping, form, listed, faults)) for unit, listed in by_unit.items()}
    return Came(cells, len(rows), len(rows) - len(within), _told(faults))


def _absent(mapping: Mapping, rows: Sequence[Source]) -> Iterator[str]:
    known = {key for row in rows for key in row.values}
    named = [mapping.unit, mapping.day]
    named += [it for cell in mapping.cells for it in (cell.source, *cell.where)]
    for column in dict.fromkeys(it for it in named if it):
        if search_key(column) not in known:
            yield _("Tệp không có cột {column}.").format(column=column)


def _of_period(mapping: Mapping, row: Source, window: Window) -> tuple[str, bool]:
    if not mapping.day:
        return "", True
    said = row.value(mapping.day)
    try:
        day = parse_date(said) if "/" in said else date.fromisoformat(said[:10])
    except (Problem, ValueError):
        words = _("Dòng {number}: “{said}” không phải là ngày như 31/12/2024.")
        return words.format(number=row.number, said=said), False
    return "", window.start <= day < window.end


def _cells(
    mapping: Mapping, form: Form, rows: Sequence[Source], faults: list[str]
) -> Iterator[tuple[Place, str]]:
    known = {key for row in rows for key in row.values}
    for rule in mapping.cells:
        if not all(search_key(it) in known for it in (rule.source, *rule.where) if it):
            continue
        chosen = [row for row in rows if _is_meant(rule, row)]
        value = _value(rule, form, chosen, faults)
        if value:
            yield rule.place, value


def _is_meant(rule: CellRule, row: Source) -> bool:
    return all(
        search_key(row.value(column)) in {search_key(it) for it in said.split("|")}
        for column, said in rule.where.items()
    )


def _value(rule: CellRule, form: Form, rows: Sequence[Source], faults: list[str]) -> str:
    if rule.how == COUNT:
        return str(len(rows) or NOTHING)
    numbers = list(_numbers(rule, rows, faults))
    if rule.how == SUM:
        total = sum(numbers, Decimal(0))
        return f"{total.normalize():f}" if total else NOTHING
    said = sorted(set(numbers))
    if len(said) > 1:
        words = _("Ô {row}, {column}: tệp có {count} giá trị khác nhau, cần đúng một.")
        faults.append(words.format(row=rule.row, column=rule.column, count=len(said)))
        return ""
    column = form.column(rule.column)
    return kept_cell(column, _vietnamese(said[0])) if said and column else ""


def _vietnamese(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")


def _numbers(rule: CellRule, rows: Iterable[Source], faults: list[str]) -> Iterator[Decimal]:
    for row in rows:
        said = row.value(rule.source)
        try:
            cell = parse_cell(said)
        except Problem:
            cell = None
        if cell is not None and cell.state is State.NUMBER and cell.number is not None:
            yield cell.number
        elif cell is None or cell.state is State.NOT_COLLECTED:
            words = _("Dòng {number}, cột {column}: “{said}” không phải là số.")
            faults.append(words.format(number=row.number, column=rule.source, said=said[:60]))


def _told(faults: Iterable[str]) -> tuple[str, ...]:
    """Each fault once; the first of many, and how many more there are."""
    once = tuple(dict.fromkeys(faults))
    if len(once) <= MOST_FAULTS:
        return once
    more = _("Và {count} lỗi khác.").format(count=len(once) - MOST_FAULTS)
    return (*once[:MOST_FAULTS], more)


@dataclass(frozen=True, slots=True)
class Offered:
    """One offered cell beside what the form holds."""

    place: Place
    before: str
    after: str

    @property
    def is_new(self) -> bool:
        return not self.before

    @property
    def is_same(self) -> bool:
        return self.before == self.after


def difference(grid: Grid, offered: Iterable[tuple[Place, str]]) -> list[Offered]:
    """What is offered beside what stands in the cells."""
    return [Offered(place, grid.cells.get(place, ""), value) for place, value in offered]


def taken(grid: Grid, offered: Iterable[tuple[Place, str]]) -> Grid:
    """The figures with the cells that were chosen put in."""
    return Grid(grid.rows, {**grid.cells, **dict(offered)})
