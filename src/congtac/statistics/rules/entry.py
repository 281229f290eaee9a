"""The entry page of a form: its lines and cells with what stands there, is wrong, was remarked.

A cell is named by its row and column ("1.1 Tư vấn.c3"); a row that fills a slot is named "+1",
with its own name typed in a cell of its own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from congtac.kernel.keys import search_key
from congtac.statistics.rules.forms import Column, Form, Row
from congtac.statistics.rules.grids import Change, Grid, Line, Place, lines, shown_cell
from congtac.statistics.rules.slots import LONGEST, MOST, is_fixed, room

BLANKS = 3  # rows that each slot offers beyond those filled
MORE_ROWS = 10  # that the page adds when it is asked for more
MORE = "+"  # begins the name of a row that fills a slot
APART = "\x1f"  # keeps two rows of one name apart until one of them is renamed; nobody can type it
UNNAMED, TAKEN = "STA-550", "STA-349"  # why a row can't be kept under its name


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the figures: faults, findings, remarks, what someone else wrote."""

    faults: Mapping[Place, str] = field(default_factory=dict)
    findings: Mapping[Place, Sequence[str]] = field(default_factory=dict)
    remarks: Mapping[Place, str] = field(default_factory=dict)
    clashes: Sequence[Change] = ()
    sources: Mapping[Place, str] = field(default_factory=dict)
    typed: Mapping[Place, str] = field(default_factory=dict)
    locked: Mapping[Place, str] = field(default_factory=dict)  # by form row: whose the cell is


@dataclass(frozen=True, slots=True)
class EntryCell:
    """One cell: its name in the page, what stands in it, and what is to be said of it."""

    name: str
    anchor: str
    column: Column
    value: str
    label: str
    fault: str = ""
    findings: tuple[str, ...] = ()
    remark: str = ""
    theirs: str = ""
    source: str = ""  # the other system that the figure came from
    is_locked: bool = False

    @property
    def is_marked(self) -> bool:
        return bool(self.fault or self.findings or self.remark or self.theirs)

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(it for it in (self.fault, self.theirs, *self.findings, self.remark) if it)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One row: fixed, or one that fills a slot and bears a name of its own."""

    key: str
    name: str
    row: Row
    is_filling: bool
    cells: tuple[EntryCell, ...]
    name_fault: str = ""  # the code of what is wrong with the name
    is_last: bool = False  # of its slot: more rows come after it
    origin: str = ""  # the row that it was in the figures that are corrected

    @property
    def anchor(self) -> str:
        """Where its name is typed."""
        return f"ten-{self.key.removeprefix(MORE)}"

    @property
    def is_locked(self) -> bool:
        """Whether every cell of it is someone else's."""
        return all(it.is_locked for it in self.cells)


def entry_lines(
    form: Form, grid: Grid, beside: Beside, *, blanks: int | Mapping[str, int] = BLANKS
) -> list[EntryLine]:
    """The lines of the entry page, with blank rows in each slot."""
    there = {(it.row, it.column): it.before for it in beside.clashes}
    drawn: list[EntryLine] = []
    counted = 0
    for line, is_filling in _with_blanks(form, grid, blanks):
        counted += is_filling
        key = f"{MORE}{counted}" if is_filling else line.name
        number = len(drawn) + 1
        place = _Place(number, key, line, there)
        cells = tuple(_cell(place, it, grid, beside) for it in form.columns)
        name, apart, _key = line.name.partition(APART)
        fault = (TAKEN if name else UNNAMED) if apart else ""
        drawn.append(EntryLine(key, name, line.row, is_filling, cells, fault))
    return _with_last(drawn)


def _with_last(drawn: Sequence[EntryLine]) -> list[EntryLine]:
    last = {it.row.code: at for at, it in enumerate(drawn) if it.is_filling}
    return [
        replace(it, is_last=last.get(it.row.code) == at) if it.is_filling else it
        for at, it in enumerate(drawn)
    ]


