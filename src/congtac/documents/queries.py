"""Reads of the shelf."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from congtac.documents.models import (
    ACCEPTED,
    Delivered,
    Delivery,
    Document,
    FullText,
    Mention,
    Reading,
    Topic,
)
from congtac.documents.rules.citing import (
    Cited,
    Lead,
    Shelved,
    cited_of,
    may_mean,
    number_key,
    way_of,
)
from congtac.documents.rules.explained import Explained, explained
from congtac.documents.rules.fulltext import Piece, passage, phrases
from congtac.documents.rules.letters import Head, place_of, symbol_of
from congtac.documents.rules.proposals import Proposed
from congtac.documents.rules.review import Decided, Item, items
from congtac.ground.calendars.queries import special_days
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.kernel.numbers import parse_date
from congtac.kernel.problem import Problem
from congtac.kernel.workdays import add_workdays
from congtac.organisations.models import Unit
from congtac.organisations.queries import parents_on, province_of

RULE_PAGES = (
    Path(__file__).resolve().parents[3] / "docs" / "rules" / "vanban",
    Path(__file__).resolve().parent / "rule_pages",
)  # beside the code, or inside the installed package
OFFERED = 2  # documents of the same number that a new one may be a version of
SORTS = {
    "moi": ("-added_at", "-id"),
    "cu": ("added_at", "id"),
    "ten": ("sort_key", "id"),
    "ngay": ("-issued_on", "-id"),
}


NAMES = {
    "q": "words",
    "so": "number",
    "co_quan": "issuer",
    "loai": "type",
    "linh_vuc": "field",
    "trang_thai": "state",
    "tu": "since",
    "den": "until",
}  # of the filters in the address
COMMITTEE, PROVINCE = "committee", "province"  # kinds of units
WORKING_DAYS = 5  # to answer a letter that urges, from its day


@dataclass(frozen=True, slots=True)
class Sought:
    """What the register is asked for; empty words don't narrow it, nor does a day misspelt."""

    words: str = ""
    number: str = ""
    issuer: str = ""
    type: str = ""
    field: str = ""
    state: str = ""
    since: str = ""
    until: str = ""
    sort: str = "moi"

    @property
    def is_narrow(self) -> bool:
        return any(getattr(self, name) for name in NAMES.values())

    @property
    def has_more(self) -> bool:
        """Filters of the second row are in use."""
        return any((self.number, self.issuer, self.field, self.since, self.until))

    @property
    def first_day(self) -> date | None:
        return _day(self.since)

    @property
    def last_day(self) -> date | None:
        return _day(self.until)

    @property
    def faults(self) -> tuple[str, ...]:
        """The names of the days that can't be read."""
        days = {"since": self.first_day, "until": self.last_day}
        return tuple(name for name, day in days.items() if getattr(self, name) and day is None)

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Sought":
        """Read the filters of an address; an unknown sort is the first one."""
        sort = asked.get("sap", "moi")
        given = {name: asked.get(key, "").strip()[:400] for key, name in NAMES.items()}
        return cls(**given, sort=sort if sort in SORTS else "moi")


def _day(words: str) -> date | None:
    try:
        return parse_date(words) if words else None
    except Problem:
        return None


def seen_by(actor: Actor) -> QuerySet[Document]:
    """The documents that this actor may see."""
    if actor.has_role("ministry", "administrator"):
        return Document.objects.all()
    return Document.objects.filter(unit=actor.unit) if actor.unit else Document.objects.none()


def register(actor: Actor, sought: Sought) -> QuerySet[Document]:
    """The register, narrowed and in order; of a document with versions, the newest."""
    found = seen_by(actor).filter(is_newest=True).select_related("file")
    for phrase in phrases(sought.words):
        found = found.filter(_holds(phrase))
    exact = {"state": sought.state, "type": sought.type, "topics__field": sought.field}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if sought.number:
        found = found.filter(number_key__contains=number_key(sought.number))
    for word in search_key(sought.issuer).split():
        found = found.filter(issuer_key__contains=word)
    if sought.first_day:
        found = found.filter(issued_on__gte=sought.first_day)
    if sought.last_day:
        found = found.filter(issued_on__lte=sought.last_day)
    return found.order_by(*SORTS[sought.sort])


def _holds(phrase: str) -> Q:
    """That a phrase stands in the register or in the text; a plain look, the same everywhere."""
    places = (StrIndex(f"full_text__{part}", Value(phrase)) for part in ("head", "body"))
    head, body = (Q(GreaterThan(place, 0)) for place in places)
    return head | body


def numbers_of(found: QuerySet[Document]) -> list[int]:
    """The keys of all documents found, in order: long texts are looked through only once."""
    return list(found.values_list("pk", flat=True))


def shown(numbers: Sequence[int], words: str) -> list["Found"]:
    """These documents in this order, each with the passage in which the words stand."""
    documents = Document.objects.select_related("file").in_bulk(numbers)
    passages = _passages(numbers, phrases(words))
    return [Found(documents[it], passages.get(it, ())) for it in numbers if it in documents]


@dataclass(frozen=True, slots=True)
class Found:
    """A document of the register, and where the words sought stand in its text."""

    document: Document
    passage: tuple[Piece, ...] = ()


def _passages(numbers: Sequence[int], sought: Sequence[str]) -> dict[int, tuple[Piece, ...]]:
    if not sought:
        return {}
    texts = FullText.objects.filter(document__in=numbers, reading__isnull=False)
    rows = texts.values_list("document_id", "body", "reading__text")
    return {number: passage(text, key, sought) for number, key, text in rows}


