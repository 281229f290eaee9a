"""Reads of the sums of a form over units: who gave what as of a day, the form added up."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import QuerySet

from congtac.kernel.words import Names, gettext_noop
from congtac.organisations.models import Cluster, ClusterMember, Unit
from congtac.organisations.queries import MINISTRY_KEY, province_of
from congtac.statistics.models import FormVersion, Period, Revision, Submission, SubmissionLine
from congtac.statistics.queries import forms as form_queries
from congtac.statistics.queries.submissions import receiver_key, reporters
from congtac.statistics.rules import submissions as rules
from congtac.statistics.rules.forms import Column
from congtac.statistics.rules.grids import Grid, shown_cell
from congtac.statistics.rules.rolling_up import Added, Adder, Part, SumLine, Tally
from congtac.statistics.rules.tree import Cell as Leaf
from congtac.statistics.rules.tree import Node, leaves

TAKEN, SENT_TOO = "nhan", "gui"
STANDINGS = Names(
    {
        SENT_TOO: gettext_noop("Đã gửi hoặc đã tiếp nhận"),
        TAKEN: gettext_noop("Chỉ biểu đã tiếp nhận"),
    }
)
STANDING_OF = {SENT_TOO: (rules.SENT, rules.ACCEPTED), TAKEN: (rules.ACCEPTED,)}
CLUSTER = "cum-"
SEEN_OUTSIDE = ("send", "accept", "return")


@dataclass(frozen=True, slots=True)
class Sought:
    """What a sum is asked for: the form, the period, which units, which figures, as of which day.

    `territory` is empty for all, the key of a province, or "cum-" with the number of a cluster.
    """

    form: FormVersion
    period: Period
    receiver: str
    day: date
    territory: str = ""
    standing: str = SENT_TOO
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What a unit had sent by the day: the revision and its figures, or how far it was."""

    unit: Unit
    submission: Submission | None = None
    state: str = rules.NONE
    ordinal: int = 0
    grid: Grid | None = None

    @property
    def part(self) -> Part:
        return Part(self.unit.key, self.grid)

    @property
    def state_name(self) -> str:
        return rules.STATE_NAMES[self.state]

    @property
    def colour(self) -> str:
        return rules.COLOURS[self.state]


@dataclass(frozen=True)
class RollUp:
    """A form added up: who was asked, what they gave."""

    sought: Sought
    given: Sequence[Given]
    adder: Adder = field(repr=False)

    @cached_property
    def parts(self) -> list[Part]:
        return [it.part for it in self.given]

    @property
    def missing(self) -> list[Given]:
        """The units without figures."""
        return [it for it in self.given if it.grid is None]

    @property
    def taken(self) -> int:
        return len(self.given) - len(self.missing)

    @cached_property
    def lines(self) -> list[SumLine]:
        return self.adder.lines(self.parts)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return self.sought.form.form.columns

    def line(self, name: str) -> SumLine:
        """The line of a name, the first one if there is none such."""
        return next((it for it in self.lines if it.name == name), self.lines[0])


def begun(periods: Sequence[Period], receiver: str) -> list[Period]:
    """The periods for which something came to a body."""
    came = Submission.objects.filter(sent_revision__gt=0, receiver__key=receiver)
    known = set(came.values_list("period_id", flat=True).distinct())
    return [it for it in periods if it.pk in known]


def forms_received(period: Period, receiver: str) -> list[FormVersion]:
    """The forms that a body may add up: those that come to it; at the Ministry, all."""
    every = [it for it in form_queries.forms_of(period) if it.reporters_id]
    if receiver == MINISTRY_KEY:
        return every
    return [it for it in every if receiver_key(it, receiver) == receiver]


def units_asked(sought: Sought) -> list[Unit]:
    """The units whose figures are added up."""
    found = reporters(sought.form, sought.period, sought.receiver).order_by("sort_key", "key")
    if sought.territory.startswith(CLUSTER):
        found = found.filter(clusters__cluster=_number(sought.territory))
    elif sought.territory:
        found = found.filter(key__startswith=f"{sought.territory}.")
    if sought.receiver == MINISTRY_KEY:
        return list(found)
    return [it for it in found if receiver_key(sought.form, it.key) == sought.receiver]


def _number(territory: str) -> int:
    digits = territory.removeprefix(CLUSTER)
    return int(digits) if digits.isdecimal() and len(digits) < 10 else 0


def given_by(
    forms: Iterable[FormVersion],
    periods: Iterable[Period],
    *,
    day: date,
    standing: str,
    units: Collection[int] | None = None,
) -> dict[tuple[int, int, int], Given]:
    """What units had sent of forms for periods by a day, by form, period and unit; three queries.

    It is read from the history, so that the sum of a past day comes out as it was then.
    """
    kept = Submission.objects.filter(form__in=list(forms), period__in=list(periods))
    if units is not None:
        kept = kept.filter(unit__in=units)
    made = {it.pk: it for it in kept.select_related("unit")}
    last = _last_lines(kept, day)
    wanted = {pk: (state, no) for pk, (state, no) in last.items() if state in STANDING_OF[standing]}
    grids = _grids(kept, {number: ordinal for number, (_, ordinal) in wanted.items()})
    found = {}
    for pk, it in made.items():
        state, ordinal = last.get(pk, (rules.DRAFT, 0))
        grid = grids.get(pk)
        ordinal = ordinal if grid is not None else 0
        found[it.form_id, it.period_id, it.unit_id] = Given(it.unit, it, state, ordinal, grid)
    return found


