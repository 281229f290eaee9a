"""`congtac check` over many forms at a time: the same findings wherever they are checked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from distributed import LocalCluster
from typer.testing import CliRunner

from congtac.cli import app
from congtac.statistics.rules.engine import Surroundings, check
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.inputs import Asked, Loaded, all_found, book_in, pieces
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.runs import check_piece
from tests.not_run import ROOT

EXAMPLES = ROOT / "examples" / "statistics"
ERRORS, BEFORE = EXAMPLES / "errors.csv", EXAMPLES / "year-before.csv"
WORDS = ("check", str(ERRORS), "--previous", str(BEFORE), "--as-of", "2025-03-03", "--json")
GIGABYTE = 1024**2  # in the kilobytes in which a process tells its memory


def said(*more: str) -> str:
    return CliRunner().invoke(app, [*WORDS, *more]).stdout


def test_processes_and_a_cluster_say_what_one_process_says() -> None:
    here = said()
    assert "cross_form" in here
    assert '"late"' in here
    assert said("--jobs", "2") == here
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        assert said("--scheduler", cluster.scheduler_address) == here


def test_cut_by_form_the_checks_find_what_they_find_in_one_book() -> None:
    rules = Rulebook.of(built_in_forms())
    book, before = (book_in(it.read_bytes(), rules.forms) for it in (ERRORS, BEFORE))
    asked = Asked([Loaded("a", book)], [Loaded("b", before)])
    cut = all_found(asked, rules, [check_piece(it) for it in pieces(asked, rules)])
    assert cut == check(book, rules, Surroundings(previous=before))
    assert cut


def test_a_scheduler_that_is_not_there_is_told() -> None:
    result = CliRunner().invoke(app, [*WORDS, "--scheduler", "nowhere"])
    assert result.exit_code != 0
    assert result.stdout == ""


def test_off_a_terminal_there_is_no_bar() -> None:
    assert CliRunner().invoke(app, [*WORDS, "--jobs", "2"]).stderr == ""


def test_the_files_after_previous_do_not_take_the_options_for_files() -> None:
    moved = ("check", str(ERRORS), "--previous", str(BEFORE), "--jobs", "1", "--json")
    plain = ("check", str(ERRORS), "--previous", str(BEFORE), "--json")
    assert CliRunner().invoke(app, moved).stdout == CliRunner().invoke(app, plain).stdout


@pytest.mark.slow
def test_a_million_lines_are_checked_within_a_gigabyte(tmp_path: Path) -> None:
    million = tmp_path / "million.csv"
    forms = [it for it in built_in_forms() if not any(row.is_dynamic for row in it.rows)]
    cells = [
        f'{it.code},"{row.code}",{one.code},0\n'
        for it in forms
        for row in it.rows
        if not row.is_implied
        for one in it.numbers
    ]
    with million.open("w", encoding="utf-8") as out:
        out.write("unit,period,form,row,column,value\n")
        for unit in range(1_000_000 // len(cells) + 1):
            out.write("".join(f"Đơn vị {unit},2024,{cell}" for cell in cells))
    measured = (
        "import resource, sys\nfrom congtac.cli import main\n"
        "try:\n    main()\nfinally:\n"
        "    sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", measured, "check", str(million), "--json"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
    )
    assert ran.returncode in (0, 1), ran.stderr
    assert int(ran.stderr) < GIGABYTE
