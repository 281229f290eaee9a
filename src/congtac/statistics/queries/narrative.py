"""A narrative text beside what its unit sent: the sources, the texts of the shelf, the result."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F
from django.urls import reverse

from congtac.documents.models import Document, Reading
from congtac.documents.queries import seen_by
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.kernel.periods import Period as Days
from congtac.kernel.problem import Problem
from congtac.organisations.models import Unit
from congtac.statistics.models import IndicatorVersion, Period, Revision, Submission
from congtac.statistics.queries.indicators import Sheets, register
from congtac.statistics.queries.indicators import Sought as SoughtIndicators
from congtac.statistics.queries.periods import year_before
from congtac.statistics.rules import indicators as rules
from congtac.statistics.rules.forms import Column
from congtac.statistics.rules.grids import Grid, cell_of, shown_cell
from congtac.statistics.rules.narrative import figures as reading
from congtac.statistics.rules.narrative import growth as growing
from congtac.statistics.rules.narrative import judging
from congtac.statistics.rules.narrative.judging import Judged, Source
from congtac.statistics.rules.submissions import AWAY
from congtac.statistics.rules.wording import quoted

OFFERED = 60  # documents of the shelf to choose from
AROUND = 110  # letters shown on either side of a figure


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in its place in the text, with its verdict."""

    judged: Judged
    paragraph: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A text judged figure by figure."""

    lines: Sequence[Line]
    sources: int

    @property
    def wrong(self) -> list[Line]:
        return [it for it in self.lines if it.judged.is_wrong]

    @property
    def others(self) -> list[Line]:
        return [it for it in self.lines if not it.judged.is_wrong]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """How many figures there are of each verdict: colour, name, count."""
        every = [it.judged.verdict for it in self.lines]
        return [
            (judging.COLOURS[key], name, every.count(key))
            for key, name in judging.VERDICTS.items()
            if key in every
        ]


def check_text(text: str, unit: Unit, period: Period) -> Checked:
    """Hold every figure of a text against what a unit sent; `period` where it doesn't say."""
    sources = sources_of(unit, period)
    days = _days(period)
    figures = reading.figures(text, days)
    found = judging.check(figures, sources, unit.name)
    found += growing.check(growing.growths(text, figures, days), sources, unit.name)
    found.sort(key=lambda it: it.figure.start)
    return Checked([_line(text, it) for it in found], len(sources))


def _days(period: Period) -> Days | None:
    """The period as texts name it; None where they have no name for it."""
    try:
        return Days.parse(period.code.removesuffix("p"))
    except Problem:
        return None


def _line(text: str, judged: Judged) -> Line:
    start, end = judged.figure.start, judged.figure.end
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    left = text[max(first, start - AROUND) : start]
    right = text[end : min(len(text) if last < 0 else last, end + AROUND)]
    before = left if start - AROUND <= first else f"…{left}"
    after = right if end + len(right) >= (len(text) if last < 0 else last) else f"{right}…"
    return Line(judged, text.count("\n", 0, start) + 1, before, after)


def sources_of(unit: Unit, period: Period) -> list[Source]:
    """The numbers that a unit sent for the year of a period and the year before it."""
    sent = Revision.objects.filter(
        submission__unit=unit,
        submission__state__in=AWAY,
        submission__period__year__in=(period.year - 1, period.year),
        ordinal=F("submission__sent_revision"),
    ).select_related("submission__form", "submission__period")
    found = [one for it in sent.order_by("-submission__period__end", "id") for one in _cells(it)]
    return found + _ratios(unit, period)


def _cells(made: Revision) -> list[Source]:
    asked, grid = made.submission, Grid.read(made.cells)
    form = asked.form.form
    filled = {name for _slot, name in grid.rows}
    found = []
    for (row, column), kept in grid.cells.items():
        line, head = form.row(row), form.column(column)
        amount = cell_of(kept).amount if head is not None and head.is_number else None
        if head is None or amount is None or (line is None and row not in filled):
            continue
        label = line.label if line else row
        found.append(_cell(asked, head, (row, label, row in filled), amount, kept))
    return found


def _cell(
    asked: Submission, head: Column, line: tuple[str, str, bool], amount: Decimal, kept: str
) -> Source:
    """A cell as a source; a row that the unit named itself is known by that name."""
    row, label, is_named = line
    code = asked.form.code
    place = " > ".join(it for it in (label, head.title) if it)
    return Source(
        amount,
        head.path if is_named else (*head.path, label),
        asked.form.name,
        head.unit,
        asked.period.window,
        f"{code}, {place}, {asked.period.title}",
        reverse("statistics:submission", args=[asked.pk]),
        f"{shown_cell(head, kept)} {head.unit}".strip(),
        "|".join((code, search_key(row), head.code)),
        row if is_named else "",
    )


def _ratios(unit: Unit, period: Period) -> list[Source]:
    """The indicators of the unit that are ratios, now and a year before: no form tells them."""
    made = [it for it in register(SoughtIndicators(), period.last_day) if it.is_ratio]
    periods = [it for it in (period, year_before(period)) if it]
    sheets = Sheets.of(made, periods, Actor("", "", unit=unit.key))
    return [
        _ratio(it, unit, when, value)
        for it in made
        for when in periods
        if (value := _value(sheets, it, when, unit)) is not None
    ]


def _value(sheets: Sheets, made: IndicatorVersion, when: Period, unit: Unit) -> Decimal | None:
    asked = sheets.definition(made, when)
    return sheets.computed(asked, when, unit.pk).value if asked else None


def _ratio(made: IndicatorVersion, unit: Unit, period: Period, value: Decimal) -> Source:
    address = reverse("statistics:indicator-cells", args=[made.indicator.code, period.pk, unit.key])
    name = f"{made.name}, {period.title}"
    shown = quoted(rules.shown(value), made.unit, "")
    heads, window, cell = (made.name,), period.window, f"ct|{made.indicator.code}"
    return Source(value, heads, made.name, made.unit, window, name, address, shown, cell)


def documents_to_check(actor: Actor) -> list[Document]:
    """The documents of the shelf that were read, the newest first."""
    found = seen_by(actor).filter(readings__isnull=False, is_newest=True).distinct()
    return list(found.order_by("-added_at", "-id")[:OFFERED])


def text_of(document: Document) -> str:
    """The text of a document as it was read last."""
    last = Reading.objects.filter(document=document).order_by("-revision").first()
    return last.text if last else ""


def units_that_sent(actor: Actor) -> list[Unit]:
    """The units whose texts the actor may hold against their forms."""
    if actor.has_role("ministry"):
        sent = Submission.objects.filter(state__in=AWAY).values("unit")
        return list(Unit.objects.filter(pk__in=sent).order_by("sort_key"))
    is_own = bool(actor.unit) and actor.has_role("officer", "leader")
    return list(Unit.objects.filter(key=actor.unit)) if is_own else []
