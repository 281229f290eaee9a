"""A number, 0, "-", "…" and nothing stay five different things wherever a cell goes."""

import io
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
import python_calamine
from django.test import Client

from congtac.kernel.actor import Actor
from congtac.statistics.models import Submission
from congtac.statistics.queries import findings, workbooks
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grids import Grid, read_typed, shown_cell
from congtac.statistics.rules.workbooks.brought import read_brought
from congtac.statistics.rules.workbooks.filled import grids_of
from congtac.statistics.rules.workbooks.layout import Layout
from congtac.statistics.services import submissions as services
from congtac.statistics.tests.begun import DAY, open_half_year

Cast = Mapping[str, Actor]
TYPED = {"c1": "1.200", "c2": "1200", "c3": "-", "c4": "0", "c5": "… hỏng máy", "c6": ""}
KEPT = {"c1": "1200", "c2": "1200", "c3": "-", "c4": "0", "c5": "… hỏng máy"}
SHOWN = {**TYPED, "c2": "1.200"}
COLUMNS = [{"code": code, "label_vi": f"Số {code}", "unit": "hồ sơ"} for code in TYPED]
SUM = [{"expr": "c1 = c2 + c3", "severity": "error"}, {"expr": "c1 = c2 + c5", "severity": "error"}]


@pytest.fixture
def begun(cast: Cast) -> Submission:
    """A form with one cell of each state at the Sở of Lan; "-" stands in a sum, and "…" too."""
    period, version = open_half_year(cast, columns=COLUMNS, relation_details=SUM)
    return services.begin(cast["lan"], version, period, day=DAY)


def grid(form: Form) -> Grid:
    return read_typed(form, (), {("1", code): value for code, value in TYPED.items()}).grid


@pytest.fixture
def written(cast: Cast, begun: Submission) -> Submission:
    services.write(cast["lan"], begun, grid(begun.form.form), seen=0, day=DAY)
    return begun


def said(asked: Submission, kept: Grid) -> dict[tuple[str, ...], str]:
    told = findings.findings_of(asked, kept)
    return {it.finding.columns: it.finding.rule for it in told}


def test_what_is_kept_is_five_things(begun: Submission) -> None:
    form = begun.form.form
    kept = {code: value for (_row, code), value in grid(form).cells.items()}
    assert kept == KEPT
    shown = {it.code: shown_cell(it, kept.get(it.code, "")) for it in form.columns}
    assert shown == SHOWN
    assert len({kept.get(code, "") for code in ("c1", "c3", "c4", "c5", "c6")}) == 5


def test_the_checks_tell_them_apart(begun: Submission) -> None:
    form = begun.form.form
    whole = grid(form)
    assert said(begun, whole) == {("c6",): "missing"}, "“-” adds 0; with “…” nothing is judged"
    without_reason = Grid((), {**whole.cells, ("1", "c5"): "…"})
    assert said(begun, without_reason) == {("c6",): "missing", ("c5",): "reason"}
    as_zero = Grid((), {**whole.cells, ("1", "c5"): "0", ("1", "c6"): "0"})
    assert said(begun, as_zero) == {}
    nothing = Grid((), {place: it for place, it in whole.cells.items() if place[1] != "c3"})
    assert said(begun, nothing) == {("c3",): "missing", ("c6",): "missing"}


def test_the_entry_page_and_what_it_keeps_hold_them_apart(
    begun: Submission, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    on_day(DAY)
    lan, address = client_of("lan"), f"/thong-ke/bieu/{begun.pk}/nhap/"
    typed = {f"1.{code}": value for code, value in TYPED.items() if value}
    body = json.dumps({"ban": 0, "nhap": 0, "trang": "a", "o": typed})
    answer = lan.post(f"{address}giu/", body, content_type="application/json").json()
    assert [it["cells"] for it in answer["findings"]] == [["1.c6"]]
    assert begun.drafts.get().fields == typed
    assert values(lan.get(address).content.decode()) == TYPED, "as typed"
    lan.post(address, {**typed, "1.c6": "", "ban": "0"})
    page = lan.get(address).content.decode()
    assert values(page) == SHOWN
    for sign in ("1.234,5", "không phát sinh", "không thu thập được", "chưa nhập"):
        assert sign in page, "the page says how a cell is written"


def values(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="1\.(c\d)" value="([^"]*)"', page))


def test_excel_takes_them_out_and_brings_them_back(written: Submission) -> None:
    data = workbooks.workbook_of(written)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    layout = Layout(written.form.form, "x")
    line = book.get_sheet_by_index(0).to_python(skip_empty_area=False)[layout.lines[0].at]
    assert line[2:8] == [1200.0, 1200.0, "-", 0.0, "…", ""]
    assert line[layout.reasons_at] == "hỏng máy"
    brought = read_brought("x", next(iter(grids_of(data).values())), {"90/BTP/VD": layout.form})
    assert brought is not None
    assert {code: value for (_row, code), value in brought.cells.items()} == {**KEPT, "c6": ""}


def test_the_paper_prints_them_apart(
    written: Submission, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    on_day(DAY)
    for name in ("in", ""):
        address = f"/thong-ke/bieu/{written.pk}/{name}/".replace("//", "/")
        page = client_of("lan").get(address).content.decode()
        cells: list[Any] = re.findall(r'<td id="o-1-(c\d)"[^>]*>([^<]*?)\s*</td>', page)
        assert dict(cells) == SHOWN
