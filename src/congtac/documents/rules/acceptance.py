"""What stands in the way of accepting a reviewed reading: `docs/rules/review-of-a-reading.md`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from congtac.documents.rules.review import Item
from congtac.documents.rules.shapes import Content
from congtac.documents.rules.times import fault_of, is_answered


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing to mend before acceptance: a code, and the key of the item it concerns."""

    code: str
    kind: str
    key: str


def obstacles(items: Sequence[Item]) -> tuple[Obstacle, ...]:
    """Everything that blocks, in the order of the page."""
    return (*_of_document(items), *_of_tasks(items))


def live_tasks(items: Sequence[Item]) -> tuple[Item, ...]:
    """The tasks that would enter the programme."""
    return tuple(item for item in items if item.kind == "task" and not item.is_dropped)


def _of_document(items: Sequence[Item]) -> Iterator[Obstacle]:
    if not live_tasks(items):
        yield Obstacle("DOC-030", "task", "")
    title = next((item for item in items if (item.kind, item.key) == ("metadata", "title")), None)
    if title is None or not title.content["value"]:
        yield Obstacle("DOC-031", "metadata", "title")


def _of_tasks(items: Sequence[Item]) -> Iterator[Obstacle]:
    for item in live_tasks(items):
        if not item.content["text"].strip():
            yield Obstacle("DOC-033", "task", item.key)
        code = _fault_of_time(item.content["deadline"])
        if code:
            yield Obstacle(code, "task", item.key)


def _fault_of_time(deadline: Content) -> str | None:
    if not is_answered(deadline):
        return "DOC-032"
    fault = fault_of(kind=deadline["kind"], start=deadline["start"], end=deadline["end"])
    return fault[1] if fault else None
