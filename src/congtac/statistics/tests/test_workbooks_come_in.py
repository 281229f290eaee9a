"""Workbooks go out filled and come in by a view of differences; nothing is taken unseen."""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from congtac.ground.audit.models import Line
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations.models import Unit
from congtac.statistics.models import Period, Revision, Submission, TakenSheet, Upload
from congtac.statistics.queries import submissions as queries
from congtac.statistics.queries import workbooks
from congtac.statistics.queries.uploads import Looked
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.workbooks import layout as places
from congtac.statistics.rules.workbooks.brought import Brought, put_upon, read_brought
from congtac.statistics.rules.workbooks.filled import grids_of
from congtac.statistics.rules.workbooks.layout import Layout, sheet_name
from congtac.statistics.rules.workbooks.template import Sheet, workbook
from congtac.statistics.services import submissions
from congtac.statistics.services import uploads as services
from congtac.statistics.services.forms import load_forms
from congtac.statistics.tests.begun import CODE, DAY, made_form, open_half_year
from congtac.statistics.tests.made import PETITIONS, RULES
from congtac.statistics.tests.test_template import columns_turned, heads_reworded, saved

Cast = Mapping[str, Actor]
AFTER = date(2024, 7, 10)
GOOD = {"c1": "120", "c2": "70", "c3": "50", "c4": "-"}
FILLED = Grid(
    (("Xã...", "Xã An Bình"), ("Xã...", "- Xã Bình Hòa")),
    {
        ("Tổng số", "c1"): "1234.567",
        ("Tổng số", "c2"): "0",
        ("Tổng số", "c3"): "-",
        ("Tổng số", "c4"): "… chưa có sổ",
        ("II. Cấp xã", "c1"): "…",
        ("II. Cấp xã", "c2"): "… hỏng máy",
        ("II. Cấp xã", "c6"): "… và ghi chú",
        ("Xã An Bình", "c1"): "5",
        ("- Xã Bình Hòa", "c5"): "33.3",
    },
)


def out(grid: Grid, *, revision: int = 3) -> bytes:
    """The workbook of the petitions with figures."""
    name = sheet_name(PETITIONS)
    sheet = Sheet(PETITIONS, name, "Sở 07", "so-07", "2024-H1", revision, grid)
    return workbook([sheet], RULES)


def back(data: bytes) -> Brought:
    for name, grid in grids_of(data).items():
        brought = read_brought(name, grid, RULES.forms)
        if brought is not None:
            return brought
    raise AssertionError("no sheet is a form")


def figures(brought: Brought) -> Grid:
    return Grid(brought.rows, {place: it for place, it in brought.cells.items() if it})


def test_figures_go_out_and_come_back_as_they_were() -> None:
    brought = back(out(FILLED))
    assert figures(brought) == FILLED
    assert (brought.unit, brought.period, brought.base) == ("Sở 07", "2024-H1", 3)
    assert (brought.told, brought.faults) == ((), {})


kept = st.sampled_from(["", "0", "7", "1234.5", "-", "…", "… hỏng máy", "… mất sổ"])
row_names = st.sets(st.sampled_from(["Xã An Bình", "Xã Bình Hòa", "+ Xã Cát Lái"]))


@given(st.data())
@settings(max_examples=12)
def test_any_figures_come_back(data: st.DataObject) -> None:
    names = sorted(data.draw(row_names))
    codes = [it.code for it in PETITIONS.numbers]
    rows = [*(it.code for it in PETITIONS.fixed_rows), *names]
    cells = {(row, code): data.draw(kept) for row in rows for code in codes}
    slots = tuple(("Xã...", name) for name in names)
    grid = Grid(slots, {place: it for place, it in cells.items() if it})
    assert figures(back(out(grid))) == grid


def turned(change: Callable[[Any], Any]) -> Brought:
    first = next(iter(grids_of(out(FILLED)).values()))
    width = max(map(len, first)) + 1
    return back(saved(change([[*line, *[""] * (width - len(line))] for line in first])))


def test_what_was_moved_or_reworded_is_taken_and_said() -> None:
    moved = turned(columns_turned)
    assert figures(moved) == FILLED
    assert [it for it in moved.told if "cột đã đổi chỗ" in it]
    reworded = turned(heads_reworded)
    assert figures(reworded) == FILLED
    assert any("đổi lời" in it and "Khiếu nại (mới)" in it for it in reworded.told)


