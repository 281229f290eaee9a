"""`congtac read --xlsx`: four sheets, days that sort, no formula of a document, whole or absent."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from congtac.cli_documents.workbook import write_workbook
from tests.cli.conftest import PLAN, WORD, Command

SHEETS = ["Nhiệm vụ", "Văn bản trích dẫn", "Chỉ tiêu", "Phát hiện"]


def reading(words: str) -> dict[str, Any]:
    """What was read of a document with one target, in these words."""
    keys = ("path", "comparator", "unit")
    target = {**dict.fromkeys(keys, "="), "text": words, "value": 1, "value_max": None}
    lists: dict[str, list[object]] = {"tasks": [], "citations": [], "findings": []}
    return {"source": "=a", "text": "", "targets": [target], **lists}


def rows(path: Path, sheet: str) -> list[list[object]]:
    book = CalamineWorkbook.from_path(str(path))
    return [list(row) for row in book.get_sheet_by_name(sheet).to_python()]


def test_it_has_a_sheet_for_each_kind_of_thing(congtac: Command, tmp_path: Path) -> None:
    out = tmp_path / "ra.xlsx"
    ran = congtac("read", PLAN, WORD, "--xlsx", out)
    assert ran.status == 0
    assert CalamineWorkbook.from_path(str(out)).sheet_names == SHEETS
    sources = {row[0] for row in rows(out, "Nhiệm vụ")[1:]}
    assert sources == {str(PLAN), str(WORD)}


def test_days_are_days_that_excel_can_sort(congtac: Command, tmp_path: Path) -> None:
    out = tmp_path / "ra.xlsx"
    congtac("read", WORD, "--xlsx", out)
    table = rows(out, "Nhiệm vụ")
    last = table[0].index("Đến ngày")
    days = [row[last] for row in table[1:] if row[last] != ""]
    assert days
    assert all(isinstance(day, date) for day in days)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t="])
def test_no_words_of_a_document_become_a_formula(tmp_path: Path, sign: str) -> None:
    out = tmp_path / "ra.xlsx"
    write_workbook([reading(f"{sign}HYPERLINK(1)")], out)
    row = rows(out, "Chỉ tiêu")[1]
    assert row[0] == "'=a"
    assert row[2] == f"'{sign}HYPERLINK(1)"


def test_words_that_no_cell_can_hold_are_cut(tmp_path: Path) -> None:
    out = tmp_path / "ra.xlsx"
    write_workbook([reading("=" * 40_000)], out)
    written = str(rows(out, "Chỉ tiêu")[1][2])
    assert 32_000 < len(written) <= 32_767
    assert written.endswith("…")


def test_what_cannot_be_written_is_refused_before_the_work(
    congtac: Command, tmp_path: Path
) -> None:
    ran = congtac("read", PLAN, "--xlsx", tmp_path / "khong-co" / "ra.xlsx")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("CLI-003: ")


def test_an_old_workbook_stays_when_nothing_could_be_read(congtac: Command, tmp_path: Path) -> None:
    out = tmp_path / "ra.xlsx"
    out.write_bytes(b"cu")
    assert congtac("read", tmp_path / "khong-co.txt", "--xlsx", out).status == 2
    assert out.read_bytes() == b"cu"


def test_a_workbook_that_fails_half_way_leaves_nothing(
    tmp_path: Path,
) -> None:
    out = tmp_path / "ra.xlsx"
    with pytest.raises(KeyError):
        write_workbook([{"source": "a"}], out)
    assert list(tmp_path.iterdir()) == []