def _last_lines(kept: QuerySet[Submission], day: date) -> dict[int, tuple[str, int]]:
    """The state that receivers saw last by a day, and the revision sent last, by submission."""
    acts = SubmissionLine.objects.filter(
        submission__in=kept, act__in=SEEN_OUTSIDE, recorded_on__lte=day
    )
    found: dict[int, tuple[str, int]] = {}
    rows = acts.order_by("ordinal").values_list("submission_id", "act", "state", "revision")
    for number, act, state, revision in rows:
        sent = revision if act == "send" else found.get(number, ("", 0))[1]
        found[number] = (state, sent)
    return found


def _grids(kept: QuerySet[Submission], wanted: Mapping[int, int]) -> dict[int, Grid]:
    """The figures of one revision of each submission; one query."""
    rows = Revision.objects.filter(submission__in=kept, ordinal__in=set(wanted.values()))
    cells = rows.values_list("submission_id", "ordinal", "cells")
    return {it: Grid.read(text) for it, no, text in cells.iterator() if wanted.get(it) == no}


def roll_up(sought: Sought) -> RollUp:
    """Add a form up."""
    units = units_asked(sought)
    given = given_by([sought.form], [sought.period], day=sought.day, standing=sought.standing)
    key = (sought.form.pk, sought.period.pk)
    listed = [given.get((*key, it.pk)) or Given(it) for it in units]
    return RollUp(sought, listed, Adder(sought.form.form, sought.by_name))


@dataclass(frozen=True, slots=True)
class SumCell:
    """A cell of the sum as the page draws it."""

    column: Column
    line: SumLine
    added: Added
    label: str

    @property
    def address(self) -> str:
        """What the address of its page says of it."""
        return urlencode({"dong": self.line.name, "o": self.column.code})

    @property
    def is_partial(self) -> bool:
        """Somebody is missing from a sum that is there."""
        return bool(self.added.kept) and not self.added.tally.is_whole


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A row of the summed form."""

    line: SumLine
    cells: tuple[SumCell, ...]


def drawn_lines(found: RollUp) -> list[DrawnLine]:
    """The rows of the summed form."""
    return [
        DrawnLine(line, tuple(_sum_cell(found, line, it) for it in found.columns))
        for line in found.lines
    ]


def _sum_cell(found: RollUp, line: SumLine, column: Column) -> SumCell:
    label = ", ".join(it for it in (line.row.label, column.title) if it)
    return SumCell(column, line, found.adder.added(found.parts, line, column), label)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A row of the table by units: a unit or, in the whole country, a province with its units."""

    name: str
    given: Given | None
    territory: str
    cells: tuple[Added, ...]
    count: int = 1
    taken: int = 1

    @property
    def is_partial(self) -> bool:
        return self.taken < self.count


def by_unit(found: RollUp, line: SumLine, columns: Sequence[Column]) -> list[UnitLine]:
    """The table by units; where a province has several, one row for each province."""
    groups: dict[str, list[Given]] = {}
    for it in found.given:
        groups.setdefault(province_of(it.unit.key), []).append(it)
    is_whole = found.sought.receiver == MINISTRY_KEY and not found.sought.territory
    if is_whole and any(len(few) > 1 for few in groups.values()):
        return _by_province(found, line, columns, groups)
    return [_unit_line(found, line, columns, it) for it in found.given]


def _unit_line(found: RollUp, line: SumLine, columns: Sequence[Column], given: Given) -> UnitLine:
    cells = _cells(found, line, columns, [given.part])
    return UnitLine(given.unit.name, given, "", cells, 1, int(given.grid is not None))


def _cells(
    found: RollUp, line: SumLine, columns: Sequence[Column], parts: Sequence[Part]
) -> tuple[Added, ...]:
    return tuple(found.adder.added(parts, line, it) for it in columns)


def _by_province(
    found: RollUp,
    line: SumLine,
    columns: Sequence[Column],
    groups: Mapping[str, Sequence[Given]],
) -> list[UnitLine]:
    names = dict(Unit.objects.filter(key__in=groups).values_list("key", "name"))
    made = []
    for key, few in groups.items():
        cells = _cells(found, line, columns, [it.part for it in few])
        taken = sum(it.grid is not None for it in few)
        made.append(UnitLine(names.get(key, key), None, key, cells, len(few), taken))
    return made


@dataclass(frozen=True, slots=True)
class PartLine:
    """One unit behind a total: its figure, the revision that it stands in."""

    given: Given
    shown: str
    tally: Tally


def parts_of(found: RollUp, line: SumLine, column: Column) -> list[PartLine]:
    """What each unit gave to one cell; those who gave nothing stand first."""
    made = []
    for it in found.given:
        tally = found.adder.tally([it.part], line, column.code)
        made.append(PartLine(it, shown_cell(column, tally.kept), tally))
    return sorted(made, key=lambda it: it.tally.is_whole)


def behind(found: RollUp, line: SumLine, recipe: Node | None) -> list[SumCell]:
    """The sums from which a share is computed again."""
    codes = [it.column for it in leaves(recipe) if isinstance(it, Leaf)] if recipe else []
    return [_sum_cell(found, line, it) for it in found.columns if it.code in codes]


def territories(form: FormVersion, period: Period) -> list[tuple[str, str]]:
    """What a sum at the Ministry may be narrowed to: clusters of the year, or provinces."""
    if form.level == "department":
        clusters = Cluster.objects.filter(
            pk__in=ClusterMember.objects.filter(year=period.year).values("cluster")
        )
        return [(f"{CLUSTER}{it.pk}", it.name) for it in clusters.order_by("name")]
    keys = {province_of(it) for it in reporters(form, period).values_list("key", flat=True)}
    named = Unit.objects.filter(key__in=keys - {MINISTRY_KEY}).order_by("sort_key")
    return [(it.key, it.name) for it in named]
