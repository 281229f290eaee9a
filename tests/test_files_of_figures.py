"""`congtac check` takes files as offices save them, and says in one sentence what it can't take."""

import json
import unicodedata
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from congtac.cli import app

HEAD = "unit,period,form,row,column,value"
LINES = [f"Sở 1,2024,17a/BTP/HTQTCT/CT,1,c{at},{at}5" for at in (1, 2, 3)]
PLAIN = "\n".join((HEAD, *LINES, ""))
SEMICOLONS = PLAIN.replace(",", ";")


def run(tmp_path: Path, data: bytes | str, *words: object, name: str = "f.csv") -> Result:
    file = tmp_path / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return CliRunner().invoke(app, ["check", str(file), *map(str, words), "--json"])


def found(result: Result) -> list[tuple[str, str]]:
    return [(one["rule"], one["columns"][0]) for one in json.loads(result.stdout)]


TAKEN = {
    "as it is": PLAIN.encode(),
    "with a mark of UTF-8": PLAIN.encode("utf-8-sig"),
    "UTF-16, as Excel saves Unicode text": PLAIN.replace(",", "\t").encode("utf-16"),
    "lines of Windows": PLAIN.replace("\n", "\r\n").encode(),
    "lines of an old Mac": PLAIN.replace("\n", "\r").encode(),
    "semicolons": SEMICOLONS.encode(),
    "the separator said first": ("sep=;\r\n" + SEMICOLONS).encode(),
    "empty lines between": PLAIN.replace("\n", "\n\n").encode(),
    "empty lines of a table": (PLAIN + ",,,,,\n,,,,,\n").encode(),
    "heads in other letters": PLAIN.replace("unit,period", " Unit ,PERIOD").encode(),
    "the same line twice": (PLAIN + LINES[0] + "\n").encode(),
    "the same number twice": (PLAIN + LINES[0] + ".0\n").encode(),
    "named as a workbook": PLAIN.encode(),
}


@pytest.mark.parametrize("how", TAKEN)
def test_a_file_is_taken_as_an_office_saves_it(how: str, tmp_path: Path) -> None:
    name = "f.xlsx" if how == "named as a workbook" else "f.csv"
    result = run(tmp_path, TAKEN[how], name=name)
    assert (result.exit_code, result.stdout.strip()) == (0, "[]"), result.stderr


REFUSED = [
    (b"", "STA-560"),
    (HEAD + "\n", "STA-560"),
    (HEAD + "\n,,,,,\n", "STA-560"),
    (PLAIN.replace("value", "value,Value").replace("5\n", "5,6\n"), "STA-123"),
    (PLAIN.encode("utf-16-le"), "STA-123"),
    (PLAIN.encode().replace("ở".encode(), b"\xf0"), "STA-123"),
    (PLAIN + "Sở 1,2024\n", "STA-121"),
    (PLAIN + "Sở 1,,17a/BTP/HTQTCT/CT,1,c1,5\n", "STA-121"),
    (PLAIN + "Sở 1,2024,17a/BTP/HTQTCT/CT,1,,5\n", "STA-121"),
    (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "STA-130"),
]


@pytest.mark.parametrize(("data", "code"), REFUSED)
def test_what_cannot_be_used_is_told_in_one_sentence(
    data: bytes | str, code: str, tmp_path: Path
) -> None:
    result = run(tmp_path, data)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(code)
    assert result.stderr.count("\n") == 1
    assert "None" not in result.stderr


def test_a_day_that_is_none_is_told_in_one_sentence(tmp_path: Path) -> None:
    assert "KER-003" in str(run(tmp_path, PLAIN, "--as-of", "31/02/2024").exception)
    assert run(tmp_path, PLAIN, "--as-of", "28/02/2024").exit_code == 0


VALUES = {
    "0.30000000000000004": [("whole", "c1")],
    "1.5e1": [],
    "5E-01": [("whole", "c1")],
    "… hỏng máy": [],
    "... hỏng máy": [],
    "…": [("reason", "c1")],
    "…5": [("number", "c1")],
    "1\u202f234": [],
    "−5": [("least", "c1")],
    "٥": [("number", "c1")],
}


@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_read_as_programs_and_people_write_it(value: str, tmp_path: Path) -> None:
    assert found(run(tmp_path, PLAIN.replace(",15\n", f",{value}\n"))) == VALUES[value]


SAME_UNIT = ["Sở 1", unicodedata.normalize("NFD", "Sở 1"), " Sở  1", "Sở\u00a01"]


@pytest.mark.parametrize("unit", SAME_UNIT)
@pytest.mark.parametrize("period", ["2024-H1p", "2024-h1P", " 2024-H1p "])
def test_a_unit_and_a_period_are_one_however_they_are_spelt(
    unit: str, period: str, tmp_path: Path
) -> None:
    before = tmp_path / "before.csv"
    before.write_text(PLAIN.replace("2024", "2023-H1p").replace(",15", ",30"), "utf-8")
    now = PLAIN.replace("Sở 1", unit).replace("2024", period)
    assert found(run(tmp_path, now, "--previous", before)) == [("change", "c1")]


def test_cells_of_one_row_may_come_in_several_files(tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    more.write_text("\n".join((HEAD, *LINES[1:])), "utf-8")
    assert found(run(tmp_path, "\n".join((HEAD, *LINES[:2])), more)) == []
    for other in ("99", "…"):
        more.write_text("\n".join((HEAD, LINES[1] + other, LINES[2])).replace("25…", "…"), "utf-8")
        result = run(tmp_path, "\n".join((HEAD, *LINES[:2])), more)
        assert "STA-122" in str(result.exception)
