"""Findings of a heavy run as an Excel workbook, and how their kinds are called."""

import io
from collections.abc import Iterable, Mapping

import xlsxwriter

from congtac.kernel.sheets import safe_cell
from congtac.kernel.words import Names, gettext_noop
from congtac.statistics.rules.definitions import SEVERITIES

KINDS = Names(
    {
        "relation": gettext_noop("Quan hệ trong biểu"),
        "cross_form": gettext_noop("Quan hệ giữa các biểu"),
        "bound": gettext_noop("Giới hạn của ô"),
        "missing": gettext_noop("Thiếu số liệu"),
        "same_period": gettext_noop("So với cùng kỳ"),
        "within_year": gettext_noop("So với các kỳ trong năm"),
        "peers": gettext_noop("So với đơn vị cùng nhóm"),
        "late": gettext_noop("Nộp muộn"),
    }
)
COLUMNS = (
    ("STT", 6),
    ("Mức độ", 20),
    ("Loại kiểm tra", 24),
    ("Đơn vị", 32),
    ("Kỳ", 10),
    ("Biểu", 16),
    ("Dòng", 28),
    ("Cột", 12),
    ("Giá trị đúng", 16),
    ("Giá trị đang ghi", 16),
    ("Nội dung", 90),
)
MOST = 1_048_000  # lines that a sheet of Excel takes


def workbook(lines: Iterable[Mapping[str, str]]) -> bytes:
    """A workbook of findings; what one sheet can't take stands on the next."""
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        page = _page(book, "Phát hiện 1", bold)
        for number, line in enumerate(lines):
            if number and number % MOST == 0:
                page = _page(book, f"Phát hiện {number // MOST + 1}", bold)
            at = number % MOST + 1
            page.write(at, 0, number + 1)
            for column, value in enumerate(_cells(line), start=1):
                page.write(at, column, safe_cell(value))
    return out.getvalue()


def _cells(line: Mapping[str, str]) -> tuple[str, ...]:
    return (
        SEVERITIES.written[line["severity"]],
        KINDS.written[line["kind"]],
        line["unit_name"],
        line["period"],
        line["form"],
        line["row"],
        line["columns"].replace("\0", ", "),
        line["expected"],
        line["actual"],
        line["message"],
    )


def _page(book: xlsxwriter.Workbook, name: str, bold: object) -> xlsxwriter.worksheet.Worksheet:
    page = book.add_worksheet(name)
    for column, (title, width) in enumerate(COLUMNS):
        page.set_column(column, column, width)
        page.write_string(0, column, title, bold)
    page.freeze_panes(1, 0)
    return page
