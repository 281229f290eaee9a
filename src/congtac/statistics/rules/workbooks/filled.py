"""A filled-in template read back: by its hidden codes, else by the whole path of each head.

Rows, columns and heads may have been moved or reworded. What can't be known is named.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import python_calamine

from congtac.kernel.keys import search_key
from congtac.kernel.problem import Problem
from congtac.kernel.sheets import RISKY
from congtac.kernel.words import gettext as _
from congtac.statistics.rules.cells import parse_cell
from congtac.statistics.rules.findings import plain
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.rows import known_row, slot_of
from congtac.statistics.rules.workbooks import layout as places

Value = object
Grid = Sequence[Sequence[Value]]
# unit, period, form, row, column, value, reason, slot
Line = tuple[str, str, str, str, str, str, str, str]
CODE_SAID = re.compile(r"Biểu số:\s*(.+?)(?:\s*\((?:Thông tư|TTLT|Quyết định|unverified).*)?$")
NUMBERED = re.compile(r"\(?-?\d{1,3}\)?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, tied to its form; columns are places counted from 0."""

    name: str
    grid: Grid
    form: Form
    codes_at: int | None  # the column of the hidden codes
    columns: Mapping[int, str]
    labels_at: int
    reason_at: int | None
    first: int  # the first line with figures
    by_heads: bool = False  # the hidden codes are gone
    guessed: Mapping[str, str] = field(default_factory=dict)  # column and the head taken for it


def read_filled(data: bytes, forms: Mapping[str, Form]) -> list[Line]:
    """Every cell of every sheet that is a form; a Problem says what can't be known."""
    grids = grids_of(data)
    sheets = [sheet for name, grid in grids.items() if (sheet := known_sheet(name, grid, forms))]
    if not sheets:
        raise Problem(
            "STA-131",
            _("Tệp không có trang nào là biểu mẫu; hãy điền vào tệp do congtac template ghi ra."),
        )
    return [line for sheet in sheets for line in _lines(sheet)]


