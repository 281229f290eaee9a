"""One definition draws the entry grid, the Excel template, the printed form and the checks."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
import python_calamine
from django.test import Client

from congtac.kernel.actor import Actor
from congtac.statistics.queries.drawing import drawn_form
from congtac.statistics.rules.book import book_of
from congtac.statistics.rules.engine import check
from congtac.statistics.rules.entry import Beside, entry_lines
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.forms import Column, Form, Row
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.heads import heads
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.workbooks.filled import paths_of
from congtac.statistics.rules.workbooks.layout import COLUMNS, FIRST, HEADS_AT, Layout
from congtac.statistics.rules.workbooks.template import template
from congtac.statistics.services import submissions as services
from congtac.statistics.tests.begun import DAY, made_form, open_half_year
from congtac.statistics.tests.made import PETITIONS

FORMS = [form for form in built_in_forms() if form.columns]
Cast = Mapping[str, Actor]
Cells = list[tuple[str, str, tuple[str, ...]]]  # row, column, the whole path of its heads


def defined(form: Form) -> Cells:
    return [(row.code, it.code, it.path) for row in form.rows for it in form.columns]


def on_the_entry_page(form: Form) -> Cells:
    lines = entry_lines(form, Grid(), Beside(), blanks=1)
    return [
        (line.row.code, cell.column.code, tuple(cell.column.title.split(" > ")))
        for line in lines
        for cell in line.cells
    ]


def in_the_workbook(form: Form) -> Cells:
    """By the hidden codes, with the heads that stand above each column."""
    data = template([form], Rulebook.of([form]))
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    page = book.get_sheet_by_name(book.sheet_names[0])
    grid = [[str(cell) for cell in line] for line in page.to_python(skip_empty_area=False)]
    [codes_at] = [at for at, line in enumerate(grid) if line[0] == COLUMNS]
    paths = paths_of(grid[HEADS_AT : HEADS_AT + Layout(form, "x").depth])
    codes = grid[codes_at][FIRST : FIRST + len(form.columns)]
    rows = dict.fromkeys(line[0] for line in grid[codes_at + 1 :])
    return [
        (row.removeprefix("+"), code, paths[FIRST + at])
        for row in rows
        for at, code in enumerate(codes)
    ]


def on_paper(form: Form) -> Cells:
    """Each column under the heads that span it."""
    shown = drawn_form(form)
    paths: dict[int, list[str]] = {at: [] for at in range(len(form.columns))}
    for line in heads(form.columns):
        for head in line:
            for at in range(head.first, head.first + head.columns):
                paths[at].append(head.text)
    return [
        (row.code, it.column.code, tuple(paths[at]))
        for row in shown.rows
        for at, it in enumerate(shown.columns)
    ]


def asked_by_the_checks(form: Form) -> set[tuple[str, str, tuple[str, ...]]]:
    """What a sheet without a single figure is asked for."""
    rules = Rulebook.of([form])
    lines = [
        ("Sở A", "2024", form.code, row.code, it.code, "")
        for row in form.rows
        for it in form.columns
    ]
    found = check(book_of(lines, rules.forms), rules)
    return {
        (it.row, column.code, column.path)
        for it in found
        for column in form.columns
        if it.kind == "missing" and it.columns == (column.code,) and column.title in it.message
    }


def numbers_of(form: Form) -> set[tuple[str, str, tuple[str, ...]]]:
    codes = {it.code for it in form.numbers}
    return {cell for cell in defined(form) if cell[1] in codes}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_each_form_of_the_site_is_the_same_wherever_it_is_drawn(form: Form) -> None:
    cells = defined(form)
    assert on_the_entry_page(form) == cells
    assert in_the_workbook(form) == cells
    assert on_paper(form) == cells
    assert asked_by_the_checks(form) == numbers_of(form)


def test_a_change_of_the_definition_changes_all_four() -> None:
    columns = (*PETITIONS.columns[:4], Column("c9", ("Đơn mới", "Nhận qua mạng"), "đơn"))
    rows = (*PETITIONS.rows[1:], Row("III", "III. Cấp khác"))
    changed = replace(PETITIONS, columns=columns, rows=rows, relations=())
    for drawn in (on_the_entry_page, in_the_workbook, on_paper):
        assert drawn(changed) == defined(changed)
        assert drawn(PETITIONS) == defined(PETITIONS)
    assert asked_by_the_checks(changed) == numbers_of(changed)
    assert asked_by_the_checks(PETITIONS) == numbers_of(PETITIONS)
    assert ("III", "c9", ("Đơn mới", "Nhận qua mạng")) in numbers_of(changed)


def test_the_workbook_takes_what_the_checks_allow() -> None:
    columns = (
        Column("c1", ("Số phiên",), "phiên", least="2", most="10"),
        Column("c2", ("Tiền",), "triệu đồng"),
    )
    form = replace(PETITIONS, columns=columns, rows=PETITIONS.rows[:1], relations=())
    rules = Rulebook.of([form])
    book = zipfile.ZipFile(io.BytesIO(template([form], rules)))
    page = book.read("xl/worksheets/sheet1.xml").decode()
    for formula in ("&gt;=2", "&lt;=10", "=INT(", "&gt;=0"):
        assert formula in page
    assert page.count("=INT(") == 1


class Names(HTMLParser):
    """The names of the fields of a page, and how many cells its tables have."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.cells: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "input" and said.get("inputmode") == "decimal":
            self.names.append(said.get("name") or "")
        if tag == "td" and (said.get("id") or "").startswith("o-"):
            self.cells.append(said["id"] or "")


def test_the_pages_hold_the_cells_of_the_definition(
    cast: Cast, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    period, version = open_half_year(cast)
    on_day(DAY)
    asked = services.begin(cast["lan"], version, period, day=DAY)
    lan = client_of("lan")
    form = made_form()
    names = [f"{row}.{column}" for row, column, _ in defined(form)]
    page = lan.get(f"/thong-ke/bieu/{asked.pk}/nhap/").content.decode()
    assert Names(page).names == names
    grid = Grid((), {(row, column): "1" for row, column, _ in defined(form)})
    services.write(cast["lan"], asked, grid, seen=0, day=DAY)
    paper = lan.get(f"/thong-ke/bieu/{asked.pk}/in/").content.decode()
    assert len(Names(paper).cells) == len(names)
