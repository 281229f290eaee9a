"""What was read, as an Excel workbook: tasks, citations, targets and findings of every document."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from congtac.cli_documents.channels import whole_file
from congtac.cli_documents.screens import SEVERITIES
from congtac.kernel.sheets import safe_cell

LONGEST = 32_767  # letters that a cell of Excel can hold
Value = str | int | float | date | None
Values = Mapping[str, Any]
LOOKS = {
    "head": {
        "bold": True,
        "text_wrap": True,
        "valign": "vcenter",
        "bg_color": "#DCE6F2",
        "border": 1,
    },
    "words": {"text_wrap": True, "valign": "top"},
    "day": {"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"},
}
RELATIONS = {
    "legal_basis": "căn cứ",
    "implements": "thực hiện",
    "amends": "sửa đổi",
    "replaces": "thay thế",
    "cites": "nhắc đến",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: which list of a reading it shows, its heads with widths, and a row of it."""

    name: str
    key: str
    heads: tuple[tuple[str, int], ...]
    row: Callable[[Values, Values], tuple[Value, ...]]


def write_workbook(readings: Sequence[Values], path: Path) -> None:
    """Write the workbook; `path` is the whole of it or stays as it was."""
    with whole_file(path) as unfinished, xlsxwriter.Workbook(str(unfinished)) as book:
        formats = {name: book.add_format(look) for name, look in LOOKS.items()}
        for sheet in SHEETS:
            _fill(book.add_worksheet(sheet.name), sheet, readings, formats)


def _fill(page: Any, sheet: Sheet, readings: Iterable[Values], formats: Mapping[str, Any]) -> None:
    heads = (("Tệp", 24), *sheet.heads)
    for column, (head, width) in enumerate(heads):
        page.set_column(column, column, width)
        page.write_string(0, column, head, formats["head"])
    rows = [
        (said["source"], *sheet.row(item, said)) for said in readings for item in said[sheet.key]
    ]
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write(page, (number, column), value, formats)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(rows), len(heads) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write(page: Any, at: tuple[int, int], value: Value, formats: Mapping[str, Any]) -> None:
    """Write a cell by the kind of its value; words never become a formula or a link."""
    if isinstance(value, str):
        page.write_string(*at, str(safe_cell(_fitting(value))), formats["words"])
    elif isinstance(value, date):
        page.write_datetime(*at, value, formats["day"])
    elif value is not None:
        page.write_number(*at, value, formats["words"])


def _fitting(words: str) -> str:
    return words if len(words) < LONGEST - 1 else words[: LONGEST - 2] + "…"


def _task(task: Values, _: Values) -> tuple[Value, ...]:
    deadline = task["deadline"]
    return (
        task["path"],
        task["text"],
        "; ".join(task["lead"]),
        "; ".join(task["coordinating"]),
        deadline["text"],
        _day(deadline["start"]),
        _day(deadline["end"]),
        task["recurrence"],
        task["product"],
        task["reports_to"],
    )


def _citation(citation: Values, _: Values) -> tuple[Value, ...]:
    return (
        citation["number"],
        citation["type"],
        citation["issuer"],
        _day(citation["date"]),
        citation["title"],
        "chính văn bản này" if citation["self"] else RELATIONS[citation["relation"]],
        len(citation["spans"]),
    )


def _target(target: Values, _: Values) -> tuple[Value, ...]:
    keys = ("path", "text", "comparator", "value", "value_max", "unit")
    return tuple(target[key] for key in keys)


def _finding(finding: Values, said: Values) -> tuple[Value, ...]:
    words = said["text"][finding["start"] : finding["end"]]
    return (
        finding["code"],
        SEVERITIES[finding["severity"]],
        finding["message"],
        words,
        finding["basis"],
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


SHEETS = (
    Sheet(
        "Nhiệm vụ",
        "tasks",
        (
            ("Mục", 10),
            ("Nội dung", 70),
            ("Chủ trì", 28),
            ("Phối hợp", 34),
            ("Thời hạn (như văn bản ghi)", 26),
            ("Từ ngày", 12),
            ("Đến ngày", 12),
            ("Định kỳ", 16),
            ("Sản phẩm", 26),
            ("Báo cáo về", 24),
        ),
        _task,
    ),
    Sheet(
        "Văn bản trích dẫn",
        "citations",
        (
            ("Số, ký hiệu", 22),
            ("Loại", 16),
            ("Cơ quan ban hành", 28),
            ("Ngày", 12),
            ("Trích yếu", 60),
            ("Quan hệ", 18),
            ("Số lần nhắc", 10),
        ),
        _citation,
    ),
    Sheet(
        "Chỉ tiêu",
        "targets",
        (
            ("Mục", 10),
            ("Nội dung", 70),
            ("So sánh", 10),
            ("Mức", 12),
            ("Mức trên", 12),
            ("Đơn vị", 14),
        ),
        _target,
    ),
    Sheet(
        "Phát hiện",
        "findings",
        (("Mã", 10), ("Mức độ", 12), ("Nội dung", 60), ("Tại chỗ", 40), ("Căn cứ", 40)),
        _finding,
    ),
)
