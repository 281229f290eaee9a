"""Neither a line nor a seal can be changed or taken away."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection

from congtac.ground.audit import triggers
from congtac.ground.audit.models import Line, Seal
from congtac.ground.audit.services import record, seal
from congtac.kernel.actor import SYSTEM
from congtac.kernel.subject import Subject

ATTEMPTS: dict[str, Callable[[], object]] = {
    "changing a line": lambda: Line.objects.update(actor_name="Người khác"),
    "changing a seal": lambda: Seal.objects.update(digest="0" * 64),
    "taking a seal away": lambda: Seal.objects.all().delete(),
    "taking lines away": lambda: run("DELETE FROM audit_line WHERE id > 0"),
    "changing a line by hand": lambda: run("UPDATE audit_line SET act = 'x' WHERE id > 0"),
}


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_database_itself_refuses(attempt: str) -> None:
    record(SYSTEM, "audit.test.written", Subject("audit.test", "1"))
    seal()
    with pytest.raises(DatabaseError, match=triggers.REFUSAL):
        ATTEMPTS[attempt]()


@pytest.mark.django_db
def test_postgresql_refuses_to_empty_a_table_too() -> None:
    record(SYSTEM, "audit.test.written", Subject("audit.test", "1"))
    emptying = (
        "TRUNCATE audit_line CASCADE"
        if connection.vendor == "postgresql"
        else "DELETE FROM audit_line"
    )
    with pytest.raises(DatabaseError, match=triggers.REFUSAL):
        run(emptying)
