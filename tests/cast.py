"""The fixtures of every test: the cast, a client for each, a day, and quiet surroundings."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client, TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from congtac.accounts.models import Person
from congtac.ground.audit import services as audit
from congtac.ground.audit import triggers
from congtac.ground.calendars.services import move_demo_day
from congtac.kernel.actor import SYSTEM, Actor
from congtac.organisations.models import Unit
from congtac.organisations.services import load_units
from congtac.testing import IN_POST_SINCE, actors_on, load_cast

Kept = tuple[str, ...]  # names of the tables that are not empty once the cast is there
KEPT = pytest.StashKey[Kept]()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, pytestconfig: pytest.Config
) -> None:
    """Load units and cast once; each test that wants them copies their rows."""
    with django_db_blocker.unblock():
        pytestconfig.stash[KEPT] = keep(rows_of_the_cast())


def rows_of_the_cast() -> dict[str, list[tuple[Any, ...]]]:
    """What units and cast leave in each table but the log's; the database stays as it is."""
    tables = {model._meta.db_table for model in apps.get_models()} - set(triggers.TABLES)
    ours = [table for table in sorted(tables) if not rows_of(table)]
    with transaction.atomic():
        load_units(SYSTEM)
        load_cast()
        rows = {table: rows_of(table) for table in ours}
        transaction.set_rollback(True)
    return rows


def rows_of(table: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - a table of ours
        return list(cursor.fetchall())


def keep(rows: Mapping[str, list[tuple[Any, ...]]]) -> Kept:
    """Lay the rows into tables beside the real ones, which no test empties."""
    filled = tuple(table for table in rows if rows[table])
    with transaction.atomic(), connection.cursor() as cursor:
        for table in filled:
            empty = f"SELECT * FROM {table} WHERE 1 = 0"  # noqa: S608 - a table of ours
            cursor.execute(f"CREATE TABLE kept_{table} AS {empty}")
            places = ", ".join(["%s"] * len(rows[table][0]))
            insert = f"INSERT INTO kept_{table} VALUES ({places})"  # noqa: S608 - a table of ours
            cursor.executemany(insert, rows[table])
    return filled


@pytest.fixture
def cast(db: None, pytestconfig: pytest.Config) -> Mapping[str, Actor]:
    """Lan the owner, Minh her leader, Hoa a stranger, Ha of the Ministry, An the administrator."""
    if Unit.objects.exists():  # another fixture brought them
        return load_cast()
    with transaction.atomic(), connection.cursor() as cursor:
        for table in pytestconfig.stash[KEPT]:
            rows = f"SELECT * FROM kept_{table}"  # noqa: S608 - a table of ours
            cursor.execute(f"INSERT INTO {table} {rows}")
    return actors_on(IN_POST_SINCE)


@pytest.fixture
def client_of(cast: Mapping[str, Actor]) -> Callable[[str], Client]:
    """Return a browser in which a member of the cast has signed in: `client_of("lan")`."""

    def enter(username: str) -> Client:
        client = Client()
        client.force_login(Person.objects.get(username=username))
        return client

    return enter


@pytest.fixture
def on_day(db: None, settings: Any) -> Callable[[date], None]:
    """Let the site live on a day: `on_day(date(2025, 1, 2))`."""

    def move(day: date) -> None:
        settings.DEMO = True
        move_demo_day(SYSTEM, day)

    return move


@pytest.fixture(autouse=True)
def _jobs_run_at_once(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Run background work in the act that starts it, and keep files away from real ones."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.FILES_DIR = tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True)
def _passwords_are_hashed_fast(settings: Any) -> None:
    """Spare each test the second that a real hash is meant to take."""
    fast = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [fast, *settings.PASSWORD_HASHERS]


@pytest.fixture(autouse=True)
def _acts_are_sealed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no thread outlive a test to seal its acts."""
    monkeypatch.setattr(audit, "GATHER", 0)


@pytest.fixture(autouse=True, scope="session")
def _log_lets_tests_flush() -> Iterator[None]:
    """Take the triggers of the log away while a transactional test empties the tables."""
    teardown = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # private, so without a stub

    def teardown_without_triggers(self: TransactionTestCase) -> None:
        triggers.remove(connection)
        teardown(self)
        triggers.install(connection)

    patched = pytest.MonkeyPatch()
    patched.setattr(TransactionTestCase, "_fixture_teardown", teardown_without_triggers)
    yield
    patched.undo()
