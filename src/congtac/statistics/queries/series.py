"""Reads of a series: one cell of a form over periods, on the units of one day."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import Count
from django.utils.translation import gettext as _

from congtac.kernel.numbers import print_date, print_number
from congtac.organisations.models import ClusterMember, Unit
from congtac.organisations.queries import MINISTRY_KEY, Lineage, days_of_change, members, names_on
from congtac.statistics.models import FormVersion, Period, Submission
from congtac.statistics.queries.column_maps import Way, ways
from congtac.statistics.queries.rolling_up import Given, given_by
from congtac.statistics.queries.submissions import receiver_key
from congtac.statistics.rules.column_maps import carried
from congtac.statistics.rules.definitions import CONFIRMED
from congtac.statistics.rules.forms import Column, Row
from congtac.statistics.rules.restating import (
    NOT_THERE,
    WHY_NOT,
    Block,
    Growth,
    blocks,
    growth,
    why_not,
)
from congtac.statistics.rules.rolling_up import Added, Adder, Part, SumLine
from congtac.statistics.rules.wording import PERCENT, print_rounded

NATION, CLUSTERS, ON_DAY = "ca-nuoc", "cum", "ngay"
ALL, AND, LEFT_OVER = "tat-ca", "+", "~"  # keys of lines: all, several together, without heirs
FAMILIES = {"h1-p": "h1"}  # kinds of period that stand in one line, whatever the regime calls them


@dataclass(frozen=True, slots=True)
class Sought:
    """What a series is asked for.

    `on` says on which units: "ngay-2025-06-30", "cum-2024", "ca-nuoc".
    """

    form: FormVersion
    row: Row
    column: Column
    kind: str
    first: int
    last: int
    on: str
    standing: str
    unit: str  # of the actor; the Ministry's key sees all
    day: date


@dataclass(frozen=True, slots=True)
class Target:
    """A unit (or a cluster, or the nation) of the chosen day."""

    key: str
    name: str


@dataclass(frozen=True)
class Ground:
    """The units on which a series is shown, and whom each unit of that day counts for."""

    title: str
    day: date
    units: Sequence[Unit]
    targets: Sequence[Target]
    counts_for: Mapping[str, str]

    def tied(self, lineage: Lineage, units: Sequence[Unit], start: date) -> dict[str, set[str]]:
        """For each unit of a day the targets that succession ties it to."""
        if self.day == start:
            found = {it.key: {it.key} for it in units}
        else:
            found = lineage.stand_ins(units, start, self.day)
        return {
            unit: {self.counts_for[it] for it in heirs if it in self.counts_for}
            for unit, heirs in found.items()
        }


@dataclass(frozen=True, slots=True)
class SeriesCell:
    """A figure of the series: the sum, or why there is none; its growth; who is missing.

    `sources` are the units of the period behind it; `why` says why it has no growth.
    """

    added: Added | None
    said: str = ""
    growth: Growth | None = None
    lacking: tuple[str, ...] = ()
    sources: frozenset[str] = frozenset()
    why: str = ""

    @property
    def kept(self) -> str:
        return self.added.kept if self.added and not self.said else ""

    @property
    def shown(self) -> str:
        return self.added.shown if self.added and not self.said else ""

    @property
    def growth_words(self) -> str:
        """The growth as the page says it: "+12,9%", "tăng 1,2 điểm phần trăm"."""
        if self.growth is None:
            return ""
        if self.growth.is_new:
            return _("phát sinh mới")
        if self.growth.points is not None:
            return _points(self.growth.points)
        percent = self.growth.percent or 0
        return f"{'+' if percent > 0 else ''}{print_number(percent)}%"

    @property
    def why_words(self) -> str:
        """Why it isn't compared with the year before, in words."""
        return WHY_NOT[self.why] if self.why else ""


