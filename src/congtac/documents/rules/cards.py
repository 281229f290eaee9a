"""One card of the right pane: what was found, what holds now, and what the person changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from congtac.documents.rules.citing import Lead
from congtac.documents.rules.fields import FIELD_NAMES as WORK_FIELDS
from congtac.documents.rules.review import Decided, Item
from congtac.documents.rules.shapes import AgencyShape
from congtac.documents.rules.times import is_answered
from congtac.documents.rules.words import (
    ACT_NAMES,
    FIELD_NAMES,
    RELATION_NAMES,
    SEVERITY_COLOURS,
    SEVERITY_NAMES,
    STATE_COLOURS,
    STATE_NAMES,
    agency_words,
    deadline_words,
    target_words,
    value_words,
)
from congtac.kernel.words import gettext as _


@dataclass(frozen=True, slots=True)
class Change:
    """A field that a person changed: what the reader had proposed for it."""

    label: str
    proposed: str


@dataclass(frozen=True, slots=True)
class Card:
    """An item ready to be shown; `facts` are its own words by name."""

    kind: str
    key: str
    anchor: str
    spots: tuple[str, ...]
    state: str
    state_name: str
    state_colour: str
    facts: Mapping[str, Any]
    changes: tuple[Change, ...] = ()
    decisions: tuple[tuple[str, Decided], ...] = field(default=())
    lead: Lead | None = None  # of a citation: the documents on the shelf that it means
    places: tuple[tuple[str, int], ...] = ()  # of a citation: spots, and their portion or 0: here

    @property
    def is_dropped(self) -> bool:
        return self.state == "dropped"

    @property
    def last(self) -> Decided | None:
        return self.decisions[-1][1] if self.decisions else None

    @property
    def last_act(self) -> str:
        return self.decisions[-1][0] if self.decisions else ""


def card(item: Item) -> Card:
    """The card of an item."""
    return Card(
        kind=item.kind,
        key=item.key,
        anchor=card_anchor(item),
        spots=_spots(item),
        state=item.state,
        state_name=STATE_NAMES[item.state],
        state_colour=STATE_COLOURS[item.state],
        facts=FACTS[item.kind](item),
        changes=_changes(item),
        decisions=tuple((ACT_NAMES[made.act], made) for made in item.decisions),
    )


def card_anchor(item: Item) -> str:
    """The name of an item's card on the page."""
    return f"m-{item.key}" if item.kind == "metadata" else item.key


def _spots(item: Item) -> tuple[str, ...]:
    if item.is_dropped:
        return ()
    if item.kind == "metadata":
        return (f"m-{item.key}",) if item.content.get("span") else ()
    if item.kind == "citation":
        return tuple(f"{item.key}-{number}" for number, _ in enumerate(item.content["spans"], 1))
    return (item.key,) if item.content["start"] is not None else ()


def _of_metadata(item: Item) -> Mapping[str, Any]:
    return {"label": FIELD_NAMES[item.key], "value": value_words(item.key, item.content["value"])}


def _of_task(item: Item) -> Mapping[str, Any]:
    task = item.content
    return {
        "path": task["path"],
        "text": task["text"],
        "lead": task["lead"],
        "coordinating": task["coordinating"],
        "time": deadline_words(task["deadline"]),
        "has_time": is_answered(task["deadline"]),
        "product": task["product"],
        "reports_to": task["reports_to"],
        "recurrence": task["recurrence"],
        "field": WORK_FIELDS[task["field"]],
    }


def _of_citation(item: Item) -> Mapping[str, Any]:
    citation = item.content
    return {
        **citation,
        "relation": RELATION_NAMES.get(citation["relation"], citation["relation"]),
        "day": value_words("date", citation["date"]),
    }


def _of_target(item: Item) -> Mapping[str, Any]:
    return {**item.content, "words": target_words(item.content)}


def _of_finding(item: Item) -> Mapping[str, Any]:
    severity = item.content["severity"]
    return {
        **item.content,
        "severity_name": SEVERITY_NAMES[severity],
        "severity_colour": SEVERITY_COLOURS[severity],
    }


FACTS: Mapping[str, Callable[[Item], Mapping[str, Any]]] = {
    "metadata": _of_metadata,
    "task": _of_task,
    "citation": _of_citation,
    "target": _of_target,
    "finding": _of_finding,
}


def _changes(item: Item) -> tuple[Change, ...]:
    if item.proposed is None or item.proposed == item.content:
        return ()
    if item.kind == "metadata":
        words = value_words(item.key, item.proposed["value"])
        return (Change(FIELD_NAMES[item.key], words or _("(để trống)")),)
    return changes_of_task(item.proposed, item.content)


def changes_of_task(proposed: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Change, ...]:
    """The fields in which two contents of a task differ, with the words of the first."""
    before, after = _task_words(proposed), _task_words(now)
    return tuple(
        Change(label, words or _("(không có)"))
        for label, words in before.items()
        if words != after[label]
    )


def _task_words(task: Mapping[str, Any]) -> dict[str, str]:
    return {
        _("Nội dung"): task["text"],
        _("Chủ trì"): _agencies(task["lead"]),
        _("Phối hợp"): _agencies(task["coordinating"]),
        _("Thời hạn"): deadline_words(task["deadline"]),
        _("Sản phẩm"): task["product"] or "",
        _("Lĩnh vực"): WORK_FIELDS[task["field"]],
    }


def _agencies(agencies: Sequence[AgencyShape]) -> str:
    return "; ".join(agency_words(agency) for agency in agencies)
