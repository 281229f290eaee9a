"""Many writers at once: nothing is lost, nothing sealed twice, nobody waits for the sealer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from congtac.ground.audit.models import Line, Seal
from congtac.ground.audit.queries import verify
from congtac.ground.audit.services import record, seal
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject

WRITERS, LINES = 4, 12
pytestmark = pytest.mark.django_db(transaction=True)


def write(number: int) -> None:
    """One officer at work, with a connection of their own."""
    actor = Actor(person=f"writer{number}", name=f"Người {number}")
    try:
        for line in range(LINES):
            with transaction.atomic():
                record(actor, "audit.test.written", Subject("audit.test", f"{number}.{line}"))
    finally:
        connection.close()


def test_all_lines_of_all_writers_stand_in_one_whole_chain() -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    seal()
    check = verify(datetime.now(UTC))  # noqa: TID251 - the moment after the last writer
    assert (check.lines, check.faults) == (WRITERS * LINES, ())
    assert Seal.objects.count() == WRITERS * LINES


def test_lines_of_one_writer_are_sealed_in_the_order_of_writing() -> None:
    write(1)
    seal()
    sealed = Line.objects.order_by("seal__sequence").values_list("subject_key", flat=True)
    assert list(sealed) == [f"1.{line}" for line in range(LINES)]
