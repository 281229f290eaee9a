"""`congtac write`: a Word file from JSON, whole or not at all; clear refusals."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import WORD, Command, start
from vanban import as_json, lint, read

DATA = {
    "metadata": {
        "issuer": "Sở Tư pháp",
        "parent_issuer": "UBND tỉnh Ninh Thuận",
        "number": "45/BC-STP",
        "date": "2024-04-05",
        "place": "Ninh Thuận",
        "type": "Báo cáo",
        "title": "Kết quả công tác tư pháp quý I năm 2024",
        "signer": "Trần Văn Bình",
        "capacity": "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
        "recipients": ["Bộ Tư pháp (để báo cáo)", "Lưu: VT, VP"],
    },
    "body": [{"label": "1.", "text": "Các xã đã cập nhật đủ sổ gốc.", "children": []}],
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.json"
    path.write_text(json.dumps(DATA, ensure_ascii=False), encoding="utf-8")
    return path


def test_it_writes_a_paper_that_reads_back_without_a_fault(
    congtac: Command, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "bao-cao.docx"
    ran = congtac("write", data, "--to", out)
    assert (ran.status, ran.err) == (0, "")
    assert str(out) in ran.out
    document = read(out)
    said = as_json(document)["metadata"]
    assert {key: said[key] for key in DATA["metadata"]} == DATA["metadata"]
    assert lint(document) == ()


def test_it_tells_in_json_what_it_wrote(congtac: Command, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "bao-cao.docx"
    told = json.loads(congtac("write", data, "--to", out, "--json").out)
    assert told == {"source": str(data), "to": str(out), "bytes": out.stat().st_size}


def test_it_writes_from_what_read_printed_with_a_body(congtac: Command, tmp_path: Path) -> None:
    printed = json.loads(congtac("read", WORD, "--json").out)
    given = tmp_path / "ke-hoach.json"
    given.write_text(json.dumps(printed | {"body": DATA["body"]}), encoding="utf-8")
    out = tmp_path / "ke-hoach.docx"
    assert congtac("write", given, "--to", out).status == 0
    said = json.loads(congtac("read", out, "--json").out)["metadata"]
    kept = ("layout", "issuer", "number", "date", "title", "signer", "capacity", "recipients")
    assert {key: said[key] for key in kept} == {key: printed["metadata"][key] for key in kept}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ('{"metadata": {}', "CLI-011"),
        ("\ufeff[]", "WRT-003"),
        ("{}", "WRT-002"),
        ("[" * 100_000, "CLI-011"),
        ("1" * 5_000, "CLI-011"),
    ],
)
def test_bad_data_is_refused_and_nothing_is_written(
    congtac: Command, tmp_path: Path, words: str, code: str
) -> None:
    given, out = tmp_path / "hong.json", tmp_path / "ra.docx"
    given.write_text(words, encoding="utf-8")
    ran = congtac("write", given, "--to", out)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"{code}: ")
    assert ran.err.count("\n") == 1
    assert sorted(os.listdir(tmp_path)) == ["hong.json"]


def test_a_refused_paper_leaves_the_old_one_as_it_was(congtac: Command, tmp_path: Path) -> None:
    given, out = tmp_path / "hong.json", tmp_path / "ra.docx"
    given.write_text("{}", encoding="utf-8")
    out.write_bytes(b"before")
    assert congtac("write", given, "--to", out).status == 2
    assert out.read_bytes() == b"before"


def test_other_kinds_of_file_are_refused(congtac: Command, data: Path, tmp_path: Path) -> None:
    ran = congtac("write", data, "--to", tmp_path / "ra.txt")
    assert (ran.status, ran.err[:7]) == (2, "CLI-010")


def test_a_missing_file_and_a_missing_folder_are_named(
    congtac: Command, data: Path, tmp_path: Path
) -> None:
    assert congtac("write", tmp_path / "x.json", "--to", tmp_path / "ra.docx").err[:7] == "CLI-001"
    assert congtac("write", data, "--to", tmp_path / "x" / "ra.docx").err[:7] == "CLI-003"


def test_the_data_are_never_written_over(congtac: Command, tmp_path: Path) -> None:
    data = tmp_path / "bao-cao.docx"
    data.write_text(json.dumps(DATA), encoding="utf-8")
    assert congtac("write", data, "--to", data).err[:7] == "CLI-009"


def test_it_runs_without_django(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "bao-cao.docx"
    ran = start("write", data, "--to", out, DJANGO_SETTINGS_MODULE="khong.co")
    assert ran.returncode == 0
    assert out.exists()
