"""Codes of periods."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.kernel.periods import Period
from congtac.kernel.problem import Problem

TABLE = [
    ("2024", date(2024, 1, 1), date(2024, 12, 31), "Năm 2024"),
    ("2024-H1", date(2024, 1, 1), date(2024, 6, 30), "6 tháng đầu năm 2024"),
    ("2024-H2", date(2024, 7, 1), date(2024, 12, 31), "6 tháng cuối năm 2024"),
    ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31), "Quý I năm 2024"),
    ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31), "Quý IV năm 2024"),
    ("2024-9M", date(2024, 1, 1), date(2024, 9, 30), "9 tháng năm 2024"),
    ("2024-M02", date(2024, 2, 1), date(2024, 2, 29), "Tháng 2 năm 2024"),
    ("2024-M12", date(2024, 12, 1), date(2024, 12, 31), "Tháng 12 năm 2024"),
    ("2021-2026", date(2021, 1, 1), date(2026, 12, 31), "Giai đoạn 2021-2026"),
]
WRONG = ["", "24", "2024-Q5", "2024-Q0", "2024-H3", "2024-M13", "2024-M3", "2024-Q01", "2024-6M"]
WRONG += ["2026-2021", "2024-2024", "0000", "9999", "2024-", "2024-Q1-Q2", "٢٠٢٤"]

codes = st.one_of(
    st.integers(1, 9998).map("{:04d}".format),
    st.tuples(st.integers(1, 9998), st.sampled_from(["H1", "H2", "9M", "Q3", "M07"])).map(
        lambda parts: f"{parts[0]:04d}-{parts[1]}"
    ),
)


@pytest.mark.parametrize(("code", "start", "last_day", "title"), TABLE)
def test_a_code_names_its_days_and_its_title(
    code: str, start: date, last_day: date, title: str
) -> None:
    period = Period.parse(code)
    assert (period.start, period.last_day, period.title, str(period)) == (
        start,
        last_day,
        title,
        code,
    )


@pytest.mark.parametrize("code", WRONG)
def test_it_refuses_what_is_no_code_and_shows_examples(code: str) -> None:
    with pytest.raises(Problem, match="2024-Q1") as refused:
        Period.parse(code)
    assert refused.value.code == "KER-004"


def test_small_letters_and_spaces_around_do_not_matter() -> None:
    assert Period.parse(" 2024-q1 ") == Period.parse("2024-Q1")


@given(codes)
def test_what_is_printed_reads_back_the_same(code: str) -> None:
    period = Period.parse(code)
    assert Period.parse(str(period)) == period


@given(codes)
def test_a_period_holds_its_first_and_last_day_and_no_day_around(code: str) -> None:
    period = Period.parse(code)
    assert period.contains(period.start)
    assert period.contains(period.last_day)
    assert not period.contains(period.end)
    if period.start > date.min:
        assert not period.contains(period.start - timedelta(days=1))


@given(st.integers(1, 9998))
def test_the_four_quarters_follow_each_other_and_fill_the_year(year: int) -> None:
    quarters = [Period.parse(f"{year:04d}-Q{number}") for number in range(1, 5)]
    whole = Period.parse(f"{year:04d}")
    assert [quarter.end for quarter in quarters[:-1]] == [quarter.start for quarter in quarters[1:]]
    assert (quarters[0].start, quarters[-1].end) == (whole.start, whole.end)