def test_a_head_that_nobody_knows_is_only_guessed_and_said_so() -> None:
    def change(grid: Any) -> Any:
        grid[places.HEADS_AT + 2][places.FIRST + 1] = "Kiến nghị"
        codes = Layout(PETITIONS, "x").codes_at
        return [line[1:] for at, line in enumerate(grid) if at != codes]

    brought = turned(change)
    assert brought.is_guessed
    assert any("Kiến nghị" in it for it in brought.told)
    assert brought.base == 0, "the hidden marks are gone"
    assert brought.cells["Tổng số", "c2"] == "0"


def test_a_cell_that_cannot_be_read_is_named_and_the_others_come() -> None:
    def change(grid: Any) -> Any:
        grid[Layout(PETITIONS, "x").lines[0].at][places.FIRST] = "(12)"
        return grid

    brought = turned(change)
    assert list(brought.faults) == [("Tổng số", "c1")]
    assert "(12)" in brought.faults["Tổng số", "c1"]
    assert brought.cells["Tổng số", "c2"] == "0"


def test_a_row_named_twice_is_refused() -> None:
    def change(grid: Any) -> Any:
        for line in grid:
            if line[places.LABELS_AT] == "'- Xã Bình Hòa":
                line[places.LABELS_AT] = "xã an bình"
        return grid

    with pytest.raises(Problem, match="STA-373"):
        turned(change)


def test_what_others_saved_since_the_template_went_out_stays() -> None:
    base = Grid((), {("Tổng số", "c1"): "1", ("Tổng số", "c2"): "2"})
    newest = Grid((), {("Tổng số", "c1"): "1", ("Tổng số", "c2"): "9", ("Tổng số", "c3"): "3"})
    mine = {**base.cells, ("Tổng số", "c1"): "5", ("Tổng số", "c3"): ""}
    merged = put_upon(Brought("x", PETITIONS, "", "", 3, (), mine), base, newest)
    assert merged.grid.cells == {**newest.cells, ("Tổng số", "c1"): "5"}
    assert not merged.clashes
    blank = Brought("x", PETITIONS, "", "", 0, (), {("Tổng số", "c1"): "", ("Tổng số", "c2"): "4"})
    merged = put_upon(blank, Grid(), newest)
    assert merged.grid.cells == {**newest.cells, ("Tổng số", "c2"): "4"}
    assert [(it.before, it.after) for it in merged.clashes] == [("9", "4")]


# With units, forms and permissions


@pytest.fixture
def begun(cast: Cast) -> Submission:
    """The six months of 2024 at the Sở of Lan and Minh, begun; figures are there."""
    period, version = open_half_year(cast)
    asked = submissions.begin(cast["lan"], version, period, day=DAY)
    cells = {("1", code): value for code, value in GOOD.items()}
    submissions.write(cast["lan"], asked, Grid((), cells), seen=0, day=DAY)
    return asked


def changed(data: bytes, *cells: tuple[str, Any]) -> bytes:
    """A workbook of one form, saved by another program, with other figures in its only row."""
    first = [list(it) for it in next(iter(grids_of(data).values()))]
    form = made_form()
    for code, value in cells:
        column = form.column(code)
        assert column is not None
        layout = Layout(form, "x")
        first[layout.lines[0].at][layout.column_at(column)] = value
    return saved(first)


def only(actor: Actor, found: Upload) -> Looked:
    [it] = services.look(actor, found, day=DAY)
    return it


def test_a_workbook_is_looked_at_cell_by_cell_then_taken_with_a_line_that_names_it(
    cast: Cast, begun: Submission
) -> None:
    data = changed(workbooks.workbook_of(begun), ("c2", 80), ("c3", 40), ("c4", ""))
    found = services.bring(cast["lan"], "Số liệu tháng 6.xlsx", data)
    it = only(cast["lan"], found)
    assert {(one.column, one.before, one.after, one.kind) for one in it.differences} == {
        ("Chia theo giới tính > Nam", "70", "80", "changed"),
        ("Chia theo giới tính > Nữ", "50", "40", "changed"),
        ("Trong đó: trẻ em", "-", "", "emptied"),
    }
    assert (it.blocking, begun.revisions_count) == (1, 1)
    with pytest.raises(Problem, match="STA-369"):
        services.take(cast["lan"], found, {}, day=DAY)
    with pytest.raises(Problem, match="STA-367"):
        services.take(cast["lan"], found, {it.key: "something else"}, day=DAY)
    services.take(cast["lan"], found, {it.key: it.seen}, day=DAY)
    begun.refresh_from_db()
    assert queries.grid_of(queries.revision(begun)).cells[("1", "c2")] == "80"
    assert "Số liệu tháng 6.xlsx" in begun.lines.latest("ordinal").words
    line = Line.objects.filter(act="statistics.upload.taken").latest("pk")
    assert json.loads(bytes(line.body))["facts"]["file"] == "Số liệu tháng 6.xlsx"
    taken = TakenSheet.objects.get()
    assert (taken.submission, taken.revision) == (begun, 2)
    with pytest.raises(Problem, match="STA-368"):
        services.take(cast["lan"], found, {it.key: it.seen}, day=DAY)


