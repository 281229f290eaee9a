"""The acts on a report request: make, change, issue, move its last day, cancel, the next one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from congtac.documents.models import Reading
from congtac.ground.audit.services import record
from congtac.ground.calendars.queries import next_workday
from congtac.ground.lineage.rules import Reference
from congtac.ground.lineage.services import link
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.keys import search_key
from congtac.kernel.numbers import print_date
from congtac.kernel.periods import Period
from congtac.kernel.subject import Subject
from congtac.kernel.words import as_written
from congtac.notices.rules.kinds import Telling
from congtac.notices.services import notify
from congtac.organisations.models import Unit
from congtac.programmes import permissions
from congtac.programmes.models import (
    Addressee,
    Programme,
    Report,
    ReportRequest,
    ReportSection,
    RequestLine,
    RequestSection,
)
from congtac.programmes.queries.requests import Named, resolved, to_follow
from congtac.programmes.queries.trail import document_reference, programme_reference
from congtac.programmes.rules import requests as rules
from congtac.programmes.rules.problems import problem
from congtac.programmes.rules.reports import OPEN
from congtac.programmes.rules.requests import Outlined
from congtac.programmes.rules.tellings import REPORT
from congtac.programmes.services.reports import Turn, add_line, turn
from congtac.programmes.services.steps import demand

MAKER = ("unit", "unit_name", "made_by", "made_by_name")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; with a `period` regularly, else once, counted from `since`."""

    title: str
    cut_off: date
    due_on: date
    addressees: Sequence[Named]
    outline: Sequence[Outlined] = rules.USUAL_OUTLINE
    basis: str = ""
    period: Period | None = None
    since: date | None = None
    programme: Programme | None = None
    reading: Reading | None = None
    asker: Unit | None = None  # the body whose letter it follows


def make(actor: Actor, asked: Asked, *, day: date) -> ReportRequest:
    """Draw a request up; nobody outside the unit sees it before it is issued."""
    permissions.may_ask_reports(actor).demand()
    maker = {"unit": actor.unit, "unit_name": actor.unit_name}
    return _made(actor, asked, day, {**maker, "made_by": actor.person, "made_by_name": actor.name})


def _made(actor: Actor, asked: Asked, day: date, maker: Mapping[str, str]) -> ReportRequest:
    _demand_sound(asked)
    with transaction.atomic():
        made = ReportRequest.objects.create(
            **maker,
            programme=asked.programme,
            reading=asked.reading,
            **_fields(asked),
        )
        _fill(made, asked)
        _line(actor, made, "make", day)
    return made


def change(actor: Actor, request: ReportRequest, asked: Asked, *, day: date) -> None:
    """Change a draft; what was issued keeps its text."""
    permissions.may_change_request(actor, request).demand()
    demand(None if request.state == rules.DRAFT else "PRG-100")
    _demand_sound(asked)
    with transaction.atomic():
        _move(request, **_fields(asked))
        request.outline.all().delete()
        request.addressees.all().delete()
        _fill(request, asked)
        _line(actor, request, "change", day)


def _demand_sound(asked: Asked) -> None:
    demand(None if asked.title.strip() else "PRG-043")
    since = asked.period.start if asked.period else asked.since
    cut_off, due_on, period = asked.cut_off, asked.due_on, asked.period
    fault = rules.objection_to_days(period=period, since=since, cut_off=cut_off, due_on=due_on)
    demand(fault)
    demand(rules.objection_to_outline(asked.outline))
    is_known = all(it.unit or it.group for it in asked.addressees)
    demand(None if asked.addressees and is_known else "PRG-105")


def _fields(asked: Asked) -> dict[str, object]:
    title, basis = asked.title.strip()[:500], asked.basis.strip()[:500]
    return {
        "title": title,
        "basis": basis,
        "kind": rules.REGULAR if asked.period else rules.ONCE,
        "period": asked.period.code if asked.period else "",
        "since": asked.period.start if asked.period else asked.since,
        "asker": asked.asker,
        "cut_off": asked.cut_off,
        "asked_due_on": asked.due_on,
        "due_on": next_workday(asked.due_on),
        "search_key": search_key(f"{title} {basis}"),
    }


