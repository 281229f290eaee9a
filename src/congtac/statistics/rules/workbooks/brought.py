"""One sheet of a workbook that somebody brought: what was known, how, and what stands in it.

Nothing of it is taken here. What can't be known is said; the other sheets don't suffer from it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from congtac.kernel.keys import search_key
from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext as _
from congtac.statistics.rules.cells import parse_plain
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.grids import (
    DOTS,
    UNCOLLECTED,
    Grid,
    Merged,
    Place,
    as_kept,
    kept_cell,
    merge,
)
from congtac.statistics.rules.printers.sentence import column_name
from congtac.statistics.rules.rows import known_row
from congtac.statistics.rules.workbooks import layout as places
from congtac.statistics.rules.workbooks.filled import (
    Sheet,
    asked,
    cells_of,
    known_sheet,
    labels_of,
    marker_of,
)

TOLD = 8  # names that a note lists


@dataclass(frozen=True, slots=True)
class Brought:
    """A sheet as it came in.

    `base` is the revision that it was filled with, 0 if none is known; `told` says what was
    moved or reworded and known all the same, `guessed` whether a head was only guessed.
    """

    sheet: str
    form: Form
    unit: str
    period: str
    base: int
    rows: tuple[tuple[str, str], ...]
    cells: Mapping[Place, str]  # "" where the sheet has the cell and nothing in it
    faults: Mapping[Place, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    is_guessed: bool = False


def read_brought(
    name: str, grid: Sequence[Sequence[object]], forms: Mapping[str, Form]
) -> Brought | None:
    """Read one sheet; None where it is no form, a Problem where it can't be known."""
    sheet = known_sheet(name, grid, forms, guesses=True)
    if sheet is None:
        return None
    _key, period, base = marker_of(sheet)
    cells: dict[Place, str] = {}
    faults: dict[Place, str] = {}
    rows: list[tuple[str, str]] = []
    for slot, row, code, value, reason in cells_of(sheet):
        column = sheet.form.column(code) or Column(code, (code,))
        if slot and (slot, row) not in rows:
            _demand_own_name(sheet, rows, row)
            rows.append((slot, row))
        try:
            cells[row, code] = _kept(column, value, reason)
        except Problem as problem:
            faults[row, code] = problem.sentence
    return Brought(
        sheet=name,
        form=sheet.form,
        unit=asked(sheet, places.UNIT),
        period=asked(sheet, places.PERIOD) or period,
        base=base,
        rows=tuple(rows),
        cells=cells,
        faults=faults,
        told=tuple(_told(sheet)),
        is_guessed=bool(sheet.guessed),
    )


def put_upon(brought: Brought, base: Grid, newest: Grid) -> Merged:
    """What comes of taking the sheet: its changes since `base` upon what stands there now.

    Cells that the sheet doesn't have stay; where others wrote meanwhile, the sheet's value is
    in the grid and theirs is told.
    """
    slots = {slot for slot, _row in brought.rows} if brought.base else set()
    kept = [it for it in base.rows if it[0] not in slots and it not in brought.rows]
    rows = (*kept, *brought.rows)
    there = {*(row for _slot, row in rows), *(it.code for it in brought.form.fixed_rows)}
    cells = {place: it for place, it in base.cells.items() if place not in brought.cells}
    cells |= {place: it for place, it in brought.cells.items() if it}
    mine = {place: it for place, it in cells.items() if place[0] in there}
    return merge(base, Grid(rows, mine), newest)


def _demand_own_name(sheet: Sheet, rows: Sequence[tuple[str, str]], row: str) -> None:
    known = known_row(sheet.form, row)
    taken = {search_key(name) for _slot, name in rows}
    if search_key(row) in taken or (known is not None and not known.is_dynamic):
        raise Problem(
            "STA-373",
            _("Trang “{name}”: dòng “{row}” ghi hai lần. Giữ một dòng.").format(
                name=sheet.name, row=row
            ),
        )


def _kept(column: Column, value: str, reason: str) -> str:
    if not column.is_number:
        return kept_cell(column, value)
    if value.startswith((UNCOLLECTED, DOTS)):
        own = kept_cell(column, value)
        return kept_cell(column, f"{own} {reason}") if own == UNCOLLECTED else own
    return as_kept(parse_plain(value))


def _told(sheet: Sheet) -> Iterator[str]:
    """What was moved or reworded, and how it was known."""
    if sheet.by_heads:
        yield _("Không còn mã ẩn của mẫu: cột nhận theo tiêu đề, dòng nhận theo tên.")
    for code, head in sheet.guessed.items():
        words = _("Tiêu đề “{head}” không có trong biểu; tạm hiểu là {column}. Xem kỹ các ô này.")
        yield words.format(head=head, column=_named(sheet.form, code))
    yield from _of_columns(sheet)
    yield from _of_rows(sheet)


def _of_columns(sheet: Sheet) -> Iterator[str]:
    order = [sheet.columns[at] for at in sorted(sheet.columns)]
    every = [it.code for it in sheet.form.columns]
    if order != [code for code in every if code in order]:
        yield _("Các cột đã đổi chỗ; vẫn nhận đúng cột.")
    missing = [_named(sheet.form, code) for code in every if code not in order]
    if missing:
        words = _("Không có {names}: số liệu ở đó giữ nguyên.")
        yield words.format(names=_listed(missing))
    reworded = [] if sheet.by_heads else list(_reworded_heads(sheet))
    if reworded:
        yield _("Tiêu đề đã đổi lời, vẫn nhận ra: {names}.").format(names=_listed(reworded))


def _reworded_heads(sheet: Sheet) -> Iterator[str]:
    """The heads that say something else than the form, where the line of "Nội dung" is left."""
    top = next(
        (at for at, line in enumerate(sheet.grid[: sheet.first])
         if any(isinstance(it, str) and search_key(it) == "noi dung" for it in line)),
        None,
    )  # fmt: skip
    depth = max(len(it.path) for it in sheet.form.columns)
    for at, code in sheet.columns.items():
        column = sheet.form.column(code)
        if top is None or column is None:
            continue
        lines = sheet.grid[top : top + depth]
        said = [str(line[at]).strip() for line in lines if at < len(line) and line[at]]
        if said and search_key(column.label) not in map(search_key, said):
            yield f"{column_name(code)} “{said[-1]}”"


def _of_rows(sheet: Sheet) -> Iterator[str]:
    found = list(labels_of(sheet))
    order = [row for row, _label in found]
    every = [it.code for it in sheet.form.fixed_rows]
    if order != [code for code in every if code in order]:
        yield _("Các dòng đã đổi chỗ; vẫn nhận đúng dòng.")
    missing = [f"“{code}”" for code in every if code not in order]
    if missing and len(every) > 1:
        words = _("Không có dòng {names}: số liệu ở đó giữ nguyên.")
        yield words.format(names=_listed(missing))
    labels = {it.code: it.label for it in sheet.form.fixed_rows}
    reworded = [f"“{label}”" for row, label in found
                if label and search_key(label) != search_key(labels[row])]  # fmt: skip
    if reworded:
        yield _("Tên dòng đã đổi lời, vẫn nhận ra: {names}.").format(names=_listed(reworded))


def _named(form: Form, code: str) -> str:
    column = form.column(code)
    return f"{column_name(code)} “{column.title if column else code}”"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - TOLD
    shown = "; ".join(names[:TOLD])
    return _("{names} và {count} chỗ khác").format(names=shown, count=more) if more > 0 else shown
