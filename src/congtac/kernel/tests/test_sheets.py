"""Cells of a spreadsheet."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.kernel.sheets import RISKY, Cell, safe_cell


@pytest.mark.parametrize("text", ["=1+1", "+84", "@SUM(A1)", "-1+cmd", "\t=1", " =1", "\u00a0=1"])
def test_a_text_never_becomes_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "value", ["-", "Sở Tư pháp", 5, -5, Decimal("-1.5"), date(2024, 1, 1), None]
)
def test_harmless_values_stay_as_they_are(value: Cell) -> None:
    assert safe_cell(value) == value


@given(st.text())
def test_no_text_comes_out_that_begins_like_a_formula(text: str) -> None:
    safe = safe_cell(text)
    assert isinstance(safe, str)
    assert safe.strip() == "-" or not safe.lstrip(" \u00a0").startswith(RISKY)
