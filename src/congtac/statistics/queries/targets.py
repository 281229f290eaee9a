"""Reads of targets in plans: what a plan asks for, of which indicators, and whether it is met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count
from django.urls import reverse

from congtac.documents import queries as documents
from congtac.documents.models import Document, Proposal
from congtac.documents.rules.cards import card_anchor
from congtac.documents.rules.review import Item
from congtac.documents.rules.words import target_words
from congtac.kernel.actor import Actor
from congtac.organisations.models import Unit
from congtac.statistics.models import Indicator, IndicatorVersion, Period, TargetLink
from congtac.statistics.queries import indicator_pages as pages
from congtac.statistics.queries import indicators as queries
from congtac.statistics.queries.indicators import NATION, Result, Row, Sheets, result, version_on
from congtac.statistics.queries.periods import year_before
from congtac.statistics.rules.targets import Named

NEAR = ("target__indicator", "document")


@dataclass(frozen=True, slots=True)
class Place:
    """A target at its place in a plan: the item read, its words, where it opens."""

    document: Document
    reading: int
    item: Item

    @property
    def key(self) -> str:
        return self.item.key

    @property
    def words(self) -> str:
        return target_words(self.item.content)

    @property
    def sentence(self) -> str:
        return str(self.item.content["text"])

    @property
    def address(self) -> str:
        return place_address(self.document.pk, card_anchor(self.item))

    @property
    def value(self) -> Decimal:
        return Decimal(str(self.item.content["value"]))


def place_address(document: int, anchor: str) -> str:
    """Where a place of a document opens on the page that shows its text."""
    return f"{reverse('documents:review', args=[document])}?muc=x-{anchor}#x-{anchor}"


def places(document: Document) -> list[Place]:
    """The targets that were read in a document, without those that a person dropped."""
    reading = documents.latest_reading(document)
    found = documents.items_of(reading) if reading else ()
    return [
        Place(document, reading.revision, it)
        for it in found
        if reading and it.kind == "target" and not it.is_dropped
    ]


def place(document: Document, key: str) -> Place | None:
    """The target of a key in a document."""
    return next((it for it in places(document) if it.key == key), None)


def links_in(document: int) -> list[TargetLink]:
    """The links of a document that hold."""
    found = TargetLink.objects.filter(document=document, ended_on=None)
    return list(found.select_related(*NEAR))


def links_of(asked: Indicator) -> dict[int, TargetLink]:
    """Where the targets of an indicator were read, by target; those that ended too."""
    found = TargetLink.objects.filter(target__indicator=asked).select_related(*NEAR)
    return {it.target_id: it for it in found}


def link(number: int) -> TargetLink | None:
    """A link by its number."""
    return TargetLink.objects.select_related(*NEAR).filter(pk=number).first()


def plans(actor: Actor) -> list[tuple[Document, int, int]]:
    """The documents with targets that the actor may see: how many targets, how many linked."""
    seen = documents.seen_by(actor).filter(is_newest=True)
    found = Proposal.objects.filter(kind="target", reading__document__in=seen)
    read = dict(found.values_list("reading__document").annotate(Count("key", distinct=True)))
    linked = TargetLink.objects.filter(document__in=list(read), ended_on=None)
    counts = dict(linked.values_list("document").annotate(Count("pk")).order_by())
    shown = seen.filter(pk__in=list(read)).order_by("-issued_on", "-id")
    return [(it, read[it.pk], counts.get(it.pk, 0)) for it in shown]


def known(day: date) -> list[IndicatorVersion]:
    """The indicators in force on a day."""
    return list(queries.register(queries.Sought(), day))


def named(versions: Sequence[IndicatorVersion]) -> list[Named]:
    """The indicators as they may be proposed."""
    return [Named(it.indicator.code, it.name, it.unit) for it in versions]


@dataclass(frozen=True, slots=True)
class Standing:
    """A linked target beside what its indicator comes to in its year."""

    link: TargetLink
    made: IndicatorVersion | None
    period: Period | None
    judged: pages.Judged
    scope: str

    @property
    def place_address(self) -> str:
        return place_address(self.link.document_id, self.link.item)


def standings(actor: Actor, links: Sequence[TargetLink]) -> list[Standing]:
    """How targets stand by what the actor may see; the queries don't grow with the targets."""
    periods = _newest({it.target.year for it in links})
    made = _versions([it.target.indicator_id for it in links])
    every = [one for some in made.values() for one in some]
    needed = [*periods.values(), *(it for one in periods.values() if (it := year_before(one)))]
    sheets = Sheets.of(every, list({it.pk: it for it in needed}.values()), actor)
    names = dict(
        Unit.objects.filter(key__in=[it.target.scope for it in links]).values_list("key", "name")
    )
    return [_standing(it, made, periods, sheets, names) for it in links]


def _newest(years: set[int]) -> dict[int, Period]:
    """Of each year the period with figures that reaches farthest."""
    found: dict[int, Period] = {}
    for it in pages.periods_with_figures():
        if it.year in years and (it.year not in found or it.end > found[it.year].end):
            found[it.year] = it
    return found


def _versions(indicators: Sequence[int]) -> dict[int, list[IndicatorVersion]]:
    found: dict[int, list[IndicatorVersion]] = {}
    every = IndicatorVersion.objects.filter(indicator__in=indicators).order_by("-ordinal")
    for it in every.select_related("indicator"):
        found.setdefault(it.indicator_id, []).append(it)
    return found


def _standing(
    link: TargetLink,
    made: Mapping[int, Sequence[IndicatorVersion]],
    periods: Mapping[int, Period],
    sheets: Sheets,
    names: Mapping[str, str],
) -> Standing:
    target = link.target
    period = periods.get(target.year)
    versions = made[target.indicator_id]
    version = version_on(versions, period.last_day) if period else versions[0]
    scope = names.get(target.scope, target.scope)
    found = result(version, sheets, period, year_before(period)) if period and version else None
    if found is None or version is None or period is None:
        return Standing(link, version, period, pages.Judged("", target), scope)
    if target.scope == NATION:
        said = pages.judged(version, found.whole, target, period, is_whole=found.is_whole)
    else:
        row = _row(found, target.scope)
        said = pages.judged(version, row.now, target, period) if row else pages.Judged("", target)
    return Standing(link, version, period, said, scope)


def _row(found: Result, scope: str) -> Row | None:
    return next((it for it in found.rows if it.province == scope), None)
