"""A person decides on what the reader proposed; both are kept."""

from collections.abc import Callable, Mapping

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from congtac.documents import queries, services
from congtac.documents.models import READ, Decision, Document, Proposal, Reading
from congtac.documents.permissions import may_accept, may_review, may_see
from congtac.documents.rules.review import Item
from congtac.documents.rules.shapes import Content
from congtac.documents.services import Act, add_document, decide, save_reading
from congtac.documents.tests.made import found
from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]


@pytest.fixture
def reading(cast: Cast) -> Reading:
    document = add_document(cast["lan"], "ke-hoach.txt", "Kế hoạch".encode())
    return save_reading(cast["lan"], document, found())


def item(reading: Reading, key: str, kind: str = "task") -> Item:
    standing = queries.item_of(reading, kind, key)
    assert standing is not None
    return standing


def corrected(reading: Reading, **changes: object) -> Content:
    return {**item(reading, "t1").content, **changes}


def test_the_owner_corrects_a_task_and_the_proposal_stays(cast: Cast, reading: Reading) -> None:
    before = Proposal.objects.get(reading=reading, key="t1").content
    content = corrected(reading, text="Rà soát văn bản về nhà ở.")
    decide(cast["lan"], reading, item(reading, "t1"), Act("correct", 0, content))
    now = item(reading, "t1")
    assert (now.state, now.content["text"]) == ("corrected", "Rà soát văn bản về nhà ở.")
    assert now.proposed == before == Proposal.objects.get(reading=reading, key="t1").content
    assert (now.decisions[0].by, now.decisions[0].act) == ("Nguyễn Thị Lan", "correct")


def test_a_colleague_of_the_unit_may_correct_too(cast: Cast, reading: Reading) -> None:
    content = corrected(reading, product="Báo cáo")
    decide(cast["minh"], reading, item(reading, "t1"), Act("correct", 0, content))
    assert item(reading, "t1").decisions[0].by == cast["minh"].name


@pytest.mark.parametrize("stranger", ["hoa", "ha", "an"])
def test_strangers_are_refused_with_the_reason(cast: Cast, reading: Reading, stranger: str) -> None:
    with pytest.raises(Refused, match="Sở Tư pháp"):
        decide(cast[stranger], reading, item(reading, "t1"), Act("confirm", 0))
    assert not Decision.objects.exists()


def test_the_same_decision_twice_is_refused(cast: Cast, reading: Reading) -> None:
    decide(cast["lan"], reading, item(reading, "t1"), Act("confirm", 0))
    with pytest.raises(Problem, match="DOC-010"):
        decide(cast["lan"], reading, item(reading, "t1"), Act("confirm", 1))


def test_who_saw_an_older_state_is_told_to_look_again(cast: Cast, reading: Reading) -> None:
    decide(cast["minh"], reading, item(reading, "t1"), Act("confirm", 0))
    with pytest.raises(Problem, match="DOC-018"):
        decide(cast["lan"], reading, item(reading, "t1"), Act("drop", 0, reason="trùng"))


def test_of_two_at_the_same_moment_one_is_told_to_look_again(cast: Cast, reading: Reading) -> None:
    seen_by_both = item(reading, "t1")
    decide(cast["minh"], reading, seen_by_both, Act("confirm", 0))
    with pytest.raises(Problem, match="DOC-018"):
        decide(cast["lan"], reading, seen_by_both, Act("drop", 0, reason="trùng"))
    assert Decision.objects.count() == 1


def test_a_dropped_item_comes_back(cast: Cast, reading: Reading) -> None:
    decide(cast["lan"], reading, item(reading, "c1", "citation"), Act("drop", 0, reason="sai số"))
    assert item(reading, "c1", "citation").is_dropped
    decide(cast["lan"], reading, item(reading, "c1", "citation"), Act("restore", 1))
    assert item(reading, "c1", "citation").state == "proposed"


def test_correcting_a_field_corrects_the_register(cast: Cast, reading: Reading) -> None:
    title = item(reading, "title", "metadata")
    content = {**title.content, "value": "Kế hoạch kiểm tra công chứng"}
    decide(cast["lan"], reading, title, Act("correct", 0, content))
    sought = queries.Sought(words="kiem tra CONG chung")
    assert [it.title for it in queries.register(cast["lan"], sought)] == [content["value"]]


def test_a_person_adds_tasks_that_were_not_proposed(cast: Cast, reading: Reading) -> None:
    for text in ("Việc thêm một", "Việc thêm hai"):
        services.add_task(cast["lan"], reading, corrected(reading, text=text))
    added = [it for it in queries.items_of(reading) if it.state == "added"]
    assert [(it.key, it.content["text"]) for it in added] == [
        ("n1", "Việc thêm một"),
        ("n2", "Việc thêm hai"),
    ]


def test_nothing_is_decided_after_acceptance(cast: Cast, reading: Reading) -> None:
    Document.objects.filter(pk=reading.document.pk).update(state="accepted")
    reading.document.refresh_from_db()
    with pytest.raises(Problem, match="DOC-019"):
        decide(cast["lan"], reading, item(reading, "t1"), Act("confirm", 0))
    with pytest.raises(Problem, match="DOC-019"):
        services.add_task(cast["lan"], reading, corrected(reading))


def test_each_decision_is_one_line_of_the_log(cast: Cast, reading: Reading) -> None:
    decide(cast["lan"], reading, item(reading, "t1"), Act("confirm", 0))
    assert Line.objects.filter(act="documents.item.confirm", actor="lan").count() == 1


def test_the_database_takes_no_drop_without_a_reason(cast: Cast, reading: Reading) -> None:
    nameless = Decision(reading=reading, kind="task", key="t1", ordinal=1, act="drop")
    nameless.at = reading.made_at
    with pytest.raises(IntegrityError), transaction.atomic():
        nameless.save()


def test_readings_proposals_and_decisions_are_never_changed(cast: Cast, reading: Reading) -> None:
    decide(cast["lan"], reading, item(reading, "t1"), Act("confirm", 0))
    for kept in (reading, Proposal.objects.all()[0], Decision.objects.get()):
        with pytest.raises(TypeError, match="never change"):
            kept.save()
        with pytest.raises(TypeError, match="never change"):
            kept.delete()


def test_each_right_comes_with_its_reason(cast: Cast, reading: Reading) -> None:
    document = reading.document
    assert document.state == READ
    assert may_accept(cast["lan"], document)
    assert may_accept(cast["minh"], document), "a leader of the unit"
    assert may_see(cast["ha"], document)
    assert not may_review(cast["ha"], document)
    for stranger in ("hoa", "an"):
        verdict = may_accept(cast[stranger], document)
        assert not verdict
        assert document.unit_name in verdict.reason


def test_an_officer_of_the_unit_may_not_accept_the_document_of_another(
    cast: Cast, reading: Reading
) -> None:
    document = reading.document
    document.added_by = "thu"
    verdict = may_accept(cast["lan"], document)
    assert not verdict
    assert "người đưa lên, hoặc lãnh đạo đơn vị" in verdict.reason
