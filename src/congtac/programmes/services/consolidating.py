"""The act of bringing reports together into one draft, again and again until it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from congtac.ground.lineage.services import link
from congtac.kernel.actor import Actor
from congtac.organisations.models import Unit
from congtac.programmes import permissions
from congtac.programmes.models import (
    Report,
    ReportRequest,
    ReportSection,
    Sentence,
    TakenReport,
)
from congtac.programmes.queries import consolidating as queries
from congtac.programmes.queries.receiving import portion_of
from congtac.programmes.queries.reports import sections_of
from congtac.programmes.rules import consolidating as rules
from congtac.programmes.rules import reports as states
from congtac.programmes.rules.consolidating import Taken
from congtac.programmes.rules.drafting import OF_REPORT, Drafted
from congtac.programmes.rules.problems import problem
from congtac.programmes.rules.requests import ANNEX
from congtac.programmes.services.drafting import Drafting, redraft
from congtac.programmes.services.reports import Turn, add_line, report_reference, turn
from congtac.programmes.services.steps import demand


@dataclass(frozen=True, slots=True)
class Gathering:
    """How reports are brought together: in an own report that goes up, or a new one to a unit."""

    into: Report | None = None
    to: Unit | None = None
    with_unaccepted: bool = False


def consolidate(actor: Actor, request: ReportRequest, how: Gathering, *, day: date) -> Report:
    """Make a draft of the reports of a request; each sentence and sum keeps its source."""
    permissions.may_gather(actor, request).demand()
    if how.into is not None:
        permissions.may_write_report(actor, how.into).demand()
    through = portion_of(request, actor.unit)
    taken = queries.to_take(request, with_unaccepted=how.with_unaccepted, through=through)
    demand(None if taken else "PRG-122")
    with transaction.atomic():
        draft = how.into or _new(actor, request, how.to, day)
        _join(draft, request)
        _gather(actor, draft, taken, day)
    return draft


def consolidate_again(
    actor: Actor, draft: Report, *, with_unaccepted: bool = False, day: date
) -> Drafting:
    """Take the newest revisions into a draft; what a person wrote in it stays."""
    permissions.may_write_report(actor, draft).demand()
    request = draft.consolidates
    if request is None:
        raise problem("PRG-122")
    through = portion_of(request, draft.unit.key)
    taken = queries.to_take(request, with_unaccepted=with_unaccepted, through=through)
    demand(None if taken else "PRG-122")
    with transaction.atomic():
        return _gather(actor, draft, taken, day)


def _new(actor: Actor, request: ReportRequest, to: Unit | None, day: date) -> Report:
    """A draft without a request of its own, with the outline that was asked for."""
    made = Report.objects.create(
        consolidates=request,
        title=request.title,
        asked_of=actor.unit,
        unit=Unit.objects.get(key=actor.unit),
        unit_name=actor.unit_name,
        to=to or _above(actor, request),
        since=request.since,
        cut_off=request.cut_off,
        made_on=day,
        lines_count=1,
    )
    for asked in request.outline.all():
        _add_section(made, asked.position, asked)
    add_line(actor, made, Turn("make", day))
    return made


def _above(actor: Actor, request: ReportRequest) -> Unit | None:
    """To whom a body between sends what it gathered: to who asked."""
    if actor.unit == request.unit:
        return None
    return Unit.objects.filter(key=request.unit).first()


def _join(draft: Report, request: ReportRequest) -> None:
    """Say which request a draft brings together; give it the sections that it lacks."""
    is_free = draft.consolidates_id in (None, request.pk)
    demand(None if is_free else "PRG-123")
    demand(states.objection_to_report("consolidate", state=draft.state))
    Report.objects.filter(pk=draft.pk).update(consolidates=request)
    draft.refresh_from_db()
    sections = sections_of(draft)
    places = set(queries.places_of(draft, sections).values())
    last = max((it.position for it in sections), default=0)
    lacking = [it for it in request.outline.all() if it.position not in places]
    for place, asked in enumerate(lacking, start=last + 1):
        _add_section(draft, place, asked)


def _add_section(report: Report, position: int, asked: object) -> None:
    fields = ("heading", "kind", "guidance", "columns")
    held = {name: getattr(asked, name) for name in fields}
    ReportSection.objects.create(report=report, position=position, **held)


def _gather(actor: Actor, draft: Report, taken: Sequence[Taken], day: date) -> Drafting:
    turn(actor, draft, Turn("consolidate", day))
    before = queries.was_taken(draft)
    sections = sections_of(draft)
    places = queries.places_of(draft, sections)
    done = []
    for section in sections:
        place = places.get(section.pk)
        if place is None or section.state not in states.WRITABLE:
            continue
        if section.kind == ANNEX:
            _fill(section, place, before, taken)
        else:
            done.append(_say(actor, draft, section, _told(draft, section, place, taken, day)))
    _keep(actor, draft, taken, day)
    return Drafting(*(sum(counts) for counts in zip(*done, strict=True))) if done else Drafting()


def _told(
    draft: Report, section: ReportSection, place: int, taken: Sequence[Taken], day: date
) -> list[Drafted]:
    told = rules.drafted(place, taken)
    if draft.consolidates is None or place != 1:
        return told
    through = portion_of(draft.consolidates, draft.unit.key)
    missing = queries.missing(draft.consolidates, taken, through=through)
    asked = len(taken) + len(missing)
    names = [it.unit_name for it in missing]
    return [rules.opening(taken, asked=asked, missing=names, day=day), *told]


def _say(
    actor: Actor, draft: Report, section: ReportSection, told: Sequence[Drafted]
) -> tuple[int, int, int]:
    """Draft a section again; each sentence names the revision that it comes from now."""
    done = redraft(actor, section, told, kinds=(OF_REPORT,))
    for it in told:
        said = Sentence.objects.filter(section=section, source_key=it.source.key)
        said.update(source_number=it.source.number, derivation=it.source.derivation)
    return done


def _fill(
    section: ReportSection, place: int, before: Sequence[Taken], taken: Sequence[Taken]
) -> None:
    """Put the sums into a table, unless a person changed what the last time put there."""
    was = [list(row) for row in rules.summed_table(place, section.columns, before).rows]
    if section.rows not in ([], was):
        return
    rows = [list(row) for row in rules.summed_table(place, section.columns, taken).rows]
    ReportSection.objects.filter(pk=section.pk).update(rows=rows, version=section.version + 1)


def _keep(actor: Actor, draft: Report, taken: Sequence[Taken], day: date) -> None:
    """Keep which revision of which report the draft stands on now."""
    draft.taken.exclude(report__in=[it.report for it in taken]).delete()
    upper = report_reference(draft)
    near = {it.pk: it for it in Report.objects.filter(pk__in=[it.report for it in taken])}
    for it in taken:
        TakenReport.objects.update_or_create(
            consolidation=draft,
            report_id=it.report,
            defaults={"revision_id": it.revision, "taken_on": day},
        )
        link(actor, upper, report_reference(near[it.report], str(it.ordinal)))
