"""Reads of indicators: the register, versions, and what they come to in a period."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, QuerySet

from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.kernel.problem import Problem
from congtac.organisations.models import Unit
from congtac.organisations.queries import on, province_of
from congtac.statistics.models import (
    FormVersion,
    Indicator,
    IndicatorTarget,
    IndicatorVersion,
    Period,
    Revision,
    Submission,
)
from congtac.statistics.queries.population import Register
from congtac.statistics.queries.submissions import reporters
from congtac.statistics.rules import indicators as rules
from congtac.statistics.rules import population
from congtac.statistics.rules.cells import Cell, State
from congtac.statistics.rules.definitions import CONFIRMED
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grammar import parse_amount
from congtac.statistics.rules.grids import Grid, cell_of
from congtac.statistics.rules.indicators import CellName, Computed, Definition, Formula
from congtac.statistics.rules.population import People
from congtac.statistics.rules.submissions import ACCEPTED, AWAY
from congtac.statistics.rules.tree import leaves
from congtac.statistics.rules.wording import Told, growth

NAMES = {"q": "words", "linh_vuc": "field"}  # of the filters in the address
SORTS = {"ten": ("sort_key",), "ma": ("indicator__code",), "nguon": ("source", "sort_key")}
NATION = ""
HOLDING = Q(link=None) | Q(link__ended_on=None)  # a target whose link ended counts no more


@dataclass(frozen=True, slots=True)
class Sought:
    """What the list of indicators is asked for."""

    words: str = ""
    field: str = ""
    sort: str = "ten"

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Sought":
        """Read the filters of an address; an unknown sort is by name."""
        sort = asked.get("sap", "ten")
        given = {name: asked.get(key, "").strip()[:200] for key, name in NAMES.items()}
        return cls(**given, sort=sort if sort in SORTS else "ten")

    @property
    def is_narrow(self) -> bool:
        return bool(self.words or self.field)


def register(sought: Sought, day: date) -> QuerySet[IndicatorVersion]:
    """The indicators in force on a day that are sought."""
    found = IndicatorVersion.objects.filter(on(day)).select_related("indicator")
    if sought.field:
        found = found.filter(field=sought.field)
    for word in search_key(sought.words).split():
        found = found.filter(search_key__contains=word)
    return found.order_by(*SORTS[sought.sort])


def fields_used() -> list[str]:
    """The fields of work that have indicators."""
    every = IndicatorVersion.objects.exclude(field="").order_by("field")
    return list(every.values_list("field", flat=True).distinct())


def indicator(code: str) -> Indicator | None:
    """An indicator by its code."""
    return Indicator.objects.filter(code=code).first()


def versions(asked: Indicator) -> list[IndicatorVersion]:
    """The versions of an indicator, the newest first."""
    found = asked.versions.select_related("indicator")
    return list(found.order_by("-ordinal"))


def version_on(made: Sequence[IndicatorVersion], day: date) -> IndicatorVersion | None:
    """The version that holds on a day, else the nearest: the newest first of `made`."""
    holding = (it for it in made if it.since <= day and (it.until is None or day < it.until))
    return next(holding, made[-1] if made and day < made[-1].since else next(iter(made), None))


def targets(asked: Indicator, year: int) -> dict[str, IndicatorTarget]:
    """What an indicator is to reach in a year, by scope: the newest of each."""
    found = asked.targets.filter(HOLDING, year=year).order_by("ordinal")
    return {it.scope: it for it in found}


def all_targets(asked: Indicator) -> list[IndicatorTarget]:
    """Every target ever set, the newest year and the newest paper first."""
    found = asked.targets.select_related("link__document")
    return list(found.order_by("-year", "scope", "-ordinal"))


def targets_of(listed: Iterable[IndicatorVersion], year: int) -> dict[int, IndicatorTarget]:
    """The target of the country in a year of each indicator; one query."""
    found = IndicatorTarget.objects.filter(
        HOLDING, indicator__in=[it.indicator_id for it in listed], year=year, scope=NATION
    )
    return {it.indicator_id: it for it in found.order_by("ordinal")}


@dataclass(frozen=True, slots=True)
class Sent:
    """What a unit sent of a form for a period: where its cells can be traced to."""

    submission: Submission
    revision: Revision
    grid: Grid

    def cell(self, name: CellName) -> Cell | None:
        """The cell of this name, None where nothing stands."""
        kept = self.grid.cells.get((name.row, name.column))
        return cell_of(kept) if kept else None


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator of one unit: what it comes to now and in the same days a year before."""

    unit: Unit
    now: Computed
    before: Computed
    growth: str = ""

    @property
    def value(self) -> Decimal | None:
        return self.now.value

    @property
    def province(self) -> str:
        return province_of(self.unit.key)