def choices_of(actor: Actor) -> tuple[list[str], list[str], list[str]]:
    """The types, the issuers and the fields of work that the actor's documents have."""
    own = seen_by(actor).filter(is_newest=True)
    types = own.exclude(type="").order_by("type").values_list("type", flat=True).distinct()
    issuers = own.exclude(issuer="").values_list("issuer", flat=True).order_by("issuer").distinct()
    topics = Topic.objects.filter(document__in=own).order_by("field")
    return list(types), list(issuers), list(topics.values_list("field", flat=True).distinct())


def document(number: int) -> Document | None:
    """One document with its file and its job."""
    return Document.objects.select_related("file", "job").filter(pk=number).first()


def latest_reading(of: Document) -> Reading | None:
    """The newest revision of the document's reading."""
    return of.readings.order_by("-revision").first()


def items_of(reading: Reading) -> tuple[Item, ...]:
    """Every item of a reading as it stands now."""
    return _folded(reading, Q())


def item_of(reading: Reading, kind: str, key: str) -> Item | None:
    """One item of a reading as it stands now."""
    return next(iter(_folded(reading, Q(kind=kind, key=key))), None)


def _folded(reading: Reading, which: Q) -> tuple[Item, ...]:
    proposed = (Proposed(row.kind, row.key, row.content) for row in reading.proposals.filter(which))
    decided = (
        Decided(row.kind, row.key, row.act, row.content, row.reason, row.person_name, row.at)
        for row in reading.decisions.filter(which)
    )
    return items(proposed, decided)


def explanation_of(code: str) -> Explained | None:
    """What the page of a lint rule says, where the pages are at hand."""
    pages = (folder / f"{code}.md" for folder in RULE_PAGES)
    page = next((it for it in pages if it.is_file()), None)
    return explained(page.read_text(encoding="utf-8")) if page else None


def _in_series(number: int) -> Q:
    return Q(pk=number) | Q(first__isnull=False, first=number)


def series(number: int) -> QuerySet[Document]:
    """All versions of the document whose first version has this key."""
    return Document.objects.filter(_in_series(number))


def versions_of(of: Document) -> QuerySet[Document]:
    """All versions of a document, the newest first."""
    return series(of.series).select_related("file").order_by("-version")


def accepted_before(of: Document) -> list[Document]:
    """The other versions of a document from which a programme was accepted."""
    return list(versions_of(of).filter(state=ACCEPTED).exclude(pk=of.pk))


def same_number(actor: Actor, of: Document) -> list[Document]:
    """The unit's other documents of this number and year: a version of one of them, perhaps."""
    if not of.number_key or of.version > 1 or not of.is_newest:
        return []
    found = seen_by(actor).filter(unit=of.unit, number_key=of.number_key, is_newest=True)
    year = of.issued_on.year if of.issued_on else None
    alike = (
        it
        for it in found.filter(pk__lt=of.pk).order_by("-pk")
        if not (year and it.issued_on) or it.issued_on.year == year
    )
    return list(islice(alike, OFFERED))


def leads_of(actor: Actor, of: Document, found: Iterable[Item]) -> dict[str, Lead]:
    """Where each citation leads among the documents that the actor may see, by its key."""
    cited = {it.key: cited_of(it.content) for it in found if it.kind == "citation"}
    keys = {it.number_key for it in cited.values()} - {""}
    shelf = seen_by(actor).filter(number_key__in=keys).exclude(_in_series(of.series))
    shelved = list(map(_shelved, shelf))
    ways = {key: way_of(it, shelved) for key, it in cited.items()}
    documents = {it.pk: it.called for it in shelf}
    return {
        key: Lead(tuple((it, documents[it]) for it in way.documents), way.is_sure)
        for key, way in ways.items()
    }


def _shelved(it: Document) -> Shelved:
    return Shelved(it.pk, it.series, it.version, it.number_key, it.issued_on)


def cited_by(actor: Actor, of: Document) -> list[Mention]:
    """The citations, in other documents that the actor may see, that lead to this document."""
    mine = list(map(_shelved, series(of.series)))
    numbers = {it.number_key for it in mine} - {""}
    found = Mention.objects.filter(
        number_key__in=numbers,
        document__in=seen_by(actor).filter(is_newest=True).exclude(_in_series(of.series)),
    )
    return [
        it
        for it in found.select_related("document").order_by("document__sort_key", "document", "pk")
        if any(may_mean(Cited(it.number_key, it.day), version) for version in mine)
    ]


def delivery(key: UUID) -> Delivery | None:
    """One delivery of several files."""
    return Delivery.objects.filter(key=key).first()


def delivered(of: Delivery) -> QuerySet[Delivered]:
    """The files of a delivery in their order, with the documents that they became."""
    return of.files.select_related("document")


def send_by(day: date) -> date:
    """The day by which a letter of this day asks for what is due."""
    off, worked = special_days()
    return add_workdays(day, WORKING_DAYS, off=off, worked=worked)


def head_of(unit: Unit | None, day: date, *, kind: str = "") -> Head:
    """What stands around a paper of a unit: its name, the body above it, place and symbol."""
    if unit is None:
        return Head("")
    above = parents_on(day).get(unit.pk)
    parent = Unit.objects.filter(pk=above).first() if above else None
    top = Unit.objects.filter(key=province_of(unit.key)).first()
    issues_for = parent.name if parent and unit.kind != COMMITTEE else ""
    if parent is not None and parent.kind == PROVINCE and issues_for:
        issues_for = f"Ủy ban nhân dân {parent.name[:1].lower()}{parent.name[1:]}"
    place = place_of(top.name if top else "")
    return Head(
        issuer=unit.name.removesuffix(f" {place}") if issues_for else unit.name,
        parent_issuer=issues_for,
        place=place,
        symbol=symbol_of(unit.key, unit.short_names, kind=kind),
        recipients=("Như trên", "Lưu: VT"),
    )
