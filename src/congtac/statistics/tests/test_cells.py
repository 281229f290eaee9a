"""A number, 0, "-", "…" and nothing are five different things."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.kernel.problem import Problem
from congtac.statistics.rules.cells import (
    MISSING,
    NONE_AROSE,
    NOT_COLLECTED,
    Cell,
    number,
    parse_cell,
    parse_plain,
    print_cell,
)
from congtac.statistics.tests.tables import table


@pytest.mark.parametrize(("typed", "state", "adds"), table("statistics-checks.md", "typed"))
def test_the_table_of_cells(typed: str, state: str, adds: str) -> None:
    if state.startswith("STA-"):
        with pytest.raises(Problem, match=state):
            parse_cell(typed)
        return
    cell = parse_cell(typed)
    assert cell.state.value == state
    assert cell.amount == (Decimal(adds) if adds else None)


cells = st.one_of(
    st.sampled_from([MISSING, NONE_AROSE, NOT_COLLECTED]),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=0, max_value=10**15).map(
        number
    ),
)


@given(cells)
def test_a_cell_is_read_back_as_it_was_printed(cell: Cell) -> None:
    assert parse_cell(print_cell(cell)) == cell


def test_a_point_in_a_data_file_begins_decimals() -> None:
    assert parse_plain("1.234").number == Decimal("1.234")
    assert parse_cell("1.234").number == Decimal(1234)
    assert parse_plain("1.234,5").number == Decimal("1234.5")
