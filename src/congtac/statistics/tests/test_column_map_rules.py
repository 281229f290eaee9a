"""Column maps follow one another, go back where nothing was merged, and say what is lost."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from congtac.statistics.rules.column_maps import (
    Link,
    Mapped,
    as_stored,
    carried,
    completed,
    composed,
    objection,
    proposed,
    read_links,
    turned,
)
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.rolling_up import Part, sum_of_kept
from congtac.statistics.rules.rows import rows_of
from congtac.statistics.tests.tables import table

ROWS = (Link("1", ("1",)),)
CELLS = st.one_of(st.integers(0, 9999).map(str), st.sampled_from(["-", "…", ""]))


def said(text: str) -> Mapped:
    """A map as the table writes it: "b1=a1+a2 b2="."""
    links = (it.partition("=") for it in text.split())
    return Mapped(tuple(Link(into, tuple(filter(None, of.split("+")))) for into, _, of in links))


def test_the_table_of_maps_one_after_the_other() -> None:
    for first, second, both in table("statistics-series.md", "first map | second map"):
        made = composed(said(first), said(second))
        assert tuple(it for it in made.columns if it.into) == said(both).columns


def test_the_table_of_what_is_carried() -> None:
    for _from, added, cell in table("statistics-series.md", "carried from | what is added"):
        kept = ["" if it == "nothing" else it for it in added.split(", ")]
        assert (sum_of_kept(kept) or "nothing") == cell


@st.composite
def maps(draw: st.DrawFn, before: str, after: str) -> Mapped:
    """A map in which each earlier column goes into one later one at most, or nowhere."""
    where = [draw(st.integers(0, 4)) for _ in range(5)]
    links = []
    for target in range(4):
        of = tuple(f"{before}{at}" for at, into in enumerate(where) if into == target)
        links.append(Link(f"{after}{target}", of))
    lost = (Link("", (f"{before}{at}",)) for at, into in enumerate(where) if into == 4)
    return Mapped((*links, *lost), ROWS)


@given(maps("a", "b"), maps("b", "c"), st.lists(CELLS, min_size=5, max_size=5))
def test_two_maps_at_once_carry_what_they_carry_one_by_one(
    first: Mapped, second: Mapped, cells: list[str]
) -> None:
    grid = Grid((), {("1", f"a{at}"): kept for at, kept in enumerate(cells) if kept})
    start = Part("u", grid)
    second = Mapped(tuple(it for it in second.columns if "b4" not in it.of), ROWS)
    one_by_one = carried(carried(start, first), second)
    at_once = carried(start, composed(first, second))
    assert one_by_one.grid == at_once.grid
    assert one_by_one.absent == at_once.absent


@given(maps("a", "b"), st.lists(st.integers(0, 999), min_size=5, max_size=5))
def test_what_is_not_lost_is_conserved(mapped: Mapped, numbers: list[int]) -> None:
    grid = Grid((), {("1", f"a{at}"): str(it) for at, it in enumerate(numbers)})
    after = carried(Part("u", grid), mapped)
    assert after.grid is not None
    gone = sum(numbers[int(it[1:])] for it in mapped.lost)
    assert sum(int(it) for it in after.grid.cells.values()) == sum(numbers) - gone


@given(maps("a", "b"), st.lists(st.integers(0, 999).map(str), min_size=5, max_size=5))
def test_what_stays_the_same_comes_back(mapped: Mapped, cells: list[str]) -> None:
    grid = Grid((), {("1", f"a{at}"): kept for at, kept in enumerate(cells)})
    there = carried(Part("u", grid), mapped)
    back = carried(there, turned(mapped))
    assert back.grid is not None
    same = {it.of[0] for it in mapped.columns if it.kind == "same"}
    assert {column for _row, column in back.grid.cells} == same
    assert all(grid.cells[place] == kept for place, kept in back.grid.cells.items())


def form(*columns: Column, rows: tuple[str, ...] = ()) -> Form:
    return Form(code="01/VD", name="", columns=columns, rows=rows_of(rows))


OLD = form(
    Column("c1", ("Tổng số",), "việc"),
    Column("c2", ("Chia ra", "Nam"), "việc"),
    Column("c3", ("Chia ra", "Nữ"), "việc"),
    Column("c4", ("Tuổi trung bình",), "tuổi"),
)
NEW = form(
    Column("c1", ("Tổng số",), "việc"),
    Column("c2", ("Chia theo giới tính", "Nữ"), "việc"),
    Column("c3", ("Qua mạng",), "việc"),
    rows=("Tổng số", "I. Cấp tỉnh"),
)


def test_a_map_is_proposed_by_path_label_and_code() -> None:
    made = proposed(OLD, NEW)
    assert [(it.into, it.of, it.kind) for it in made.columns] == [
        ("c1", ("c1",), "same"),
        ("c2", ("c3",), "same"),
        ("c3", (), "new"),
        ("", ("c2",), "lost"),
        ("", ("c4",), "lost"),
    ]
    assert made.rows[0] == Link("Tổng số", ("1",))


def test_a_map_that_cannot_be_is_refused() -> None:
    def why(*links: Link) -> str | None:
        return objection(Mapped(links), OLD, NEW)

    assert why(Link("c1", ("c1",)), Link("c2", ("c2", "c3"))) is None
    assert why(Link("", ("c1",)), Link("c1")) == "STA-415"
    assert why(Link("c9", ("c1",))) == "STA-411"
    assert why(Link("c1", ("c9",))) == "STA-411"
    assert why(Link("c1", ("c1",)), Link("c2", ("c1",))) == "STA-412"
    assert why(Link("c1", ("c1", "c4"))) == "STA-413"


def test_a_map_names_every_column_and_row_once_it_is_kept() -> None:
    made = completed(Mapped((Link("c1", ("c2", "c3")),)), OLD, NEW)
    assert {it.into for it in made.columns} == {"c1", "c2", "c3", ""}
    assert made.lost == ("c1", "c4")
    assert objection(made, OLD, NEW) is None


def test_links_come_back_as_they_were_stored() -> None:
    links = (Link("c1", ("c2", "c3"), "gộp"), Link("", ("c4",)), Link("c2"))
    assert read_links(as_stored(links)) == links


def test_a_version_like_the_one_before_maps_onto_itself() -> None:
    for asked in built_in_forms():
        if asked.columns and len({it.title for it in asked.numbers}) == len(asked.numbers):
            made = proposed(asked, replace(asked, version="2"))
            assert all(it.kind == "same" for it in made.columns), asked.code