def _fill(request: ReportRequest, asked: Asked) -> None:
    for place, section in enumerate(asked.outline, start=1):
        RequestSection.objects.create(
            request=request,
            position=place,
            heading=section.heading.strip()[:500],
            kind=section.kind,
            guidance=section.guidance.strip(),
            columns=list(section.columns),
        )
    for place, named in enumerate(asked.addressees, start=1):
        Addressee.objects.create(
            request=request,
            position=place,
            name=named.name[:255],
            unit=named.unit,
            group=named.group,
            through=named.through,
        )


def issue(actor: Actor, request: ReportRequest, *, day: date) -> int:
    """Send the request out: each unit asked on the day has a report to make from now on."""
    permissions.may_change_request(actor, request).demand()
    asked = resolved(request, day)
    fault = rules.objection_to_issuing(
        state=request.state, has_addressees=bool(asked), due_on=request.due_on, today=day
    )
    demand(fault)
    with transaction.atomic():
        _move(request, state=rules.ISSUED, issued_on=day)
        _line(actor, request, "issue", day)
        own = Unit.objects.filter(key=request.unit).first()
        for unit, through in asked:
            to = request.asker if unit.key == request.unit else own
            _ask(actor, request, Report(unit=unit, through=through, to=to), day)
        _link(actor, request)
    return len(asked)


def _ask(actor: Actor, request: ReportRequest, report: Report, day: date) -> None:
    report.request, report.title = request, request.title
    report.asked_of, report.unit_name = report.unit.key, report.unit.name
    report.since, report.cut_off = request.since, request.cut_off
    report.made_on, report.lines_count = day, 1
    report.save()
    for asked in request.outline.all():
        ReportSection.objects.create(
            report=report,
            position=asked.position,
            heading=asked.heading,
            kind=asked.kind,
            guidance=asked.guidance,
            columns=asked.columns,
        )
    add_line(actor, report, Turn("make", day))
    said = f"{request.unit_name} yêu cầu báo cáo: {request.title}"
    due = f"Hạn gửi {print_date(request.due_on)}."
    address = reverse("programmes:report", args=[report.pk])
    notify(actor, Telling(REPORT, said, due, address), to_unit=report.unit.key)


def _link(actor: Actor, request: ReportRequest) -> None:
    upper = Reference(
        "programmes", "request", str(request.pk), "", request.title, _address(request)
    )
    if request.programme is not None:
        link(actor, upper, programme_reference(request.programme))
    if request.reading is not None:
        link(actor, upper, document_reference(request.reading))


def move_due_day(
    actor: Actor, request: ReportRequest, *, due_on: date, words: str, day: date
) -> None:
    """Move the last day of an issued request, with the reason; the old one stays in its lines."""
    permissions.may_change_request(actor, request).demand()
    then = next_workday(due_on)
    fault = rules.objection_to_moving(
        state=request.state, due_on=then, was=request.due_on, today=day, reason=words
    )
    demand(fault)
    demand("PRG-102" if due_on < request.cut_off else None)
    with transaction.atomic():
        _move(request, asked_due_on=due_on, due_on=then)
        _line(actor, request, "move", day, words)
        said = "Hạn gửi báo cáo đổi thành {day}: {title}"
        _tell_all(actor, request, said.format(day=print_date(then), title=request.title), words)


def cancel(actor: Actor, request: ReportRequest, *, words: str, day: date) -> None:
    """Ask for the report no more, with the reason; what was accepted stays."""
    permissions.may_change_request(actor, request).demand()
    demand(rules.objection_to_cancelling(state=request.state, reason=words))
    with transaction.atomic():
        _move(request, state=rules.CANCELLED)
        _line(actor, request, "cancel", day, words)
        _tell_all(actor, request, "Thôi yêu cầu báo cáo: {title}", words)
        for report in request.reports.filter(state__in=OPEN):
            turn(actor, report, Turn("cancel", day, words))


def draw_up_next(actor: Actor, request: ReportRequest, *, day: date) -> ReportRequest:
    """Draw up the request of the next period: the same, with its days as many months later."""
    permissions.may_change_request(actor, request).demand()
    demand(None if request.period else "PRG-108")
    return _followed(actor, request, day)


