"""What stands in the way of acceptance: the table of docs/rules/review-of-a-reading.md."""

from dataclasses import replace
from datetime import UTC, datetime

from congtac.documents.rules.acceptance import live_tasks, obstacles
from congtac.documents.rules.proposals import proposals
from congtac.documents.rules.review import Decided, Item, items
from congtac.documents.rules.shapes import Content
from congtac.documents.rules.stored import as_stored
from congtac.documents.rules.times import no_time
from congtac.documents.tests.made import found

NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)


def standing(*decisions: Decided) -> tuple[Item, ...]:
    return items(proposals(as_stored(found())), decisions)


def codes(*decisions: Decided) -> list[tuple[str, str]]:
    return [(it.code, it.key) for it in obstacles(standing(*decisions))]


def content_of(key: str) -> Content:
    return next(it.content for it in standing() if it.key == key)


def decided(key: str, act: str, content: Content | None = None, kind: str = "task") -> Decided:
    return Decided(kind, key, act, content, "lý do", "Lan", NOON)


def test_a_task_without_a_time_is_asked_for() -> None:
    assert codes() == [("DOC-032", "t2")]


def test_saying_that_there_is_no_time_answers() -> None:
    answer = {**content_of("t2"), "deadline": no_time(is_absent=True)}
    assert codes(decided("t2", "correct", answer)) == []


def test_agreeing_with_a_task_does_not_answer_for_its_time() -> None:
    assert codes(decided("t2", "confirm")) == [("DOC-032", "t2")]


def test_a_dropped_task_is_not_asked_about() -> None:
    after = standing(decided("t2", "drop"))
    assert obstacles(after) == ()
    assert [it.key for it in live_tasks(after)] == ["t1"]


def test_a_plan_without_tasks_has_nothing_to_follow() -> None:
    assert codes(decided("t1", "drop"), decided("t2", "drop")) == [("DOC-030", "")]


def test_a_programme_needs_a_name() -> None:
    empty = {**content_of("title"), "value": None}
    after = codes(decided("title", "correct", empty, "metadata"), decided("t2", "drop"))
    assert after == [("DOC-031", "title")]


def test_a_task_needs_words_and_a_time_that_is_well_formed() -> None:
    backwards = {**content_of("t1")["deadline"], "start": "2024-07-01"}
    worse = {**content_of("t1"), "text": " ", "deadline": backwards}
    after = codes(decided("t1", "correct", worse), decided("t2", "drop"))
    assert after == [("DOC-033", "t1"), ("DOC-023", "t1")]


def test_a_task_without_a_lead_does_not_block() -> None:
    no_lead = {**content_of("t1"), "lead": []}
    assert codes(decided("t1", "correct", no_lead), decided("t2", "drop")) == []


def test_a_reading_keeps_everything_that_was_found() -> None:
    kinds = [it.kind for it in standing() if it.kind != "metadata"]
    assert kinds == ["task", "task", "citation", "target", "finding"]
    nothing = replace(found(), tasks=(), citations=(), targets=(), findings=())
    assert {it.kind for it in proposals(as_stored(nothing))} == {"metadata"}
