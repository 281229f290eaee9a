"""The longest walk starts first, so that no process waits for it alone at the end."""

import pytest

LONGEST = "test_every_screen.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name != LONGEST)