def grids_of(data: bytes) -> dict[str, Grid]:
    """The sheets of a workbook as plain values; a Problem where it can't be opened."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Problem(
            "STA-130",
            _("Không mở được tệp Excel; hãy bỏ mật khẩu (nếu có) và lưu lại dạng .xlsx."),
        ) from error


def known_sheet(
    name: str, grid: Grid, forms: Mapping[str, Form], *, guesses: bool = False
) -> Sheet | None:
    """The sheet of a form, by its codes where these are left, else by its heads.

    With `guesses` heads that nobody knows are taken for the columns that are missing, in order,
    where there are as many of both; `guessed` then says so.
    """
    form, codes_at = _form(grid, forms)
    if form is None:
        return None
    codes_line = None if codes_at is None else _line_with(grid, codes_at, places.COLUMNS)
    if codes_line is None:
        return _by_heads(name, grid, form, codes_at, guesses=guesses)
    said = {at: _text(value) for at, value in enumerate(grid[codes_line]) if _text(value)}
    columns = {at: code for at, code in said.items() if form.column(code)}
    reason_at = next((at for at, code in said.items() if code == places.REASON), None)
    sheet = Sheet(
        name=name,
        grid=grid,
        form=form,
        codes_at=codes_at,
        columns=columns,
        labels_at=_labels_at(grid, codes_at, columns),
        reason_at=reason_at,
        first=codes_line + 1,
    )
    _demand_no_strangers(sheet)
    return sheet


def _form(grid: Grid, forms: Mapping[str, Form]) -> tuple[Form | None, int | None]:
    """The form that a sheet names in its marker, else in its heading."""
    for at, text in _texts(grid):
        if text.startswith(places.MARKER + "|"):
            code = text.split("|")[1]
            if code not in forms:
                raise Problem(
                    "STA-120", _("Không có biểu mẫu {code} trong danh mục.").format(code=code)
                )
            return forms[code], at
    for _at, text in _texts(grid):
        match = CODE_SAID.match(text)
        if match and match[1] in forms:
            return forms[match[1]], None
    return None, None


def _by_heads(name: str, grid: Grid, form: Form, codes_at: int | None, *, guesses: bool) -> Sheet:
    """The columns by the whole path of their heads, above the line of column numbers."""
    numbered = _numbered_at(form, grid)
    if numbered is None:
        raise Problem(
            "STA-132", _("Trang “{name}”: không thấy dòng đánh số cột.").format(name=name)
        )
    depth = max(len(column.path) for column in form.columns)
    top = max(0, numbered - 1 - depth)
    paths = paths_of(grid[top : numbered - 1])
    columns, strangers = _columns_of(form, paths, codes_at)
    missing = [it.code for it in form.columns if it.code not in columns.values()]
    guessed: dict[int, str] = {}
    if guesses and columns and len(strangers) == len(missing):
        guessed = dict(zip(strangers, missing, strict=True))
    elif strangers or not columns:
        heads = "; ".join(" > ".join(paths[at]) for at in strangers) or "?"
        raise Problem(
            "STA-132",
            _("Trang “{name}”: không nhận ra cột {heads} của biểu {form}.").format(
                name=name, heads=heads, form=form.code
            ),
        )
    reason_at = next((at for at, path in paths.items() if "ly do" in search_key(path[-1])), None)
    return Sheet(
        name=name,
        grid=grid,
        form=form,
        codes_at=codes_at,
        columns=columns | guessed,
        labels_at=min(columns | guessed) - 1,
        reason_at=reason_at,
        first=numbered + 1,
        by_heads=True,
        guessed={code: " > ".join(paths[at]) for at, code in guessed.items()},
    )


def _numbered_at(form: Form, grid: Grid) -> int | None:
    """Where the line of column numbers stands: the first with two of them, or with the only one."""
    least = min(2, len(form.columns))
    return next((at for at, it in enumerate(grid) if _count_numbered(form, it) >= least), None)


def _columns_of(
    form: Form, paths: Mapping[int, tuple[str, ...]], codes_at: int | None
) -> tuple[dict[int, str], list[int]]:
    known: dict[str, list[str]] = {}
    for column in form.columns:
        known.setdefault(_path_key(column.path), []).append(column.code)
    columns: dict[int, str] = {}
    strangers = []
    for at, path in paths.items():
        codes = known.get(_path_key(path), [])
        if codes:
            columns[at] = codes.pop(0)  # equal paths stand in the order of the form
        elif at != codes_at and not _is_beside(path):
            strangers.append(at)
    return columns, strangers


def _is_beside(path: Sequence[str]) -> bool:
    """The heads that the template adds: labels of rows, reasons."""
    return search_key(path[-1]) == "noi dung" or search_key(path[-1]).startswith("ly do")


def paths_of(heads: Grid) -> dict[int, tuple[str, ...]]:
    """The path of heads above each column: a head reaches right until the next one beside it."""
    width = max((len(line) for line in heads), default=0)
    paths: list[tuple[str, ...]] = [() for _ in range(width)]
    for line in heads:
        texts = [_text(line[at]) if at < len(line) else "" for at in range(width)]
        before = list(paths)
        for at in range(width):
            text = texts[at]
            if not text and at and before[at] == before[at - 1]:
                reached = paths[at - 1][len(before[at - 1]) :]
                text = reached[0] if reached else ""
            if text:
                paths[at] = (*before[at], text)
    return {at: path for at, path in enumerate(paths) if path}


def _lines(sheet: Sheet) -> Iterator[Line]:
    unit, period = (asked(sheet, code) for code in (places.UNIT, places.PERIOD))
    for slot, row, code, value, reason in cells_of(sheet):
        yield (unit, period, sheet.form.code, row, code, value, reason, slot)


def cells_of(sheet: Sheet) -> Iterator[tuple[str, str, str, str, str]]:
    """Slot (or ""), row, column, value and reason of every cell; a Problem names unknown rows."""
    unknown = []
    for line in sheet.grid[sheet.first :]:
        values = {code: _figure(line, at) for at, code in sheet.columns.items()}
        label = _cell(line, sheet.labels_at)
        row = _row(sheet, line, label)
        if not _must_stand(sheet, line, row) and not any(map(_is_figure, values.values())):
            continue
        if row is None:
            unknown.append(label or "?")
            continue
        reason = "" if sheet.reason_at is None else _cell(line, sheet.reason_at)
        slot = _slot(sheet, line, row)
        for code, value in values.items():
            yield slot, row, code, value, reason
    if unknown:
        raise Problem(
            "STA-133",
            _("Trang “{name}”: không nhận ra dòng {rows}.").format(
                name=sheet.name, rows="; ".join(unknown)
            ),
        )


def _must_stand(sheet: Sheet, line: Sequence[Value], row: str | None) -> bool:
    """Whether a line belongs to the form though no figure stands in it: its own, or of a slot."""
    if row is None:
        return False
    code = "" if sheet.codes_at is None else _cell(line, sheet.codes_at)
    return bool(code) or sheet.form.row(row) is not None


def labels_of(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Each fixed row that the sheet has, with what it is called there, from the top."""
    for line in sheet.grid[sheet.first :]:
        label = _cell(line, sheet.labels_at)
        row = _row(sheet, line, label)
        if row is not None and sheet.form.row(row) and not _slot(sheet, line, row):
            yield row, label


def _slot(sheet: Sheet, line: Sequence[Value], row: str) -> str:
    code = "" if sheet.codes_at is None else _cell(line, sheet.codes_at)
    if code.startswith(places.SLOT):
        return code.removeprefix(places.SLOT)
    slot = slot_of(sheet.form, row)
    return slot.code if slot else ""


