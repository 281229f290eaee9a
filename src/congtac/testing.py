"""The cast and the makers that the tests and the demo use."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, TransactionTestCase

from congtac.accounts import queries as accounts
from congtac.accounts.models import Person
from congtac.accounts.services import add_person, appoint
from congtac.ground.audit import triggers
from congtac.ground.calendars.services import load_special_days, move_demo_day
from congtac.kernel import panels
from congtac.kernel.actor import SYSTEM, Actor
from congtac.organisations.models import Unit
from congtac.organisations.services import load_units

EXAMPLE_DAY = date(2024, 6, 3)
IN_POST_SINCE = date(2023, 1, 1)
Say = Callable[[str], None]


def load_cast(since: date = IN_POST_SINCE) -> dict[str, Actor]:
    """Make the members of the cast with their posts; those who are there stay; return them as actors."""
    for role in accounts.cast():
        if not Person.objects.filter(username=role.username).exists():
            person = add_person(SYSTEM, role.username, role.name)
            unit = Unit.objects.get(key=role.unit)
            appoint(SYSTEM, person, unit, title=role.title, roles=role.roles, since=since)
    return actors_on(since)


def actors_on(day: date) -> dict[str, Actor]:
    """Return the cast as actors of a day, by user name."""
    return {role.username: actor for role, actor in accounts.cast_of_demo(day)}


def build_example(say: Say) -> None:
    """Fill an empty database with the example year: units, cast, and what each area brings."""
    say("Nạp đơn vị và ngày nghỉ")
    load_special_days(SYSTEM)
    load_units(SYSTEM)
    say("Mời các vai vào chỗ")
    members = load_cast()
    move_demo_day(SYSTEM, EXAMPLE_DAY)
    for load in panels.examples():
        load(members, say)


@pytest.fixture
def cast(db: None) -> Mapping[str, Actor]:
    """Lan the owner, Minh her colleague, Hoa a stranger, Ha of the Ministry, An the administrator."""
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


@pytest.fixture(autouse=True, scope="session")
def _log_lets_tests_flush() -> Iterator[None]:
    """Take the triggers of the log away while a transactional test empties the tables."""
    teardown = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def teardown_without_triggers(self: TransactionTestCase) -> None:
        triggers.remove(connection)
        teardown(self)
        triggers.install(connection)

    patched = pytest.MonkeyPatch()
    patched.setattr(TransactionTestCase, "_fixture_teardown", teardown_without_triggers)
    yield
    patched.undo()
