"""Reads of report requests, and what a new one is prefilled with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, Q, QuerySet

from congtac.documents.models import Document
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.kernel.periods import Period
from congtac.organisations.models import Group, Unit
from congtac.organisations.queries import Matcher, members
from congtac.programmes.models import Addressee, Programme, ReportRequest
from congtac.programmes.rules.reports import AWAY, STOPPED
from congtac.programmes.rules.requests import CANCELLED, ISSUED, REQUEST_COLOURS, REQUEST_NAMES

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Sent(TypedDict):
        """What `asked_by` adds to a request."""

        asked: int
        sent: int

    RequestCounted = WithAnnotations[ReportRequest, Sent]


@dataclass(frozen=True, slots=True)
class Named:
    """An addressee as it was written, recognised as a unit or a group."""

    name: str
    unit: Unit | None = None
    group: Group | None = None
    through: Unit | None = None


@dataclass(frozen=True, slots=True)
class ShownRequest:
    """A request in words, with how many reports were sent of how many asked for."""

    request: ReportRequest
    state: str
    colour: str
    period: str
    asked: int
    sent: int


def asked_by(actor: Actor, words: str = "") -> "QuerySet[RequestCounted]":
    """The requests of the actor's unit, with how many reports were sent; the last due first."""
    found = ReportRequest.objects.filter(unit=actor.unit).exclude(unit="")
    for word in search_key(words).split():
        found = found.filter(search_key__contains=word)
    live = ~Q(reports__state=STOPPED)
    return found.annotate(
        asked=Count("reports", filter=live),
        sent=Count("reports", filter=Q(reports__state__in=AWAY)),
    ).order_by("-due_on", "-id")


def shown(request: ReportRequest) -> ShownRequest:
    """A request of `asked_by` as screens show it."""
    return ShownRequest(
        request,
        REQUEST_NAMES[request.state],
        REQUEST_COLOURS[request.state],
        period_words(request),
        getattr(request, "asked", 0),
        getattr(request, "sent", 0),
    )


def period_words(request: ReportRequest) -> str:
    """The period of a request: "6 tháng đầu năm 2024", or that it is asked once."""
    return Period.parse(request.period).title if request.period else request.kind_name


def request(number: int) -> ReportRequest | None:
    """One request with what it stands on."""
    found = ReportRequest.objects.select_related(
        "programme", "reading__document", "series", "asker"
    )
    return found.filter(pk=number).first()


def about(programme: Programme, actor: Actor) -> list[ReportRequest]:
    """The requests that stand on a programme: those of the actor's unit, and those it was sent."""
    near = Q(reports__unit__key=actor.unit) | Q(reports__through__key=actor.unit)
    found = ReportRequest.objects.filter(programme=programme).exclude(state=CANCELLED)
    if not actor.has_role("ministry", "administrator"):
        found = found.filter(Q(unit=actor.unit) | near)
    return list(found.filter(Q(unit=actor.unit) | Q(issued_on__isnull=False)).distinct())


def following(document: Document, actor: Actor) -> list[ReportRequest]:
    """The requests of the actor's unit that follow from a document."""
    found = ReportRequest.objects.filter(reading__document=document, unit=actor.unit)
    return list(found.exclude(state=CANCELLED))


def next_of(request: ReportRequest) -> ReportRequest | None:
    """The request of a later period in the same series, the next one first."""
    first = request.series_id or request.pk
    later = ReportRequest.objects.filter(series_id=first, cut_off__gt=request.cut_off)
    return later.order_by("cut_off").first()


def to_follow(day: date) -> list[ReportRequest]:
    """The issued requests of a period whose last day has passed and that no other follows yet."""
    found = ReportRequest.objects.filter(state=ISSUED, due_on__lt=day).exclude(period="")
    near = found.select_related("programme", "reading__document", "series", "asker")
    return [it for it in near.order_by("id") if next_of(it) is None]


def dues(request: ReportRequest) -> list[tuple[date, date]]:
    """The last days that were in force, each with the day from which it was."""
    rows = request.lines.filter(act__in=("issue", "move")).values_list("recorded_on", "due_on")
    return list(rows)


def named(written: Iterable[tuple[str, str]], *, near: str, day: date) -> list[Named]:
    """Recognise names of addressees and of the bodies between; unknown ones name nothing."""
    matcher = Matcher(near, day)
    return [_named(matcher, name, through) for name, through in written]


def _named(matcher: Matcher, name: str, through: str) -> Named:
    between = matcher.unit(through) if through else None
    unit = matcher.unit(name)
    return Named(name, unit, None if unit else matcher.group(name), between)


def resolved(request: ReportRequest, day: date) -> list[tuple[Unit, Unit | None]]:
    """Who is asked on a day, each once with the body between.

    The unit that drew the request up is asked only if it is named, for another body.
    """
    found: dict[str, tuple[Unit, Unit | None]] = {}
    for addressee in request.addressees.select_related("unit", "group", "through"):
        for unit in _units_of(addressee, request.unit, day):
            through = addressee.through
            is_itself = through is not None and through.key == unit.key
            is_own = unit.key == request.unit
            if not is_own or (request.asker is not None and addressee.unit is not None):
                found.setdefault(unit.key, (unit, None if is_itself else through))
    return list(found.values())


def _units_of(addressee: Addressee, near: str, day: date) -> list[Unit]:
    if addressee.unit is not None:
        return [addressee.unit]
    return list(members(addressee.group, near=near, day=day)) if addressee.group else []