def _row(sheet: Sheet, line: Sequence[Value], label: str) -> str | None:
    """The row of a line: its code, or what the reporter calls it, or its label."""
    code = "" if sheet.codes_at is None else _cell(line, sheet.codes_at)
    if code.startswith(places.SLOT):
        return label or None
    if sheet.form.row(code):
        return code
    if not label:
        is_only = len(sheet.form.rows) == 1 and sheet.codes_at is None
        return sheet.form.rows[0].code if is_only and any(map(_text, line)) else None
    row = known_row(sheet.form, label)
    return None if row is None else row.code


def asked(sheet: Sheet, code: str) -> str:
    """The unit or the period: the first text to the right of its question."""
    words = "don vi bao cao" if code == places.UNIT else "ky bao cao"
    for line in sheet.grid[: sheet.first]:
        texts = [_text(value) for value in line]
        question = next(
            (at for at, text in enumerate(texts)
             if text == code or search_key(text).startswith(words)),
            None,
        )  # fmt: skip
        if question is None:
            continue
        answers = [text for text in texts[question + 1 :] if text]
        answers = [text for text in answers if not search_key(text).startswith(words)]
        if answers:
            return answers[0]
    what = _("đơn vị báo cáo") if code == places.UNIT else _("kỳ báo cáo")
    raise Problem(
        "STA-134", _("Trang “{name}” chưa ghi {what}.").format(name=sheet.name, what=what)
    )


def _demand_no_strangers(sheet: Sheet) -> None:
    """A column with figures and without a code is named, not left out."""
    known = {*sheet.columns, sheet.codes_at, sheet.labels_at, sheet.reason_at}
    width = max(map(len, sheet.grid), default=0)
    heads = sheet.grid[: sheet.first]
    for at in range(width):
        if at not in known and any(_cell(line, at) for line in sheet.grid[sheet.first :]):
            named = [_cell(line, at) for line in heads if _cell(line, at)]
            head = named[-1] if named else places.letters(at)
            raise Problem(
                "STA-132",
                _("Trang “{name}”: không nhận ra cột {heads} của biểu {form}.").format(
                    name=sheet.name, heads=head, form=sheet.form.code
                ),
            )


def _labels_at(grid: Grid, codes_at: int | None, columns: Mapping[int, str]) -> int:
    """The column of the labels: where "Nội dung" stands, else before the first figure."""
    for at, text in _texts(grid):
        if search_key(text) == "noi dung":
            return at
    others = [at for at in range(min(columns, default=2)) if at != codes_at]
    return others[-1] if others else 0


def _line_with(grid: Grid, at: int, text: str) -> int | None:
    found = (number for number, line in enumerate(grid) if _cell(line, at) == text)
    return next(found, None)


def _count_numbered(form: Form, line: Sequence[Value]) -> int:
    marks = {f"({it.mark})" for it in form.columns}
    return sum(bool(NUMBERED.fullmatch(it)) or it in marks for it in map(_text, line))


def _texts(grid: Grid) -> Iterator[tuple[int, str]]:
    for line in grid:
        for at, value in enumerate(line):
            if isinstance(value, str) and value.strip():
                yield at, value.strip()


def _path_key(path: Sequence[str]) -> str:
    return search_key(" > ".join(path))


def _cell(line: Sequence[Value], at: int) -> str:
    return _text(line[at]) if 0 <= at < len(line) else ""


def names_a_form(grid: Grid) -> bool:
    """Whether a sheet says of which form it is, known or not."""
    texts = [text for _at, text in _texts(grid)]
    return any(it.startswith(places.MARKER + "|") or CODE_SAID.match(it) for it in texts)


def marker_of(sheet: Sheet) -> tuple[str, str, int]:
    """The unit, the period and the revision of the figures with which the sheet was filled."""
    for _at, text in _texts(sheet.grid):
        said = text.split("|")
        if said[0] == places.MARKER and len(said) == 6 and said[5].isdecimal():
            return said[3], said[4], int(said[5])
    return "", "", 0


def _text(value: Value) -> str:
    """A value as text; a whole number without a decimal point."""
    if type(value) is float:  # most of them, so first
        return plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()  # as the program shows it; no figure
    if isinstance(value, int | float):
        return plain(float(value))
    if isinstance(value, date | datetime):
        return value.isoformat()
    text = str(value).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(RISKY) else text


def _is_figure(text: str) -> bool:
    """Whether a cell holds a figure or its sign; words below a table are signatures and days."""
    try:
        return parse_cell(text).is_filled
    except Problem:
        return False


def _figure(line: Sequence[Value], at: int) -> str:
    """A cell as a data file would hold it: what was typed as text is read as an office writes."""
    value = line[at] if at < len(line) else ""
    text = _text(value)
    if not text or not isinstance(value, str):
        return text
    try:
        cell = parse_cell(text)
    except Problem:
        return text
    return text if cell.number is None else f"{cell.number:f}"
