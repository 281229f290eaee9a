"""Which field of work of the sector a task seems to belong to."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from congtac.kernel.keys import search_key
from congtac.kernel.words import Names, gettext_noop
from congtac.organisations.rules.fields import WORK_FIELDS

DATA = Path(__file__).resolve().parents[1] / "data" / "field_words.csv"
NO_FIELD = gettext_noop("Chưa xếp lĩnh vực")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of work, and the words by which a task shows that it belongs to it."""

    code: str
    keywords: tuple[str, ...]


def _load() -> Iterator[Field]:
    with DATA.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield Field(row["code"], tuple(map(search_key, row["keywords"].split("|"))))


FIELDS = tuple(_load())
FIELD_NAMES = Names({"": NO_FIELD, **WORK_FIELDS.written})


def field_of(text: str) -> str:
    """The code of the field whose words stand oftenest in a task, the first of equals; or ""."""
    words = f" {search_key(text)} "
    counted = [(sum(map(words.count, field.keywords)), field.code) for field in FIELDS]
    best = max(count for count, _ in counted)
    return next(code for count, code in counted if count == best) if best else ""
