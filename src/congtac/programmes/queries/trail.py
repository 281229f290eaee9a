"""The way on which a task stands: document, programme, task above; and what stands on it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from congtac.documents.models import Document, Reading
from congtac.ground.lineage import queries as lineage
from congtac.ground.lineage.rules import Reference
from congtac.programmes.models import Programme, Task
from congtac.programmes.rules.words import THING_NAMES

SHOWN = 8
Thing = Document | Programme | Task


@dataclass(frozen=True, slots=True)
class Stage:
    """A thing on the way: what it is ("Nhiệm vụ"), its name, its page."""

    kind: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Trail:
    """What lies before a thing, first things first, itself, and what lies after it.

    `more` is how many of those after it are not shown.
    """

    before: tuple[Stage, ...]
    here: Stage
    after: tuple[Stage, ...]
    more: int = 0


def trail(thing: object) -> Trail | None:
    """The way through a thing, both directions; nothing where there is no such way."""
    if not isinstance(thing, Thing):
        return None
    here = reference_of(thing)
    before = tuple(_stage(reference_of(it)) for it in _before(thing))
    links = lineage.above(here)
    after = tuple(_stage(link.upper) for link in links.order_by("id")[:SHOWN])
    more = links.count() - len(after) if len(after) == SHOWN else 0
    return Trail(before, _stage(here), after, more)


def _stage(thing: Reference) -> Stage:
    kind = THING_NAMES.get(f"{thing.area}.{thing.kind}", "")
    return Stage(kind, thing.name or thing.key, thing.address)


def _before(thing: Thing) -> Iterator[Thing]:
    """Everything that a thing stands on, from the document down to its own programme."""
    if isinstance(thing, Document):
        return
    if isinstance(thing, Task):
        if thing.whole is not None:
            yield from _before(thing.whole)
        elif thing.above is not None:
            yield from _before(thing.above)
            yield thing.above
            yield thing.programme
        else:
            yield from _before(thing.programme)
            yield thing.programme
        return
    if thing.above is not None:
        yield from _before(thing.above)
        yield thing.above
    elif thing.reading is not None:
        yield thing.reading.document


def reference_of(thing: Thing) -> Reference:
    """A document, a programme or a task by reference."""
    if isinstance(thing, Document):
        address = reverse("documents:review", args=[thing.pk])
        return Reference("documents", "document", str(thing.pk), "", thing.called, address)
    if isinstance(thing, Programme):
        return programme_reference(thing)
    return task_reference(thing)


def document_reference(reading: Reading) -> Reference:
    """The document of a reading, at the revision that was read."""
    document = reading.document
    address = reverse("documents:review", args=[document.pk])
    key, revision = str(document.pk), str(reading.revision)
    return Reference("documents", "document", key, revision, document.called, address)


def programme_reference(programme: Programme) -> Reference:
    """A programme by reference."""
    address = reverse("programmes:programme", args=[programme.pk])
    name = f"{programme.called} ({programme.unit_name})"
    return Reference("programmes", "programme", str(programme.pk), "", name, address)


def task_reference(task: Task) -> Reference:
    """A task by reference."""
    address = reverse("programmes:task", args=[task.pk])
    name = f"{task} ({task.programme.unit_name})"
    return Reference("programmes", "task", str(task.pk), "", name, address)
