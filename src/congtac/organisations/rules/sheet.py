"""The register of units as an Excel workbook, out and back in; columns are known by their names."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import python_calamine
import xlsxwriter

from congtac.kernel.keys import search_key
from congtac.kernel.numbers import parse_date, print_date
from congtac.kernel.problem import Problem
from congtac.kernel.sheets import RISKY, safe_cell
from congtac.kernel.words import gettext as _
from congtac.kernel.words import gettext_noop
from congtac.organisations.rules.words import KINDS, LEVELS

COLUMNS = {  # field -> title, width, other titles that offices write
    "key": (gettext_noop("Mã đơn vị"), 26, ("ma", "ma don vi", "khoa")),
    "name": (gettext_noop("Tên đơn vị"), 50, ("ten", "ten don vi", "don vi")),
    "short_names": (gettext_noop("Tên gọi khác"), 34, ("ten goi khac", "ten viet tat", "viet tat")),
    "kind": (gettext_noop("Loại"), 22, ("loai", "loai don vi")),
    "level": (gettext_noop("Cấp"), 12, ("cap",)),
    "code": (gettext_noop("Mã hành chính"), 14, ("ma hanh chinh",)),
    "parent": (
        gettext_noop("Trực thuộc (mã)"),
        24,
        ("truc thuoc", "truc thuoc (ma)", "don vi cap tren"),
    ),
    "since": (gettext_noop("Từ ngày"), 12, ("tu ngay", "ngay thanh lap")),
    "until": (gettext_noop("Đến hết ngày"), 14, ("den het ngay", "den ngay", "ngay ket thuc")),
}
HEADER_ROW = 2
LOOKED_AT = 15  # rows in which the titles are sought
KEY = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+){0,12}")
BETWEEN = "; "
Cells = Sequence[object]


class UnitRow(NamedTuple):
    """A unit as a row of the sheet says it; `until` is the first day without it."""

    key: str
    name: str
    short_names: tuple[str, ...] = ()
    kind: str = ""
    level: str = ""
    code: str = ""
    parent: str = ""
    since: date | None = None
    until: date | None = None


class ReadRow(NamedTuple):
    """A row of a sheet that came in: its number in Excel, the unit, and what is wrong with it."""

    number: int
    unit: UnitRow
    faults: tuple[str, ...] = ()


def workbook(title: str, units: Iterable[UnitRow]) -> bytes:
    """Write a workbook with one sheet; no text of a user becomes a formula."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Đơn vị")
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
    for column, (name, width, _names) in enumerate(COLUMNS.values()):
        sheet.set_column(column, column, width, cell)
        sheet.write_string(HEADER_ROW, column, name, bold)
    for place, unit in enumerate(units, start=HEADER_ROW + 1):
        for column, text in enumerate(texts(unit).values()):
            sheet.write_string(place, column, str(safe_cell(text)), cell)
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.autofilter(HEADER_ROW, 0, HEADER_ROW, len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
    book.close()
    return kept.getvalue()


def texts(unit: UnitRow) -> dict[str, str]:
    """Return what each cell of a unit says; the last day stands where the code has the end."""
    last = unit.until - timedelta(days=1) if unit.until else None
    return {
        "key": unit.key,
        "name": unit.name,
        "short_names": BETWEEN.join(unit.short_names),
        "kind": KINDS.written.get(unit.kind, unit.kind),
        "level": LEVELS.written.get(unit.level, unit.level),
        "code": unit.code,
        "parent": unit.parent,
        "since": print_date(unit.since) if unit.since else "",
        "until": print_date(last) if last else "",
    }


def read_rows(data: bytes) -> list[ReadRow]:
    """Read the units of the first sheet that has titles; a `Problem` if none has (ORG-010)."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    except python_calamine.CalamineError as error:
        raise Problem(
            "ORG-009", _("Không mở được tệp Excel này. Hãy lưu lại tệp .xlsx.")
        ) from error
    for cells in sheets:
        for place, row in enumerate(cells[:LOOKED_AT]):
            fields = _fields(row)
            if {"key", "name"} <= set(fields):
                return list(_read(cells[place + 1 :], fields, first=place + 2))
    raise Problem(
        "ORG-010",
        _(
            "Không thấy dòng tiêu đề có “Mã đơn vị” và “Tên đơn vị”. "
            "Hãy dùng tệp do nút “Xuất Excel” tạo ra."
        ),
    )


def _fields(row: Cells) -> dict[str, int]:
    """Return in which column each field stands, by the titles of a row."""
    titles = {title: place for place, cell in enumerate(row) if (title := search_key(str(cell)))}
    return {
        field: titles[name]
        for field, (_title, _width, names) in COLUMNS.items()
        for name in names
        if name in titles
    }


def _read(cells: Sequence[Cells], fields: dict[str, int], first: int) -> Iterator[ReadRow]:
    for number, row in enumerate(cells, start=first):
        said = {field: row[place] if place < len(row) else "" for field, place in fields.items()}
        if any(_text(value) for value in said.values()):
            yield _row(number, said)


def _row(number: int, said: dict[str, object]) -> ReadRow:
    faults: list[str] = []
    plain = {field: _text(value) for field, value in said.items()}
    days = {field: _day(said.get(field, ""), field, faults) for field in ("since", "until")}
    until = days["until"] + timedelta(days=1) if days["until"] else None
    unit = UnitRow(
        key=plain["key"],
        name=" ".join(plain["name"].split()),
        short_names=tuple(
            it.strip() for it in plain.get("short_names", "").split(";") if it.strip()
        ),
        kind=_word(plain.get("kind", ""), "kind", faults),
        level=_word(plain.get("level", ""), "level", faults),
        code=plain.get("code", ""),
        parent=plain.get("parent", ""),
        since=days["since"],
        until=until,
    )
    if not KEY.fullmatch(unit.key):
        faults.append(_("mã đơn vị chỉ gồm chữ thường không dấu, số, dấu gạch nối và dấu chấm"))
    if not unit.name:
        faults.append(_("thiếu tên đơn vị"))
    if unit.since and unit.until and unit.since >= unit.until:
        faults.append(_("ngày kết thúc trước ngày bắt đầu"))
    return ReadRow(number, unit, tuple(faults))


def _text(value: object) -> str:
    """Return the text of a cell: whole numbers without a point, our guarding quote off."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(RISKY) else text


def _day(value: object, field: str, faults: list[str]) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value)
    if not text:
        return None
    try:
        return parse_date(text)
    except Problem:
        faults.append(
            _("cột “{title}” không phải ngày: {text}").format(
                title=_(COLUMNS[field][0]), text=text[:30]
            )
        )
        return None


def _word(text: str, field: str, faults: list[str]) -> str:
    """Return the code of a kind or a level written in words, with or without tone marks."""
    words = KINDS if field == "kind" else LEVELS
    codes = {search_key(word): code for code, word in words.written.items()} | {
        it: it for it in words
    }
    code = codes.get(search_key(text))
    if code is None:
        faults.append(
            _("không có {title} “{text}”").format(
                title=_(COLUMNS[field][0]).lower(), text=text[:40]
            )
        )
    return code or ""
