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
TO_FILL_IN = (  # the columns of an empty sheet for a programme, with how they are filled in
    ("STT", 6, "Vị trí trong kế hoạch: 1, 2, II.1, II.1.a; bỏ trống thì đánh số tiếp."),
    ("Nội dung nhiệm vụ", 60, "Bắt buộc. Một hàng là một nhiệm vụ."),
    ("Chủ trì", 30, "Nhiều cơ quan thì cách nhau bằng dấu chấm phẩy. Bỏ trống là đơn vị bạn."),
    ("Phối hợp", 40, "Nhiều cơ quan thì cách nhau bằng dấu chấm phẩy."),
    ("Thời hạn", 24, "Ngày như 31/12/2024, hoặc: Quý III/2024, Năm 2024, Thường xuyên."),
    ("Sản phẩm", 24, "Không bắt buộc."),
    ("Lĩnh vực", 30, "Chọn trong danh sách; bỏ trống thì xếp theo nội dung."),
    ("Nhiệm vụ cấp trên", 16, "Vị trí của nhiệm vụ trong chương trình cấp trên, nếu có."),
)
ROWS_TO_FILL_IN = 500


def to_fill_in(fields: Sequence[str]) -> bytes:
    """An empty workbook for the tasks of a programme, with a page that says how to fill it in."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    sheet, guide = book.add_worksheet("Nhiệm vụ"), book.add_worksheet("Cách ghi")
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for column, (name, width, how) in enumerate(TO_FILL_IN):
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, name, bold)
        guide.write_string(column, 0, name, bold)
        guide.write_string(column, 1, how)
        if name == "Lĩnh vực":
            among = {"validate": "list", "source": f"=Danh_muc!$A$1:$A${len(fields)}"}
            sheet.data_validation(1, column, ROWS_TO_FILL_IN, column, among)
    names = book.add_worksheet("Danh_muc")
    names.write_column(0, 0, fields)
    names.hide()
    guide.set_column(0, 0, 22)
    guide.set_column(1, 1, 80)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return kept.getvalue()


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