def visible(actor: Actor) -> Q:
    """The revisions whose figures the actor may see: accepted ones, what their own unit sent.

    The Ministry sees all that was sent and not returned.
    """
    if actor.has_role("ministry", "administrator", "system", "api.read_all"):
        return Q(submission__state__in=AWAY)
    own = Q(submission__state__in=AWAY, submission__unit__key=actor.unit or None)
    return Q(submission__state=ACCEPTED) | own


def codes_in(made: Iterable[IndicatorVersion]) -> set[str]:
    """The forms that the formulas of some versions name."""
    texts = [it for one in made for it in formulas_of(one) if it]
    named = (leaf.form for text in texts for leaf in leaves(parse_amount(text)))
    return {it for it in named if it}


def formulas_of(made: IndicatorVersion) -> list[str]:
    """All formulas of a version, the numerator first."""
    return [made.numerator, made.denominator, *(text for _name, text in made.breakdowns)]


@dataclass
class Sheets:
    """All that was sent for some periods of the forms that some indicators read.

    The number of queries grows with the periods alone.
    """

    periods: Sequence[Period]
    forms: Mapping[int, Mapping[str, FormVersion]] = field(default_factory=dict)
    sent: Mapping[tuple[int, int], Mapping[str, Sent]] = field(default_factory=dict)
    people: Register = field(default_factory=Register)
    _owing: dict[tuple[int, int], list[Unit]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, made: Iterable[IndicatorVersion], periods: Sequence[Period], actor: Actor
    ) -> "Sheets":
        """Read them: one query for the forms, one for the figures."""
        return cls.of_codes(codes_in(made), periods, actor)

    @classmethod
    def of_codes(cls, codes: set[str], periods: Sequence[Period], actor: Actor) -> "Sheets":
        """The same for forms that are named by their codes."""
        every = FormVersion.objects.filter(code__in=codes, state=CONFIRMED)
        versions = list(every.select_related("reporters"))
        forms = {it.pk: _in_force(versions, it.last_day) for it in periods}
        return cls(periods, forms, _sent(codes, periods, actor), Register(periods))

    def form(self, period: Period, code: str) -> Form | None:
        """A form as it is in a period; the population stands as a form of its own."""
        if code == population.CODE:
            return population.FORM
        version = self.forms.get(period.pk, {}).get(code)
        return version.form if version else None

    def definition(self, made: IndicatorVersion, period: Period) -> Definition | None:
        """The indicator bound to the forms of a period; None where they don't have its cells."""
        above = self.formula(made.numerator, period)
        below = self.formula(made.denominator, period) if made.denominator else None
        if above is None or (made.denominator and below is None):
            return None
        return Definition(above, below, made.per)

    def formula(self, text: str, period: Period) -> Formula | None:
        """A formula bound to the forms of a period."""
        forms = {code: it.form for code, it in self.forms.get(period.pk, {}).items()}
        forms[population.CODE] = population.FORM
        try:
            return rules.formula(text, forms)
        except Problem:
            return None

    def owing(self, asked: Definition, period: Period) -> list[Unit]:
        """The units that owe the forms of an indicator for a period, in their order."""
        names = [it.form for it in asked.names if it.form != population.CODE]
        forms = [self.forms[period.pk][it] for it in names]
        group = next((it for it in forms if it.reporters_id), None)
        if group is None:
            return []
        key = (period.pk, group.reporters_id or 0)
        if key not in self._owing:
            self._owing[key] = list(reporters(group, period).order_by("sort_key"))
        return self._owing[key]

    def computed(self, asked: Definition, period: Period, unit: int) -> Computed:
        """An indicator of one unit."""
        sent = self.sent.get((period.pk, unit), {})

        def figure(name: CellName) -> Cell | None:
            if name.form == population.CODE:
                found = self.people_at(period, unit)
                return Cell(State.NUMBER, Decimal(found.total)) if found else None
            return sent[name.form].cell(name) if name.form in sent else None

        return rules.compute(asked, figure)

    def has_doubtful_people(self, made: IndicatorVersion) -> bool:
        """Whether an indicator counts by numbers of people that nobody has compared."""
        is_asked = population.CODE in codes_in([made])
        return is_asked and not all(it.is_confirmed for it in self.people.kept.values())

    def people_at(self, period: Period, unit: int) -> People | None:
        """The people of a unit's province; of a unit that sent nothing nobody asks."""
        sent = next(iter(self.sent.get((period.pk, unit), {}).values()), None)
        return self.people.of(sent.submission.unit.key, period) if sent else None


