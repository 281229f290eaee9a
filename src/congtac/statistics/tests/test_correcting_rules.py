"""A correction is what differs between the figures sent and those typed: nothing of it is lost."""

import re

from hypothesis import given
from hypothesis import strategies as st

from congtac.kernel.keys import search_key
from congtac.statistics.rules.correcting import lines_of, read_asked, untouched
from congtac.statistics.rules.corrections import (
    Mending,
    corrected,
    is_standing,
    mended,
    objection_to_asking,
    strays,
)
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.history import Saved, changed_since
from congtac.statistics.rules.rows import rows_of
from congtac.statistics.tests.begun import DAY
from congtac.statistics.tests.tables import table

SLOT, OTHER = "Tên xã…", "Tên huyện…"
SLOTS = (SLOT, OTHER)
COLUMNS = (Column("c1", ("Số",), "việc"), Column("c2", ("Tiền",), "đồng"))
FORM = Form(code="01/VD", name="", columns=COLUMNS, rows=rows_of(["Tổng số", *SLOTS]))


def said(text: str) -> tuple[Grid, dict[str, str]]:
    """A state as the table writes it: "A: c1=5; B (was A): c1=2", and which row each was."""
    rows: list[tuple[str, str]] = []
    cells: dict[tuple[str, str], str] = {}
    origins: dict[str, str] = {}
    for part in text.strip("`").split("; "):
        name, _colon, figures = part.partition(": ")
        name, was, origin = name.removesuffix(")").partition(" (was ")
        rows.append((SLOT, name))
        origins |= {name: origin} if was else {}
        cells |= {(name, it[:2]): it[3:] for it in figures.split()}
    return Grid(tuple(rows), cells), origins


def told(it: Mending) -> str:
    if it.is_renaming:
        return f"row {it.before} named {it.after}"
    if it.is_of_row:
        return f"row {it.row} {'taken out' if it.is_taking_out else 'added'}"
    return f"{it.row}.{it.column}: {it.before or 'nothing'} to {it.after or 'nothing'}"


def test_the_table_of_what_is_mended() -> None:
    for before, typed, found in table("statistics-submissions.md", "sent | typed | is mended"):
        sent, (after, origins) = said(before)[0], said(typed)
        assert [told(it) for it in mended(SLOTS, sent, after, origins)] == re.findall(
            "`([^`]+)`", found
        )


NAMES = ("Xã An", "Xã Bình", "Xã Cam", "Xã Đông")
FIGURES = st.sampled_from(["", "", "0", "-", "5", "12"])


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    names = draw(st.lists(st.sampled_from(NAMES), unique=True))
    rows = tuple((draw(st.sampled_from(SLOTS)), name) for name in names)
    cells = {
        (row, it): kept
        for row in ("Tổng số", *names)
        for it in ("c1", "c2")
        if (kept := draw(FIGURES))
    }
    return Grid(rows, cells)


def same(one: Grid, other: Grid) -> bool:
    return set(one.rows) == set(other.rows) and dict(one.cells) == dict(other.cells)


@given(grids(), grids(), st.dictionaries(st.sampled_from(NAMES), st.sampled_from(NAMES)))
def test_what_is_mended_makes_the_figures_typed_and_back(
    sent: Grid, typed: Grid, origins: dict[str, str]
) -> None:
    found = mended(SLOTS, sent, typed, origins)
    assert is_standing(sent, found)
    made = corrected(sent, found, SLOTS)
    assert same(made, typed)
    assert not strays(FORM, made)
    assert bool(found) == (not same(sent, typed))
    places = [(it.row, it.column) for it in found]
    assert len(set(places)) == len(places)
    kept = {it.before for it in found if not it.is_of_row} | set(made.cells.values())
    assert set(sent.cells.values()) <= kept | {""}, "every old value stands or is told"
    back = mended(SLOTS, made, sent, {})
    assert same(corrected(made, back, SLOTS), sent)


def test_what_no_longer_stands_is_known() -> None:
    grid, _origins = said("A: c1=5; B: c1=2")
    for it in (
        Mending("A", "c1", "6", "7"),
        Mending("C", "#0", "C", ""),
        Mending("B", "#0", "", "B"),
        Mending("C", "#0", "C", "D"),
    ):
        assert not is_standing(grid, [it])
    renamed = [Mending("A", "#0", "A", "C"), Mending("C", "c1", "5", "6")]
    assert is_standing(grid, renamed)
    assert strays(FORM, corrected(grid, [Mending("Z", "c1", "", "5")], SLOTS)) == ["Z"]


