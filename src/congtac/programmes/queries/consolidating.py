"""Reads of a consolidation: what may be taken, what was, what changed since, how sums add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from congtac.programmes.models import (
    Report,
    ReportRequest,
    ReportRevision,
    ReportSection,
    Sentence,
    TakenReport,
)
from congtac.programmes.queries.receiving import portion_of
from congtac.programmes.rules import consolidating as rules
from congtac.programmes.rules.consolidating import SummedTable, Taken
from congtac.programmes.rules.drafting import OF_REPORT
from congtac.programmes.rules.reports import ACCEPTED, BEING_WRITTEN, SENT, STOPPED, WITH_BODY
from congtac.programmes.rules.requests import ANNEX


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A report that was taken, and the newer revision that there is, if any."""

    taken: TakenReport
    newest: int

    @property
    def is_changed(self) -> bool:
        return self.newest > self.taken.revision.ordinal


@dataclass(frozen=True, slots=True)
class Sources:
    """What a consolidation stands on: taken, missing, and what came since."""

    taken: tuple[ShownSource, ...]
    missing: tuple[Report, ...]
    fresh: tuple[Report, ...]  # reports that may be taken now and weren't

    @property
    def is_stale(self) -> bool:
        return bool(self.fresh) or any(it.is_changed for it in self.taken)


@dataclass(frozen=True, slots=True)
class Traced:
    """A sentence of a consolidation with the revision that it came from, if from one."""

    sentence: Sentence
    revision: ReportRevision | None
    is_changed: bool


@dataclass(frozen=True, slots=True)
class TracedSection:
    """A section of a consolidation: its sentences with their sources, its sums with addends."""

    section: ReportSection
    sentences: tuple[Traced, ...]
    table: SummedTable | None
    is_own: bool  # a person changed the rows of the table


def to_take(
    request: ReportRequest, *, with_unaccepted: bool = False, through: str = ""
) -> list[Taken]:
    """The newest revisions of the reports that may be brought together, in their order.

    A body between takes those that go through it: what it has forwarded, or has at hand.
    """
    done, waiting = ((SENT, ACCEPTED), WITH_BODY) if through else ((ACCEPTED,), SENT)
    states = (*done, waiting) if with_unaccepted else done
    reports = _portion(request, through).filter(state__in=states).select_related("unit")
    newest = _newest(list(reports.order_by("unit__sort_key", "id")))
    return [_taken(it) for it in newest]


def _newest(reports: Sequence[Report]) -> list[ReportRevision]:
    found = ReportRevision.objects.filter(report__in=reports).order_by("ordinal")
    last = {it.report_id: it for it in found.select_related("report")}
    return [last[it.pk] for it in reports if it.pk in last]


def _taken(revision: ReportRevision) -> Taken:
    report = revision.report
    return Taken(report.pk, revision.pk, revision.ordinal, report.unit_name, revision.content)


def _portion(request: ReportRequest, through: str) -> QuerySet[Report]:
    return request.reports.filter(through__key=through) if through else request.reports.all()


def missing(request: ReportRequest, taken: Sequence[Taken], *, through: str = "") -> list[Report]:
    """The reports that were asked for and are not among those taken."""
    found = (
        _portion(request, through)
        .exclude(state=STOPPED)
        .exclude(pk__in=[it.report for it in taken])
    )
    return list(found.select_related("unit").order_by("unit__sort_key", "id"))


def was_taken(consolidation: Report) -> list[Taken]:
    """What a consolidation took last."""
    rows = consolidation.taken.select_related("revision__report")
    return [_taken(it.revision) for it in rows]


def sources(consolidation: Report) -> Sources:
    """What a consolidation stands on, and what came since."""
    rows = list(consolidation.taken.select_related("revision", "report__unit"))
    shown = [ShownSource(it, it.report.revisions_count) for it in rows]
    names = {it.report_id for it in rows}
    request = consolidation.consolidates
    through = portion_of(request, consolidation.unit.key) if request else ""
    done = (SENT, ACCEPTED) if through else (ACCEPTED,)
    others = missing(request, [], through=through) if request else []
    fresh = [it for it in others if it.pk not in names and it.state in done]
    left = [it for it in others if it.pk not in names and it.state not in done]
    return Sources(tuple(shown), tuple(left), tuple(fresh))


def traced(consolidation: Report, sections: Sequence[ReportSection]) -> list[TracedSection]:
    """The sections with the way from each sentence and each sum to where it came from."""
    taken = was_taken(consolidation)
    numbers = [
        it.source_number for section in sections for it in section.sentences.all()
        if it.source_kind == OF_REPORT and it.source_number
    ]  # fmt: skip
    near = ReportRevision.objects.filter(pk__in=numbers).select_related("report")
    revisions = {it.pk: it for it in near}
    places = places_of(consolidation, sections)
    return [_traced(it, revisions, taken, places.get(it.pk)) for it in sections]


def _traced(
    section: ReportSection,
    revisions: dict[int, ReportRevision],
    taken: Sequence[Taken],
    position: int | None,
) -> TracedSection:
    said = [_said(it, revisions) for it in section.sentences.all() if not it.is_struck]
    table = None
    if section.kind == ANNEX and position is not None:
        table = rules.summed_table(position, section.columns, taken)
    rows = [list(row) for row in table.rows] if table else []
    return TracedSection(section, tuple(said), table, bool(table) and section.rows != rows)


def _said(sentence: Sentence, revisions: dict[int, ReportRevision]) -> Traced:
    found = revisions.get(sentence.source_number or 0)
    is_from = found is not None and sentence.source_kind == OF_REPORT
    revision = found if is_from else None
    is_changed = revision is not None and revision.report.revisions_count > revision.ordinal
    return Traced(sentence, revision, is_changed)


def places_of(consolidation: Report, sections: Sequence[ReportSection]) -> dict[int, int]:
    """The position in the outline asked for, by the number of the section that it goes to."""
    request = consolidation.consolidates
    if request is None:
        return {}
    outline = list(request.outline.all())
    own = [(it.heading, it.kind) for it in sections]
    found = rules.sections_by_heading([(it.heading, it.kind) for it in outline], own)
    return {sections[place].pk: outline[at].position for at, place in found.items()}


def drafts_for(unit: str, request: ReportRequest) -> list[Report]:
    """The unit's own reports to others that may take a consolidation in, the nearest first."""
    found = Report.objects.filter(unit__key=unit, state__in=BEING_WRITTEN, request__isnull=False)
    found = found.filter(consolidates=None)
    if unit == request.unit:
        found = found.exclude(request=request)
    return list(found.select_related("request", "to").order_by("request__due_on", "id"))


def consolidations_of(request: ReportRequest) -> list[Report]:
    """The reports that bring together those of a request."""
    return list(request.consolidated.select_related("unit", "to").order_by("id"))


def day_of(revision: ReportRevision) -> date:
    """The day on which a revision was sent."""
    return revision.sent_on
