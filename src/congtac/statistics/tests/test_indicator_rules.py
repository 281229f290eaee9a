"""Formulas, sums over units, targets and growth: the tables of statistics-indicators.md."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congtac.kernel.numbers import parse_number
from congtac.kernel.problem import Problem
from congtac.statistics.rules import indicators as rules
from congtac.statistics.rules.cells import parse_cell
from congtac.statistics.rules.indicators import Computed, Definition, Formula, Target
from congtac.statistics.rules.periods import Window, window
from congtac.statistics.rules.tree import Number
from congtac.statistics.rules.wording import Told, growth, quoted
from congtac.statistics.tests.begun import made_form
from congtac.statistics.tests.tables import table
from vanban import lint, read

PAGE = "statistics-indicators.md"
FORMS = {made_form().code: made_form()}
SPANS = {
    "H1": ("01-01", "06-30", "05-31"),
    "year": ("01-01", "12-31", "10-31"),
    "other": ("01-01", "05-31", "05-31"),
}


def covered(name: str, year: int) -> Window:
    first, last, actual = SPANS[name]
    return window(first=first, last=last, actual=actual, year=year)


def number(text: str) -> Decimal | None:
    return None if text in ("–", "none", "") else parse_number(text)


@pytest.mark.parametrize("row", table(PAGE, "formula | c1"))
def test_a_formula_comes_to_a_number_or_to_none(row: list[str]) -> None:
    text, first, second, wanted = row
    cells = {"c1": parse_cell(first), "c2": parse_cell(second)}
    asked = Definition(rules.formula(text, FORMS))
    assert rules.compute(asked, lambda name: cells[name.column]).value == number(wanted)


def test_the_cells_that_are_missing_are_named() -> None:
    asked = Definition(rules.formula("[90/BTP/VD].c1 + [90/BTP/VD].c2", FORMS))
    found = rules.compute(asked, lambda name: parse_cell("4") if name.column == "c1" else None)
    assert found.missing == (rules.CellName("90/BTP/VD", "1", "c2"),)


@pytest.mark.parametrize("row", table(PAGE, "formula | refused"))
def test_a_formula_that_names_no_cell_is_refused(row: list[str]) -> None:
    with pytest.raises(Problem, match=row[1]):
        rules.formula(row[0], FORMS)


@pytest.mark.parametrize("row", table(PAGE, "numerators"))
def test_units_add_up_and_a_ratio_is_computed_again(row: list[str]) -> None:
    above = [parse_number(it) for it in row[0].split(", ")]
    below = [parse_number(it) for it in row[1].split(", ")] if row[1] else [None] * len(above)
    plain = Formula("1", Number(Decimal(1)), ())
    asked = Definition(plain, plain if row[1] else None, int(row[2]))
    parts = [Computed(None, one, other) for one, other in zip(above, below, strict=True)]
    together = rules.together(asked, parts)
    assert rules.shown(together.value) == ("" if row[3] == "none" else row[3])


@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(1, 900)), min_size=1, max_size=9),
    st.data(),
)
def test_a_ratio_is_the_same_over_any_partition(
    parts: list[tuple[int, int]], data: st.DataObject
) -> None:
    plain = Formula("1", Number(Decimal(1)), ())
    asked = Definition(plain, plain, 100)
    units = [Computed(None, Decimal(above), Decimal(below)) for above, below in parts]
    cut = data.draw(st.integers(0, len(units)))
    halves = [rules.together(asked, some) for some in (units[:cut], units[cut:]) if some]
    assert rules.together(asked, halves) == rules.together(asked, units)


@pytest.mark.parametrize("row", table(PAGE, "target"))
def test_a_target_is_judged_by_the_exact_value(row: list[str]) -> None:
    comparison, value = row[0].split()
    target, reached = Target(comparison, parse_number(value)), number(row[1])
    assert rules.judge(target, reached) == row[2]
    assert rules.shown(reached, target=target) == row[3]


def test_nothing_is_judged_while_a_unit_is_missing() -> None:
    target = Target(">=", Decimal(98))
    assert rules.judge(target, Decimal(99), is_whole=False) == rules.UNKNOWN
    assert target.words == "từ 98 trở lên"
    count = Target(">=", Decimal(1000))
    assert rules.share_of_target(count, Decimal(562)) == "đạt 56,2% chỉ tiêu cả năm"


@pytest.mark.parametrize("row", table(PAGE, "now"))
def test_growth_is_told_in_words(row: list[str]) -> None:
    now, before, unit, period, words = row
    this, other = ("H1", "other") if period == "other" else (period, period)
    told = Told(number(now), covered(this, 2024))
    assert growth(told, Told(number(before), covered(other, 2023)), unit=unit) == words


@settings(max_examples=40)  # each reads a paper
@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(("H1", "year")))
def test_the_reader_of_papers_finds_no_fault_in_a_growth_that_is_told(
    now: int, before: int, period: str
) -> None:
    told = Told(Decimal(now), covered(period, 2024))
    said = growth(told, Told(Decimal(before), covered(period, 2023)))
    text = f"Tòa thụ lý {now} vụ, {said} ({before} vụ)."
    assert [it for it in lint(read(text.encode(), name="bao-cao.txt")) if it.code == "VB-022"] == []


@given(st.decimals(0, 10**6, places=2), st.decimals(0, 10**6, places=2))
def test_more_is_never_told_as_less(now: Decimal, before: Decimal) -> None:
    one, other = Told(now, covered("H1", 2024)), Told(before, covered("H1", 2023))
    said, back = growth(one, other), growth(replace(one, value=before), replace(other, value=now))
    assert bool(said) == bool(back)
    if now > before:
        assert said.startswith(("tăng", "gấp", "phát sinh mới"))
        assert back.startswith(("giảm", "không còn phát sinh"))


def test_a_figure_is_quoted_with_its_growth() -> None:
    assert quoted("1.234", "việc", "tăng 2%") == "1.234 việc, tăng 2%"
    assert quoted("98,5", "%", "") == "98,5%"


def test_a_version_needs_its_words_and_begins_after_the_one_before() -> None:
    day = date(2024, 1, 1)
    assert rules.objection_to_version(since=day, before=None, words=["x", " "]) == "STA-450"
    assert rules.objection_to_version(since=day, before=day, words=["x"]) == "STA-456"
    assert rules.objection_to_version(since=day, before=None, words=["x"]) is None
