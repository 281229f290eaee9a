"""The lists of names that the reader knows: types of document, symbols of issuers, places,
surnames, offices.
"""

import json
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document: its name, its abbreviations, whether it stands as a type line."""

    name: str
    symbols: tuple[str, ...]
    opens_document: bool
    is_legislation: bool


@dataclass(frozen=True, slots=True)
class IssuerSymbol:
    """The abbreviation of an issuer in document numbers ("BTP"), and its name."""

    symbol: str
    name: str
    is_party: bool


def _read(name: str) -> str:
    return unicodedata.normalize("NFC", (files("vanban.data") / name).read_text("utf-8"))


def _names(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(value) for value in json.loads(_read(name))))


@lru_cache(maxsize=1)
def document_types() -> tuple[DocumentType, ...]:
    """The types of document, as Nghị định 30/2020, article 7, and the party's rules name them, and
    older ones.
    """
    rows = json.loads(_read("document_types.json"))
    return tuple(
        DocumentType(r["name"], tuple(r["symbols"]), r["opens_document"], r["is_legislation"])
        for r in rows
    )


@lru_cache(maxsize=1)
def issuer_symbols() -> dict[str, IssuerSymbol]:
    """Issuers by their symbol in capitals: "BTP" is the Bộ Tư pháp."""
    rows = json.loads(_read("issuer_symbols.json"))
    return {r["symbol"].upper(): IssuerSymbol(r["symbol"], r["name"], r["is_party"]) for r in rows}


@lru_cache(maxsize=1)
def type_symbols() -> dict[str, str]:
    """The type that an abbreviation in a number stands for, by the abbreviation in capitals: "QĐ"
    is Quyết định.
    """
    pairs = [(symbol.upper(), kind.name) for kind in document_types() for symbol in kind.symbols]
    return dict(reversed(pairs))


@lru_cache(maxsize=1)
def place_names() -> tuple[str, ...]:
    """Provinces, cities and towns, those merged away too."""
    return _names("places.json")


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Surnames in capitals, those of the ethnic minorities too."""
    return frozenset(name.upper() for name in _names("surnames.json"))


@lru_cache(maxsize=1)
def signing_offices() -> tuple[str, ...]:
    """Offices under which documents are signed, the longest first."""
    return tuple(sorted(_names("signing_offices.json"), key=lambda name: -len(name)))


@lru_cache(maxsize=1)
def letterhead_words() -> tuple[str, ...]:
    """The words that the name of an issuer begins with in a letterhead, the longest first."""
    return tuple(sorted(_names("letterhead_words.json"), key=lambda name: -len(name)))
