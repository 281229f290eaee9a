"""`congtac read`: the JSON, the table, the errors and the exit statuses of its contract."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PLAN, WORD, Command

KEYS = {"source", "text", "metadata", "outline", "citations", "tasks", "targets", "findings"}


def test_one_file_gives_one_object(congtac: Command) -> None:
    ran = congtac("read", PLAN, "--json")
    said = json.loads(ran.out)
    assert ran.status == 0
    assert ran.err == ""
    assert set(said) == KEYS
    assert said["source"] == str(PLAN)
    assert len(said["tasks"]) > 5


def test_the_places_count_in_the_text_that_is_given(congtac: Command) -> None:
    said = json.loads(congtac("read", WORD, "--json").out)
    first, last = said["metadata"]["spans"]["number"]
    assert said["text"][first:last] == said["metadata"]["number"]


def test_several_files_give_a_list_in_order(congtac: Command) -> None:
    said = json.loads(congtac("read", WORD, PLAN, "--json").out)
    assert [one["source"] for one in said] == [str(WORD), str(PLAN)]


def test_a_bad_file_stands_among_the_others(congtac: Command, tmp_path: Path) -> None:
    empty = tmp_path / "trong.txt"
    empty.touch()
    ran = congtac("read", PLAN, empty, tmp_path / "khong-co.txt", WORD, "--json")
    said = json.loads(ran.out)
    assert ran.status == 2
    assert [set(one) == KEYS for one in said] == [True, False, False, True]
    assert said[1] == {
        "source": str(empty),
        "error": {"code": "SRC-001", "message": str_of(said[1])},
    }
    assert said[2]["error"]["code"] == "CLI-001"
    assert [line.split(":")[0] for line in ran.err.splitlines()] == ["SRC-001", "CLI-001"]


def str_of(refused: dict[str, dict[str, str]]) -> str:
    """The sentence of a refusal, which is one and says something."""
    message = refused["error"]["message"]
    assert len(message) > 10
    return message


def test_one_bad_file_is_an_error_and_no_output(congtac: Command, tmp_path: Path) -> None:
    ran = congtac("read", tmp_path / "khong-co.txt", "--json")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("CLI-001: ")
    assert ran.err.count("\n") == 1


def test_a_folder_gives_its_documents_by_name(congtac: Command, tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".an.txt", "~$b.docx", "anh.jpg"):
        (tmp_path / name).write_text("Số: 1/KH-STP\n", encoding="utf-8")
    (tmp_path / "con").mkdir()
    (tmp_path / "con" / "c.txt").write_text("Sâu hơn", encoding="utf-8")
    said = json.loads(congtac("read", tmp_path, "--json").out)
    assert [Path(one["source"]).name for one in said] == ["a.md", "b.txt"]


def test_a_folder_of_one_document_is_a_list_too(congtac: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Số: 1/KH-STP\n", encoding="utf-8")
    assert len(json.loads(congtac("read", tmp_path, "--json").out)) == 1


def test_a_folder_without_documents_is_refused(congtac: Command, tmp_path: Path) -> None:
    ran = congtac("read", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("CLI-002: ")


def test_faults_in_a_document_are_no_failure_of_its_reading(congtac: Command) -> None:
    ran = congtac("read", PLAN, "--json")
    assert (ran.status, ran.err) == (0, "")


def test_without_json_a_person_gets_a_table(
    congtac: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    ran = congtac("read", PLAN)
    assert ran.status == 0
    assert all(head in ran.out for head in ("Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"))
    assert "II.1" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 120


def test_a_narrow_terminal_gets_a_list(congtac: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    ran = congtac("read", PLAN)
    assert "Chủ trì: " in ran.out
    assert max(map(len, ran.out.splitlines())) <= 50


def test_a_document_cannot_steer_the_terminal(congtac: Command, tmp_path: Path) -> None:
    hostile = tmp_path / "x.txt"
    title = "Rà soát\x1b[2J [red]sổ sách[/red] năm 2024"
    hostile.write_text(f"KẾ HOẠCH\n{title}\n\nCăn cứ tình hình.\n", encoding="utf-8")
    ran = congtac("read", hostile)
    assert "\x1b" not in ran.out
    assert "[red]" in ran.out


def test_a_fault_of_the_program_stops_no_other_file(
    congtac: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(data: bytes, *, name: str) -> None:
        raise KeyError(name)

    monkeypatch.setattr("vanban.read", fail)
    ran = congtac("read", PLAN, WORD, "--json")
    assert ran.status == 2
    assert [one["error"]["code"] for one in json.loads(ran.out)] == ["CLI-006", "CLI-006"]
    assert "KeyError" in ran.err
    assert "Traceback" not in ran.err