def _points(points: Decimal) -> str:
    if not points:
        return _("không thay đổi")
    said = _("tăng {points} điểm phần trăm") if points > 0 else _("giảm {points} điểm phần trăm")
    return said.format(points=print_rounded(abs(points)))


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A row of the series; `how` says whether it is a unit, several together, or all."""

    name: str
    cells: tuple[SeriesCell, ...]
    how: str = "unit"
    key: str = ""


@dataclass(frozen=True)
class Stage:
    """One period of the series: what its units gave, and in which blocks they stand."""

    period: Period
    way: Way
    parts: Mapping[str, Part]
    blocks: Sequence[Block]
    given: Mapping[str, Given] = field(default_factory=dict)

    @cached_property
    def by_target(self) -> dict[str, Block]:
        return {target: it for it in self.blocks for target in it.targets}

    def gave(self, sources: frozenset[str]) -> list[Part]:
        return [self.parts[it] for it in sorted(sources)]


def year_before(stages: Sequence[Stage], at: int) -> int | None:
    """The place of the stage with the same window of the year before."""
    now = stages[at].period
    alike = (
        place
        for place, it in enumerate(stages)
        if it.period.year == now.year - 1 and it.period.window.is_like(now.window)
    )
    return next(alike, None)


@dataclass(frozen=True)
class Series:
    """A series as the page draws it."""

    sought: Sought
    ground: Ground
    stages: Sequence[Stage]
    lines: Sequence[SeriesLine]
    notes: Sequence[str] = field(default_factory=tuple)

    @property
    def periods(self) -> list[Period]:
        return [it.period for it in self.stages]

    @property
    def drawn(self) -> list[tuple[SeriesLine, list[tuple[Period, SeriesCell]]]]:
        """Each line with its cells beside their periods."""
        return [(it, list(zip(self.periods, it.cells, strict=True))) for it in self.lines]

    def year_before(self, at: int) -> int | None:
        """The place of the period with the same window of the year before."""
        return year_before(self.stages, at)

    def line(self, key: str) -> SeriesLine | None:
        """The line of a key."""
        return next((it for it in self.lines if it.key == key), None)


def forms_for(unit: str) -> list[FormVersion]:
    """The forms of which an actor may see a series; the newest version of each stands first."""
    found = FormVersion.objects.filter(state=CONFIRMED, reporters__isnull=False)
    every = list(found.select_related("regime", "reporters").order_by("sort_key", "-version"))
    return every if unit else []


def busiest(forms: Sequence[FormVersion]) -> FormVersion | None:
    """The form that a page shows first: the one sent most often, else the first."""
    counted = Submission.objects.filter(sent_revision__gt=0).values_list("form")
    often = dict(counted.annotate(times=Count("pk")).values_list("form", "times"))
    return max(forms, key=lambda it: often.get(it.pk, 0), default=None)


def families(form: FormVersion) -> list[tuple[str, str]]:
    """The kinds of period of a form, one for those that stand in one line."""
    named: dict[str, str] = {}
    for it in form.kinds.all():
        name = it.name.replace("{year}", "…")
        named.setdefault(FAMILIES.get(it.key, it.key), name)
    return list(named.items())


def fullest(form: FormVersion, day: date) -> str:
    """The kind of period of which a form has most figures: what a page shows first."""
    sent = Submission.objects.filter(form=form, sent_revision__gt=0, period__actual_end__lte=day)
    often: Counter[str] = Counter()
    for key, _period in sent.values_list("period__kind__key", "period").distinct():
        often[FAMILIES.get(key, key)] += 1
    return next((key for key, _times in often.most_common(1)), "")


def grounds(day: date) -> list[tuple[str, str]]:
    """On which units a series may be shown: those of today, of days before a change, clusters."""
    days = [day, *(it - timedelta(days=1) for it in days_of_change() if it <= day)]
    found = [
        (f"{ON_DAY}-{it.isoformat()}", _("Đơn vị ngày {day}").format(day=print_date(it)))
        for it in dict.fromkeys(days)
    ]
    years = ClusterMember.objects.order_by("-year").values_list("year", flat=True).distinct()
    found += [(f"{CLUSTERS}-{it}", _("Cụm thi đua năm {year}").format(year=it)) for it in years]
    return [*found, (NATION, _("Cả nước"))]


def ground_of(sought: Sought) -> Ground:
    """The units of the day, of the clusters of the year, or the nation as one."""
    how, _dash, rest = sought.on.partition("-")
    if how == CLUSTERS and rest.isdecimal() and len(rest) == 4:
        return _clusters(int(rest))
    day = _iso(rest, sought.day) if how == ON_DAY else sought.day
    units = _members(sought.form, day)
    if sought.on == NATION:
        nation = Target(NATION, _("Cả nước"))
        return Ground(nation.name, day, units, [nation], {it.key: NATION for it in units})
    names = names_on(day, units)
    targets = [Target(it.key, names[it.pk]) for it in units]
    title = _("Đơn vị ngày {day}").format(day=print_date(day))
    return Ground(title, day, units, targets, {it.key: it.key for it in units})


def _iso(text: str, day: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return day


def _members(form: FormVersion, day: date) -> list[Unit]:
    if form.reporters is None:
        return []
    found = members(form.reporters, near=MINISTRY_KEY, day=day)
    return list(found.order_by("sort_key", "key"))


def _clusters(year: int) -> Ground:
    """The clusters of a year, on the last day of it on which all their members exist."""
    rows = list(ClusterMember.objects.filter(year=year).select_related("unit", "cluster"))
    ends = [it.unit.until - timedelta(days=1) for it in rows if it.unit.until]
    day = min([date(year, 12, 31), *(it for it in ends if it.year >= year)])
    named = {f"{CLUSTERS}-{it.cluster_id}": it.cluster.name for it in rows}
    targets = [Target(key, name) for key, name in sorted(named.items(), key=lambda it: it[1])]
    counts_for = {it.unit.key: f"{CLUSTERS}-{it.cluster_id}" for it in rows}
    title = _("Cụm thi đua năm {year}").format(year=year)
    return Ground(title, day, [it.unit for it in rows], targets, counts_for)


def series(sought: Sought) -> Series:
    """One cell over periods; the queries grow with the periods, not with the units."""
    ground, known = ground_of(sought), ways(sought.form)
    reader = Reader(sought, ground, _periods(sought, known))
    stages = [reader.stage(period, way) for period, way in reader.listed]
    drawer = Drawer(sought, ground, stages, reader.names)
    return Series(sought, ground, stages, drawer.lines(), notes_of(stages))


class Reader:
    """Reads what a series is made of: who was asked, what they gave, who follows whom."""

    def __init__(
        self, sought: Sought, ground: Ground, listed: Sequence[tuple[Period, Way]]
    ) -> None:
        self.sought, self.ground, self.listed = sought, ground, listed
        days = [ground.day, sought.day, *(it.last_day for it, _way in listed)]
        self.lineage = Lineage(min(days), max(days))
        self.given = given_by(
            {way.version.pk: way.version for _period, way in listed}.values(),
            [it for it, _way in listed],
            day=sought.day,
            standing=sought.standing,
        )
        self.names: dict[str, str] = {}
        self._members: dict[tuple[int | None, date], list[Unit]] = {}

    def stage(self, period: Period, way: Way) -> Stage:
        """One period: the parts of its units as cells of the form asked for, and the blocks."""
        units = self._units(period, way)
        parts = {it.key: self._part(it, period, way) for it in units}
        tied = self.ground.tied(self.lineage, units, period.last_day)
        targets = [it.key for it in self.ground.targets]
        if self.sought.unit != MINISTRY_KEY:
            near = {target for found in tied.values() for target in found}
            targets = [it for it in targets if it in near]
        key = (way.version.pk, period.pk)
        given = {it.key: self.given.get((*key, it.pk)) or Given(it) for it in units}
        return Stage(period, way, parts, blocks(tied, targets), given)

    def _part(self, unit: Unit, period: Period, way: Way) -> Part:
        found = self.given.get((way.version.pk, period.pk, unit.pk))
        part = Part(unit.key, found.grid if found else None)
        return carried(part, way.mapped) if way.mapped else part

    def _units(self, period: Period, way: Way) -> list[Unit]:
        """The units whose figures the actor may see: all at the Ministry; else what comes to the

        actor's unit, its own, and those of units that it took over.
        """
        key = (way.version.reporters_id, period.last_day)
        if key not in self._members:
            self._members[key] = _members(way.version, period.last_day)
        units, own = self._members[key], self.sought.unit
        if own != MINISTRY_KEY:
            heirs = self.lineage.stand_ins(units, period.last_day, self.sought.day)
            units = [
                it
                for it in units
                if own in (it.key, receiver_key(self.sought.form, it.key), *heirs[it.key])
            ]
        self.names |= {it.key: it.name for it in units}
        return units


def _periods(sought: Sought, known: Mapping[int, Way]) -> list[tuple[Period, Way]]:
    """The periods of the series with the version that each uses, the first one first."""
    every = Period.objects.select_related("kind__regime").filter(
        year__gte=sought.first,
        year__lte=sought.last,
        actual_end__lte=sought.day,
        opened_on__lte=sought.day,
    )
    versions = FormVersion.objects.filter(pk__in=known).prefetch_related("kinds", "reporters")
    of_kind: dict[int, list[FormVersion]] = {}
    for it in versions.filter(state=CONFIRMED):
        for kind in it.kinds.all():
            of_kind.setdefault(kind.pk, []).append(it)
    found = []
    for period in every.order_by("end", "start"):
        if FAMILIES.get(period.kind.key, period.kind.key) != sought.kind:
            continue
        used = [it for it in of_kind.get(period.kind_id, ()) if _holds(it, period.last_day)]
        if used:
            best = min(used, key=lambda it: (it.pk != sought.form.pk, -it.version))
            found.append((period, Way(best, known[best.pk].mapped, known[best.pk].notes)))
    return found


def _holds(version: FormVersion, day: date) -> bool:
    return (version.since is None or version.since <= day) and (
        version.until is None or day < version.until
    )


class Drawer:
    """Draws the lines of a series from its stages."""

    def __init__(
        self,
        sought: Sought,
        ground: Ground,
        stages: Sequence[Stage],
        names: Mapping[str, str],
    ) -> None:
        self.sought, self.ground, self.stages, self.names = sought, ground, stages, names
        self.adder = Adder(sought.form.form)
        self.line = SumLine(sought.row.code, sought.row, is_slot=sought.row.is_dynamic)

    def lines(self) -> list[SeriesLine]:
        """Units of the day, those that can't be divided together, those left over, all."""
        shown = {target for stage in self.stages for target in stage.by_target}
        found = [
            SeriesLine(
                it.name,
                self._cells([self._of_target(s, it.key) for s in self.stages]),
                key=it.key,
            )
            for it in self.ground.targets
            if it.key in shown
        ]
        found += [self._whole(it) for it in self._wholes()]
        found += [self._left_over(it) for it in self._leftovers()]
        if len(found) > 1:
            every = [self._added(s, frozenset(s.parts)) for s in self.stages]
            found.append(SeriesLine(_("Tổng cộng"), self._cells(every), "all", ALL))
        return found

    def _of_target(self, stage: Stage, key: str) -> SeriesCell:
        block = stage.by_target.get(key)
        if block is None or block.is_unborn:
            return SeriesCell(None, _("chưa có đơn vị"))
        if block.is_divided:
            return SeriesCell(None, _("không tách được"), sources=block.sources)
        return self._added(stage, block.sources)

    def _added(self, stage: Stage, sources: frozenset[str]) -> SeriesCell:
        if not sources:
            return SeriesCell(None, _("chưa có đơn vị"))
        added = self.adder.added(stage.gave(sources), self.line, self.sought.column)
        lacking = tuple(sorted(self.names.get(it, it) for it in added.tally.lacking))
        said = ""
        if added.is_refused:
            said = _("không quy đổi được")
        elif not added.kept and added.tally.absent:
            said = _("biểu này không có cột")
        elif not added.kept:
            said = _("chưa có số liệu")
        return SeriesCell(added, said, None, lacking, sources)

    def _wholes(self) -> list[frozenset[str]]:
        found = {it.targets for stage in self.stages for it in stage.blocks if it.is_divided}
        order = {it.key: at for at, it in enumerate(self.ground.targets)}
        return sorted(found, key=lambda it: min(order[key] for key in it))

    def _whole(self, targets: frozenset[str]) -> SeriesLine:
        cells = []
        for stage in self.stages:
            met = {stage.by_target[it] for it in targets if it in stage.by_target}
            sources = frozenset(unit for it in met for unit in it.sources)
            is_more = any(it.targets - targets for it in met)
            cells.append(
                SeriesCell(None, _("không tách được")) if is_more else self._added(stage, sources)
            )
        ordered = [it.name for it in self.ground.targets if it.key in targets]
        key = AND.join(sorted(targets))
        return SeriesLine(" + ".join(ordered), self._cells(cells), "whole", key)

    def _leftovers(self) -> list[str]:
        found = (it.sources for stage in self.stages for it in stage.blocks if it.is_left_over)
        return sorted({unit for sources in found for unit in sources})

    def _left_over(self, unit: str) -> SeriesLine:
        cells = []
        for stage in self.stages:
            alone = [it for it in stage.blocks if it.is_left_over and unit in it.sources]
            cells.append(self._added(stage, alone[0].sources if alone else frozenset()))
        said = _("{unit} (không có đơn vị kế thừa)").format(unit=self.names.get(unit, unit))
        return SeriesLine(said, self._cells(cells), "whole", f"{LEFT_OVER}{unit}")

    def _cells(self, cells: Sequence[SeriesCell]) -> tuple[SeriesCell, ...]:
        """The cells of a line with their growth against the year before."""
        made = []
        for at, cell in enumerate(cells):
            before = year_before(self.stages, at)
            made.append(cell if before is None else self._compared(cells[before], cell))
        return tuple(made)

    def _compared(self, before: SeriesCell, now: SeriesCell) -> SeriesCell:
        """A cell with its growth, or with why it has none."""
        column = self.sought.column
        in_points = column.unit.strip() == PERCENT
        if now.said or now.added is None or (column.is_rate and not in_points):
            return now
        why = why_not(before.added, now.added) if before.sources else NOT_THERE
        if why is not None or before.added is None:
            return replace(now, why=why or NOT_THERE)
        return replace(now, growth=growth(before.added.kept, now.added.kept, in_points=in_points))


def notes_of(stages: Sequence[Stage]) -> list[str]:
    """What was lost on the way from version to version, and what isn't compared."""
    found = [note for it in stages for note in it.way.notes]
    windows = [it.period.window for it in stages]
    if any(not one.is_like(windows[0]) for one in windows[1:]):
        found.append(
            _(
                "Các kỳ không cùng khoảng số liệu (chế độ thống kê khác nhau): chỉ tính tăng, "
                "giảm giữa hai kỳ cùng khoảng."
            )
        )
    return list(dict.fromkeys(found))
