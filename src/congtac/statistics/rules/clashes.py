"""Where two people wrote something different in one cell: which value stands is chosen by cell.

The page names a choice after its cell ("chon.1.c3"); whoever says nothing keeps their own value.
"""

from collections.abc import Mapping
from dataclasses import replace

from congtac.statistics.rules.entry import Posted
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grids import Grid, shown_cell

CHOICE, MINE, THEIRS = "chon.", "toi", "ho"


def with_choices(form: Form, posted: Posted, data: Mapping[str, str], theirs: Grid) -> Posted:
    """What came from the page, with the values of others where these were chosen."""
    typed = dict(posted.typed)
    for row, code in posted.typed:
        name = f"{CHOICE}{posted.keys.get(row, row)}.{code}"
        column = form.column(code)
        if column is not None and data.get(name) == THEIRS:
            typed[row, code] = shown_cell(column, theirs.cells.get((row, code), ""))
    return replace(posted, typed=typed)
