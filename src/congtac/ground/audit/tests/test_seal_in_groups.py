"""Acts that share a seal, lines that commit late, and a log that is walked in stretches."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from congtac.ground.audit import queries, services, triggers
from congtac.ground.audit.models import Line, Seal
from congtac.ground.audit.queries import verify
from congtac.ground.audit.rules import Fault
from congtac.ground.audit.services import line_of, record, seal
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.subject import Subject

NOW = datetime(2030, 1, 1, tzinfo=UTC)
COUNT = 7


def write(how_many: int) -> None:
    for number in range(how_many):
        record(SYSTEM, "audit.test.written", Subject("audit.test", str(number), f"Việc {number}"))


@pytest.mark.django_db(transaction=True)
def test_acts_share_a_seal_a_moment_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "GATHER", 0.2)
    for count in (3, 6, 9):
        with transaction.atomic():
            write(3)
        assert Seal.objects.count() == count - 3
        until = time.monotonic() + 20
        while Seal.objects.count() < count and time.monotonic() < until:
            time.sleep(0.05)
        assert Seal.objects.count() == count
    assert services._sealing.acquire(timeout=20)
    services._sealing.release()


@pytest.mark.django_db
def test_a_line_that_commits_after_thousands_is_sealed_by_the_round(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(services, "OVERTAKEN", 2)
    subject = Subject("audit.test", "1", "Việc")
    lines = [line_of(SYSTEM, "audit.test.written", subject) for _ in range(6)]
    for number, line in enumerate(lines[1:], start=102):
        line.pk = number
        line.save(force_insert=True)
    assert seal() == 5
    lines[0].pk = 101
    lines[0].save(force_insert=True)
    assert seal() == 0
    assert seal(since_the_start=True) == 1
    assert verify(NOW).faults == ()


@pytest.fixture
def written(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(queries, "STRETCH", 3)
    write(COUNT)
    seal()
    yield
    triggers.install(connection)


@pytest.mark.parametrize("place", range(1, COUNT + 1))
def test_stretches_side_by_side_find_what_one_walk_finds(
    written: None, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    assert verify(NOW).faults == ()
    triggers.remove(connection)
    victim = Seal.objects.get(sequence=place).line_id
    Line.objects.filter(pk=victim).update(subject_key="khác")
    if 1 < place < COUNT:
        Seal.objects.filter(sequence=place - 1).delete()
    in_stretches = set(verify(NOW).faults)
    monkeypatch.setattr(queries, "STRETCH", 1000)
    assert in_stretches == set(verify(NOW).faults)
    assert Fault("altered", victim, place) in in_stretches


@pytest.mark.django_db(transaction=True)
def test_processes_side_by_side_find_what_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    write(COUNT)
    monkeypatch.setattr(queries, "STRETCH", 2)
    whole = services.check_log()
    triggers.remove(connection)
    victim = Seal.objects.get(sequence=4).line_id
    Line.objects.filter(pk=victim).update(act="khác")
    triggers.install(connection)
    monkeypatch.setattr(services, "WORTH_MANY", 1)
    by_many = services.check_log()
    assert (by_many.lines, by_many.head) == (whole.lines, whole.head) == (COUNT, whole.head)
    assert by_many.faults == (Fault("altered", victim, 4),)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ['Việc "gấp"', "a\\b", "", 'x","subject":{"key":"', "Đường\nmới", "\x01"]
)
def test_lines_with_any_words_are_whole_and_their_key_is_checked(name: str) -> None:
    actor = Actor(name, f"{name} Lan", unit=name, unit_name='","at":"')
    record(
        actor, "audit.test.written", Subject("audit.test", name[:9], name), {"subject": {"a": 1}}
    )
    seal()
    assert verify(NOW + timedelta(days=1)).faults == ()
    triggers.remove(connection)
    Line.objects.update(search_key="khac")
    faults = verify(NOW + timedelta(days=1)).faults
    triggers.install(connection)
    assert [fault.kind for fault in faults] == ["altered"]
