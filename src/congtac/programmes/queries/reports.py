"""Reads of a unit's reports: lists, one report, its sections, who may sign it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from congtac.accounts.queries import powers_of
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.programmes.models import (
    Report,
    ReportLine,
    ReportRequest,
    ReportRevision,
    ReportSection,
    Sentence,
    Task,
)
from congtac.programmes.queries.requests import dues
from congtac.programmes.rules.drafting import (
    BY_HAND,
    OF_COUNT,
    OF_DIFFICULTY,
    OF_TASK,
    SOURCE_NAMES,
)
from congtac.programmes.rules.reports import (
    ACCEPTED,
    BEING_WRITTEN,
    CHECKED,
    GIVEN,
    GIVEN_BACK,
    HANDED_IN,
    INSIDE,
    OVERDUE,
    REPORT_COLOURS,
    REPORT_NAMES,
    SECTION_COLOURS,
    SECTION_NAMES,
    SENT,
    SIGNED,
    STAGE_NAMES,
    STAGES,
    STOPPED,
    SUBMITTED,
    WITH_BODY,
    Standing,
    missed_before,
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
    """The reports of others that wait for this person: to forward, or to accept."""
    if not (actor.unit and actor.has_role("officer", "leader")):
        return Report.objects.none()
    between = Q(state=WITH_BODY, through__key=actor.unit)
    asked = Q(state=SENT, to__key=actor.unit)
    found = Report.objects.filter(between | asked)
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


def telling_of(task: Task, actor: Actor) -> QuerySet[Report]:
    """The reports with a sentence from a task: of the actor's unit, or sent to it."""
    told = Sentence.objects.filter(
        source_kind=OF_TASK, source_number=task.pk, is_struck=False, section__report=OuterRef("pk")
    )
    near = Q(unit__key=actor.unit)
    sent = Q(to__key=actor.unit) | Q(through__key=actor.unit)
    found = Report.objects.filter(near | (sent & Q(revisions_count__gte=1)))
    return found.filter(Exists(told)).order_by("-id")


def of_request(asked: ReportRequest, actor: Actor) -> list[Report]:
    """The reports of a request: all for who asked and the Ministry, else those near the actor."""
    found = asked.reports.select_related(*NEAR)
    if actor.unit != asked.unit and not actor.has_role("ministry", "administrator"):
        found = found.filter(Q(unit__key=actor.unit) | Q(through__key=actor.unit))
    return list(found)


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of a report's way: done by whom and when, or waited for since when."""

    name: str
    line: ReportLine | None
    is_next: bool
    days: int


def steps(report: Report, lines: Sequence[ReportLine], day: date) -> list[Step]:
    """The way of a report in its present round: what is done, what it waits for, how long."""
    backs = [place for place, it in enumerate(lines) if it.act in ("return", "redo")]
    round_of = lines[backs[-1] + 1 :] if backs else lines
    done = {it.act: it for it in round_of if it.act in STAGES}
    stages = [it for it in STAGES if it != "forward" or report.through_id]
    waited = next((it for it in stages if it not in done), "")
    since = lines[-1].recorded_on if lines else day
    moves = [it for it in lines if it.act in (*STAGES, "make", "return", "redo")]
    since = moves[-1].recorded_on if moves else since
    days = 0 if report.state == STOPPED else (day - since).days
    is_open = report.state != STOPPED
    return [
        Step(STAGE_NAMES[it], done.get(it), is_open and it == waited, max(days, 0)) for it in stages
    ]


def missed(report: Report) -> list[tuple[date, int]]:
    """The last days that were missed before they were moved, with the days late then."""
    if report.request is None:
        return []
    return missed_before(dues(report.request), sent_on=report.first_sent_on)


def holder(report: Report) -> str:
    """Who has the report now."""
    if report.state == WITH_BODY and report.through:
        return report.through.name
    if report.state in (SENT, ACCEPTED) and report.to:
        return report.to.name
    return report.unit_name


@dataclass(frozen=True, slots=True)
class Sourced:
    """A sentence ready to be shown, with where it came from."""

    words: str
    kind: str
    source: str
    address: str
    derivation: str
    beside: str = ""
    is_struck: bool = False
    is_sourceless: bool = False
    is_touched: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A section ready to be read."""

    heading: str
    sentences: list[Sourced]
    columns: list[str]
    rows: list[list[str]]
    section: ReportSection | None = None
    state: str = ""
    colour: str = ""


def sourced(it: Sentence) -> Sourced:
    """A sentence of a working draft."""
    return Sourced(
        it.words,
        it.source_kind,
        SOURCE_NAMES[it.source_kind],
        _address(it.source_kind, it.source_number, it.source_key),
        it.derivation,
        it.beside,
        it.is_struck,
        it.is_sourceless,
        it.is_touched and it.source_kind != BY_HAND,
    )


def text_of(report: Report) -> list[Text]:
    """The working draft, section by section, without what was struck out."""
    return [
        Text(
            it.heading,
            [sourced(sentence) for sentence in live_sentences(it)],
            it.columns,
            it.rows,
            it,
            SECTION_NAMES[it.state],
            SECTION_COLOURS[it.state],
        )
        for it in sections_of(report)
    ]


def text_sent(report: Report) -> list[Text]:
    """The text of the last revision; nothing before the first."""
    last = report.revisions.order_by("-ordinal").first()
    return text_in(last) if last else []


def text_in(made: ReportRevision) -> list[Text]:
    """The text of a revision."""
    return [
        Text(
            it["heading"],
            [_as_sent(sentence) for sentence in it["sentences"]],
            it["columns"],
            it["rows"],
        )
        for it in made.content["sections"]
    ]


def _as_sent(sentence: dict[str, Any]) -> Sourced:
    source = sentence["source"]
    kind = source["kind"]
    address = _address(kind, source["number"], source["key"])
    return Sourced(sentence["words"], kind, SOURCE_NAMES[kind], address, source["derivation"])


def _address(kind: str, number: int | None, key: str) -> str:
    pages = {OF_TASK: "task", OF_DIFFICULTY: "difficulty"}
    if kind == OF_COUNT:
        return reverse("programmes:programme", args=[number]) if number else ""
    return reverse(f"programmes:{pages[kind]}", args=[number]) if kind in pages and number else ""


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
