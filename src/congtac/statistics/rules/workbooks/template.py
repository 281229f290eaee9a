"""The Excel template of a form: nested heads, units, hidden codes, and its checks as formulas."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

import xlsxwriter

from congtac.kernel.sheets import safe_cell
from congtac.statistics.rules.checks.bound import WHOLE, bounds_of
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.grids import UNCOLLECTED, Grid
from congtac.statistics.rules.heads import numbers
from congtac.statistics.rules.printers.excel import LONGEST, to_excel
from congtac.statistics.rules.printers.sentence import column_name
from congtac.statistics.rules.rulebook import ReadyRelation, Rulebook
from congtac.statistics.rules.tree import Group, leaves
from congtac.statistics.rules.workbooks import layout as places
from congtac.statistics.rules.workbooks.layout import Layout, Line, letters, quoted

CHECKS = "Kiểm tra"
BROKEN, KEPT, UNJUDGED = "SAI", "Đạt", "Chưa đủ số liệu"
SEVERITIES = {"blocking": "Chặn gửi", "explain": "Phải thuyết minh", "warning": "Cảnh báo"}
HEADS = ("Biểu", "Vị trí", "Nội dung kiểm tra", "Mức độ", "Kết quả")
WIDTHS = (16, 34, 80, 18, 18)
FIRST_CHECK, RESULT_AT = 4, 4
HELP = (
    "Ghi số; 0 nếu bằng không; “-” nếu không phát sinh; “…” nếu không thu thập được, kèm lý do ở "
    "cột cuối. Không để trống."
)
LOOKS: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "note": {"italic": True, "font_color": "#5A6270"},
    "asked": {"bold": True},
    "input": {"bg_color": "#FFF8E1", "border": 1, "num_format": "@"},
    "head": {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter",
             "bg_color": "#DCE6F2", "border": 1},
    "small": {"italic": True, "align": "center", "border": 1, "font_size": 9},
    "label": {"text_wrap": True, "border": 1, "valign": "top"},
    "named": {"text_wrap": True, "border": 1, "bg_color": "#FFF8E1", "num_format": "@"},
    "count": {"border": 1, "num_format": "#,##0", "locked": False},
    "amount": {"border": 1, "num_format": "#,##0.##", "locked": False},
    "sign": {"border": 1, "num_format": "@", "align": "right", "locked": False},
    "words": {"border": 1, "num_format": "@", "text_wrap": True},
    "cell": {"border": 1, "text_wrap": True, "valign": "top"},
    "broken": {"bg_color": "#F8D7DA", "font_color": "#842029", "bold": True},
    "kept": {"font_color": "#0F5132"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet to write: a form, perhaps with the figures of a unit for a period.

    `key` is the unit's, `revision` the one that the figures are of: both come back hidden.
    """

    form: Form
    name: str
    unit: str = ""
    key: str = ""
    period: str = ""
    revision: int = 0
    grid: Grid = Grid()

    @property
    def layout(self) -> Layout:
        slots = [slot for slot, _name in self.grid.rows]
        return Layout(self.form, self.name, {slot: slots.count(slot) for slot in slots})

    @property
    def marker(self) -> str:
        said = (places.MARKER, self.form.code, self.form.version)
        of = (self.key, self.period, str(self.revision)) if self.key else ()
        return "|".join((*said, *of))


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the sheet of checks: what is judged where, and the cells to mark."""

    form: Form
    sheet: str
    place: str
    ready: ReadyRelation
    formula: str
    marks: tuple[str, ...]


def template(forms: Sequence[Form], rules: Rulebook) -> bytes:
    """A workbook with a sheet for each form and one with the checks of all."""
    return workbook([Sheet(form, places.sheet_name(form)) for form in forms], rules)


def workbook(sheets: Sequence[Sheet], rules: Rulebook) -> bytes:
    """A workbook with these sheets, whose names all differ, and one with the checks of all."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        looks = {name: book.add_format(look) for name, look in LOOKS.items()}
        layouts = [sheet.layout for sheet in sheets]
        pages = {sheet.name: book.add_worksheet(sheet.name) for sheet in sheets}
        for sheet, layout in zip(sheets, layouts, strict=True):
            _sheet(pages[sheet.name], layout, looks, sheet)
        page = book.add_worksheet(CHECKS)
        checks = [check for layout in layouts for check in _checks(layout, rules)]
        _checks_sheet(page, checks, looks)
        _marks(pages, checks, looks)
    return out.getvalue()


