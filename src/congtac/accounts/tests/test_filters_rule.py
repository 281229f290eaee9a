"""The table of docs/rules/saved-filters.md."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.accounts.rules.filters import plain

TODAY = date(2024, 6, 3)


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("q=lan&page=3", "q=lan"),
        ("q=&tinh_trang=qua-han", "tinh_trang=qua-han"),
        ("q=%20lan%20", "q=lan"),
        ("tinh_trang=qua-han&q=lan", "q=lan&tinh_trang=qua-han"),
        ("a=1&a=2", "a=1&a=2"),
        ("ngay=03/06/2024&q=lan", "q=lan"),
        ("ngay=02/06/2024", "ngay=02%2F06%2F2024"),
        ("page=2", ""),
        ("?q=lan", "q=lan"),
        ("&".join(f"a{it}=1" for it in range(60)), ""),
    ],
)
def test_conditions_are_made_plain(query: str, kept: str) -> None:
    assert plain(query, today=TODAY) == kept


@given(st.text(max_size=200))
def test_plain_conditions_stay_as_they_are(query: str) -> None:
    once = plain(query, today=TODAY)
    assert plain(once, today=TODAY) == once
