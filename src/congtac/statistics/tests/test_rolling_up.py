"""Sums over units are the same over any partition; shares are computed again from sums."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from congtac.statistics.rules.definitions import as_stored
from congtac.statistics.rules.form_files import form_of
from congtac.statistics.rules.forms import Column, Form, Relation, Row, Source
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.rolling_up import Adder, Part, SumLine, Tally, made_of
from congtac.statistics.rules.rows import rows_of
from congtac.statistics.tests.tables import table

ROW = Row("1", "")
LINE = SumLine("1", ROW)
KEPT = st.one_of(
    st.integers(-(10**6), 10**6).map(str),
    st.decimals(0, 10**6, places=2, allow_nan=False).map(str),
    st.sampled_from(["-", "… hỏng máy", "", "0"]),
)


def form(relation: str = "c1 = c2", **changes: object) -> Form:
    columns = (
        Column("c1", ("Giải quyết",), "việc"),
        Column("c2", ("Tiếp nhận",), "việc"),
        Column("c3", ("Tỷ lệ",), "%"),
        Column("c4", ("Ghi chú",), "", "text"),
    )
    made = {"code": "01/VD", "name": "", "columns": columns, "rows": rows_of([])}
    return Form(**{**made, "relations": (Relation(relation),), **changes})  # type: ignore[arg-type]  # values of the test


def part(unit: str, **cells: str) -> Part:
    return Part(unit, Grid((), {("1", column): kept for column, kept in cells.items() if kept}))


def test_the_table_of_sums() -> None:
    for *cells, expected, units in table("statistics-series.md", "one | other | third"):
        parts = [part(f"u{at}", c1=kept) for at, kept in enumerate(cells)]
        tally = Adder(form()).tally(parts, LINE, "c1")
        assert (tally.kept, f"{tally.given}/{tally.asked}") == (expected, units), cells


def test_the_table_of_shares() -> None:
    for relation, one, other, expected in table("statistics-series.md", "relation | c1 | c2 | c3"):
        ones, others = one.split(" + "), other.split(" + ")
        parts = [
            part(f"u{at}", c1=a, c2=b, c3="7")
            for at, (a, b) in enumerate(zip(ones, others, strict=True))
        ]
        asked = form(relation)
        added = Adder(asked).added(parts, LINE, asked.columns[2])
        shown = "không cộng được" if added.is_refused else added.kept
        assert shown == expected, relation


@given(st.lists(st.tuples(KEPT, st.integers(0, 4)), max_size=30))
def test_a_sum_is_the_same_over_any_partition(given_: list[tuple[str, int]]) -> None:
    adder = Adder(form())
    parts = [part(f"u{at}", c1=kept) for at, (kept, _group) in enumerate(given_)]
    groups: dict[int, list[Part]] = {}
    for it, (_kept, group) in zip(parts, given_, strict=True):
        groups.setdefault(group, []).append(it)
    by_group = [adder.tally(it, LINE, "c1") for it in groups.values()]
    assert sum(by_group, start=Tally()) == adder.tally(parts, LINE, "c1")


@given(st.lists(KEPT, max_size=30))
def test_nobody_is_lost_in_a_sum(cells: list[str]) -> None:
    parts = [part(f"u{at}", c1=kept) for at, kept in enumerate(cells)]
    tally = Adder(form()).tally([*parts, Part("nobody")], LINE, "c1")
    assert tally.given + len(tally.lacking) == tally.asked == len(cells) + 1
    assert "nobody" in tally.missing
    assert tally.total == sum(
        (Decimal(it) for it in cells if it[:1].isdigit() or len(it) > 1 and it[0] == "-"),
        start=Decimal(0),
    )


def test_a_share_of_one_unit_alone_stands_as_it_is() -> None:
    asked = form("c1 <= c2")
    added = Adder(asked).added([part("u", c3="33.3")], LINE, asked.columns[2])
    assert (added.how, added.kept) == ("alone", "33.3")


def test_remarks_are_not_added_up() -> None:
    asked = form()
    added = Adder(asked).added([part("u", c4="ghi"), part("v", c4="chú")], LINE, asked.columns[3])
    assert (added.how, added.kept) == ("remark", "")


SLOTS = rows_of(["Tổng số", "Sở..."])


def with_rows(unit: str, **rows: str) -> Part:
    names = tuple(("Sở...", name.replace("_", " ")) for name in rows)
    cells = {(name.replace("_", " "), "c1"): kept for name, kept in rows.items()}
    return Part(unit, Grid(names, {("Tổng số", "c1"): "1", **cells}))


def test_rows_of_a_slot_are_counted_and_added_up_in_its_line() -> None:
    parts = [with_rows("u", Sở_Y_tế="5", Sở_Xây_dựng="2"), with_rows("v", sở_y_tế="4"), Part("w")]
    adder = Adder(form(rows=SLOTS))
    total, slot = adder.lines(parts)
    assert (total.name, slot.is_slot, slot.count) == ("Tổng số", True, 3)
    tally = adder.tally(parts, slot, "c1")
    assert (tally.kept, tally.given, tally.missing) == ("11", 2, frozenset({"w"}))


def test_rows_of_a_slot_are_added_up_by_name_whatever_the_case() -> None:
    parts = [with_rows("u", Sở_Y_tế="5", Sở_Xây_dựng="2"), with_rows("v", sở_y_tế="4")]
    adder = Adder(form(rows=SLOTS), by_name=True)
    named = {it.name: adder.tally(parts, it, "c1") for it in adder.lines(parts)}
    assert named["Sở Y tế"].kept == "9"
    assert (named["Sở Xây dựng"].kept, named["Sở Xây dựng"].asked) == ("2", 1)


def test_a_form_made_of_others_adds_up_the_units_below_and_lists_them_in_its_slot() -> None:
    cases = form(code="02/XLD")
    offices = form(code="12a")
    whole = form(
        code="12b",
        rows=SLOTS,
        sources=(
            Source("02/XLD", into="Tổng số", columns=(("c1", ("c1", "c2")),)),
            Source("12a", into="Sở...", columns=(("c1", ("c1",)),)),
        ),
    )
    below = [part("xã A", c1="1", c2="2"), part("xã B", c1="3", c2="-"), Part("xã C")]
    there = [part("Văn phòng A", c1="7"), part("Văn phòng B", c1="8")]
    made = made_of(whole, {"02/XLD": (cases, below), "12a": (offices, there)})
    assert made.grid.cells == {
        ("Tổng số", "c1"): "6",
        ("Văn phòng A", "c1"): "7",
        ("Văn phòng B", "c1"): "8",
    }
    assert made.grid.rows == (("Sở...", "Văn phòng A"), ("Sở...", "Văn phòng B"))
    assert made.lacking == {"02/XLD": ("xã C",), "12a": ()}


def test_the_sources_of_a_form_come_back_from_its_definition() -> None:
    asked = form(sources=(Source("12a", "Tổng số", "1", (("c1", ("c1", "c2")),)),))
    assert form_of(as_stored(asked)).sources == asked.sources
    assert "sources" not in as_stored(form()), "the digest of other forms stays"


def sums_of(parts: Sequence[Part]) -> str:
    return Adder(form()).tally(parts, LINE, "c1").kept


def test_communes_are_added_up_by_so_and_these_to_the_nation() -> None:
    communes = {
        f"tỉnh {at}": [part(f"{at}.{n}", c1=str(at * n)) for n in range(5)] for at in range(4)
    }
    by_province = [part(name, c1=sums_of(few)) for name, few in communes.items()]
    assert sums_of(by_province) == sums_of([it for few in communes.values() for it in few])