def draw_up_due(day: date) -> list[ReportRequest]:
    """Draw up the next requests of series whose last one fell due, and tell who made that one."""
    with transaction.atomic():
        return [_follow_and_tell(it, day) for it in to_follow(day)]


def _follow_and_tell(request: ReportRequest, day: date) -> ReportRequest:
    made = _followed(SYSTEM, request, day)
    said = f"Dự thảo yêu cầu báo cáo kỳ tiếp theo chờ bạn xem và gửi: {made.title}"
    telling = Telling(REPORT, said, "", _address(made))
    notify(SYSTEM, telling, to_person=request.made_by)
    return made


def _followed(actor: Actor, request: ReportRequest, day: date) -> ReportRequest:
    was = Period.parse(request.period)
    then = rules.period_after(was)
    with as_written():
        title = request.title.replace(was.title_inside, then.title_inside)
    asked = Asked(
        title=title,
        cut_off=rules.same_day_in(then, day=request.cut_off, was=was),
        due_on=rules.same_day_in(then, day=request.asked_due_on, was=was),
        addressees=_addressees(request),
        outline=_outline(request),
        basis=request.basis,
        period=then,
        programme=request.programme,
        reading=request.reading,
        asker=request.asker,
    )
    first = request.series or request
    try:
        with transaction.atomic():
            ReportRequest.objects.filter(pk=first.pk).update(series=first)
            maker = {name: getattr(request, name) for name in MAKER}
            made = _made(actor, asked, day, maker)
            ReportRequest.objects.filter(pk=made.pk).update(series=first)
    except IntegrityError:
        raise problem("PRG-107") from None
    made.refresh_from_db()
    return made


def pass_to(actor: Actor, request: ReportRequest, receiver: Unit, *, day: date) -> None:
    """Let another unit be the one that asks; the unit before it stays in the lines."""
    words = f"Bàn giao cho {receiver.name}"
    with transaction.atomic():
        _move(request, unit=receiver.key, unit_name=receiver.name)
        _line(actor, request, "handover", day, words)


def _addressees(request: ReportRequest) -> list[Named]:
    found = request.addressees.select_related("unit", "group", "through")
    return [Named(it.name, it.unit, it.group, it.through) for it in found]


def _outline(request: ReportRequest) -> list[Outlined]:
    found = request.outline.all()
    return [Outlined(it.heading, it.kind, it.guidance, tuple(it.columns)) for it in found]


def _tell_all(actor: Actor, request: ReportRequest, subject: str, text: str) -> None:
    telling = Telling(REPORT, subject.format(title=request.title), text, _address(request))
    asked = request.reports.filter(state__in=OPEN).values_list("unit__key", flat=True)
    for key in asked:
        notify(actor, telling, to_unit=key)


def _move(request: ReportRequest, **fields: object) -> None:
    """Write a request's fields; PRG-100 if someone else acted on it meanwhile."""
    unmoved = ReportRequest.objects.filter(pk=request.pk, lines_count=request.lines_count)
    demand(None if unmoved.update(**fields) else "PRG-100")
    request.refresh_from_db()


def _line(actor: Actor, request: ReportRequest, act: str, day: date, words: str = "") -> None:
    ReportRequest.objects.filter(pk=request.pk).update(lines_count=F("lines_count") + 1)
    request.refresh_from_db()
    RequestLine.objects.create(
        request=request,
        ordinal=request.lines_count,
        act=act,
        words=words.strip(),
        due_on=request.due_on,
        person_name=actor.name,
        unit_name=actor.unit_name,
        recorded_on=day,
        at=timezone.now(),
    )
    facts = {"due_on": request.due_on, "words": words.strip(), "state": request.state}
    record(actor, f"programmes.request.{act}", request_subject(request), facts)


def request_subject(request: ReportRequest) -> Subject:
    """A request as the log names it."""
    return Subject("programmes.request", str(request.pk), request.title)


def _address(request: ReportRequest) -> str:
    return reverse("programmes:request", args=[request.pk])
