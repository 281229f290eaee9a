"""The list of tasks as an Excel workbook."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from congtac.kernel.sheets import Cell, safe_cell

COLUMNS = (
    ("STT", 6),
    ("Chương trình", 24),
    ("Vị trí", 10),
    ("Nội dung nhiệm vụ", 60),
    ("Chủ trì", 30),
    ("Phối hợp", 40),
    ("Thời hạn", 24),
    ("Ngày cuối", 12),
    ("Sản phẩm", 24),
    ("Lĩnh vực", 24),
    ("Tình trạng", 18),
    ("Tiến độ (%)", 11),
    ("Ngày hoàn thành", 16),
)
HEADER_ROW = 2


def workbook(
    title: str,
    rows: Iterable[Sequence[Cell]],
    *,
    columns: Sequence[tuple[str, int]] = COLUMNS,
    name: str = "Nhiệm vụ",
) -> bytes:
    """A workbook with one sheet, its title above; no text of a user becomes a formula.

    `columns` are names and widths; the first numbers the rows.
    """
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "num_format": "dd/mm/yyyy"})
    number = book.add_format({"valign": "top"})
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
    for column, (called, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADER_ROW, column, called, bold)
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate((place, *row)):
            look = number if isinstance(value, int) else cell
            sheet.write(HEADER_ROW + place, column, safe_cell(value), look)
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
    book.close()
    return kept.getvalue()
