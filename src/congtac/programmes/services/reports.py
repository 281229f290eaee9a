"""The acts on a unit's report: submit, check, sign, send; forward, return, accept."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from congtac.ground.audit.services import record
from congtac.ground.lineage.rules import Reference
from congtac.ground.lineage.services import link, link_new
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject
from congtac.notices.rules.kinds import Telling
from congtac.notices.services import notify
from congtac.programmes import permissions
from congtac.programmes.models import Report, ReportLine, ReportRevision, ReportSection, Task
from congtac.programmes.queries.reports import live_sentences, sections_of, signature_of
from congtac.programmes.queries.trail import task_reference
from congtac.programmes.rules import reports as rules
from congtac.programmes.rules.tellings import REPORT
from congtac.programmes.services.steps import demand


@dataclass(frozen=True, slots=True)
class Turn:
    """An act on a report: its words, the section it is about, what else it writes."""

    act: str
    day: date
    words: str = ""
    section: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)


@transaction.atomic
def turn(actor: Actor, report: Report, to: Turn) -> None:
    """Let an act follow on a report, with its line; PRG-110 if someone else acted meanwhile."""
    demand(rules.objection_to_report(to.act, state=report.state, words=to.words))
    goes_through = report.through_id is not None
    state = rules.state_after(to.act, state=report.state, goes_through=goes_through)
    unmoved = Report.objects.filter(pk=report.pk, lines_count=report.lines_count)
    moved = unmoved.update(state=state, lines_count=F("lines_count") + 1, **to.fields)
    demand(None if moved else "PRG-110")
    report.refresh_from_db()
    add_line(actor, report, to)


def add_line(actor: Actor, report: Report, to: Turn) -> None:
    """Add the line whose number the report bears, and the line of the log."""
    ReportLine.objects.create(
        report=report,
        ordinal=report.lines_count,
        act=to.act,
        state=report.state,
        revision=report.revisions_count,
        section=to.section,
        words=to.words.strip(),
        person=actor.person,
        person_name=actor.name,
        unit_name=actor.unit_name,
        recorded_on=to.day,
        at=timezone.now(),
    )
    facts = {"state": report.state, "section": to.section, "words": to.words.strip()}
    record(actor, f"programmes.report.{to.act}", report_subject(report), facts)


def report_subject(report: Report) -> Subject:
    """A report as the log names it."""
    return Subject("programmes.report", str(report.pk), str(report))


def submit(actor: Actor, report: Report, *, day: date) -> None:
    """Put the draft up for checking; nobody writes in it from now on."""
    permissions.may_write_report(actor, report).demand()
    sections = sections_of(report)
    has_content = any(live_sentences(it) or it.rows for it in sections)
    states = [it.state for it in sections]
    demand(rules.objection_to_report("submit", state=report.state))
    demand(rules.objection_to_submitting(states=states, has_content=has_content))
    fields = {"submitted_by": actor.person, "checked_by": "", "signed_by": ""}
    with transaction.atomic():
        turn(actor, report, Turn("submit", day, fields=fields))
        _tell_unit(actor, report, "Báo cáo chờ kiểm tra: {title}")


def check(actor: Actor, report: Report, *, words: str = "", day: date) -> None:
    """Say that the report is right; another person than the one who put it up."""
    permissions.may_check_report(actor, report).demand()
    with transaction.atomic():
        turn(actor, report, Turn("check", day, words, fields={"checked_by": actor.person}))
        _tell_unit(actor, report, "Báo cáo chờ ký: {title}")


def redo(actor: Actor, report: Report, *, words: str, day: date) -> None:
    """Take a report that has not left the unit back into work, with the reason."""
    permissions.may_write_report(actor, report).demand()
    fields = {"checked_by": "", "signed_by": "", "signed_by_name": "", "signed_on": None}
    with transaction.atomic():
        turn(actor, report, Turn("redo", day, words, fields=fields))
        _tell_unit(actor, report, "Báo cáo phải soạn lại: {title}")


def sign(actor: Actor, report: Report, *, number: str = "", day: date) -> None:
    """Sign the report as the head, or by a power to sign for the unit."""
    permissions.may_sign_report(actor, report, day).demand()
    fields = {
        "signed_by": actor.person,
        "signed_by_name": actor.name,
        "signed_on": day,
        "capacity": list(signature_of(actor, day) or ()),
        "number": number.strip()[:120],
    }
    turn(actor, report, Turn("sign", day, fields=fields))


def send(actor: Actor, report: Report, *, day: date) -> ReportRevision:
    """Send the signed report: its text becomes the next revision, and never changes."""
    permissions.may_write_report(actor, report).demand()
    demand(rules.objection_to_report("send", state=report.state))
    ordinal = report.revisions_count + 1
    fields = {"revisions_count": ordinal, "first_sent_on": report.first_sent_on or day}
    with transaction.atomic():
        turn(actor, report, Turn("send", day, fields=fields))
        made = _revision(actor, report, day)
        _link(actor, report, made)
        _tell_next(actor, report, "{unit} gửi báo cáo: {title}")
    return made


def forward(actor: Actor, report: Report, *, words: str = "", day: date) -> None:
    """Pass a report on to who asked for it, as the body that it goes through."""
    permissions.may_judge_report(actor, report).demand()
    with transaction.atomic():
        turn(actor, report, Turn("forward", day, words))
        _tell_next(actor, report, "Báo cáo của {unit} được chuyển đến: {title}")
        _tell_unit(actor, report, "Báo cáo đã được chuyển tiếp: {title}")


def give_back(actor: Actor, report: Report, *, words: str, day: date) -> None:
    """Return a report with the reason; the unit sends a new revision."""
    permissions.may_judge_report(actor, report).demand()
    with transaction.atomic():
        turn(actor, report, Turn("return", day, words))
        _tell_unit(actor, report, "Báo cáo bị trả lại: {title}", words.strip())


def accept(actor: Actor, report: Report, *, words: str = "", day: date) -> None:
    """Accept a report that was asked for."""
    permissions.may_judge_report(actor, report).demand()
    with transaction.atomic():
        turn(actor, report, Turn("accept", day, words, fields={"accepted_on": day}))
        _tell_unit(actor, report, "Báo cáo đã được tiếp nhận: {title}")


def _revision(actor: Actor, report: Report, day: date) -> ReportRevision:
    content = content_of(report)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return ReportRevision.objects.create(
        report=report,
        ordinal=report.revisions_count,
        content=content,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        sent_by_name=actor.name,
        sent_on=day,
        due_on=report.request.due_on if report.request else None,
        at=timezone.now(),
    )


def content_of(report: Report) -> dict[str, Any]:
    """A report as it stands, in the shape of a revision."""
    return {
        "title": report.title,
        "number": report.number,
        "unit": report.unit.key,
        "unit_name": report.unit_name,
        "to_name": report.to.name if report.to else "",
        "through_name": report.through.name if report.through else "",
        "since": _day(report.since),
        "cut_off": _day(report.cut_off),
        "due_on": _day(report.request.due_on if report.request else None),
        "signed_by": report.signed_by,
        "signed_by_name": report.signed_by_name,
        "signed_on": _day(report.signed_on),
        "capacity": report.capacity,
        "sections": [_section(it) for it in sections_of(report)],
    }


def _section(section: ReportSection) -> dict[str, Any]:
    return {
        "position": section.position,
        "heading": section.heading,
        "kind": section.kind,
        "columns": section.columns,
        "rows": section.rows,
        "sentences": [
            {
                "words": it.words,
                "source": {
                    "kind": it.source_kind,
                    "key": it.source_key,
                    "number": it.source_number,
                    "day": _day(it.source_day),
                    "derivation": it.derivation,
                },
            }
            for it in live_sentences(section)
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _link(actor: Actor, report: Report, made: ReportRevision) -> None:
    """The revision stands on the tasks that it tells of, and answers the request."""
    upper = report_reference(report, str(made.ordinal))
    if report.request is not None:
        asked = report.request
        address = reverse("programmes:request", args=[asked.pk])
        lower = Reference("programmes", "request", str(asked.pk), "", asked.title, address)
        link(actor, upper, lower, relation="answer")
    told = {it["source"]["number"] for it in sentences_of(made) if it["source"]["kind"] == "task"}
    tasks = Task.objects.filter(pk__in=told).select_related("programme").order_by("pk")
    link_new(actor, [(upper, task_reference(task)) for task in tasks])


def sentences_of(made: ReportRevision) -> list[dict[str, Any]]:
    """All sentences of a revision, with their sources."""
    return [it for section in made.content["sections"] for it in section["sentences"]]


def report_reference(report: Report, revision: str = "") -> Reference:
    """A report as links name it."""
    address = reverse("programmes:report", args=[report.pk])
    return Reference("programmes", "report", str(report.pk), revision, str(report), address)


def _tell_unit(actor: Actor, report: Report, subject: str, text: str = "") -> None:
    tell(actor, report, subject, to_unit=report.unit.key, text=text)


def _tell_next(actor: Actor, report: Report, subject: str) -> None:
    holder = report.through if report.state == rules.WITH_BODY else report.to
    tell(actor, report, subject, to_unit=holder.key if holder else "")


def tell(actor: Actor, report: Report, subject: str, *, to_unit: str, text: str = "") -> None:
    """Tell a unit about a report."""
    words = subject.format(title=report.title, unit=report.unit_name)
    address = reverse("programmes:report", args=[report.pk])
    notify(actor, Telling(REPORT, words, text, address), to_unit=to_unit)