def page_of(grid: Grid) -> dict[str, str]:
    """What the page sends of figures that nobody touched."""
    data = {f"Tổng số.{it}": grid.cells.get(("Tổng số", it), "") for it in ("c1", "c2")}
    ordered = [row for slot in SLOTS for row in grid.rows if row[0] == slot]
    for at, (slot, name) in enumerate(ordered, start=1):
        data |= {f"+{at}": name, f"+{at}.slot": slot, f"+{at}.goc": name}
        data |= {f"+{at}.{it}": grid.cells.get((name, it), "") for it in ("c1", "c2")}
    return data


@given(grids())
def test_a_page_that_nobody_touched_mends_nothing(sent: Grid) -> None:
    assert read_asked(FORM, sent, page_of(sent)).mendings == ()
    assert untouched(sent).mendings == ()


def test_reasons_are_one_for_all_or_one_by_one() -> None:
    sent, _origins = said("Xã An: c1=5 c2=7; Xã Bình: c1=2")
    data = page_of(sent) | {"+1.c1": "6", "+1.c2": "8", "+2.bo": "on", "ly-do": "Nhập nhầm"}
    data |= {"+3": "Xã Cam", "+3.slot": SLOT, "+3.c1": "1", "ly-do.+1.c2": " Đọc  sai sổ "}
    data |= {"ly-do.-1": "Xã đã nhập vào Xã An"}
    asked = read_asked(FORM, sent, data)
    assert {told(it): it.reason for it in asked.mendings} == {
        "row Xã Bình taken out": "Xã đã nhập vào Xã An",
        "row Xã Cam added": "Nhập nhầm",
        "Xã An.c1: 5 to 6": "Nhập nhầm",
        "Xã An.c2: 7 to 8": "Đọc sai sổ",
        "Xã Bình.c1: 2 to nothing": "Xã đã nhập vào Xã An",
        "Xã Cam.c1: nothing to 1": "Nhập nhầm",
    }
    assert objection_to_asking(asked.mendings) is None
    silent = read_asked(FORM, sent, {**data, "ly-do": " "})
    assert objection_to_asking(silent.mendings) == "STA-396"
    lines = [(it.row, it.column, count) for it, count in lines_of(asked.mendings)]
    assert ("Xã Bình", "#0", 1) in lines
    assert ("Xã Bình", "c1", 0) not in lines


def test_a_row_that_was_taken_out_comes_back() -> None:
    sent, _origins = said("Xã An: c1=5; Xã Bình: c1=2")
    out = {key: it for key, it in page_of(sent).items() if not key.startswith("+2")}
    assert [told(it) for it in read_asked(FORM, sent, out).mendings][0] == "row Xã Bình taken out"
    assert read_asked(FORM, sent, {**out, "giu.1": "on"}).mendings == ()


def test_a_row_is_named_anew_and_a_name_is_taken_once() -> None:
    sent, _origins = said("Xã An: c1=5; Xã Bình: c1=2")
    asked = read_asked(FORM, sent, page_of(sent) | {"+1": "Phường An", "ly-do": "Lên phường"})
    assert [told(it) for it in asked.mendings] == ["row Xã An named Phường An"]
    assert search_key(asked.mendings[0].reason) == "len phuong"
    assert read_asked(FORM, sent, page_of(sent) | {"+1": "xã bình"}).posted.is_misnamed


def test_rows_that_came_or_went_since_it_was_signed_are_told() -> None:
    one, two = said("A: c1=5; B: c1=2")[0], said("A: c1=5; C: c1=2")[0]
    saved = [Saved(1, one, "Lan", DAY), Saved(2, two, "Minh", DAY)]
    found = [(it.row, it.column, it.before, it.after) for it in changed_since(saved, 1)]
    assert found == [
        ("B", "", "B", ""), ("C", "", "", "C"), ("B", "c1", "2", ""), ("C", "c1", "", "2"),
    ]  # fmt: skip
    moved = Saved(2, Grid(((OTHER, "A"), (SLOT, "B")), one.cells), "Minh", DAY)
    assert changed_since([saved[0], moved], 1) == []
