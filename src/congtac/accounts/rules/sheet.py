"""People and their posts as a workbook, out and in again. Source: docs/rules/people-sheet.md."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import python_calamine
import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from congtac.kernel.keys import search_key
from congtac.kernel.numbers import parse_date, print_date
from congtac.kernel.problem import Problem
from congtac.kernel.sheets import RISKY, safe_cell
from congtac.kernel.words import gettext as _
from congtac.kernel.words import gettext_noop

COLUMNS = {  # field -> title, width, other titles that offices write
    "username": (gettext_noop("Tên đăng nhập"), 18, ("ten dang nhap", "tai khoan")),
    "name": (gettext_noop("Họ và tên"), 28, ("ho va ten", "ho ten")),
    "email": (gettext_noop("Thư điện tử"), 28, ("thu dien tu", "email", "dia chi thu")),
    "is_active": (gettext_noop("Được đăng nhập"), 15, ("duoc dang nhap",)),
    "title": (gettext_noop("Chức vụ"), 30, ("chuc vu", "chuc danh")),
    "unit": (gettext_noop("Mã đơn vị"), 24, ("ma don vi",)),
    "unit_name": (gettext_noop("Đơn vị"), 44, ("don vi", "ten don vi")),
    "roles": (gettext_noop("Vai trò"), 24, ("vai tro",)),
    "since": (gettext_noop("Từ ngày"), 12, ("tu ngay",)),
    "until": (gettext_noop("Đến hết ngày"), 14, ("den het ngay", "den ngay")),
    "basis": (gettext_noop("Căn cứ"), 24, ("can cu", "quyet dinh")),
}
YES, NO = "có", "không"
HEADER_ROW = 2
LOOKED_AT = 15  # rows in which the titles are sought
BETWEEN = "; "
Words = Mapping[str, str]


class PersonRow(NamedTuple):
    """One line: a person, and a post if they hold one; `until` is the first day without it."""

    username: str
    name: str
    email: str = ""
    is_active: bool = True
    title: str = ""
    unit: str = ""
    unit_name: str = ""
    roles: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    basis: str = ""

    @property
    def has_post(self) -> bool:
        return bool(self.title or self.unit or self.unit_name)


class Fault(NamedTuple):
    """What is wrong, and in which cell of the sheet."""

    cell: str
    sentence: str


class ReadRow(NamedTuple):
    """A line that came in: where it stands, what it says, which columns it has, what is wrong."""

    number: int
    person: PersonRow
    columns: Mapping[str, int]
    faults: tuple[Fault, ...] = ()

    def fault(self, field: str, sentence: str) -> Fault:
        """Return a fault of this line, at the cell of a field."""
        return Fault(xl_rowcol_to_cell(self.number - 1, self.columns.get(field, 0)), sentence)


def in_order(roles: Iterable[str], words: Words) -> tuple[str, ...]:
    """Return roles in the one order of the words, each once; unknown ones last."""
    ranks = {code: rank for rank, code in enumerate(dict.fromkeys(words.values()))}
    return tuple(sorted(set(roles), key=lambda role: (ranks.get(role, len(ranks)), role)))


def codes_of(roles: Words) -> dict[str, str]:
    """Return the codes of roles by what offices write for them."""
    return {search_key(word): code for code, word in roles.items()} | {it: it for it in roles}


def workbook(
    title: str, rows: Iterable[PersonRow], roles: Words, *, leave_out: Sequence[str] = ()
) -> bytes:
    """Write a workbook with one line a post; no text of a user becomes a formula."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Người dùng")
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
    shown = [field for field in COLUMNS if field not in leave_out]
    for column, field in enumerate(shown):
        sheet.set_column(column, column, COLUMNS[field][1], cell)
        sheet.write_string(HEADER_ROW, column, COLUMNS[field][0], bold)
    for place, row in enumerate(rows, start=HEADER_ROW + 1):
        said = texts(row, roles)
        for column, field in enumerate(shown):
            sheet.write_string(place, column, str(safe_cell(said[field])), cell)
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.autofilter(HEADER_ROW, 0, HEADER_ROW, len(shown) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
    book.close()
    return kept.getvalue()


def texts(row: PersonRow, roles: Words) -> dict[str, str]:
    """Return what each cell of a line says; the last day stands where the code has the end."""
    last = row.until - timedelta(days=1) if row.until else None
    return {
        "username": row.username,
        "name": row.name,
        "email": row.email,
        "is_active": YES if row.is_active else NO,
        "title": row.title,
        "unit": row.unit,
        "unit_name": row.unit_name,
        "roles": BETWEEN.join(roles.get(role, role) for role in row.roles),
        "since": print_date(row.since) if row.since else "",
        "until": print_date(last) if last else "",
        "basis": row.basis,
    }


def read_rows(data: bytes, roles: Words) -> list[ReadRow]:
    """Read the lines of the first sheet that has titles; a `Problem` if none has (ACC-071)."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        ]
    except python_calamine.CalamineError as error:
        raise Problem(
            "ACC-070", _("Không mở được tệp Excel này. Hãy lưu lại tệp .xlsx.")
        ) from error
    for cells in sheets:
        for place, row in enumerate(cells[:LOOKED_AT]):
            columns = _columns(row)
            if {"username", "name"} <= set(columns):
                return list(_read(cells[place + 1 :], columns, roles, first=place + 2))
    raise Problem(
        "ACC-071",
        _(
            "Không thấy dòng tiêu đề có “Tên đăng nhập” và “Họ và tên”. "
            "Hãy dùng tệp do nút “Xuất Excel” tạo ra."
        ),
    )


def _columns(row: Sequence[object]) -> dict[str, int]:
    """Return in which column each field stands, by the titles of a row."""
    titles = {title: place for place, cell in enumerate(row) if (title := search_key(str(cell)))}
    return {
        field: titles[name]
        for field, (_title, _width, names) in COLUMNS.items()
        for name in names
        if name in titles
    }


def _read(
    cells: Sequence[Sequence[object]], columns: Mapping[str, int], roles: Words, first: int
) -> Iterator[ReadRow]:
    codes = codes_of(roles)
    for number, row in enumerate(cells, start=first):
        said = {field: row[at] if at < len(row) else "" for field, at in columns.items()}
        if any(_text(value) for value in said.values()):
            yield _row(ReadRow(number, PersonRow("", ""), columns), said, codes)


def _row(line: ReadRow, said: Mapping[str, object], codes: Words) -> ReadRow:
    faults: list[Fault] = []
    plain = {field: " ".join(_text(value).split()) for field, value in said.items()}
    days = {field: _day(line, field, said.get(field, ""), faults) for field in ("since", "until")}
    roles = tuple(it.strip() for it in re.split("[;,]", plain.get("roles", "")) if it.strip())
    unknown = [role for role in roles if search_key(role) not in codes]
    faults += [
        line.fault("roles", _("không có vai trò “{role}”").format(role=role[:40]))
        for role in unknown
    ]
    coming = search_key(plain.get("is_active", YES))
    if coming not in ("", search_key(YES), search_key(NO)):
        faults.append(line.fault("is_active", _("ghi “{yes}” hoặc “{no}”").format(yes=YES, no=NO)))
    person = PersonRow(
        username=plain["username"],
        name=plain["name"],
        email=plain.get("email", ""),
        is_active=coming != search_key(NO),
        title=plain.get("title", ""),
        unit=plain.get("unit", ""),
        unit_name=plain.get("unit_name", ""),
        roles=in_order({codes.get(search_key(role), role) for role in roles}, codes),
        since=days["since"],
        until=days["until"] + timedelta(days=1) if days["until"] else None,
        basis=plain.get("basis", ""),
    )
    return line._replace(person=person, faults=tuple(faults))


def _text(value: object) -> str:
    """Return the text of a cell: whole numbers without a point, our guarding quote off."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(RISKY) else text


def _day(line: ReadRow, field: str, value: object, faults: list[Fault]) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value)
    try:
        return parse_date(text) if text else None
    except Problem:
        faults.append(
            line.fault(
                field, _("không phải ngày: “{text}”; viết như 31/12/2024").format(text=text[:30])
            )
        )
        return None
