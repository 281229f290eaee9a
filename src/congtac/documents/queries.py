"""Reads of the shelf."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Q, QuerySet

from congtac.documents.models import Document, Reading
from congtac.documents.rules.explained import Explained, explained
from congtac.documents.rules.proposals import Proposed
from congtac.documents.rules.review import Decided, Item, items
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key

RULE_PAGES = (
    Path(__file__).resolve().parents[3] / "docs" / "rules" / "vanban",
    Path(__file__).resolve().parent / "rule_pages",
)  # beside the code, or inside the installed package
SORTS = {
    "moi": ("-added_at", "-id"),
    "cu": ("added_at", "id"),
    "ten": ("sort_key", "id"),
    "ngay": ("-issued_on", "-id"),
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What the register is asked for; empty words don't narrow it."""

    words: str = ""
    state: str = ""
    type: str = ""
    year: str = ""
    sort: str = "moi"

    @property
    def is_narrow(self) -> bool:
        return bool(self.words or self.state or self.type or self.year)

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Sought":
        """Read the filters of an address; an unknown sort is the first one."""
        sort = asked.get("sap", "moi")
        return cls(
            words=asked.get("q", "").strip(),
            state=asked.get("trang_thai", ""),
            type=asked.get("loai", ""),
            year=asked.get("nam", ""),
            sort=sort if sort in SORTS else "moi",
        )


def seen_by(actor: Actor) -> QuerySet[Document]:
    """The documents that this actor may see."""
    if actor.has_role("ministry", "administrator"):
        return Document.objects.all()
    return Document.objects.filter(unit=actor.unit) if actor.unit else Document.objects.none()


def register(actor: Actor, sought: Sought) -> QuerySet[Document]:
    """The register, narrowed and in order; words are sought without tone marks, each of them."""
    found = seen_by(actor).select_related("file")
    for word in search_key(sought.words).split():
        found = found.filter(search_key__contains=word)
    if sought.state:
        found = found.filter(state=sought.state)
    if sought.type:
        found = found.filter(type=sought.type)
    if sought.year.isdecimal():
        found = found.filter(issued_on__year=int(sought.year[:4]))
    return found.order_by(*SORTS[sought.sort])


def choices_of(actor: Actor) -> tuple[list[str], list[int]]:
    """The types and the years that the actor's documents have, for the filters."""
    own = seen_by(actor)
    types = own.exclude(type="").order_by("type").values_list("type", flat=True).distinct()
    days = own.filter(issued_on__isnull=False).dates("issued_on", "year", order="DESC")
    return list(types), [day.year for day in days]


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
