"""The diary of the example year: it lives its months without standing in another's way."""

from datetime import date

import pytest
from django.db import connection

from congtac.programmes.examples.diary import count_rows_each_month

OURS = "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND mode LIKE '%Exclusive%'"
SHARED = f"{OURS} AND locktype = 'relation' AND database = 0"


@pytest.mark.django_db
def test_rows_are_counted_once_a_month() -> None:
    month = count_rows_each_month(date(2024, 3, 1), 2)
    with connection.execute_wrapper(_no_query):
        assert count_rows_each_month(date(2024, 3, 29), month) == 3


def _no_query(*_asked: object) -> None:
    raise AssertionError("counted twice in a month")


@pytest.mark.django_db
def test_counting_locks_nothing_that_all_databases_share() -> None:
    """Else whoever builds a year in another database beside this one waits for its end."""
    count_rows_each_month(date(2024, 3, 1), 2)
    assert _shared_locks() == 0


def _shared_locks() -> int:
    if connection.vendor == "sqlite":
        return 0  # a file of its own
    with connection.cursor() as cursor:
        cursor.execute(SHARED)
        return int(cursor.fetchone()[0])
