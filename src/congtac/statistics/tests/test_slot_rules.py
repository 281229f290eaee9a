"""Rows that fill slots are known by their name or number; what is put upon them loses nothing."""

from hypothesis import given
from hypothesis import strategies as st

from congtac.kernel.keys import search_key
from congtac.statistics.rules.entry import (
    BLANKS,
    MORE_ROWS,
    Beside,
    blanks_of,
    entry_lines,
    read_posted,
)
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.rows import rows_of
from congtac.statistics.rules.slots import FIELDS, MOST, Known, is_fixed, room, upon
from congtac.statistics.tests.tables import table

SLOT = "Tên xã…"
COLUMNS = (Column("c1", ("Số",), "việc"), Column("c2", ("Tiền",), "đồng"))
FORM = Form(code="01/VD", name="", columns=COLUMNS, rows=rows_of(["Tổng số", SLOT]))
NAMES = st.lists(
    st.sampled_from(["Xã An", "xã an", "1. Xã An", "Xã Bình", "2", "2. Xã Cam", "3. Xã Đông"]),
    unique_by=search_key,
    max_size=6,
)


def grid(names: list[str], base: int) -> Grid:
    cells = {(name, "c1"): str(base + at) for at, name in enumerate(names)}
    return Grid(tuple((SLOT, name) for name in names), cells)


def test_the_table_of_names_that_are_the_same_row() -> None:
    for there, written, meant in table("statistics-feeds.md", "rows there | written"):
        known = Known.of((SLOT, name) for name in there.split("; "))
        assert (known.name(written) or "new") == meant


@given(NAMES, NAMES)
def test_what_is_put_upon_rows_keeps_those_there_and_brings_every_figure(
    one: list[str], other: list[str]
) -> None:
    before, more = grid(one, 100), grid(other, 200)
    after = upon(before, more)
    assert after.rows[: len(before.rows)] == before.rows
    assert {row for row, _column in after.cells} <= {name for _slot, name in after.rows}
    assert len({search_key(name) for _slot, name in after.rows}) == len(after.rows)
    brought = set(more.cells.values())
    untouched = {it for it in before.cells.items() if after.cells[it[0]] not in brought}
    assert untouched <= set(after.cells.items())
    assert upon(after, more) == after, "a second time nothing is new"


def test_a_fixed_row_lends_its_name_to_nobody() -> None:
    assert is_fixed(FORM, "tổng số")
    assert not is_fixed(FORM, "Xã An")


def posted(count: int, filled: int) -> dict[str, str]:
    data = {f"+{at}.slot": SLOT for at in range(1, count + 1)}
    data |= {f"+{at}": "" for at in range(1, count + 1)}
    return data | {f"+{at}": f"Xã {at}" for at in range(1, filled + 1)}


def test_rows_that_are_asked_for_come_beside_those_that_were_offered() -> None:
    data = posted(5, 4)
    assert blanks_of(FORM, data) == {SLOT: BLANKS}
    blanks = blanks_of(FORM, data, SLOT)
    assert blanks == {SLOT: BLANKS + MORE_ROWS}
    lines = entry_lines(FORM, Grid(read_posted(FORM, data).rows), Beside(), blanks=blanks)
    assert [it.name for it in lines if it.name.startswith("Xã")] == [
        f"Xã {at}" for at in range(1, 5)
    ]
    assert sum(it.is_filling for it in lines) == 4 + BLANKS + MORE_ROWS
    assert [it.is_last for it in lines].count(True) == 1
    assert lines[-1].is_last
    assert blanks_of(FORM, posted(30, 2), SLOT) == {SLOT: 28 + MORE_ROWS}
    assert blanks_of(FORM, data, "no slot") == {SLOT: BLANKS}


def test_a_form_has_room_for_as_many_rows_as_its_page_can_send() -> None:
    full = room(FORM)
    assert full == FIELDS // 6 - 1
    assert blanks_of(FORM, posted(full - 4, full - 4), SLOT) == {SLOT: BLANKS + 1}
    assert blanks_of(FORM, posted(full, 1), SLOT) == {SLOT: full - 1}
    narrow = Form(code="02/VD", name="", columns=COLUMNS[:1], rows=FORM.rows)
    assert room(narrow) == MOST
