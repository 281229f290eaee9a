"""What every test of the project, in `src` and in `tests`, runs with."""

import os

import pytest
from hypothesis import settings

pytest_plugins = ["tests.pure", "tests.not_run", "tests.browser", "tests.cast"]

# A loaded machine is no fault of a test; in CI the random cases are the same in every run.
settings.register_profile("congtac", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("congtac")

LONGEST = ("test_example_year.py", "test_demo.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the longest files first, so that no process is left alone with one at the end."""
    items.sort(key=lambda item: item.path.name not in LONGEST)
