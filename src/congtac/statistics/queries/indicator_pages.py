"""What the pages of indicators show: the number, its target, the units, charts, the map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from congtac.kernel.keys import search_key
from congtac.kernel.numbers import print_number
from congtac.statistics.models import IndicatorTarget, IndicatorVersion, Period, Submission
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries.indicators import (
    NATION,
    Result,
    Row,
    Sent,
    Sheets,
    result,
    version_on,
)
from congtac.statistics.rules import charts, population, tiles
from congtac.statistics.rules import indicators as rules
from congtac.statistics.rules.grids import shown_cell
from congtac.statistics.rules.indicators import CellName, Computed
from congtac.statistics.rules.population import People
from congtac.statistics.rules.submissions import AWAY
from congtac.statistics.rules.wording import print_rounded

BARS = 12
ORDERS = ("ten", "cao", "thap")  # by name, the greatest first, the least first


def periods_with_figures() -> list[Period]:
    """The periods for which somebody sent something, the newest first."""
    sent = Submission.objects.filter(state__in=AWAY).values("period")
    return list(period_queries.periods().filter(pk__in=sent))


def is_whole_year(period: Period) -> bool:
    """Whether a period covers all of its year."""
    return (period.end - period.start).days >= 365


@dataclass(frozen=True, slots=True)
class Judged:
    """A value beside its target: how it is printed, the verdict, or the share of the year."""

    value: str
    target: IndicatorTarget | None = None
    verdict: str = ""
    share: str = ""

    @property
    def name(self) -> str:
        return rules.VERDICTS[self.verdict] if self.verdict else ""

    @property
    def colour(self) -> str:
        return rules.VERDICT_COLOURS.get(self.verdict, "grey")


def judged(
    made: IndicatorVersion,
    now: Computed,
    target: IndicatorTarget | None,
    period: Period,
    *,
    is_whole: bool = True,
) -> Judged:
    """A value beside its target; a count is judged only when the year is over."""
    if target is None:
        return Judged(rules.shown(now.value))
    aim = target.as_rule
    if not made.is_ratio and not is_whole_year(period):
        share = rules.share_of_target(aim, now.value)
        return Judged(rules.shown(now.value), target, share=share)
    verdict = rules.judge(aim, now.value, is_whole=is_whole)
    return Judged(rules.shown(now.value, target=aim), target, verdict)


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list of indicators."""

    made: IndicatorVersion
    result: Result | None
    judged: Judged


def listed(
    page: Sequence[IndicatorVersion],
    sheets: Sheets,
    period: Period | None,
    aims: Mapping[int, IndicatorTarget],
) -> list[Listed]:
    """The lines of a page of the list; their queries don't grow with the lines."""
    before = sheets.periods[1] if len(sheets.periods) > 1 else None
    lines = []
    for it in page:
        found = result(it, sheets, period, before) if period else None
        target = aims.get(it.indicator_id)
        if found is None or period is None:
            lines.append(Listed(it, None, Judged("", target)))
            continue
        said = judged(it, found.whole, target, period, is_whole=found.is_whole)
        lines.append(Listed(it, found, said))
    return lines


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in the table of an indicator."""

    row: Row
    judged: Judged
    before: str
    is_own: bool


def unit_lines(
    made: IndicatorVersion,
    found: Result,
    aims: Mapping[str, IndicatorTarget],
    own: str,
) -> list[UnitLine]:
    """The units of an indicator, each beside the target of its province or of the country."""
    whole = aims.get(NATION) if made.is_ratio else None
    return [
        UnitLine(
            it,
            judged(made, it.now, aims.get(it.province) or whole, found.period),
            rules.shown(it.before.value),
            it.unit.key == own,
        )
        for it in found.rows
    ]


def narrowed(lines: Sequence[UnitLine], words: str, order: str) -> list[UnitLine]:
    """The units whose names hold the words, in an order; those without a number stand last."""
    keys = search_key(words).split()
    found = [it for it in lines if all(key in it.row.unit.search_key for key in keys)]
    if order not in ORDERS[1:]:
        return found
    sign = -1 if order == "cao" else 1
    return sorted(found, key=lambda it: (it.row.value is None, sign * (it.row.value or Decimal(0))))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the numerator over all units."""

    name: str
    value: str
    share: str


