"""The second run is really made on PostgreSQL, and its server is gone afterwards."""

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest
from django.db import connection

from tests.two_databases import Missing, _programs, _programs_from_pip, postgresql


@pytest.mark.django_db
def test_the_tests_run_on_the_database_that_the_run_names() -> None:
    named = os.environ.get("DATABASE_URL", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    assert connection.vendor == ("postgresql" if named.startswith("postgres") else "sqlite")


def test_a_server_that_the_caller_names_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@somewhere/theirs")
    with postgresql() as address:
        assert address == "postgres://somebody@somewhere/theirs"


@pytest.mark.parametrize("programs", [_programs, _programs_from_pip])
def test_a_server_of_its_own_answers_and_is_gone_afterwards(
    monkeypatch: pytest.MonkeyPatch, programs: Callable[[], Path]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr("tests.two_databases._programs", programs)
    with postgresql() as address:
        with psycopg.connect(address) as session:
            assert session.execute("SELECT 1").fetchone() == (1,)
        folder = Path(unquote(urlsplit(address).netloc.partition("@")[2]))
        assert folder.is_dir()
    assert not folder.exists()


def test_a_server_that_does_not_start_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "initdb"
    program.write_text("#!/bin/sh\necho no locale >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr("tests.two_databases._programs", lambda: tmp_path)
    monkeypatch.setattr("tests.two_databases._readable_by_others", lambda programs, _: programs)
    monkeypatch.setattr("tests.two_databases._as_nobody", dict)
    with pytest.raises(Missing, match="initdb failed .3. no locale"), postgresql():
        pass
