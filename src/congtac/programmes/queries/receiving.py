"""Reads of the unit that asked for reports: the board of a request, the letters that urged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from congtac.kernel.keys import search_key
from congtac.programmes.models import Report, ReportRequest, Urging
from congtac.programmes.queries.requests import dues
from congtac.programmes.rules import receiving as rules
from congtac.programmes.rules.receiving import Recorded, Stood


@dataclass(frozen=True, slots=True)
class Sought:
    """What the board is narrowed to."""

    words: str = ""
    place: str = ""
    through: str = ""  # the body whose portion of the reports it is

    @property
    def is_narrow(self) -> bool:
        return bool(self.words or self.place)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One report on the board, in words."""

    report: Report
    stood: Stood
    place: str
    colour: str
    late: str
    urged: int
    urged_on: date | None

    @property
    def may_urge(self) -> bool:
        """Whether the report is with its unit, so that the unit may be urged."""
        return self.stood.place in rules.URGED_ONES


@dataclass(frozen=True, slots=True)
class Board:
    """All reports of a request at the end of a day, and those that were sought."""

    day: date
    due_on: date | None
    rows: tuple[BoardRow, ...]
    counts: dict[str, int]
    asked: int

    @property
    def sent(self) -> int:
        """How many were sent, in time or late."""
        return sum(
            self.counts[it] for it in (rules.IS_PASSING, rules.IS_WAITING, rules.IS_ACCEPTED)
        )


def board(request: ReportRequest, day: date, sought: Sought | None = None) -> Board:
    """Where each report of a request stood at the end of a day; a constant number of queries."""
    sought = sought or Sought()
    due_on = rules.due_on_day(dues(request), day=day)
    every = _rows(request, day, due_on or request.due_on, sought.through)
    counted = rules.counts(row.stood for row in every)
    asked = sum(counted.values()) - counted[rules.IS_STOPPED]
    return Board(day, due_on, tuple(_sought(every, sought)), counted, asked)


def portion_of(request: ReportRequest, unit: str) -> str:
    """The unit itself, if it only sees the reports that go through it; "" for who sees all."""
    if not unit or unit == request.unit:
        return ""
    return unit if request.reports.filter(through__key=unit).exists() else ""


def _rows(request: ReportRequest, day: date, due_on: date, through: str) -> list[BoardRow]:
    until = Q(urgings__urging__recorded_on__lte=day)
    found = request.reports.filter(through__key=through) if through else request.reports.all()
    found = found.select_related("unit", "through").prefetch_related("lines")
    found = found.annotate(
        urged=Count("urgings", filter=until),
        urged_on=Max("urgings__urging__recorded_on", filter=until),
    )
    rows = (_row(it, day, due_on) for it in found.order_by("unit__sort_key", "id"))
    order = list(rules.PLACES)
    return sorted((row for row in rows if row), key=lambda row: order.index(row.stood.place))


def _row(report: Report, day: date, due_on: date) -> BoardRow | None:
    lines = [Recorded(it.act, it.state, it.recorded_on, it.revision) for it in report.lines.all()]
    stood = rules.stood_on(lines, due_on=due_on, day=day)
    if stood is None:
        return None
    return BoardRow(
        report,
        stood,
        rules.PLACES[stood.place],
        rules.COLOURS[stood.place],
        rules.late_words(stood),
        getattr(report, "urged", 0),
        getattr(report, "urged_on", None),
    )


def _sought(rows: Iterable[BoardRow], sought: Sought) -> Iterable[BoardRow]:
    words = search_key(sought.words).split()
    for row in rows:
        key = search_key(row.report.unit_name)
        if all(word in key for word in words) and sought.place in ("", row.stood.place):
            yield row


def urgings_of(request: ReportRequest) -> list[Urging]:
    """The letters that urged units of a request, the last first, each with its reports."""
    return list(request.urgings.prefetch_related("urged__report__unit"))


def urging(number: int) -> Urging | None:
    """One letter with its request."""
    found = Urging.objects.select_related("request").prefetch_related("urged__report__unit")
    return found.filter(pk=number).first()
