"""The fixtures of every test: the cast, a client for each, a day, and quiet surroundings."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase

from congtac.accounts.models import Person
from congtac.ground.audit import services as audit
from congtac.ground.audit import triggers
from congtac.ground.calendars.services import move_demo_day
from congtac.kernel.actor import SYSTEM, Actor
from congtac.organisations.services import load_units
from congtac.testing import load_cast


@pytest.fixture
def cast(db: None) -> Mapping[str, Actor]:
    """Lan the owner, Minh her leader, Hoa a stranger, Ha of the Ministry, An the administrator."""
    load_units(SYSTEM)
    return load_cast()


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