def _in_force(versions: Iterable[FormVersion], day: date) -> dict[str, FormVersion]:
    return {
        it.code: it
        for it in versions
        if (it.since is None or it.since <= day) and (it.until is None or day < it.until)
    }


def _sent(
    codes: set[str], periods: Sequence[Period], actor: Actor
) -> dict[tuple[int, int], dict[str, Sent]]:
    revisions = Revision.objects.filter(
        visible(actor),
        submission__period__in=periods,
        submission__form__code__in=codes,
        ordinal=F("submission__sent_revision"),
    ).select_related("submission__form", "submission__unit")
    found: dict[tuple[int, int], dict[str, Sent]] = {}
    for it in revisions.defer("submission__form__definition"):
        asked = it.submission
        place = found.setdefault((asked.period_id, asked.unit_id), {})
        place[asked.form.code] = Sent(asked, it, Grid.read(it.cells))
    return found


@dataclass(frozen=True, slots=True)
class Result:
    """An indicator in a period: unit by unit, and all of them together."""

    period: Period
    rows: Sequence[Row]
    whole: Computed
    growth: str

    @property
    def counted(self) -> int:
        """How many units have figures."""
        return sum(it.now.numerator is not None for it in self.rows)

    @property
    def is_whole(self) -> bool:
        """Every unit that owes the forms has figures."""
        return bool(self.rows) and self.counted == len(self.rows)

    @property
    def without(self) -> list[Unit]:
        """The units that have none."""
        return [it.unit for it in self.rows if it.now.numerator is None]


def result(
    made: IndicatorVersion, sheets: Sheets, period: Period, before: Period | None
) -> Result | None:
    """What an indicator comes to; None where the forms of the period don't have its cells."""
    asked = sheets.definition(made, period)
    if asked is None:
        return None
    units = sheets.owing(asked, period)
    earlier = sheets.definition(made, before) if before else None
    rows = []
    for unit in units:
        now, then = sheets.computed(asked, period, unit.pk), Computed(None)
        if earlier and before:
            then = sheets.computed(earlier, before, unit.pk)
        rows.append(Row(unit, now, then, told(made, period, now, before, then)))
    whole = rules.together(asked, (it.now for it in rows))
    is_whole = all(it.now.numerator is not None for it in rows)
    then = _whole_before(sheets, earlier, before) if is_whole else Computed(None)
    return Result(period, rows, whole, told(made, period, whole, before, then))


def _whole_before(sheets: Sheets, asked: Definition | None, period: Period | None) -> Computed:
    """All units of a period together, if none is missing: else it compares with nothing."""
    if asked is None or period is None:
        return Computed(None)
    parts = [sheets.computed(asked, period, it.pk) for it in sheets.owing(asked, period)]
    is_whole = bool(parts) and all(it.numerator is not None for it in parts)
    return rules.together(asked, parts) if is_whole else Computed(None)


def told(
    made: IndicatorVersion, period: Period, now: Computed, before: Period | None, then: Computed
) -> str:
    """The growth of an indicator in words."""
    if before is None:
        return ""
    return growth(Told(now.value, period.window), Told(then.value, before.window), unit=made.unit)


def like(period: Period, count: int = 6) -> list[Period]:
    """The periods of the same days of their years up to this one, the earliest first."""
    found = Period.objects.filter(end__lte=period.end).select_related("kind__regime")
    same = [it for it in found.order_by("-end") if it.window.is_like(period.window)]
    by_year = {it.year: it for it in reversed(same)}
    return [by_year[year] for year in sorted(by_year)][-count:]
