"""Reads of quoted figures: what may be quoted of a unit, what texts quote, what it is now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from django.db.models import Count, QuerySet
from django.urls import reverse

from congtac.ground.lineage.rules import Reference
from congtac.kernel.actor import SYSTEM
from congtac.kernel.keys import search_key
from congtac.kernel.words import as_written
from congtac.statistics.models import (
    Explanation,
    IndicatorVersion,
    Period,
    Quotation,
    QuotedCell,
    Submission,
)
from congtac.statistics.queries import findings as finding_queries
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries.indicators import Sent, Sheets, told
from congtac.statistics.queries.population import Register
from congtac.statistics.queries.submissions import grid_of, revision
from congtac.statistics.rules import indicators as rules
from congtac.statistics.rules import population
from congtac.statistics.rules.cells import Cell, State
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.grids import UNCOLLECTED, cell_of, lines
from congtac.statistics.rules.indicators import CellName, Computed
from congtac.statistics.rules.submissions import AWAY
from congtac.statistics.rules.wording import Told, growth, print_rounded, quoted

FINE = 4  # decimals with which the value of a ratio is kept


@dataclass(frozen=True, slots=True)
class Taken:
    """A cell on which a figure stands."""

    name: CellName
    sent: Sent
    kept: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure that may be quoted: where from, its value, the words it brings along."""

    key: str  # "o:12:1:c1" for a cell, "ct:tgpl-nu" for an indicator
    label: str
    source: str
    value: str
    shown: str
    wording: str
    cells: tuple[Taken, ...]
    indicator: IndicatorVersion | None = None
    explanation: Explanation | None = None


def sent_of(unit: str, period: Period) -> list[Sent]:
    """What a unit sent for a period, form by form."""
    found = Submission.objects.filter(unit__key=unit, period=period, state__in=AWAY)
    near = found.select_related("form", "period__kind__regime", "unit").order_by("form__sort_key")
    made = ((it, revision(it, it.sent_revision)) for it in near)
    return [Sent(it, one, grid_of(one)) for it, one in made if one is not None]


def periods_sent(unit: str) -> list[Period]:
    """The periods for which a unit sent something, the newest first."""
    sent = Submission.objects.filter(unit__key=unit, state__in=AWAY).values("period")
    return list(period_queries.periods().filter(pk__in=sent))


def choices(
    unit: str, period: Period, words: str, made: Sequence[IndicatorVersion]
) -> list[Choice]:
    """The figures of a unit in a period that hold these words: indicators first, then cells."""
    with as_written():  # what goes into a report is Vietnamese
        sent = sent_of(unit, period)
        before = period_queries.year_before(period)
        earlier = {it.submission.form.code: it for it in sent_of(unit, before)} if before else {}
        found = [*_indicators(made, unit, period, before)]
        found += [it for one in sent for it in _cells(one, earlier.get(one.submission.form.code))]
    keys = search_key(words).split()
    return [it for it in found if all(key in search_key(it.label) for key in keys)]


def choice(key: str, unit: str, period: Period, made: Sequence[IndicatorVersion]) -> Choice | None:
    """The figure of a key, with the note that stands to it."""
    found = next((it for it in choices(unit, period, "", made) if it.key == key), None)
    if found is None or len(found.cells) != 1:
        return found
    return replace(found, explanation=note_to(found.cells[0]))


def choice_now(made: Quotation, versions: Sequence[IndicatorVersion]) -> Choice | None:
    """The figure that a quotation would be if it were put in today."""
    first = made.cells.select_related("submission__period__kind__regime").order_by("id").first()
    if first is None:
        return None
    key = f"o:{first.submission_id}:{first.row}:{first.column}"
    if made.indicator is not None:
        key = f"ct:{made.indicator.indicator.code}"
    return choice(key, made.unit.key, first.submission.period, versions)


def note_to(taken: Taken) -> Explanation | None:
    """The note that stands to a finding at a cell."""
    asked = taken.sent.submission
    if not asked.explanations.exists():
        return None
    told_of = finding_queries.findings_of(asked, taken.sent.grid)
    place = (taken.name.row, taken.name.column)
    return next((it.note for it in told_of if it.note and place in it.places), None)


def _cells(sent: Sent, before: Sent | None) -> Iterable[Choice]:
    form = sent.submission.form.form
    for line in lines(form, sent.grid):
        for column in form.numbers:
            kept = sent.grid.cells.get((line.name, column.code), "")
            if kept and not kept.startswith(UNCOLLECTED):
                name = CellName(form.code, line.name, column.code)
                yield _cell(form, name, column, sent, before)


def _cell(form: Form, name: CellName, column: Column, sent: Sent, before: Sent | None) -> Choice:
    row = "" if len(form.rows) == 1 and not form.rows[0].label else name.row
    heads = " > ".join(it for it in (row, column.title) if it)
    asked, kept = sent.submission, sent.grid.cells[name.row, name.column]
    now = sent.cell(name)
    said = _growth(now, sent, before.cell(name) if before else None, before, column.unit)
    shown = print_value(kept)
    return Choice(
        f"o:{asked.pk}:{name.row}:{name.column}",
        f"{form.code} {form.name}: {heads}",
        f"{form.code}, {heads}, {asked.period.title}",
        kept,
        shown,
        quoted("0" if kept == "-" else shown, column.unit, said),
        (Taken(name, sent, kept),),
    )


