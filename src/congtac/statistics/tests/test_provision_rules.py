"""The tables of provisions: which causes are offered, what a row may follow, which days remind."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.kernel.numbers import parse_date
from congtac.statistics.rules import provisions as rules
from congtac.statistics.rules.provisions import Span
from congtac.statistics.tests.tables import table

DAYS = st.dates(date(2016, 1, 1), date(2035, 12, 31))


@dataclass(frozen=True)
class Row:
    name: str
    key: str
    since: date | None = None
    until: date | None = None
    regime: str = ""


ROWS = (
    Row("a1", "a", until=date(2025, 1, 1)),
    Row("a2", "a", since=date(2025, 1, 1)),
    Row("b1", "b", since=date(2024, 7, 1), until=date(2025, 1, 1)),
    Row("c1", "c", regime="thanh-tra"),
)


@pytest.mark.parametrize("row", table("statistics-submissions.md", "last day of the period"))
def test_a_period_offers_the_causes_in_force_on_its_last_day(row: list[str]) -> None:
    day, regime, said = row
    found = [
        it.name
        for it in ROWS
        if rules.is_offered(it, of_regime=it.regime, regime=regime, last_day=parse_date(day))
    ]
    assert found == said.split(", ")


@pytest.mark.parametrize("row", table("statistics-submissions.md", "last row"))
def test_a_row_begins_after_the_last_one(row: list[str]) -> None:
    said, since, refused = row
    day = None if said == "from ever" else parse_date(said.split()[1])
    last = Span(day, None) if said.startswith("from") else Span(None, day)
    if last.until is not None:
        last = Span(None, last.until + timedelta(days=1))
    objection = rules.objection_to_beginning(parse_date(since), last)
    assert objection == (None if refused == "–" else refused)


@pytest.mark.parametrize("row", table("statistics-boards.md", "before | after | refused"))
def test_days_of_reminders_are_near_and_named_once(row: list[str]) -> None:
    before, after, refused = row
    days = [[int(it) for it in text.split() if it != "–"] for text in (before, after)]
    assert rules.objection_to_days(*days) == (None if refused == "–" else refused)


@given(st.lists(DAYS, min_size=1, max_size=6, unique=True), DAYS)
def test_of_rows_that_follow_one_another_at_most_one_holds(begins: list[date], day: date) -> None:
    begins.sort()
    rows = [
        Row(str(place), "a", since, until)
        for place, (since, until) in enumerate(zip(begins, [*begins[1:], None], strict=True))
    ]
    held = [it for it in rows if rules.holds(it, day)]
    assert len(held) == (1 if day >= begins[0] else 0)
    assert rules.row_on(rows, "a", day) == (held[0] if held else None)
    for before, after in zip(rows, rows[1:], strict=False):
        assert rules.objection_to_beginning(after.since, Span(before.since, None)) is None
        assert rules.objection_to_beginning(before.since, Span(after.since, None)) == "STA-503"


def test_an_end_has_its_reason_and_lies_within() -> None:
    since = date(2024, 1, 1)
    assert rules.objection_to_ending(since, since, "Công văn 1") is None
    assert rules.objection_to_ending(since, since, " ") == "STA-505"
    assert rules.objection_to_ending(date(2023, 12, 31), since, "Công văn 1") == "STA-506"


def test_a_norm_is_a_number_within_reason() -> None:
    assert rules.objection_to_value(rules.MEND_DAYS, 60) is None
    for value in (0, 61):
        assert rules.objection_to_value(rules.MEND_DAYS, value) == "STA-439"
