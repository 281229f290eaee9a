"""`congtac lint`: findings alone, the exit status that they give, comments in a Word file."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, WORD, Command
from vanban import read

WRONG = """KẾ HOẠCH

Theo dõi việc hòa giải ở cơ sở năm 2024

Toàn tỉnh có 1.259/1.549 vụ việc hòa giải thành, đạt 91,2%.
"""
CLEAN = "Trong năm, các tổ hòa giải họp đều và ghi sổ đầy đủ.\n"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A paper that states a wrong ratio."""
    path = tmp_path / "sai.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_it_gives_the_findings_alone(congtac: Command, wrong: Path) -> None:
    said = json.loads(congtac("lint", wrong, "--json").out)
    assert set(said) == {"source", "text", "findings"}
    finding = next(one for one in said["findings"] if "81,3" in one["message"])
    assert "91,2%" in said["text"][finding["start"] : finding["end"]]
    assert set(finding) == {"code", "severity", "message", "start", "end", "basis"}


def test_an_error_is_told_by_the_status(congtac: Command, wrong: Path) -> None:
    assert congtac("lint", wrong, "--json").status == 1


def test_a_clean_paper_ends_well(congtac: Command, tmp_path: Path) -> None:
    clean = tmp_path / "sach.txt"
    clean.write_text(CLEAN, encoding="utf-8")
    ran = congtac("lint", clean)
    assert (ran.status, ran.err) == (0, "")
    assert "Không phát hiện lỗi nào" in ran.out


def test_a_bad_file_weighs_more_than_a_finding(
    congtac: Command, wrong: Path, tmp_path: Path
) -> None:
    ran = congtac("lint", wrong, tmp_path / "khong-co.txt", "--json")
    said = json.loads(ran.out)
    assert ran.status == 2
    assert said[0]["findings"]
    assert said[1]["error"]["code"] == "CLI-001"


def test_a_person_gets_a_list_with_lines_and_words(congtac: Command, wrong: Path) -> None:
    ran = congtac("lint", wrong)
    assert "Dòng 5  Lỗi VB-" in ran.out
    assert "81,3%" in ran.out


def test_the_word_file_comes_back_with_comments(congtac: Command, tmp_path: Path) -> None:
    given = WORD.read_bytes()
    out = tmp_path / "ghi-chu.docx"
    findings = json.loads(congtac("lint", WORD, "--json", "--docx", out).out)["findings"]
    assert WORD.read_bytes() == given
    assert read(out).source.text == read(WORD).source.text
    comments = zipfile.ZipFile(out).read("word/comments.xml").decode()
    assert comments.count("<w:comment ") == len(findings) > 0


def test_a_text_comes_back_as_a_word_file_with_comments(
    congtac: Command, wrong: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ghi-chu.docx"
    assert congtac("lint", wrong, "--docx", out).status == 1
    assert "word/comments.xml" in zipfile.ZipFile(out).namelist()


def test_several_files_come_back_into_a_folder(congtac: Command, tmp_path: Path) -> None:
    out = tmp_path / "ket-qua"
    text = EXAMPLES / "chi-thi-tra-ket-qua-dung-hen.txt"
    congtac("lint", WORD, text, "--docx", out)
    assert sorted(path.name for path in out.iterdir()) == sorted([WORD.name, f"{text.name}.docx"])


def test_two_files_of_one_name_are_not_written_over_each_other(
    congtac: Command, wrong: Path, tmp_path: Path
) -> None:
    (tmp_path / "con").mkdir()
    other = tmp_path / "con" / wrong.name
    other.write_text(WRONG, encoding="utf-8")
    ran = congtac("lint", wrong, other, "--docx", tmp_path / "ra")
    assert ran.status == 2
    assert ran.err.startswith("CLI-008: ")


def test_a_refused_file_leaves_no_word_file(congtac: Command, tmp_path: Path) -> None:
    out = tmp_path / "ra.docx"
    assert congtac("lint", tmp_path / "khong-co.docx", "--docx", out).status == 2
    assert list(tmp_path.iterdir()) == []


def test_a_document_is_never_written_over(congtac: Command, tmp_path: Path) -> None:
    given = tmp_path / WORD.name
    given.write_bytes(WORD.read_bytes())
    ran = congtac("lint", given, "--docx", tmp_path / "." / given.name)
    assert ran.err.startswith("CLI-009: ")
    assert congtac("lint", tmp_path, "--docx", tmp_path).err.startswith("CLI-009: ")
    assert congtac("read", given, "--xlsx", given).status == 2
    assert given.read_bytes() == WORD.read_bytes()
