"""What a person's decisions make of the reader's proposals: `docs/rules/review-of-a-reading.md`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from congtac.documents.rules.proposals import Proposed
from congtac.documents.rules.shapes import Content

CONFIRM, CORRECT, DROP, RESTORE, ADD = "confirm", "correct", "drop", "restore", "add"
ACTS = (CONFIRM, CORRECT, DROP, RESTORE, ADD)
DROPPABLE = ("task", "citation", "target", "finding")
CORRECTABLE = ("task", "metadata")


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision of a person on one item; content only for corrections and additions."""

    kind: str
    key: str
    act: str
    content: Content | None
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it stands: what was proposed, what holds now, and every decision between."""

    kind: str
    key: str
    proposed: Content | None
    content: Content
    state: str  # proposed, confirmed, corrected, added, dropped
    decisions: tuple[Decided, ...] = ()

    @property
    def is_dropped(self) -> bool:
        return self.state == "dropped"


def items(proposed: Iterable[Proposed], decided: Iterable[Decided]) -> tuple[Item, ...]:
    """Every item in its order, with the decisions (oldest first) laid over the proposals."""
    by_key: dict[tuple[str, str], list[Decided]] = {}
    for decision in decided:
        by_key.setdefault((decision.kind, decision.key), []).append(decision)
    standing = [_item(found, by_key.pop((found.kind, found.key), [])) for found in proposed]
    return (*standing, *(_added(decisions) for decisions in by_key.values()))


def _item(found: Proposed, decisions: Sequence[Decided]) -> Item:
    state, content = _fold(decisions, "proposed", found.content)
    return Item(found.kind, found.key, found.content, content, state, tuple(decisions))


def _added(decisions: Sequence[Decided]) -> Item:
    first = decisions[0]
    state, content = _fold(decisions[1:], "added", first.content or {})
    return Item(first.kind, first.key, None, content, state, tuple(decisions))


def _fold(decisions: Sequence[Decided], state: str, content: Content) -> tuple[str, Content]:
    is_added, kept = state == "added", state
    for decision in decisions:
        if decision.act == DROP:
            kept, state = state, "dropped"
        elif decision.act == RESTORE:
            state = kept
        elif decision.act == CORRECT:
            state, content = ("added" if is_added else "corrected"), decision.content or content
        elif decision.act == CONFIRM:
            state = "confirmed"
    return state, content


def objection(
    item: Item, act: str, *, content: Content | None = None, reason: str = ""
) -> str | None:
    """Why this act may not follow on this item: a code of the catalogue, or nothing."""
    if act == RESTORE:
        return None if item.is_dropped else "DOC-012"
    if item.is_dropped:
        return "DOC-011"
    if act == CONFIRM:
        return "DOC-010" if item.state == "confirmed" else None
    if act == DROP:
        return _objection_to_drop(item, reason)
    return _objection_to_correct(item, content)


def _objection_to_drop(item: Item, reason: str) -> str | None:
    if item.kind not in DROPPABLE:
        return "DOC-015"
    return None if reason.strip() else "DOC-013"


def _objection_to_correct(item: Item, content: Content | None) -> str | None:
    if item.kind not in CORRECTABLE:
        return "DOC-016"
    return "DOC-014" if content == item.content else None