def parts(made: IndicatorVersion, sheets: Sheets, found: Result) -> list[Part]:
    """The breakdowns of an indicator in a period, with their shares of the numerator."""
    told = []
    whole = found.whole.numerator
    for name, text in made.breakdowns:
        formula = sheets.formula(text, found.period)
        if formula is None:
            continue
        asked = rules.Definition(formula)
        every = [sheets.computed(asked, found.period, it.unit.pk) for it in found.rows]
        value = rules.together(asked, every).value
        share = print_rounded(value / whole * 100) if value is not None and whole else ""
        told.append(Part(name, rules.shown(value), share))
    return told


def bars(lines: Sequence[UnitLine]) -> charts.Bars:
    """The units with the greatest values, and the reader's own."""
    rows = [
        (short(it.row.unit.name), it.row.value, it.judged.value, it.is_own)
        for it in lines
        if it.row.value is not None
    ]
    return charts.bars(rows, BARS)


def short(name: str) -> str:
    """The place in the name of a Sở: "Ninh Thuận"."""
    return name.removeprefix("Sở Tư pháp ")


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator over the like periods: what the line draws, and the table beside it."""

    line: charts.Line
    rows: Sequence[tuple[Period, Result | None, str]]


def series(made: Sequence[IndicatorVersion], sheets: Sheets) -> Series:
    """All units together, period by period; each period by the version that held then."""
    rows: list[tuple[Period, Result | None, str]] = []
    before: Period | None = None
    for period in sheets.periods:
        version = version_on(made, period.last_day)
        found = result(version, sheets, period, before) if version else None
        rows.append((period, found, rules.shown(found.whole.value if found else None)))
        before = period if before is None or before.year == period.year - 1 else period
    drawn = [
        (str(it.year), found.whole.value if found and found.is_whole else None, said)
        for it, found, said in rows
    ]  # a period for which units are missing would fall for no reason
    return Series(charts.line(drawn), rows)


@dataclass(frozen=True, slots=True)
class MapTile:
    """A tile with the number of its province and the words that a reader hears."""

    drawn: tiles.Drawn
    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Map:
    """The tile map of an indicator."""

    shown: Sequence[MapTile]
    legend: Sequence[tuple[int, str, str]]
    width: int
    height: int
    tile_width: int = tiles.WIDTH - tiles.GAP
    tile_height: int = tiles.HEIGHT - tiles.GAP


def tile_map(lines: Sequence[UnitLine], period: Period) -> Map:
    """The provinces of a period's last day, each in the shade of its value."""
    shown = tiles.tiles_on(period.last_day)
    values = {it.row.province: it.row.value for it in lines if it.row.value is not None}
    said = {it.row.province: (short(it.row.unit.name), it.judged.value) for it in lines}
    made = [
        MapTile(it, "" if it.tile.is_islands else said.get(it.tile.key, ("", ""))[1],
                said.get(it.tile.key, ("", ""))[0])
        for it in tiles.drawn(shown, values)
    ]  # fmt: skip
    legend = [
        (shade, rules.shown(low), rules.shown(high)) for shade, low, high in tiles.edges(values)
    ]
    width, height = tiles.size(shown)
    return Map(made, legend, width, height)


@dataclass(frozen=True, slots=True)
class TracedCell:
    """A cell behind a number: what it is, what stands in it, in which revision of which form."""

    form: str
    row: str
    column: str
    value: str
    sent: Sent | None
    people: People | None = None


def traced(
    made: IndicatorVersion, sheets: Sheets, period: Period, unit: int
) -> tuple[Computed, list[TracedCell]] | None:
    """How an indicator of a unit was counted: the cells it took, one by one."""
    asked = sheets.definition(made, period)
    if asked is None:
        return None
    sent = sheets.sent.get((period.pk, unit), {})
    found = []
    for name in asked.names:
        if name.form == population.CODE:
            found.append(_people(name, sheets.people_at(period, unit)))
            continue
        form, one = sheets.form(period, name.form), sent.get(name.form)
        column = form.column(name.column) if form else None
        row = "" if form and len(form.fixed_rows) == 1 and not form.slots else name.row
        kept = one.grid.cells.get((name.row, name.column), "") if one else ""
        value = shown_cell(column, kept) if column else kept
        title = column.title if column else name.column
        found.append(TracedCell(name.form, row, title, value, one))
    return sheets.computed(asked, period, unit), found


def _people(name: CellName, people: People | None) -> TracedCell:
    """The population behind a number, with the provinces and sources that it is the sum of."""
    title = population.FORM.columns[0].title
    shown = print_number(Decimal(people.total)) if people else ""
    return TracedCell(name.form, "", title, shown, None, people)
