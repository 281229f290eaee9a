"""Tests that touch no database say the same on every one: they run once, with SQLite."""

import pytest
from django.test import SimpleTestCase

FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}
PURE = ("pure", True)  # a property of the report of such a test


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only", action="store_true", help="leave out the tests that touch no database"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    pure = [item for item in items if is_pure(item)]
    for item in pure:
        item.user_properties.append(PURE)
    if config.getoption("--database-only"):
        config.hook.pytest_deselected(items=pure)
        items[:] = [item for item in items if PURE not in item.user_properties]


def is_pure(item: pytest.Item) -> bool:
    """Does it run without asking for the database, as far as its fixtures and marks tell?

    pytest-django shuts the database to all others, so that none can use it unseen.
    """
    group = getattr(item, "cls", None)
    of_django = isinstance(group, type) and issubclass(group, SimpleTestCase)
    asked = FIXTURES & set(getattr(item, "fixturenames", ()))
    return not (of_django or asked or item.get_closest_marker("django_db"))
