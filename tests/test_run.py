"""`make test` leaves no check and no database out, and says so when one fails."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import run


@contextmanager
def server() -> Iterator[str]:
    yield "postgres://congtac@somewhere/postgres"


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The names of the steps that are started; none is run."""
    started: list[str] = []

    def start(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        started.append(" ".join(map(str, command)))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("tests.run.subprocess.run", start)
    monkeypatch.setattr(run, "postgresql", server)
    monkeypatch.setattr(run, "REPORTS", tmp_path)
    monkeypatch.setattr(run, "chromium", lambda: "chromium")
    return started


def test_make_test_runs_every_check_and_both_databases(
    steps: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main("test") == 0
    for tool in ("ruff check", "ruff format", "mypy", "lint-imports", "djade", "makemigrations"):
        assert sum(tool in step for step in steps) == 1, tool
    assert sum("pytest" in step for step in steps) == 2
    assert "Elsewhere: the walks in a browser" in capsys.readouterr().out


def test_figures_are_taken_on_both_databases_one_after_the_other(steps: list[str]) -> None:
    assert run.main("figures") == 0
    assert ["--database-only" in step for step in steps] == [False, True]
    assert not any(" -n " in step for step in steps)


def test_every_test_is_run_by_one_of_the_ways(steps: list[str]) -> None:
    for way in ("test", "figures", "journeys"):
        run.main(way)
    chosen = {step.partition(" -m pytest ")[2].partition(" -m ")[2] for step in steps}
    said = {choice.partition(" -")[0] for choice in chosen if choice}
    assert said == {"not journey and not figure", "figure", "journey"}


def test_a_step_shows_its_name_before_it_starts(
    steps: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run.main("test")
    shown = [line for line in capsys.readouterr().out.splitlines() if line.startswith("==> ")]
    assert len(shown) == len(steps) + 1  # and the account


def test_a_failed_step_is_named_last_and_the_others_still_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    account = run.Account()
    account.step("one", [shutil.which("false") or "false"])
    account.step("two", [shutil.which("true") or "true"])
    assert account.close() == 1
    assert capsys.readouterr().out.splitlines()[-1] == "FAILED: one"


def test_the_first_run_of_the_tests_sees_no_database_of_the_caller(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@somewhere/theirs")
    assert "DATABASE_URL" not in run.environment({})
    assert run.environment({"DATABASE_URL": "postgres://x"})["DATABASE_URL"] == "postgres://x"


def test_the_makefile_calls_the_ways_that_there_are() -> None:
    makefile = (run.ROOT / "Makefile").read_text(encoding="utf-8")
    called = {line.split()[-1] for line in makefile.splitlines() if "-m tests.run" in line}
    assert called == set(run.WAYS)
