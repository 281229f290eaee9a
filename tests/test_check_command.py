"""`congtac check` and `congtac template` follow their contract, without Django."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from congtac.cli import app
from congtac.cli_statistics.commands import with_previous_repeated
from tests.not_run import ROOT

EXAMPLES = ROOT / "examples" / "statistics"
KEYS = {
    "rule", "kind", "severity", "unit", "period", "form", "row", "columns", "expected", "actual",
    "message",
}  # fmt: skip


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def findings(result: Result) -> list[dict[str, object]]:
    said: list[dict[str, object]] = json.loads(result.stdout)
    return said


def test_the_clean_example_gives_nothing() -> None:
    result = run("check", EXAMPLES / "clean.csv", "--previous", EXAMPLES / "year-before.csv",
                 "--as-of", "2025-03-03", "--json")  # fmt: skip
    assert findings(result) == []
    assert result.exit_code == 0


def test_the_example_with_errors_gives_one_of_each_kind() -> None:
    result = run("check", EXAMPLES / "errors.csv", "--previous", EXAMPLES / "year-before.csv",
                 "--as-of", "2025-03-03", "--json")  # fmt: skip
    found = findings(result)
    assert {one["kind"] for one in found} == {
        "relation", "bound", "missing", "same_period", "peers", "cross_form", "within_year", "late",
    }  # fmt: skip
    assert all(set(one) == KEYS for one in found)
    assert result.exit_code == 1


def test_the_same_run_says_the_same_twice() -> None:
    first, second = (run("check", EXAMPLES / "errors.csv", "--json") for _ in range(2))
    assert first.stdout == second.stdout


def test_a_table_is_for_people() -> None:
    result = run("check", EXAMPLES / "errors.csv")
    assert "Chặn gửi" in result.stdout
    assert "phát hiện:" in result.stdout
    assert "Không phát hiện lỗi nào." in run("check", EXAMPLES / "clean.csv").stdout


def test_a_file_that_cannot_be_used_leaves_nothing_but_its_sentence(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("unit,period,form,row,column,value\nA,2024,KHÔNG CÓ,1,c1,5\n", "utf-8")
    result = run("check", wrong, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "STA-120" in result.stderr
    assert "KHÔNG CÓ" in result.stderr


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a,b\n1,2\n", "STA-123"),
        ("unit,period,form,row,column,value\nA,năm nay,02/XLD,1,c1,5\n", "KER-004"),
        ("unit,period,form,row,column,value\n,2024,02/XLD,1,c1,5\n", "STA-121"),
        ("unit,period,form,row,column,value\nA,2024,02/XLD,1,c99,5\n", "STA-120"),
        ("unit,period,form,row,column,value\nA,2024,02/XLD,9,c1,5\n", "STA-120"),
        (
            "unit,period,form,row,column,value\nA,2024,02/XLD,1,c1,5\nA,2024,02/XLD,1,c1,6\n",
            "STA-122",
        ),
    ],
)
def test_each_fault_of_a_file_has_its_code(tmp_path: Path, text: str, code: str) -> None:
    file = tmp_path / "file.csv"
    file.write_text(text, "utf-8")
    result = run("check", file)
    assert result.exit_code == 2
    assert result.stderr.startswith(code)


def test_of_several_files_the_good_ones_are_checked(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("x\n", "utf-8")
    result = run("check", wrong, EXAMPLES / "errors.csv", "--json")
    refused, *others = findings(result)
    assert refused["source"] == str(wrong)
    assert set(refused["error"]) == {"code", "message"}  # type: ignore[call-overload]  # JSON
    assert others
    assert result.exit_code == 2


def test_forms_of_a_folder_replace_ours(tmp_path: Path) -> None:
    form = {
        "code": "X",
        "name_vi": "Biểu thử",
        "columns": [{"code": "a", "label_vi": "A"}, {"code": "b", "label_vi": "B"}],
        "relations": ["a = b", "a = zz"],
    }
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "x.json").write_text(json.dumps({"forms": [form]}), "utf-8")
    (tmp_path / "forms" / "other.json").write_text('{"provinces": []}', "utf-8")
    figures = tmp_path / "figures.csv"
    figures.write_text("unit,period,form,row,column,value\nU,2024,X,1,a,1\nU,2024,X,1,b,2\n")
    result = run("check", figures, "--forms", tmp_path / "forms", "--json")
    assert [one["rule"] for one in findings(result)] == ["a = b"]
    assert "a = zz" in result.stderr


def test_a_template_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "mau.xlsx"
    assert run("template", "02/XLD", "--to", target).exit_code == 0
    assert target.read_bytes().startswith(b"PK")
    result = run("check", target)
    assert result.exit_code == 2
    assert "STA-134" in result.stderr


def test_a_form_that_nobody_knows_has_no_template(tmp_path: Path) -> None:
    result = run("template", "không có", "--to", tmp_path / "mau.xlsx")
    assert result.exit_code != 0
    assert not (tmp_path / "mau.xlsx").exists()


WORDS = [
    ("a.csv --previous b.csv c.csv --json", "a.csv --previous b.csv --previous c.csv --json"),
    ("--previous b.csv a.csv", "--previous b.csv a.csv"),
    ("a.csv --forms d --previous b.csv", "a.csv --forms d --previous b.csv"),
    ("--forms d --previous b.csv a.csv", "--forms d --previous b.csv a.csv"),
]


@pytest.mark.parametrize(("typed", "taken"), WORDS)
def test_several_files_may_follow_previous(typed: str, taken: str) -> None:
    assert with_previous_repeated(typed.split()) == taken.split()


def test_the_commands_load_no_django() -> None:
    program = (
        "import sys; sys.modules['django'] = None;"
        "from congtac.cli import app; app(['check', sys.argv[1]], standalone_mode=False)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(EXAMPLES / "clean.csv")],
        cwd=ROOT / "src",
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Không phát hiện lỗi nào." in done.stdout, done.stderr
