"""Figures of another system put into the cells of a form: `docs/rules/statistics-feeds.md`."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Pairs
from dataclasses import asdict, dataclass, field, replace
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
from congtac.statistics.rules.slots import LONGEST, Known, is_fixed, room

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
    """How the rows of a file become the cells of a form; `rows` names rows that fill slots."""

    cells: tuple[CellRule, ...]
    unit: str = ""
    day: str = ""
    rows: str = ""

    def plain(self) -> dict[str, Any]:
        """The mapping as data."""
        cells = [{**asdict(it), "where": dict(it.where)} for it in self.cells]
        for it in cells:
            it["from"] = it.pop("source")
        named = {"rows": self.rows} if self.rows else {}
        return {"unit": self.unit, "day": self.day, **named, "cells": cells}


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
    return Mapping(cells, *(_word(said.get(it, "")) for it in ("unit", "day", "rows")))


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
    rows = {it.code for it in form.rows}
    columns = {it.code for it in form.numbers}
    slots = {it.code for it in form.slots}.intersection(it.row for it in mapping.cells)
    words = _("Dòng {row} do đơn vị tự đặt tên: bảng ghép cần cột ghi tên dòng.")
    nameless = [] if mapping.rows else [words.format(row=it) for it in sorted(slots)]
    return nameless + [
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
    """What came of a file: cells by the name of the unit ("" for who gave it), what was wrong.

    `slots` says by the name of the unit in which slot each row stands that a form doesn't fix.
    """

    cells: Pairs[str, Pairs[Place, str]]
    read: int
    left: int
    faults: tuple[str, ...] = ()
    slots: Pairs[str, Pairs[str, str]] = field(default_factory=dict)


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
    cells: dict[str, dict[Place, str]] = {}
    slots: dict[str, dict[str, str]] = {}
    for unit, listed in by_unit.items():
        cells[unit] = dict(_cells(mapping, form, listed, faults))
        rows_of = named_rows(mapping, form, listed, faults)
        slots[unit] = {it.name: it.slot for it in rows_of}
        cells[unit] |= dict(_cells_of_rows(mapping, form, rows_of, faults))
    return Came(cells, len(rows), len(rows) - len(within), _told(faults), slots)


@dataclass(frozen=True, slots=True)
class Named:
    """A row that fills a slot: its name, as it was written first, and the lines that are of it."""

    slot: str
    name: str
    lines: tuple[Source, ...]


def named_rows(
    mapping: Mapping, form: Form, rows: Sequence[Source], faults: list[str]
) -> list[Named]:
    """The rows that the lines of one unit give to slots; what can't be one becomes a fault."""
    into: dict[str, list[CellRule]] = {}
    for rule in mapping.cells:
        if any(it.code == rule.row for it in form.slots):
            into.setdefault(rule.row, []).append(rule)
    known, found = Known(), dict[str, tuple[str, list[Source]]]()
    for slot, rules in into.items():
        for row in (it for it in rows if any(_is_meant(rule, it) for rule in rules)):
            name = " ".join(row.value(mapping.rows).split())[:LONGEST]
            if fault := _fault_of_name(form, row, name):
                faults.append(fault)
                continue
            there = known.name(name)
            if not there:
                known.add(name)
            if there and found[there][0] != slot:
                words = _("Dòng {number}: “{name}” đã ở “{slot}”, không ghi thêm vào nơi khác.")
                faults.append(words.format(number=row.number, name=name, slot=found[there][0]))
                continue
            found.setdefault(there or name, (slot, []))[1].append(row)
    return _within_room(
        form, [Named(it[0], name, tuple(it[1])) for name, it in found.items()], faults
    )


def _fault_of_name(form: Form, row: Source, name: str) -> str:
    if not name:
        return _("Dòng {number}: chưa ghi tên dòng của biểu.").format(number=row.number)
    if is_fixed(form, name):
        words = _("Dòng {number}: “{name}” là dòng cố định của biểu.")
        return words.format(number=row.number, name=name)
    return ""


def _within_room(form: Form, found: list[Named], faults: list[str]) -> list[Named]:
    most = room(form)
    if len(found) > most:
        words = _("Tệp có {count} dòng cho biểu, biểu chỉ nhận {most}: bỏ các dòng sau.")
        faults.append(words.format(count=len(found), most=most))
    return found[:most]


def _cells_of_rows(
    mapping: Mapping, form: Form, rows: Iterable[Named], faults: list[str]
) -> Iterator[tuple[Place, str]]:
    for row in rows:
        own = replace(mapping, cells=tuple(it for it in mapping.cells if it.row == row.slot))
        for (_slot, column), value in _computed(own, form, row.lines, faults):
            yield (row.name, column), value


def _absent(mapping: Mapping, rows: Sequence[Source]) -> Iterator[str]:
    known = {key for row in rows for key in row.values}
    named = [mapping.unit, mapping.day, mapping.rows]
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
    slots = {it.code for it in form.slots}
    fixed = tuple(it for it in mapping.cells if it.row not in slots)
    return _computed(replace(mapping, cells=fixed), form, rows, faults)


def _computed(
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
    """One offered cell beside what the form holds; its slot, if it is of a row that fills one."""

    place: Place
    before: str
    after: str
    slot: str = ""
    is_new_row: bool = False

    @property
    def is_new(self) -> bool:
        return not self.before

    @property
    def is_same(self) -> bool:
        return self.before == self.after


Cells = Iterable[tuple[Place, str, str]]  # where, what, in which slot


def difference(grid: Grid, offered: Cells) -> list[Offered]:
    """What is offered beside what stands in the cells; rows are known by their name or number."""
    cells = list(offered)
    there = _there(grid, dict.fromkeys(place[0] for place, _value, slot in cells if slot))
    found = []
    for (row, column), value, slot in cells:
        name = there[row] if slot else row
        place = (name or row, column)
        found.append(Offered(place, grid.cells.get(place, ""), value, slot, not name))
    return found


def _there(grid: Grid, names: Iterable[str]) -> dict[str, str]:
    """Which row each offered name is already; one row for one name, the whole name first."""
    known = Known.of(grid.rows)
    exact = {it: known.by_key.get(search_key(it), "") for it in names}
    used = set(exact.values())
    for name in (it for it, there in exact.items() if not there):
        there = known.name(name)
        exact[name] = there if there not in used else ""
        used.add(there)
    return exact


def taken(grid: Grid, offered: Iterable[Offered]) -> Grid:
    """The figures with the cells that were chosen put in, and the rows that these need."""
    chosen = list(offered)
    rows = dict.fromkeys((it.slot, it.place[0]) for it in chosen if it.is_new_row)
    return Grid((*grid.rows, *rows), {**grid.cells, **{it.place: it.after for it in chosen}})
