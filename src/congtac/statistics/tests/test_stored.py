"""Figures read straight from what is kept are those that are read cell by cell."""

from decimal import Decimal

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from congtac.statistics.rules.book import KEYS, Book, book_of
from congtac.statistics.rules.engine import check
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grids import Grid, lines
from congtac.statistics.rules.stored import Kept, book_of_kept
from congtac.statistics.tests.made import PETITIONS, RULES, SETTLED, UNITS

CELLS = st.sampled_from(["", "0", "-", "…", "… chưa có sổ", "12", "1234.5", "100000000000"])
NAMES = ("Xã An Bình", "Xã Bình Hòa", "Xã Cẩm Lộc")


@st.composite
def grids(draw: st.DrawFn, form: Form) -> Grid:
    slots = [it.code for it in form.slots]
    filled = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=3)) if slots else []
    rows = [*(it.code for it in form.fixed_rows), *filled]
    places = [(row, column.code) for row in rows for column in form.columns]
    values = draw(st.lists(CELLS, min_size=len(places), max_size=len(places)))
    cells = {place: value for place, value in zip(places, values, strict=True) if value}
    return Grid(tuple((slots[0], name) for name in filled), cells)


kept = st.lists(
    st.tuples(st.sampled_from(UNITS[:3]), st.sampled_from(("2023", "2024")), grids(PETITIONS)),
    unique_by=lambda it: it[:2],
    max_size=4,
)


def cell_by_cell(form: Form, some: list[tuple[str, str, Grid]]) -> Book:
    told = []
    for unit, period, grid in some:
        for line in lines(form, grid):
            for column in form.columns:
                text = grid.cells.get((line.name, column.code), "")
                value, reason = (text[:1], text[1:].strip()) if text[:1] == "…" else (text, "")
                told.append((unit, period, form.code, line.name, column.code, value, reason))
    return book_of(told, RULES.forms)


def text_of(some: list[tuple[str, str, Grid]]) -> list[Kept]:
    return [(unit, period, grid.text()) for unit, period, grid in some]


@given(kept)
def test_what_is_kept_reads_as_the_cells_do(some: list[tuple[str, str, Grid]]) -> None:
    quick = book_of_kept({PETITIONS: text_of(some)})
    slow = cell_by_cell(PETITIONS, some)
    assert quick.sheets.keys() == slow.sheets.keys()
    for code, sheet in slow.sheets.items():
        frame = quick.sheets[code].sort(KEYS[:3])
        assert frame.equals(sheet.sort(KEYS[:3]), null_equal=True)
    assert set(quick.oddities) == set(slow.oddities)
    assert check(quick, RULES) == check(slow, RULES)


def test_numbers_are_those_that_were_written() -> None:
    text = Grid((), {("1", "c1"): str(Decimal(10) ** 15), ("1", "c2"): "0.125"}).text()
    sheet = book_of_kept({SETTLED: [("Sở 01", "2024", text)]}).sheets[SETTLED.code]
    assert sheet.select("c1", "c2").row(0) == (1e15, 0.125)
    assert sheet.schema["c1"] == pl.Float64


def test_rows_and_columns_that_the_form_no_longer_has_are_left_out() -> None:
    text = Grid((), {("9", "c1"): "1", ("1", "c9"): "1", ("1", "c2"): "5"}).text()
    sheet = book_of_kept({SETTLED: [("Sở 01", "2024", text)]}).sheets[SETTLED.code]
    assert sheet.select("row", "c1", "c2").rows() == [("1", None, 5.0)]