def _with_blanks(
    form: Form, grid: Grid, blanks: int | Mapping[str, int]
) -> Iterator[tuple[Line, bool]]:
    filled = lines(form, grid)
    for row in form.rows:
        if not row.is_dynamic:
            yield Line(row.code, row), False
            continue
        count = blanks if isinstance(blanks, int) else blanks.get(row.code, BLANKS)
        yield from ((it, True) for it in filled if it.is_filling and it.row is row)
        yield from ((Line("", row, True), True) for _ in range(count))


def blanks_of(form: Form, data: Mapping[str, str], slot: str = "") -> dict[str, int]:
    """How many blank rows each slot offers on a page that came back, and more in one of them.

    All of them together stay within what a form has room for.
    """
    posted = read_posted(form, data)
    there = Counter(data.get(f"{key}.slot", "") for key in _more(data))
    filled = Counter(it for it, _name in posted.rows)
    blanks = {it.code: max(BLANKS, there[it.code] - filled[it.code]) for it in form.slots}
    if slot in blanks:
        left = room(form) - len(posted.rows) - sum(blanks.values())
        blanks[slot] += max(0, min(MORE_ROWS, left))
    return blanks


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cell is drawn: the number of the line, its key, and what others wrote."""

    number: int
    key: str
    line: Line
    there: Mapping[Place, str]


def _cell(at: _Place, column: Column, grid: Grid, beside: Beside) -> EntryCell:
    line, there = at.line, at.there
    place = (line.name, column.code)
    kept = shown_cell(column, grid.cells.get(place, ""))
    return EntryCell(
        name=f"{at.key}.{column.code}",
        anchor=f"o-{at.number}-{column.code}",
        column=column,
        value=beside.typed.get(place, kept),
        label=f"{line.name.partition(APART)[0] or line.row.label}, {column.title}".strip(", "),
        fault=beside.faults.get(place, ""),
        findings=tuple(beside.findings.get(place, ())),
        remark=beside.remarks.get(place, ""),
        theirs=shown_cell(column, there.get(place, "")) or ("–" if place in there else ""),
        source=beside.sources.get(place, ""),
        is_locked=(line.row.code, column.code) in beside.locked,
    )


@dataclass(frozen=True, slots=True)
class Posted:
    """What came from the page: the rows that fill slots, what was typed, names that can't be.

    `keys` says under which key of the page a row was typed; a fixed row is its own.
    """

    rows: tuple[tuple[str, str], ...]
    typed: Mapping[Place, str]
    is_misnamed: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)


def read_posted(form: Form, data: Mapping[str, str]) -> Posted:
    """Read the names and cells of the page; a row without a name and figures isn't there."""
    typed: dict[Place, str] = {}
    for row in form.fixed_rows:
        typed |= {(row.code, it.code): data.get(f"{row.code}.{it.code}", "") for it in form.columns}
    rows: list[tuple[str, str]] = []
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for key in _more(data):
        slot, name = data.get(f"{key}.slot", ""), " ".join(data[key].split())[:LONGEST]
        cells = {it.code: data.get(f"{key}.{it.code}", "") for it in form.columns}
        if slot not in {it.code for it in form.slots} or not (name or any(cells.values())):
            continue
        if not name or search_key(name) in taken or is_fixed(form, name):
            name = f"{name}{APART}{key}"
        taken.add(search_key(name))
        rows.append((slot, name))
        keys[name] = key
        typed |= {(name, column): value for column, value in cells.items()}
    return Posted(tuple(rows), typed, any(APART in name for name in keys), keys)


def fields_of(form: Form, data: Mapping[str, str]) -> dict[str, str]:
    """What a page holds that belongs to the form: names of rows and cells with something in them.

    Read again by `read_posted`, it gives the same.
    """
    posted = read_posted(form, data)
    kept = {
        f"{posted.keys.get(row, row)}.{column}": value
        for (row, column), value in posted.typed.items()
        if value
    }
    for slot, name in posted.rows:
        key = posted.keys[name]
        kept |= {key: name.partition(APART)[0], f"{key}.slot": slot}
    return kept


def _more(data: Iterable[str]) -> list[str]:
    keys = [it for it in data if it.startswith(MORE) and it[1:].isdecimal() and len(it) < 6]
    return sorted(keys, key=lambda it: int(it[1:]))[:MOST]