def _sheet(page: Any, layout: Layout, looks: Mapping[str, Any], sheet: Sheet) -> None:
    form = layout.form
    page.set_column(places.CODES_AT, places.CODES_AT, 4, None, {"hidden": True})
    page.set_column(places.LABELS_AT, places.LABELS_AT, 34)
    page.set_column(places.FIRST, layout.reasons_at - 1, 14)
    page.set_column(layout.reasons_at, layout.reasons_at, 30)
    page.write_string(places.TITLE_AT, places.CODES_AT, sheet.marker)
    page.write_string(places.TITLE_AT, places.LABELS_AT, _safe(form.name), looks["title"])
    said = f"Biểu số: {form.code}" + (f" ({form.regulation})" if form.regulation else "")
    page.write_string(places.CODE_AT, places.LABELS_AT, said, looks["note"])
    for at, code, words, answer in (
        (places.UNIT_AT, places.UNIT, "Đơn vị báo cáo:", sheet.unit),
        (places.PERIOD_AT, places.PERIOD, "Kỳ báo cáo (ví dụ 2024-H1, 2024p, 2024):", sheet.period),
    ):
        page.write_string(at, places.CODES_AT, code)
        page.write_string(at, places.LABELS_AT, words, looks["asked"])
        page.write(at, places.FIRST, _safe(answer) or None, looks["input"])
    page.write_string(places.HELP_AT, places.LABELS_AT, HELP, looks["note"])
    _heads(page, layout, looks)
    for filled in _filled(layout, sheet.grid):
        _line(page, layout, filled.line, looks)
        _fill(page, layout, filled, looks)
    page.freeze_panes(layout.codes_at + 1, places.FIRST)
    page.set_landscape()
    page.fit_to_pages(1, 0)


@dataclass(frozen=True, slots=True)
class Filled:
    """A line with the row that fills it ("" for none) and what stands there, column by column."""

    line: Line
    row: str
    kept: Mapping[str, str]


def _filled(layout: Layout, grid: Grid) -> Iterator[Filled]:
    """Each line with its own row, or with the next one that its slot holds."""
    waiting: dict[str, list[str]] = {it.code: [] for it in layout.form.slots}
    for slot, name in grid.rows:
        waiting[slot].append(name)
    for line in layout.lines:
        names = waiting.get(line.row.code, [])
        row = line.row.code if not line.row.is_dynamic else names.pop(0) if names else ""
        kept = {it.code: grid.cells.get((row, it.code), "") for it in layout.form.columns}
        yield Filled(line, row, kept)


def _fill(page: Any, layout: Layout, filled: Filled, looks: Mapping[str, Any]) -> None:
    """Write what stands in a row: numbers as numbers; a reason that all its "…" share beside."""
    at, kept = filled.line.at, filled.kept
    if filled.line.row.is_dynamic and filled.row:
        page.write_string(at, places.LABELS_AT, _safe(filled.row), looks["named"])
    signs = (kept[it.code] for it in layout.form.numbers)
    reasons = {it.removeprefix(UNCOLLECTED).strip() for it in signs if it.startswith(UNCOLLECTED)}
    shared = reasons.pop() if len(reasons) == 1 else ""
    if shared:
        page.write_string(at, layout.reasons_at, _safe(shared), looks["words"])
    for column in layout.form.columns:
        value, place = kept[column.code], layout.column_at(column)
        if not column.is_number and value:
            page.write_string(at, place, _safe(value), looks["words"])
        elif value == "-" or value.startswith(UNCOLLECTED):
            words = UNCOLLECTED if shared and value != "-" else value
            page.write_string(at, place, words, looks["sign"])
        elif value:
            page.write_number(at, place, Decimal(value), looks[_look(column)])


def _heads(page: Any, layout: Layout, looks: Mapping[str, Any]) -> None:
    last = places.HEADS_AT + layout.depth - 1
    blocks = [
        *layout.heads(),
        places.Head("Nội dung", places.HEADS_AT, places.LABELS_AT, last, places.LABELS_AT),
        places.Head(
            "Lý do (nếu ghi “…”)", places.HEADS_AT, layout.reasons_at, last, layout.reasons_at
        ),
    ]
    for head in blocks:
        corners = (head.first_line, head.first_column, head.last_line, head.last_column)
        if corners[:2] == corners[2:]:
            page.write_string(*corners[:2], _safe(head.text), looks["head"])
        else:
            page.merge_range(*corners, _safe(head.text), looks["head"])
    page.write_string(layout.codes_at, places.CODES_AT, places.COLUMNS)
    page.write_string(layout.units_at, places.LABELS_AT, "Đơn vị tính", looks["small"])
    for number, column in numbers(layout.form):
        at = layout.column_at(column)
        page.write_string(layout.units_at, at, _safe(column.unit), looks["small"])
        page.write_string(layout.numbers_at, at, number, looks["small"])
        page.write_string(layout.codes_at, at, column.code)
    page.write_string(layout.codes_at, layout.reasons_at, places.REASON)
    page.set_row(layout.codes_at, None, None, {"hidden": True})


def _line(page: Any, layout: Layout, line: Line, looks: Mapping[str, Any]) -> None:
    page.write_string(line.at, places.CODES_AT, line.code)
    if line.row.is_dynamic:
        page.write_blank(line.at, places.LABELS_AT, None, looks["named"])
    else:
        words = "   " * line.row.level + line.row.label
        page.write_string(line.at, places.LABELS_AT, _safe(words), looks["label"])
    for column in layout.form.columns:
        at = layout.column_at(column)
        page.write_blank(line.at, at, None, looks[_look(column)])
        if column.is_number:
            page.data_validation(line.at, at, line.at, at, _validation(layout, column, line))
    page.write_blank(line.at, layout.reasons_at, None, looks["words"])


