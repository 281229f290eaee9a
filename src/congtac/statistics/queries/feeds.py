"""Reads of feeds: those in force, what came, the difference to a form, where a figure is from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congtac.kernel.actor import Actor
from congtac.kernel.numbers import print_date
from congtac.statistics.models import (
    CellSource,
    Feed,
    FeedOffer,
    FeedRun,
    FormVersion,
    Period,
    Revision,
    Submission,
)
from congtac.statistics.queries import forms as form_queries
from congtac.statistics.queries import submissions as queries
from congtac.statistics.rules import submissions as submission_rules
from congtac.statistics.rules.feeds import Offered, difference
from congtac.statistics.rules.forms import Column
from congtac.statistics.rules.grids import Grid, Place, shown_cell

NEAR = ("run__feed", "run__file", "run__period__kind__regime", "run__giver", "unit")


def feeds(day: date) -> QuerySet[Feed]:
    """The versions of feeds that hold on a day."""
    held = Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))
    return Feed.objects.filter(held).select_related("keeper")


def feed(code: str, day: date) -> Feed | None:
    """The version of a feed that holds on a day."""
    return feeds(day).filter(code=code).first()


def versions(code: str) -> QuerySet[Feed]:
    """Every version of a feed, the newest first."""
    return Feed.objects.filter(code=code).order_by("-version")


def form_of(one: Feed, period: Period) -> FormVersion | None:
    """The form that a feed fills in a period; None if the period doesn't use it."""
    return form_queries.forms_of(period).filter(code=one.form_code).first()


def runs_seen_by(actor: Actor, *, keeps: bool) -> QuerySet[FeedRun]:
    """What came: all of it for who keeps the statistics, else what the own unit gave."""
    found = FeedRun.objects.select_related("feed", "file", "period__kind__regime", "giver")
    return found if keeps else found.filter(giver__key=actor.unit)


def run(number: int) -> FeedRun | None:
    """One run with its offers."""
    found = FeedRun.objects.select_related("feed", "file", "period__kind__regime", "giver")
    return found.prefetch_related("offers__unit").filter(pk=number).first()


def same_run(one: Feed, period: Period, giver: int, digest: str) -> FeedRun | None:
    """The run of the same bytes that came before."""
    return FeedRun.objects.filter(feed=one, period=period, giver=giver, digest=digest).first()


def offer(number: int) -> FeedOffer | None:
    """One offer with all that its page shows."""
    return FeedOffer.objects.select_related(*NEAR).filter(pk=number).first()


def waiting(unit_key: str) -> QuerySet[FeedOffer]:
    """The offers of a unit of which nothing was taken and no newer one came, the newest first."""
    found = FeedOffer.objects.filter(unit__key=unit_key, taken=None).exclude(unit__key="")
    return found.select_related(*NEAR).order_by("-run")


@dataclass(frozen=True, slots=True)
class Line:
    """One offered cell as the page shows it."""

    name: str  # of the box that chooses it
    offered: Offered
    row: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """An offer beside the newest figures of the form."""

    form: FormVersion | None
    submission: Submission | None
    lines: tuple[Line, ...]
    same: int
    is_open: bool

    @property
    def new(self) -> list[Line]:
        return [it for it in self.lines if it.offered.is_new]

    @property
    def new_rows(self) -> list[str]:
        """The rows that the form hasn't got yet."""
        return list(dict.fromkeys(it.row for it in self.lines if it.offered.is_new_row))

    @property
    def changed(self) -> list[Line]:
        return [it for it in self.lines if not it.offered.is_new]


def difference_of(one: FeedOffer, day: date) -> Difference:
    """What an offer would change."""
    period = one.run.period
    form = form_of(one.run.feed, period)
    asked = queries.submission_of(form, one.unit.key, period) if form else None
    grid = queries.grid_of(queries.revision(asked)) if asked else Grid()
    every = difference(grid, offered_of(one))
    lines = tuple(
        _line(at, it, form) for at, it in enumerate(every) if form is not None and not it.is_same
    )
    same = sum(it.is_same for it in every)
    return Difference(form, asked, lines, same, may_receive(asked, day))


def offered_of(one: FeedOffer) -> list[tuple[Place, str, str]]:
    """The offered cells, each with its slot ("" for a cell of a fixed row)."""
    return [((row, column), value, "".join(slot)) for row, column, value, *slot in one.cells]


def cells_of(one: FeedOffer) -> list[tuple[Place, str]]:
    """The offered cells by their places."""
    return [(place, value) for place, value, _slot in offered_of(one)]


def may_receive(asked: Submission | None, day: date) -> bool:
    """Whether figures may still be put in: the form isn't begun, or is being filled in."""
    if asked is None:
        return True
    return asked.state in submission_rules.BEING_FILLED and queries.is_open(asked, day)


def _line(at: int, it: Offered, form: FormVersion) -> Line:
    row, code = it.place
    column = form.form.column(code) or Column(code, (code,))
    found = form.form.row(row)
    label = found.label if found else row
    before, after = shown_cell(column, it.before), shown_cell(column, it.after)
    return Line(f"o{at}", it, label, column.title, before, after)


def sources_of(asked: Submission, made: Revision | None) -> dict[Place, str]:
    """Which other system each figure of a revision came from, in words."""
    if made is None:
        return {}
    found = asked.cell_sources.filter(revision__lte=made.ordinal).order_by("revision", "pk")
    rows = found.select_related("offer__run__feed", "offer__run__file")
    cells = Grid.read(made.cells).cells
    return dict(_said(rows, cells.get))


def _said(
    rows: Iterable[CellSource], now: Callable[[Place, str], str]
) -> Iterable[tuple[Place, str]]:
    for it in rows:
        come = it.offer.run
        words = _("Từ {source}, ngày {day}, tệp {file}.").format(
            source=come.feed.source, day=print_date(come.given_on), file=come.file.name
        )
        if now((it.row, it.column), "") != it.value:
            words = f"{words} {_('Sau đó sửa tay.')}"
        yield (it.row, it.column), words
