"""The register of forms as an Excel workbook."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from congtac.kernel.sheets import Cell, safe_cell

COLUMNS = (
    ("STT", 6),
    ("Mã biểu", 22),
    ("Bản", 6),
    ("Tên biểu", 60),
    ("Chế độ thống kê", 36),
    ("Cấp báo cáo", 18),
    ("Nơi báo cáo", 30),
    ("Nơi nhận", 30),
    ("Số cột", 8),
    ("Tình trạng", 14),
    ("Hiệu lực từ", 12),
    ("Đến hết", 12),
)


def workbook(rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook with one sheet; no text of a user becomes a formula."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Biểu mẫu")
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for column, (title, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width, day if column > 9 else None)
        sheet.write_string(0, column, title, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate((number, *row)):
            sheet.write(number, column, safe_cell(value))
    sheet.freeze_panes(1, 0)
    book.close()
    return kept.getvalue()
