"""Reads of a unit's reports: lists, one report, its sections, who may sign it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from congtac.accounts.queries import powers_of
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.programmes.models import Report, ReportSection, Sentence
from congtac.programmes.rules.reports import (
    BEING_WRITTEN,
    CHECKED,
    GIVEN,
    GIVEN_BACK,
    HANDED_IN,
    INSIDE,
    OVERDUE,
    REPORT_COLOURS,
    REPORT_NAMES,
    SENT,
    SIGNED,
    STOPPED,
    SUBMITTED,
    WITH_BODY,
    Standing,
    signs_as,
    standing_of,
    standing_words,
)

NEAR = ("request", "unit", "to", "through")


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A report in words, with how it stands against its last day."""

    report: Report
    state: str
    colour: str
    standing: str
    is_late: bool


def shown(report: Report, day: date) -> ShownReport:
    """A report as screens show it."""
    found = standing(report, day)
    return ShownReport(
        report,
        REPORT_NAMES[report.state],
        REPORT_COLOURS[report.state],
        standing_words(found) if found else "",
        found is not None and found.days > 0,
    )


def standing(report: Report, day: date) -> Standing | None:
    """How a report stands against its last day; nothing for one that is no longer asked for."""
    if report.request is None or report.state == STOPPED:
        return None
    return standing_of(due_on=report.request.due_on, sent_on=report.first_sent_on, day=day)


def report(number: int) -> Report | None:
    """One report with its request and the units around it."""
    found = Report.objects.select_related(*NEAR, "consolidates", "request__programme")
    return found.filter(pk=number).first()


def section(number: int) -> ReportSection | None:
    """One section with its report."""
    near = (f"report__{name}" for name in NEAR)
    return ReportSection.objects.select_related(*near).filter(pk=number).first()


def sections_of(report: Report) -> list[ReportSection]:
    """The sections of a report in their order, each with its sentences."""
    return list(report.sections.prefetch_related("sentences"))


def live_sentences(section: ReportSection) -> list[Sentence]:
    """The sentences of a section that stand in the text."""
    return [it for it in section.sentences.all() if not it.is_struck]


def reports_of(actor: Actor, words: str = "", state: str = "") -> QuerySet[Report]:
    """The reports that the actor's unit must send or has sent, the nearest last day first."""
    found = Report.objects.filter(unit__key=actor.unit).exclude(unit__key="")
    for word in search_key(words).split():
        found = found.filter(request__search_key__contains=word)
    if state == "mo":
        found = found.filter(state__in=INSIDE)
    elif state in REPORT_NAMES:
        found = found.filter(state=state)
    order = (F("request__due_on").desc(nulls_last=True), "-id")
    return found.select_related(*NEAR).order_by(*order)


def to_judge(actor: Actor) -> QuerySet[Report]:
    """The reports of others that wait for the actor's unit: to forward, or to accept."""
    between = Q(state=WITH_BODY, through__key=actor.unit)
    asked = Q(state=SENT, to__key=actor.unit)
    found = Report.objects.filter(between | asked) if actor.unit else Report.objects.none()
    return found.select_related(*NEAR).order_by("request__due_on", "id")


def waiting_for(actor: Actor, day: date) -> QuerySet[Report]:
    """The reports of the actor's unit that wait for this person: to write, check, sign, send."""
    if not (actor.unit and actor.has_role("officer", "leader")):
        return Report.objects.none()
    waiting = Q(state__in=(*BEING_WRITTEN, SIGNED))
    waiting |= Q(state=SUBMITTED) & ~Q(submitted_by=actor.person)
    if signature_of(actor, day) is not None:
        waiting |= Q(state=CHECKED)
    found = Report.objects.filter(waiting, unit__key=actor.unit)
    return found.select_related(*NEAR).order_by("request__due_on", "id")


def sections_waiting_for(actor: Actor) -> QuerySet[ReportSection]:
    """The sections that wait for this person: to write, or to approve as a leader."""
    waiting = Q(person=actor.person, state__in=(GIVEN, GIVEN_BACK))
    if actor.has_role("leader"):
        waiting |= Q(state=HANDED_IN) & ~Q(person=actor.person)
    of_unit = Q(report__unit__key=actor.unit, report__state__in=BEING_WRITTEN)
    found = ReportSection.objects.filter(waiting, of_unit).exclude(report__unit__key="")
    return found.select_related("report__request", "report__unit").order_by("due_on", "id")


def is_overdue(report: Report, day: date) -> bool:
    """Say whether a report is still awaited after its last day."""
    found = standing(report, day)
    return found is not None and found.how == OVERDUE


def signature_of(actor: Actor, day: date) -> tuple[str, ...] | None:
    """The lines above the actor's signature for their unit; nothing if they may not sign."""
    own = signs_as(post=actor.post, is_leader=actor.has_role("leader"), power=None)
    if own is not None:
        return own
    powers = [it for it in powers_of(actor, day) if it.unit.key == actor.unit]
    return signs_as(post=actor.post, is_leader=False, power=powers[0].as_rule) if powers else None