def _growth(now: Cell | None, sent: Sent, then: Cell | None, before: Sent | None, unit: str) -> str:
    if now is None or then is None or before is None:
        return ""
    one = Told(now.amount, sent.submission.period.window)
    return growth(one, Told(then.amount, before.submission.period.window), unit=unit)


def _indicators(
    made: Sequence[IndicatorVersion], unit: str, period: Period, before: Period | None
) -> Iterable[Choice]:
    periods = [it for it in (period, before) if it]
    sheets = Sheets.of(made, periods, SYSTEM)
    numbers = {
        it.submission.unit.key: key[1] for key, one in sheets.sent.items() for it in one.values()
    }
    if unit not in numbers:
        return
    for it in made:
        asked = sheets.definition(it, period)
        if asked is None:
            continue
        now = sheets.computed(asked, period, numbers[unit])
        if now.value is None:
            continue
        then = Computed(None)
        if before and (earlier := sheets.definition(it, before)):
            then = sheets.computed(earlier, before, numbers[unit])
        sent = sheets.sent[period.pk, numbers[unit]]
        cells = tuple(
            Taken(one, sent[one.form], sent[one.form].grid.cells[one.row, one.column])
            for one in asked.names
            if one.form != population.CODE
        )
        shown = rules.shown(now.value)
        said = quoted(shown, it.unit, told(it, period, now, before, then))
        label, source = f"{it.name} ({it.unit})", f"{it.name}, {period.title}"
        value = kept_value(now.value)
        yield Choice(f"ct:{it.indicator.code}", label, source, value, shown, said, cells, it)


def kept_value(value: Decimal) -> str:
    """A value as it is kept: with so many decimals that a change shows."""
    short = Decimal(round(value, FINE)).normalize()
    return f"{short:f}"


def print_value(kept: str) -> str:
    """A kept value as screens and notices say it."""
    try:
        return print_rounded(Decimal(kept), 2) if kept not in ("-", "") else kept or "…"
    except InvalidOperation:
        return kept


def is_same(quoted_value: str, now: str) -> bool:
    """Whether two kept values are the same number; "-" is 0, nothing is no number."""
    one, other = (cell_of(it).amount if it else None for it in (quoted_value, now))
    return one == other


def quotations_of(text: Reference) -> list[Quotation]:
    """What a text quotes and hasn't dropped, with the cells."""
    area, kind, key = text.thing
    found = Quotation.objects.filter(area=area, kind=kind, key=key, dropped_on=None)
    near = found.select_related("indicator__indicator", "explanation", "unit")
    return list(near.prefetch_related("cells__submission__form"))


def cells_quoted_in(text: Reference) -> list[QuotedCell]:
    """The cells on which what a text quotes stands."""
    return [cell for it in quotations_of(text) for cell in it.cells.all()]


def quotation(number: int) -> Quotation | None:
    """A quotation by its number."""
    found = Quotation.objects.select_related("unit", "indicator__indicator")
    return found.filter(pk=number).first()


def standing_on(asked: Submission) -> list[Quotation]:
    """The quotations that stand on a form and aren't dropped."""
    found = Quotation.objects.filter(cells__submission=asked, dropped_on=None).distinct()
    return list(found.select_related("indicator", "unit"))


def value_now(made: Quotation) -> str:
    """What a quoted figure comes to in what was sent last; "" where there is none any more."""
    cells = list(made.cells.select_related("submission__form", "submission__period"))
    grids = {it.submission_id: grid_of(revision(it.submission, it.submission.sent_revision))
             for it in cells}  # fmt: skip
    if made.indicator is None:
        [only] = cells
        kept = grids[only.submission_id].cells.get((only.row, only.column), "")
        return "" if kept.startswith(UNCOLLECTED) else kept
    forms = {it.submission.form.code: it.submission for it in cells}
    sheets = {code: it.form.form for code, it in forms.items()}
    sheets[population.CODE] = population.FORM
    asked = rules.Definition(
        rules.formula(made.indicator.numerator, sheets),
        rules.formula(made.indicator.denominator, sheets) if made.indicator.denominator else None,
        made.indicator.per,
    )

    def figure(name: CellName) -> Cell | None:
        if name.form == population.CODE:
            period = cells[0].submission.period
            found = Register([period]).of(made.unit.key, period)
            return Cell(State.NUMBER, Decimal(found.total)) if found else None
        kept = grids[forms[name.form].pk].cells.get((name.row, name.column))
        return cell_of(kept) if kept else None

    value = rules.compute(asked, figure).value
    return "" if value is None else kept_value(value)


def reference_of(sent: Sent) -> Reference:
    """A form that was sent, as links name it."""
    asked = sent.submission
    address = reverse("statistics:submission", args=[asked.pk])
    key, ordinal = key_of(asked.pk), str(sent.revision.ordinal)
    return Reference("statistics", "submission", key, ordinal, str(asked), address)


def key_of(number: int) -> str:
    """A submission's key in links."""
    return str(number)


def changed_in(area: str, kind: str, keys: Iterable[str]) -> dict[str, int]:
    """How many quoted figures have changed in some texts, by the key of the text; one query."""
    found = Quotation.objects.filter(
        area=area, kind=kind, key__in=list(keys), dropped_on=None, changed_on__isnull=False
    )
    return dict(found.values_list("key").annotate(Count("pk")).order_by())


def changed_of(unit: str) -> QuerySet[Quotation]:
    """The quotations in texts of a unit whose source says something else now."""
    found = Quotation.objects.filter(unit__key=unit, dropped_on=None, changed_on__isnull=False)
    return found.order_by("-changed_on", "-id")
