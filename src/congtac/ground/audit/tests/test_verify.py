"""Checking that nobody has touched the log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from congtac.ground.audit import queries, triggers
from congtac.ground.audit.models import Line, Seal
from congtac.ground.audit.queries import verify
from congtac.ground.audit.rules import GENESIS, Fault, chain
from congtac.ground.audit.services import record, seal
from congtac.kernel.actor import SYSTEM
from congtac.kernel.subject import Subject

pytestmark = pytest.mark.django_db
COUNT = 5


@contextmanager
def as_a_thief() -> Iterator[None]:
    """What someone with the keys of the database can do: switch the triggers off and on again."""
    triggers.remove(connection)
    yield
    triggers.install(connection)


@pytest.fixture
def written() -> list[Line]:
    made = [
        record(SYSTEM, "audit.test.written", Subject("audit.test", str(number), f"Việc {number}"))
        for number in range(COUNT)
    ]
    seal()
    return made


def later() -> datetime:
    return datetime.now(UTC) + timedelta(minutes=1)  # noqa: TID251 - a moment after the lines


def kinds() -> set[str]:
    return {fault.kind for fault in verify(later()).faults}


def test_an_untouched_log_has_no_faults_and_a_head(written: list[Line]) -> None:
    check = verify(later())
    assert (check.lines, check.faults) == (COUNT, ())
    assert check.head == Seal.objects.get(sequence=COUNT).digest


def test_an_empty_log_is_whole() -> None:
    assert verify(later()).head == GENESIS


CHANGES: dict[str, Callable[[Line], object]] = {
    "the bytes": lambda line: change(line, body=b"{}"),
    "a column": lambda line: change(line, actor_name="Người khác"),
    "the moment": lambda line: change(line, at=later()),
    "the subject": lambda line: change(line, subject_key="99"),
    "the digest": lambda line: change(line, digest="f" * 64),
}


def change(line: Line, **columns: object) -> None:
    Line.objects.filter(pk=line.pk).update(**columns)


@pytest.mark.parametrize("what", CHANGES)
def test_a_line_altered_in_any_part_is_named(written: list[Line], what: str) -> None:
    with as_a_thief():
        CHANGES[what](written[2])
    assert Fault("altered", written[2].pk, 3) in verify(later()).faults


def test_a_removed_line_leaves_a_gap(written: list[Line]) -> None:
    with as_a_thief():
        Seal.objects.filter(line=written[1]).delete()
        Line.objects.filter(pk=written[1].pk).delete()
    assert "removed" in kinds()


@pytest.mark.parametrize("place", [1, 2, COUNT])
def test_a_line_that_left_its_seal_behind_is_named(
    written: list[Line], monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    monkeypatch.setattr(queries, "STRETCH", 2)
    with as_a_thief(), transaction.atomic():
        missing = written[place - 1].pk
        Line.objects.filter(pk=missing)._raw_delete("default")
        found = verify(later()).faults
        transaction.set_rollback(True)
    assert Fault("removed", missing, place) in found


def test_a_removed_line_shows_even_when_the_others_are_counted_anew(written: list[Line]) -> None:
    with as_a_thief():
        Seal.objects.filter(line=written[1]).delete()
        Line.objects.filter(pk=written[1].pk).delete()
        for sequence in range(3, COUNT + 1):
            Seal.objects.filter(sequence=sequence).update(sequence=sequence - 1)
    assert "reordered" in kinds()


def test_two_lines_that_changed_places_are_named(written: list[Line]) -> None:
    first, second = written[0].pk, written[1].pk
    with as_a_thief():
        seals = {seal.line_id: seal for seal in Seal.objects.filter(line_id__in=[first, second])}
        Seal.objects.filter(line_id__in=seals).delete()
        Seal.objects.create(sequence=1, line_id=second, digest=seals[first].digest)
        Seal.objects.create(sequence=2, line_id=first, digest=seals[second].digest)
    assert "reordered" in kinds()


def test_a_line_slipped_in_past_the_services_is_named(written: list[Line]) -> None:
    copied = Line.objects.get(pk=written[0].pk)
    copied.pk = None
    copied.save(force_insert=True)
    assert Fault("inserted", copied.pk) in verify(later()).faults


def test_a_line_that_waits_for_its_seal_only_a_moment_is_no_fault() -> None:
    line = record(SYSTEM, "audit.test.written", Subject("audit.test", "1"))
    assert verify(line.at + timedelta(seconds=9)).faults == ()
    assert verify(line.at + timedelta(seconds=11)).faults == (Fault("inserted", line.pk),)


def test_each_seal_stands_on_the_one_before(written: list[Line]) -> None:
    first, second = Seal.objects.select_related("line").order_by("sequence")[:2]
    assert second.digest == chain(first.digest, 2, second.line.digest)
