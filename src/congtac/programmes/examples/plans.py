"""How the plans of the example year come in: put up, answered, accepted."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from congtac.documents import queries as documents
from congtac.documents import services as review
from congtac.documents.examples import example_file
from congtac.documents.models import Reading
from congtac.documents.rules.acceptance import obstacles
from congtac.documents.rules.review import CORRECT, Item
from congtac.documents.rules.times import no_time
from congtac.kernel.actor import Actor
from congtac.programmes.models import Programme
from congtac.programmes.services.tasks import accept_plan

Changes = Mapping[str, Mapping[str, Any]]  # by the path of the task: fields of its content


def take_in(actor: Actor, name: str, changes: Changes, *, day: date) -> Programme:
    """Put an example document up, answer what it leaves open, and accept it."""
    path = example_file(name)
    document = review.add_document(actor, path.name, path.read_bytes())
    reading = documents.latest_reading(document)
    if reading is None:
        raise LookupError(f"{name} could not be read")
    for item in documents.items_of(reading):
        change = changes.get(item.content.get("path", "")) if item.kind == "task" else None
        if change:
            _correct(actor, reading, item, change)
    for item in _open_ones(reading):
        _correct(actor, reading, item, {"deadline": no_time(is_absent=True)})
    return accept_plan(actor, reading, day=day)


def _open_ones(reading: Reading) -> list[Item]:
    items = documents.items_of(reading)
    asked = {(it.kind, it.key) for it in obstacles(items)}
    return [item for item in items if (item.kind, item.key) in asked and item.kind == "task"]


def _correct(actor: Actor, reading: Reading, item: Item, change: Mapping[str, Any]) -> None:
    content = {**item.content, **change}
    review.decide(actor, reading, item, review.Act(CORRECT, len(item.decisions), content=content))
