"""Numbers and days as an office writes them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.kernel.numbers import parse_date, parse_number, print_date, print_number
from congtac.kernel.problem import Problem

NUMBERS = [
    ("0", Decimal(0)),
    ("1.234,5", Decimal("1234.5")),
    ("1234,5", Decimal("1234.5")),
    ("-12.345.678", Decimal(-12345678)),
    (" 98 ", Decimal(98)),
    ("0,05", Decimal("0.05")),
]
NO_NUMBERS = ["", "một", "1,234.5", "1.23", "12.34.567", "1,", ",5", "(1)", "--1", "1 234", "٣"]
NO_DAYS = ["", "31/02/2024", "2024", "15/3", "3/15/2024", "00/01/2024", "15/3/24", "15 tháng 3"]
decimals = st.decimals(
    allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15
)


@pytest.mark.parametrize(("written", "value"), NUMBERS)
def test_a_vietnamese_number_is_read(written: str, value: Decimal) -> None:
    assert parse_number(written) == value


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_it_refuses_what_is_no_number_rather_than_guess(written: str) -> None:
    with pytest.raises(Problem, match="1.234,5") as refused:
        parse_number(written)
    assert refused.value.code == "KER-002"


def test_thousands_are_grouped_and_places_padded() -> None:
    assert print_number(1234567) == "1.234.567"
    assert print_number(Decimal("98.5"), places=2) == "98,50"


@given(decimals)
def test_a_number_that_was_printed_reads_back_exactly(value: Decimal) -> None:
    assert parse_number(print_number(value)) == value


@pytest.mark.parametrize("written", ["15/3/2024", "15/03/2024", "15-3-2024", " 15.03.2024 "])
def test_the_day_stands_before_the_month(written: str) -> None:
    assert parse_date(written) == date(2024, 3, 15)


@pytest.mark.parametrize("written", NO_DAYS)
def test_it_refuses_a_day_that_does_not_exist(written: str) -> None:
    with pytest.raises(Problem, match="31/12/2024") as refused:
        parse_date(written)
    assert refused.value.code == "KER-003"


@given(st.dates())
def test_a_day_that_was_printed_reads_back(day: date) -> None:
    assert parse_date(print_date(day)) == day
