"""Rows that fill slots are carried over maps, as rows or as their sum; what is lost is said."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from django.test import Client
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from congtac.kernel.actor import SYSTEM, Actor
from congtac.statistics.models import FormVersion
from congtac.statistics.queries.column_maps import lost_notes
from congtac.statistics.rules.column_maps import (
    Link,
    Mapped,
    carried,
    completed,
    composed,
    objection,
    proposed,
    turned,
)
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.forms import Column, Form, Row
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.rolling_up import Part
from congtac.statistics.services.column_maps import keep_map
from congtac.statistics.services.forms import load_forms
from congtac.statistics.tests.begun import as_keeper, let_ha_keep
from congtac.statistics.tests.tables import table

COLUMN = (Link("c", ("c",)),)


def form(*rows: str) -> Form:
    made = tuple(Row(it, it, is_dynamic=it.endswith("…")) for it in rows)
    return Form(code="01/VD", name="", columns=(Column("c", ("Số",), "việc"),), rows=made)


def filled(text: str) -> Grid:
    """Figures as the table writes them: "T=20 A…: x=5 y=7"."""
    slot = ""
    rows: list[tuple[str, str]] = []
    cells: dict[tuple[str, str], str] = {}
    for word in text.strip("`").split():
        if word.endswith(":"):
            slot = word[:-1]
            continue
        name, _is, kept = word.partition("=")
        rows += [(slot, name)] if slot else []
        cells |= {(name, "c"): kept} if kept else {}
    return Grid(tuple(rows), cells)


def test_the_table_of_rows_that_are_carried() -> None:
    page = table("statistics-series.md", "rows | filled | into")
    for before, figures, into, said in page:
        target, _is, of = into.strip("`").partition("=")
        mapped = Mapped(COLUMN, (Link(target, tuple(of.split("+"))),))
        whole = completed(mapped, form(*before.strip("`").split()), form(target))
        made = carried(Part("u", filled(figures)), whole).grid
        assert made == (Grid() if said == "nothing" else filled(said)), into


ROWS = [f"r{at}" for at in range(3)]
OLD = form(*(f"a{it}" for it in ROWS), "aA…", "aB…")


def link_rows(draw: st.DrawFn, before: Form, after: Form) -> Mapped:
    """Each earlier row into one later row or nowhere; a fixed one into no slot."""
    fixed, slots = [it.code for it in after.fixed_rows], [it.code for it in after.slots]
    into: dict[str, list[str]] = {}
    lost = []
    for row in before.rows:
        where = draw(st.sampled_from(["", *fixed, *(slots if row.is_dynamic else [])]))
        if where:
            into.setdefault(where, []).append(row.code)
        else:
            lost.append(Link("", (row.code,)))
    links = (Link(it, tuple(of)) for it, of in into.items())
    return completed(Mapped(COLUMN, (*links, *lost)), before, after)


NEW = form(*(f"b{it}" for it in ROWS), "bA…", "bB…")
LAST = form("ct", "cA…")


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Mapped, Mapped]:
    return link_rows(draw, OLD, NEW), link_rows(draw, NEW, LAST)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    names = draw(st.lists(st.sampled_from(["Xã An", "Xã Bình", "Xã Cam"]), unique=True))
    rows = tuple((draw(st.sampled_from(["aA…", "aB…"])), name) for name in names)
    every = [it.code for it in OLD.fixed_rows] + names
    return Grid(rows, {(it, "c"): str(draw(st.integers(0, 999))) for it in every})


def total(grid: Grid | None) -> int:
    assert grid is not None
    return sum(int(it) for it in grid.cells.values())


@given(grids(), pairs())
def test_totals_with_slots_are_conserved_but_for_what_is_lost(
    grid: Grid, maps: tuple[Mapped, Mapped]
) -> None:
    first, _second = maps
    after = carried(Part("u", grid), first).grid
    slot_of = {name: slot for slot, name in grid.rows}
    lost = sum(
        int(kept)
        for (row, _column), kept in grid.cells.items()
        if slot_of.get(row, row) in first.lost_rows
    )
    assert total(after) == total(grid) - lost
    assert after is not None
    fixed = {it.code for it in NEW.fixed_rows}
    assert {row for row, _column in after.cells} <= fixed | {name for _slot, name in after.rows}


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(grids(), pairs())
def test_two_maps_at_once_carry_rows_as_one_by_one(grid: Grid, maps: tuple[Mapped, Mapped]) -> None:
    first, second = maps
    assume({slot for slot, _name in grid.rows} == {it.code for it in OLD.slots})
    start = Part("u", grid)
    by_two = carried(carried(start, first), second).grid
    whole = {it for link in second.rows for it in link.of if link.into}
    fed = {it.into for it in first.rows if it.of}
    assume(whole <= fed)  # what the second needs and the first hasn't got is not there
    at_once = carried(start, composed(first, second)).grid
    assert by_two is not None
    assert at_once is not None
    assert set(by_two.rows) == set(at_once.rows)
    assert dict(by_two.cells) == dict(at_once.cells)


@given(grids(), pairs())
def test_rows_that_stay_the_same_come_back(grid: Grid, maps: tuple[Mapped, Mapped]) -> None:
    first, _second = maps
    there = carried(Part("u", grid), first)
    back = carried(there, turned(first)).grid
    assert back is not None
    melted = {slot for slot, _into in first.melted}
    same = {link.of[0] for link in first.rows if link.kind == "same"} - melted
    assert set(back.rows) == {row for row in grid.rows if row[0] in same}
    assert all(grid.cells[place] == kept for place, kept in back.cells.items())


def test_a_slot_is_proposed_for_the_slot_of_its_words_or_the_only_one() -> None:
    made = proposed(form("T", "Tên xã…"), form("T", "Các xã…"))
    assert Link("Các xã…", ("Tên xã…",)) in made.rows
    two = proposed(form("Tên xã…", "Tên huyện…"), form("Tên xã…", "Tên tỉnh…"))
    assert Link("Tên xã…", ("Tên xã…",)) in two.rows
    assert two.lost_rows == ("Tên huyện…",)
    for asked in (it for it in built_in_forms() if it.slots):
        again = proposed(asked, replace(asked, version="2"))
        assert all(it.kind == "same" for it in again.rows), asked.code


def test_a_map_of_rows_that_cannot_be_is_refused() -> None:
    def why(*links: Link) -> str | None:
        return objection(Mapped(COLUMN, links), OLD, NEW)

    assert why(Link("bA…", ("aA…", "aB…"))) is None
    assert why(Link("br0", ("aA…", "ar0"))) is None
    assert why(Link("bA…", ("ar0",))) == "STA-511"
    assert why(Link("bZ…", ("aA…",))) == "STA-411"
    assert why(Link("bA…", ("aA…",)), Link("bB…", ("aA…",))) == "STA-412"


def test_what_is_lost_of_slots_is_said_and_mapped_on_the_screen(
    client_of: Callable[[str], Client], cast: Mapping[str, Actor], on_day: Callable[[date], None]
) -> None:
    day = date(2026, 3, 2)
    on_day(day)
    let_ha_keep()
    load_forms(SYSTEM, built_in_forms(), day=date(2016, 1, 4))
    before = FormVersion.objects.get(code="12b/BTP/BTTP/CC")
    after = FormVersion.objects.get(code="10b/TP/CC")
    links = (
        Link("Tổng số", ("Tổng số",)),
        Link("I. Phòng công chứng", (before.form.slots[0].code,)),
    )
    columns = (Link("c1", ("c1",)),)
    kept = keep_map(as_keeper(cast), before, after, Mapped(columns, links), day=day)
    assert lost_notes(before, kept.mapped)[-1] == (
        "Các dòng “<tổ chức hành nghề công chứng>” của 12b/BTP/BTTP/CC chỉ còn số cộng, "
        "ở dòng “I. Phòng công chứng”."
    )
    bare = keep_map(as_keeper(cast), before, after, Mapped(columns, links[:1]), day=day)
    assert "các dòng “<tổ chức hành nghề công chứng>”" in lost_notes(before, bare.mapped)[0]
    page = client_of("ha").get(f"/thong-ke/noi-cot/{before.pk}/{after.pk}/")
    assert "các dòng đơn vị tự đặt tên" in page.content.decode()
