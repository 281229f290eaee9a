"""The new figure takes the place of the old one where it stands exactly once."""

import pytest

from congtac.statistics.rules.quoting import renewed
from congtac.statistics.tests.tables import table


@pytest.mark.parametrize("row", table("statistics-numbers-in-texts.md", "sentence"))
def test_the_new_figure_goes_where_the_old_one_stood(row: list[str]) -> None:
    assert (renewed(*row[:3]) or "") == row[3]
