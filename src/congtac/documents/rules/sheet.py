"""The register as an Excel workbook."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from congtac.kernel.sheets import Cell, safe_cell

HEADER = (
    "STT",
    "Loại",
    "Số, ký hiệu",
    "Ngày ban hành",
    "Cơ quan ban hành",
    "Trích yếu",
    "Trạng thái",
    "Tệp",
)
WIDTHS = (6, 14, 20, 14, 30, 60, 16, 30)


def workbook(rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook with one sheet; no text of a user becomes a formula."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Văn bản")
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for column, (title, width) in enumerate(zip(HEADER, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate((number, *row)):
            sheet.write(number, column, safe_cell(value), day if column == 3 else None)
    sheet.freeze_panes(1, 0)
    book.close()
    return kept.getvalue()
