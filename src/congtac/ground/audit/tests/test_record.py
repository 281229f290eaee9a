"""Writing into the log."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from congtac.ground.audit.models import Line, Seal
from congtac.ground.audit.queries import facts_of, lines
from congtac.ground.audit.services import record, seal
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject

LAN = Actor(person="lan", name="Nguyễn Thị Lan", unit="ninh-thuan.stp", unit_name="Sở Tư pháp")
PLAN = Subject("documents.document", "12", "Kế hoạch kiểm tra")


@pytest.mark.django_db
def test_a_line_says_who_did_what_to_what_with_exact_facts() -> None:
    line = record(
        LAN, "documents.reading.accepted", PLAN, {"on": date(2024, 3, 1), "rate": Decimal("0.10")}
    )
    said = facts_of(Line.objects.get(pk=line.pk))
    assert said["facts"] == {"on": "2024-03-01", "rate": "0.10"}
    assert said["subject"] == {
        "kind": "documents.document",
        "key": "12",
        "name": "Kế hoạch kiểm tra",
    }
    assert (line.actor, line.unit, line.act) == (
        "lan",
        "ninh-thuan.stp",
        "documents.reading.accepted",
    )


@pytest.mark.django_db
def test_a_fact_that_json_cannot_hold_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="no place"):
        record(LAN, "documents.reading.accepted", PLAN, {"thing": object()})


@pytest.mark.django_db
def test_the_log_is_searched_without_tone_marks() -> None:
    record(LAN, "documents.reading.accepted", PLAN)
    record(LAN, "documents.document.added", Subject("documents.document", "13", "Báo cáo"))
    assert [line.subject_key for line in lines("KE HOACH nguyen")] == ["12"]


@pytest.mark.django_db(transaction=True)
def test_a_line_is_sealed_once_its_act_is_committed() -> None:
    with transaction.atomic():
        line = record(LAN, "documents.reading.accepted", PLAN)
        assert not Seal.objects.filter(line=line).exists()
    assert Seal.objects.get().line_id == line.pk


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_undone_leaves_no_line() -> None:
    with transaction.atomic():
        record(LAN, "documents.reading.accepted", PLAN)
        transaction.set_rollback(True)
    assert not Line.objects.exists()


@pytest.mark.django_db
def test_sealing_twice_seals_once() -> None:
    for _ in range(3):
        record(LAN, "documents.reading.accepted", PLAN)
    assert (seal(), seal()) == (3, 0)
    assert list(Seal.objects.values_list("sequence", flat=True)) == [1, 2, 3]