def test_what_changed_after_the_look_is_looked_at_again(cast: Cast, begun: Submission) -> None:
    data = changed(workbooks.workbook_of(begun), ("c2", 80))
    found = services.bring(cast["lan"], "a.xlsx", data)
    seen = only(cast["lan"], found)
    cells = {("1", code): value for code, value in {**GOOD, "c2": "75", "c4": "3"}.items()}
    submissions.write(cast["minh"], begun, Grid((), cells), seen=1, day=DAY)
    with pytest.raises(Problem, match="STA-367"):
        services.take(cast["lan"], found, {seen.key: seen.seen}, day=DAY)
    it = only(cast["lan"], found)
    [one] = it.differences
    assert (one.before, one.after, one.kind) == ("75", "80", "clash")
    assert one.writer == cast["minh"].name
    assert not it.is_sure, "somebody has to say so"
    services.take(cast["lan"], found, {it.key: it.seen}, day=DAY)
    begun.refresh_from_db()
    cells_now = queries.grid_of(queries.revision(begun)).cells
    assert (cells_now["1", "c2"], cells_now["1", "c4"]) == ("80", "3")


def test_strangers_bring_and_see_nothing_and_nothing_comes_in_out_of_turn(
    cast: Cast, begun: Submission
) -> None:
    data = changed(workbooks.workbook_of(begun), ("c2", 80))
    with pytest.raises(Refused):
        services.bring(cast["an"], "a.xlsx", data)
    for name in ("hoa", "ha"):
        found = services.bring(cast[name], "a.xlsx", data)
        it = only(cast[name], found)
        assert "Sở Tư pháp" in it.problem
        assert (it.differences, it.submission, it.may_be_taken) == ((), None, False)
    with pytest.raises(Refused):
        services.look(cast["lan"], found, day=DAY)
    own = services.bring(cast["lan"], "a.xlsx", data)
    submissions.write(
        cast["minh"], begun, Grid((), {("1", c): v for c, v in GOOD.items()}), seen=1, day=DAY
    )
    [late] = services.look(cast["lan"], own, day=AFTER)
    assert "hết hạn" in late.problem
    submissions.submit(cast["lan"], begun, day=DAY)
    assert "bước khác" in only(cast["lan"], own).problem


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "FIL-001"),
        (b"PK no workbook", "FIL-"),
        (saved([["a", "b"]]), "STA-362"),
        (b"a,b\n", "FIL-"),
    ],
)
def test_what_is_no_workbook_of_forms_is_refused_and_nothing_kept(
    cast: Cast, data: bytes, code: str
) -> None:
    with pytest.raises(Problem, match=code):
        services.bring(cast["lan"], "a.xlsx", data)
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("line", "text", "said"),
    [
        (places.UNIT_AT, "Sở Mặt trăng", "đơn vị"),
        (places.PERIOD_AT, "kỳ sau", "kỳ báo cáo"),
        (places.UNIT_AT, "Sở Tài chính Ninh Thuận", "không phải báo cáo"),
    ],
)
def test_a_unit_or_a_period_that_nobody_knows_is_said(
    cast: Cast, begun: Submission, line: int, text: str, said: str
) -> None:
    grid = [list(it) for it in next(iter(grids_of(workbooks.workbook_of(begun)).values()))]
    grid[line][places.FIRST] = text
    it = only(cast["lan"], services.bring(cast["lan"], "a.xlsx", saved(grid)))
    assert said in it.problem
    assert not it.may_be_taken


COMMUNES = {"level": "xã", "reporter_vi": "UBND cấp xã", "receiver_vi": "Sở Tư pháp"}


def of_communes(cast: Cast, begun: Submission) -> tuple[Period, list[Any]]:
    load_forms(SYSTEM, [made_form(code="91/XA/VD", **COMMUNES)], day=DAY)
    owed = queries.owed_to("ninh-thuan.stp", begun.period, DAY)
    assert len(owed) > 2
    return begun.period, owed