def _look(column: Column) -> str:
    if not column.is_number:
        return "words"
    return "amount" if column.is_amount else "count"


def _validation(layout: Layout, column: Column, line: Line) -> dict[str, Any]:
    """What a cell takes: the bounds that the checks hold it to, "-" or "…"."""
    cell = layout.cell(column.code, line.at)
    held = [it for it in bounds_of(column) if it.severity == "blocking"]
    tests = [f"{cell}=INT({cell})" if it.rule == WHOLE else f"{cell}{it.limit}" for it in held]
    said = "; ".join("số nguyên" if it.rule == WHOLE else it.expected for it in held)
    return {
        "validate": "custom",
        "value": f'=IF(ISNUMBER({cell}),AND({",".join(tests)}),OR({cell}="-",LEFT({cell},1)="…"))',
        "error_title": "Số liệu không hợp lệ",
        "error_message": f"Hãy ghi số ({said}), “-” hoặc “…”.",
    }


def _checks(layout: Layout, rules: Rulebook) -> list[Check]:
    """The relations of a form over each of their lines or columns; those of other forms wait."""
    found = []
    for ready in rules.relations.get(layout.form.code, ()):
        if ready.bound.is_cross:
            continue
        for line, column, place in _repeats(layout, ready):
            placed = partial(layout.areas, line=line, column=column)
            formula = to_excel(ready.bound.tree, placed)
            if len(formula) < LONGEST:
                marks = _marked(layout, ready, line, column)
                found.append(Check(layout.form, layout.sheet, place, ready, formula, marks))
    return found


def _repeats(layout: Layout, ready: ReadyRelation) -> list[tuple[int | None, str | None, str]]:
    form = layout.form
    if ready.bound.reach == "column":
        return [
            (None, column.code, f"{column_name(column.code)}: {column.label}")
            for column in form.numbers
            if not column.is_rate
        ]
    if ready.bound.reach == "form":
        return [(None, None, "cả biểu")]
    return [(line.at, None, line.row.label or "cả biểu") for line in layout.lines]


def _marked(
    layout: Layout, ready: ReadyRelation, line: int | None, column: str | None
) -> tuple[str, ...]:
    areas = [
        area.cells.rpartition("!")[2]
        for leaf in leaves(ready.bound.tree)
        if not isinstance(leaf, Group)
        for area in layout.areas(leaf, line=line, column=column)
    ]
    return tuple(dict.fromkeys(areas))


def _checks_sheet(page: Any, checks: Sequence[Check], looks: Mapping[str, Any]) -> None:
    last = FIRST_CHECK + max(len(checks), 1)
    results = f"${letters(RESULT_AT)}${FIRST_CHECK + 1}:${letters(RESULT_AT)}${last}"
    page.write_string(0, 0, "Kết quả kiểm tra", looks["title"])
    page.write_string(1, 0, "Số chỗ sai:", looks["asked"])
    page.write_formula(1, 1, f'=COUNTIF({results},"{BROKEN}")', None, 0)
    for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        page.set_column(column, column, width)
        page.write_string(FIRST_CHECK - 1, column, head, looks["head"])
    for number, check in enumerate(checks):
        at = FIRST_CHECK + number
        severity = SEVERITIES[check.ready.bound.relation.severity]
        for column, words in enumerate((check.sheet, check.place, check.ready.sentence, severity)):
            page.write_string(at, column, _safe(words), looks["cell"])
        judged = check.formula.removeprefix("=")
        formula = f'=IF(ISLOGICAL({judged}),IF({judged},"{KEPT}","{BROKEN}"),"{UNJUDGED}")'
        page.write_formula(at, RESULT_AT, formula, looks["cell"], UNJUDGED)
    for words, look in ((BROKEN, "broken"), (KEPT, "kept")):
        rule = {"type": "cell", "criteria": "==", "value": f'"{words}"', "format": looks[look]}
        page.conditional_format(results.replace("$", ""), rule)
    page.autofilter(FIRST_CHECK - 1, 0, last - 1, RESULT_AT)
    page.freeze_panes(FIRST_CHECK, 0)


def _marks(pages: Mapping[str, Any], checks: Sequence[Check], looks: Mapping[str, Any]) -> None:
    """Cells of a broken relation turn red on the sheet of the form."""
    for number, check in enumerate(checks):
        at = f"{quoted(CHECKS)}!${letters(RESULT_AT)}${FIRST_CHECK + number + 1}"
        rule = {"type": "formula", "criteria": f'={at}="{BROKEN}"', "format": looks["broken"]}
        for cell in check.marks:
            pages[check.sheet].conditional_format(cell.replace("$", ""), rule)


def _safe(words: str) -> str:
    return str(safe_cell(words))
