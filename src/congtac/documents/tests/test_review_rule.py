"""The table "The state of an item" of docs/rules/review-of-a-reading.md."""

from datetime import UTC, datetime

import pytest

from congtac.documents.rules.proposals import Proposed
from congtac.documents.rules.review import Decided, Item, items, objection

NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)
PROPOSED = {"text": "đề xuất"}
A, B = {"text": "A"}, {"text": "B"}


def decided(act: str, content: dict[str, str] | None = None) -> Decided:
    return Decided("task", "t1", act, content, "vì trùng" if act == "drop" else "", "Lan", NOON)


def item_after(*acts: Decided) -> Item:
    return items([Proposed("task", "t1", PROPOSED)], acts)[0]


TABLE = [
    ([], "proposed", PROPOSED),
    ([decided("confirm")], "confirmed", PROPOSED),
    ([decided("correct", A)], "corrected", A),
    ([decided("correct", A), decided("correct", B)], "corrected", B),
    ([decided("correct", A), decided("confirm")], "confirmed", A),
    ([decided("correct", A), decided("drop")], "dropped", A),
    ([decided("correct", A), decided("drop"), decided("restore")], "corrected", A),
    ([decided("confirm"), decided("drop"), decided("restore")], "confirmed", PROPOSED),
    ([decided("drop"), decided("restore")], "proposed", PROPOSED),
]


@pytest.mark.parametrize(("acts", "state", "content"), TABLE)
def test_the_last_decision_makes_the_state(
    acts: list[Decided], state: str, content: dict[str, str]
) -> None:
    item = item_after(*acts)
    assert (item.state, item.content) == (state, content)


@pytest.mark.parametrize("acts", [acts for acts, _, _ in TABLE])
def test_the_proposal_and_every_decision_are_kept(acts: list[Decided]) -> None:
    item = item_after(*acts)
    assert item.proposed == PROPOSED
    assert list(item.decisions) == acts


def test_an_added_item_stays_one_that_a_person_added() -> None:
    added = Decided("task", "n1", "add", A, "", "Lan", NOON)
    corrected = Decided("task", "n1", "correct", B, "", "Minh", NOON)
    [item] = items([], [added, corrected])
    assert (item.state, item.content, item.proposed) == ("added", B, None)


@pytest.mark.parametrize(
    ("acts", "act", "code"),
    [
        ([decided("confirm")], "confirm", "DOC-010"),
        ([decided("drop")], "drop", "DOC-011"),
        ([decided("drop")], "correct", "DOC-011"),
        ([decided("drop")], "confirm", "DOC-011"),
        ([], "restore", "DOC-012"),
        ([], "correct", "DOC-014"),
    ],
)
def test_an_act_that_changes_nothing_is_refused(acts: list[Decided], act: str, code: str) -> None:
    assert objection(item_after(*acts), act, content=PROPOSED, reason="vì trùng") == code


def test_dropping_needs_a_reason() -> None:
    assert objection(item_after(), "drop", reason="  ") == "DOC-013"
    assert objection(item_after(), "drop", reason="trùng với 1.2") is None


@pytest.mark.parametrize(
    ("kind", "act", "code"),
    [
        ("metadata", "drop", "DOC-015"),
        ("citation", "correct", "DOC-016"),
        ("finding", "correct", "DOC-016"),
        ("metadata", "correct", None),
        ("citation", "drop", None),
    ],
)
def test_each_kind_of_item_has_its_acts(kind: str, act: str, code: str | None) -> None:
    [item] = items([Proposed(kind, "k", PROPOSED)], [])
    assert objection(item, act, content=A, reason="không đúng") == code