def test_a_department_brings_several_forms_of_several_communes_at_once(
    cast: Cast, begun: Submission
) -> None:
    day = date(2024, 6, 3)
    period, owed = of_communes(cast, begun)
    data = workbooks.workbook_of_period(owed[:3], period)
    sheets = {name: grid for name, grid in grids_of(data).items() if name != "Kiểm tra"}
    assert len(sheets) == 3
    filled = filled_in(sheets, {"c1": 9, "c2": 4, "c3": 5, "c4": "-"})
    found = services.bring(cast["lan"], "cac-xa.xlsx", filled)
    looked = services.look(cast["lan"], found, day=day)
    assert [it.unit for it in looked] == [it.unit for it in owed[:3]]
    assert all(it.may_be_taken and it.is_sure for it in looked)
    first, second, _third = looked
    services.take(cast["lan"], found, {it.key: it.seen for it in (first, second)}, day=day)
    made = Revision.objects.filter(submission__form__code="91/XA/VD")
    assert {it.submission.unit for it in made} == {it.unit for it in owed[:2]}
    again = services.look(cast["lan"], found, day=day)
    assert [bool(it.taken) for it in again] == [True, True, False]
    theirs = replace(cast["hoa"], unit=owed[2].unit.key, unit_name=owed[2].unit.name)
    own = submissions.begin(theirs, owed[2].form, period, day=day)
    submissions.write(theirs, own, Grid((), {("1", "c1"): "1"}), seen=0, day=day)
    last = services.look(cast["lan"], found, day=day)[2]
    assert "đã tự lưu" in last.problem
    assert not last.differences, "what the commune wrote stays inside it"
    assert not Submission.objects.filter(unit=Unit.objects.get(key="btp")).exists()


def filled_in(sheets: Mapping[str, Any], cells: Mapping[str, Any]) -> bytes:
    kept, form = io.BytesIO(), made_form()
    layout = Layout(form, "x")
    with xlsxwriter.Workbook(kept) as book:
        for name, lines in sheets.items():
            page = book.add_worksheet(name)
            for at, line in enumerate(lines):
                page.write_row(at, 0, line)
            for code, value in cells.items():
                column = form.column(code)
                assert column is not None
                page.write(layout.lines[0].at, layout.column_at(column), value)
    return kept.getvalue()


def test_a_workbook_has_its_bounds(
    cast: Cast, begun: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    period, owed = of_communes(cast, begun)
    monkeypatch.setattr(workbooks, "MOST", 2)
    with pytest.raises(Problem, match="STA-374"):
        workbooks.workbook_of_period(owed[:3], period)


def test_two_sheets_for_one_form_are_for_a_person_to_settle(cast: Cast, begun: Submission) -> None:
    first = next(iter(grids_of(workbooks.workbook_of(begun)).values()))
    data = filled_in({"a": first, "b": first}, {"c2": 80})
    looked = services.look(cast["lan"], services.bring(cast["lan"], "a.xlsx", data), day=DAY)
    assert len(looked) == 2
    assert all("Hai trang" in it.problem and not it.may_be_taken for it in looked)


def test_it_goes_out_and_comes_in_on_the_screens(
    cast: Cast,
    begun: Submission,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    lan, hoa = client_of("lan"), client_of("hoa")
    address = f"/thong-ke/bieu/{begun.pk}/mau-excel/"
    answer = lan.get(address)
    assert "90-btp-vd-2024-h1-so-tu-phap-ninh-thuan.xlsx" in answer["Content-Disposition"]
    assert hoa.get(address).status_code == 403
    every = lan.get(f"/thong-ke/mau-excel/{begun.period_id}/")
    assert list(grids_of(every.content)) == [sheet_name(made_form()), "Kiểm tra"]
    assert lan.post("/thong-ke/tep/").status_code == 422
    file = SimpleUploadedFile("so-lieu.xlsx", changed(answer.content, ("c2", 80), ("c3", "…")))
    look = lan.post("/thong-ke/tep/", {"file": file}, follow=True)
    page = look.content.decode()
    assert CODE in page
    assert "70" in page
    assert "80" in page
    [it] = look.context["sheets"]
    there = look.request["PATH_INFO"]
    assert hoa.get(there).status_code == 403
    assert lan.post(f"{there}nhan/", {"trang": it.key, "thay." + it.key: "x"}).status_code == 422
    done = lan.post(f"{there}nhan/", {"trang": it.key, "thay." + it.key: it.seen}, follow=True)
    assert "Đã nhận 1 biểu" in done.content.decode()
    begun.refresh_from_db()
    assert begun.revisions_count == 2
    assert hoa.post(f"{there}nhan/", {}).status_code == 403
