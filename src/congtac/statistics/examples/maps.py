"""The column maps that come with the site, for the example years."""

from collections.abc import Callable, Mapping

from congtac.kernel.actor import SYSTEM, Actor
from congtac.statistics.examples.year import FIRST_DAY
from congtac.statistics.services.column_maps import load_maps


def load_example(_cast: Mapping[str, Actor], _say: Callable[[str], None]) -> None:
    """Bring the maps in; those that are there already stay."""
    load_maps(SYSTEM, day=FIRST_DAY)
