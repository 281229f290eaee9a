"""What the reader proposes, item by item: the page `docs/rules/review-of-a-reading.md`."""

from collections.abc import Iterator
from dataclasses import dataclass

from congtac.documents.rules.shapes import METADATA_FIELDS, Content

LISTS = (
    ("task", "tasks", "t"),
    ("citation", "citations", "c"),
    ("target", "targets", "g"),
    ("finding", "findings", "f"),
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """One item of a reading: its kind, its key inside the reading, its content."""

    kind: str
    key: str
    content: Content


def proposals(content: Content) -> tuple[Proposed, ...]:
    """All items of a stored reading, metadata first, then in the order of the text."""
    return (*_fields(content["metadata"]), *_listed(content))


def _fields(metadata: Content) -> Iterator[Proposed]:
    for name in METADATA_FIELDS:
        yield Proposed(
            "metadata", name, {"value": metadata[name], "span": metadata["spans"].get(name)}
        )


def _listed(content: Content) -> Iterator[Proposed]:
    for kind, name, letter in LISTS:
        for number, found in enumerate(content[name], start=1):
            yield Proposed(kind, f"{letter}{number}", found)
