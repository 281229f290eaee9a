"""To which document on the shelf a citation leads: the page `docs/rules/shelf.md`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from congtac.documents.rules.shapes import Content
from congtac.kernel.keys import search_key

DASHES = re.compile(r"[\u2010-\u2015\u2212]")
ZEROS = re.compile(r"^0{1,20}(?=\d)")


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document as a citation sees it; `series` is the same for its versions."""

    document: int
    series: int
    version: int
    number_key: str
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class Cited:
    """What a text names: the key of the number, and the day if it says one."""

    number_key: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Way:
    """The documents to which a citation leads; without `is_sure` each is only possible."""

    documents: tuple[int, ...]
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a citation leads, ready to be shown: keys of documents with what they are called."""

    documents: tuple[tuple[int, str], ...]
    is_sure: bool


def number_key(number: str | None) -> str:
    """Fold a number so that its ways of writing are one: "Số: 09 /QĐ–BTP" -> "9/qd-btp"."""
    bare = DASHES.sub("-", search_key(number or ""))
    bare = re.sub(r"^so\b[ :.]*", "", bare).replace(" ", "")
    return ZEROS.sub("", bare)[:120]


def cited_of(content: Content) -> Cited:
    """What a stored citation names."""
    day = content["date"]
    return Cited(number_key(content["number"]), date.fromisoformat(day) if day else None)


def way_of(cited: Cited, shelf: Iterable[Shelved]) -> Way:
    """Where a citation leads among the documents on the shelf."""
    fitting = [it for it in shelf if it.number_key and it.number_key == cited.number_key]
    same_day = [it for it in fitting if cited.day and it.issued_on == cited.day]
    if same_day:
        return _way(same_day)
    if cited.day:
        fitting = [it for it in fitting if it.issued_on is None]
        return Way(_way(fitting).documents, is_sure=False)
    return _way(fitting)


def may_mean(cited: Cited, document: Shelved) -> bool:
    """Say whether a citation may mean this document: no day speaks against it."""
    if not document.number_key or document.number_key != cited.number_key:
        return False
    return cited.day is None or document.issued_on in (None, cited.day)


def _way(fitting: Sequence[Shelved]) -> Way:
    newest: dict[int, Shelved] = {}
    for it in sorted(fitting, key=lambda it: it.version):
        newest[it.series] = it
    ordered = sorted(newest.values(), key=lambda it: (it.issued_on or date.min, it.document))
    documents = tuple(it.document for it in reversed(ordered))
    return Way(documents, is_sure=len(documents) == 1)
