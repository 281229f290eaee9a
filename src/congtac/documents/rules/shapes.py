"""The shapes in which a reading, its proposals and its decisions are stored."""

from typing import Any, TypedDict

Content = dict[str, Any]


class AgencyShape(TypedDict):
    """An agency of a task; without a place when a person typed it."""

    name: str
    is_request: bool
    start: int | None
    end: int | None


class DeadlineShape(TypedDict):
    """When a task is due: words, kind, ISO days; `end` is the last day on time."""

    text: str | None
    kind: str
    start: str | None
    end: str | None
    span: list[int] | None
    is_absent: bool


class TaskShape(TypedDict):
    """A task as proposed or decided; `start` and `end` are empty for one added from nothing."""

    path: str
    text: str
    start: int | None
    end: int | None
    mode: str
    lead: list[AgencyShape]
    coordinating: list[AgencyShape]
    product: str | None
    reports_to: str | None
    recurrence: str | None
    field: str
    deadline: DeadlineShape


DATED = ("date", "range", "quarter", "year")
KINDS_OF_TIME = (*DATED, "ongoing", "none")
METADATA_FIELDS = (
    "type",
    "number",
    "symbol",
    "title",
    "issuer",
    "parent_issuer",
    "date",
    "place",
    "signer",
    "capacity",
    "recipients",
    "legal_bases",
)
LIST_FIELDS = ("recipients", "legal_bases")
