"""The Excel template carries its codes and checks, and comes back whatever was moved."""

import io
from collections.abc import Callable
from typing import Any

import pytest
import python_calamine
import xlsxwriter

from congtac.kernel.problem import Problem
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.workbooks import layout as places
from congtac.statistics.rules.workbooks.filled import read_filled
from congtac.statistics.rules.workbooks.layout import Layout, letters, sheet_name
from congtac.statistics.rules.workbooks.template import CHECKS, template
from congtac.statistics.tests.made import PETITIONS, RULES, SETTLED

Grid = list[list[Any]]
FORMS = RULES.forms


def grid_of(data: bytes, sheet: int | str = 0) -> Grid:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    name = book.sheet_names[sheet] if isinstance(sheet, int) else sheet
    return [list(line) for line in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]


def saved(grid: Grid) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("Trang khác tên")
        for at, line in enumerate(grid):
            for column, value in enumerate(line):
                if value not in ("", None):
                    page.write(at, column, value)
    return out.getvalue()


def filled() -> Grid:
    """The petitions of a department, with two communes that it names."""
    grid = grid_of(template([PETITIONS], RULES))
    width = max(map(len, grid)) + 1
    grid = [line + [""] * (width - len(line)) for line in grid]
    grid[places.UNIT_AT][places.FIRST] = "Sở 07"
    grid[places.PERIOD_AT][places.FIRST] = "2024-H1"
    first = Layout(PETITIONS, "x").lines[0].at
    for at, name in ((first + 3, "Xã An Bình"), (first + 4, "Xã Bình Hòa")):
        grid[at][places.LABELS_AT] = name
    for row in range(5):
        for column in range(5):
            grid[first + row][places.FIRST + column] = 100 * row + column
    grid[first][places.FIRST + 1] = "1.234,5"
    grid[first][places.FIRST + 2] = "-"
    grid[first][places.FIRST + 3] = "…"
    grid[first][Layout(PETITIONS, "x").reasons_at] = "chưa có sổ"
    return grid


def cells(data: bytes) -> dict[tuple[str, str], tuple[str, str]]:
    lines = read_filled(data, FORMS)
    assert {line[:3] for line in lines} == {("Sở 07", "2024-H1", "01/ĐƠN")}
    return {(line[3], line[4]): (line[5], line[6]) for line in lines if line[4] != "c6"}


def test_a_filled_template_is_read_back() -> None:
    read = cells(saved(filled()))
    assert read["Tổng số", "c1"] == ("0", "chưa có sổ")
    assert read["Tổng số", "c2"][0] == "1234.5"
    assert read["Tổng số", "c3"][0] == "-"
    assert read["Tổng số", "c4"][0] == "…"
    assert read["Xã Bình Hòa", "c5"] == ("404", "")
    assert len(read) == 5 * 5


def columns_turned(grid: Grid) -> Grid:
    """The columns of figures the other way round."""
    start, end = places.FIRST, places.FIRST + len(PETITIONS.columns)
    return [line[:start] + line[start:end][::-1] + line[end:] for line in grid]


def rows_turned(grid: Grid) -> Grid:
    start = Layout(PETITIONS, "x").lines[0].at
    return grid[:start] + grid[start : start + 5][::-1] + grid[start + 5 :]


def heads_reworded(grid: Grid) -> Grid:
    for line in grid[places.HEADS_AT : Layout(PETITIONS, "x").codes_at]:
        line[places.FIRST :] = [
            "" if not value else f"{value} (mới)" for value in line[places.FIRST :]
        ]
    return grid


def a_line_put_in(grid: Grid) -> Grid:
    return [*grid[:2], [""] * len(grid[0]), *grid[2:]]


def codes_taken_out(grid: Grid) -> Grid:
    """The hidden line and the hidden column are gone: heads and labels are left."""
    at = Layout(PETITIONS, "x").codes_at
    return [line[1:] for number, line in enumerate(grid) if number != at]


@pytest.mark.parametrize(
    "change", [columns_turned, rows_turned, heads_reworded, a_line_put_in, codes_taken_out]
)
def test_it_comes_back_whatever_was_moved_or_reworded(change: Callable[[Grid], Grid]) -> None:
    assert cells(saved(change(filled()))) == cells(saved(filled()))


def test_what_is_not_known_is_named() -> None:
    grid = codes_taken_out(filled())
    grid[places.HEADS_AT + 2][places.FIRST] = "Kiến nghị"
    with pytest.raises(Problem, match="Kiến nghị"):
        read_filled(saved(grid), FORMS)


def test_figures_in_a_column_without_a_code_are_named() -> None:
    grid = [[*line, ""] for line in filled()]
    grid[places.HEADS_AT][-1] = "Cột thêm"
    grid[Layout(PETITIONS, "x").lines[0].at][-1] = 5
    with pytest.raises(Problem, match="Cột thêm"):
        read_filled(saved(grid), FORMS)


def test_words_below_the_table_are_no_rows() -> None:
    grid = filled()
    grid.append(["", "NGƯỜI LẬP BIỂU", "", "Ngày 05 tháng 01 năm 2025", ""])
    grid.append(["", "(ký, họ tên)", "", "THỦ TRƯỞNG ĐƠN VỊ", ""])
    assert cells(saved(grid)) == cells(saved(filled()))


def test_a_tick_is_no_figure() -> None:
    grid = filled()
    at = Layout(PETITIONS, "x").lines[0].at
    grid[at][places.FIRST] = True
    assert cells(saved(grid))["Tổng số", "c1"][0] == "TRUE"


def test_a_sheet_without_unit_or_period_asks_for_it() -> None:
    grid = filled()
    grid[places.PERIOD_AT][places.FIRST] = ""
    with pytest.raises(Problem, match="kỳ báo cáo"):
        read_filled(saved(grid), FORMS)


def test_a_workbook_of_something_else_is_refused() -> None:
    for data, code in ((saved([["a"]]), "STA-131"), (b"PK no workbook", "STA-130")):
        with pytest.raises(Problem, match=code):
            read_filled(data, FORMS)


def test_the_checks_stand_on_their_own_sheet_as_formulas() -> None:
    data = template([PETITIONS, SETTLED], RULES)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    formulas = [
        cell
        for line in book.get_sheet_by_name(CHECKS).to_python()
        for cell in line
        if cell == "Chưa đủ số liệu"
    ]
    lines, columns = len(Layout(PETITIONS, "x").lines), 4
    assert len(formulas) == 3 * lines + 2 * columns


def test_the_templates_of_built_in_forms_know_themselves() -> None:
    forms = built_in_forms()
    rules = Rulebook.of(forms)
    for form in forms[::5]:
        grid = grid_of(template([form], rules))
        grid = [line + [""] * (len(form.columns) + 4 - len(line)) for line in grid]
        grid[places.UNIT_AT][places.FIRST], grid[places.PERIOD_AT][places.FIRST] = "A", "2024"
        lines = read_filled(saved(grid), rules.forms)
        fixed = [row for row in form.rows if not row.is_dynamic]
        assert len(lines) == len(fixed) * len(form.columns), form.code


def test_no_two_forms_of_a_workbook_get_one_name_or_an_unfit_one() -> None:
    names = [sheet_name(form) for form in built_in_forms()]
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert sheet_name(Form("[]", "x")) == "Bieu"
    assert [letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
