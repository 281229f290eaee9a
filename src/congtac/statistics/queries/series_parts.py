"""Reads of one figure of a series: the units behind it, their revisions, the column map used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from congtac.statistics.models import Period
from congtac.statistics.queries.rolling_up import Given
from congtac.statistics.queries.series import Series, SeriesCell, SeriesLine, Stage
from congtac.statistics.rules import charts
from congtac.statistics.rules.forms import Column
from congtac.statistics.rules.grids import shown_cell
from congtac.statistics.rules.rolling_up import Added, Adder, SumLine, Tally
from congtac.statistics.rules.tree import leaves


@dataclass(frozen=True, slots=True)
class CarriedCell:
    """A cell of the version that a unit filled in, from which the figure was carried."""

    column: str
    row: str
    shown: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """What one unit of the period gave: the figure, and the cells of its own version."""

    given: Given
    shown: str
    tally: Tally
    carried: tuple[CarriedCell, ...] = ()
    ended_on: date | None = None  # its last day, where that has come


@dataclass(frozen=True, slots=True)
class Behind:
    """A sum from which a share was computed again."""

    column: Column
    added: Added


@dataclass(frozen=True, slots=True)
class Parts:
    """One figure of a series with all that it is made of."""

    line: SeriesLine
    stage: Stage
    cell: SeriesCell
    before: SeriesCell | None
    before_period: Period | None
    behind: Sequence[Behind]
    rows: Sequence[PartRow]
    mapped_from: Sequence[str]  # titles of the columns of the earlier version
    notes: Sequence[str]


def parts_of(found: Series, key: str, period: str) -> Parts | None:
    """What the figure of a line (by its key) in a period (by its number) is made of."""
    line = found.line(key)
    at = next((no for no, it in enumerate(found.periods) if str(it.pk) == period), None)
    if line is None or at is None:
        return None
    stage, cell = found.stages[at], line.cells[at]
    before = found.year_before(at)
    return Parts(
        line,
        stage,
        cell,
        None if before is None else line.cells[before],
        None if before is None else found.periods[before],
        _behind(found, stage, cell),
        _rows(found, stage, cell),
        _mapped_from(found, stage),
        stage.way.notes,
    )


def _line(found: Series) -> SumLine:
    row = found.sought.row
    return SumLine(row.code, row, is_slot=row.is_dynamic)


def _behind(found: Series, stage: Stage, cell: SeriesCell) -> list[Behind]:
    form, column = found.sought.form.form, found.sought.column
    adder = Adder(form)
    recipe = adder.recipes.get(column.code)
    if recipe is None or cell.added is None or cell.added.how != "again":
        return []
    codes = {it.column for it in leaves(recipe)}
    gave = stage.gave(cell.sources)
    columns = [it for it in form.numbers if it.code in codes]
    return [Behind(it, adder.added(gave, _line(found), it)) for it in columns]


def _rows(found: Series, stage: Stage, cell: SeriesCell) -> list[PartRow]:
    """The units behind the figure; those that gave nothing stand first."""
    adder, column = Adder(found.sought.form.form), found.sought.column
    made = []
    for key in sorted(cell.sources, key=lambda it: stage.given[it].unit.sort_key):
        tally = adder.tally([stage.parts[key]], _line(found), column.code)
        given = stage.given[key]
        shown = shown_cell(column, tally.kept)
        until = given.unit.until
        is_gone = until is not None and until <= found.sought.day
        ended_on = until - timedelta(days=1) if until and is_gone else None
        made.append(PartRow(given, shown, tally, _carried(found, stage, given), ended_on))
    return sorted(made, key=lambda it: it.tally.is_whole)


def _carried(found: Series, stage: Stage, given: Given) -> tuple[CarriedCell, ...]:
    """The cells of the version that the unit filled in; none where it is the same version."""
    mapped, grid = stage.way.mapped, given.grid
    if mapped is None or grid is None:
        return ()
    form = stage.way.version.form
    link = mapped.column(found.sought.column.code)
    row = next((it for it in mapped.rows if it.into == found.sought.row.code), None)
    made = []
    for code in link.of if link else ():
        column = form.column(code)
        for name in row.of if row else ():
            kept = grid.cells.get((name, code), "")
            label = form.row(name)
            if column is not None:
                words = (label.label or label.code) if label else name
                made.append(CarriedCell(column.title, words, shown_cell(column, kept)))
    return tuple(made)


def _mapped_from(found: Series, stage: Stage) -> list[str]:
    mapped = stage.way.mapped
    link = mapped.column(found.sought.column.code) if mapped else None
    form = stage.way.version.form
    columns = [form.column(it) for it in (link.of if link else ())]
    return [it.title for it in columns if it is not None]


@dataclass(frozen=True, slots=True)
class Chart:
    """The line of a series as it is drawn, and which of its periods lack units."""

    line: charts.Line
    of: SeriesLine
    told: Sequence[tuple[Period, SeriesCell]]
    has_partial: bool


def chart_of(found: Series, key: str) -> Chart | None:
    """The drawing of one line of a series: the one asked for, else all units together."""
    of = found.line(key) or (found.lines[-1] if found.lines else None)
    if of is None:
        return None
    years = [it.year for it in found.periods]
    names = [
        str(it.year) if years.count(it.year) == 1 else it.code.replace("-", " ")
        for it in found.periods
    ]
    values = [_value(it) for it in of.cells]
    partial = [at for at, it in enumerate(of.cells) if values[at] is not None and it.lacking]
    rows = [
        (name, value, it.shown) for name, value, it in zip(names, values, of.cells, strict=True)
    ]
    told = list(zip(found.periods, of.cells, strict=True))
    return Chart(charts.line(rows, partial), of, told, bool(partial))


def _value(cell: SeriesCell) -> Decimal | None:
    if cell.kept == "-":
        return Decimal(0)
    try:
        return Decimal(cell.kept) if cell.kept else None
    except ArithmeticError:
        return None  # "…": not collected
