"""A test that could not run is never lost from sight."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests import run
from tests.not_run import ROOT, Ledger, lines
from tests.two_databases import Missing

ABSENT = 'import pytest\n\n\ndef test_it_needs_more() -> None:\n    pytest.skip("{reason}")\n'


def pytest_on(folder: Path, reason: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run one test that skips itself for a reason."""
    (folder / "test_absent.py").write_text(ABSENT.format(reason=reason), encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    apart = ("CI", "TEST_RUN", "PYTEST_ADDOPTS")
    kept = {name: value for name, value in os.environ.items() if name not in apart}
    command = (sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-p", "tests.not_run")
    return subprocess.run(
        command,
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_skipped_test_stands_in_the_last_lines(tmp_path: Path) -> None:
    done = pytest_on(tmp_path, "no LibreOffice here")
    assert done.returncode == 0
    assert "NOT RUN: no LibreOffice here (1)" in done.stdout


def test_under_ci_a_skipped_test_fails_the_run(tmp_path: Path) -> None:
    done = pytest_on(tmp_path, "no LibreOffice here", CI="1")
    assert done.returncode == 1
    assert "NOT RUN: no LibreOffice here (1)" in done.stdout


def test_the_papers_beside_the_project_may_be_absent_under_ci(tmp_path: Path) -> None:
    done = pytest_on(tmp_path, "../shared is not beside the project", CI="1")
    assert done.returncode == 0
    assert "NOT RUN: ../shared is not beside the project (1)" in done.stdout


def test_what_a_machine_lacks_stands_in_the_account(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "chromium", lambda: None)
    monkeypatch.delenv("CI", raising=False)
    assert run.main("journeys") == 0
    assert "NOT RUN: walks in a browser: no Chromium here (1)" in capsys.readouterr().out


def test_under_ci_a_machine_that_lacks_something_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "chromium", lambda: None)
    monkeypatch.setenv("CI", "1")
    assert run.main("journeys") == 1


def test_a_missing_server_is_counted_and_the_account_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse() -> None:
        raise Missing("PostgreSQL has no server program here")

    monkeypatch.setattr(run, "postgresql", refuse)
    monkeypatch.setattr(run, "REPORTS", tmp_path)
    monkeypatch.setattr(run, "PYTEST", ("true",))
    account = run.Account()
    run.suite(account)
    assert lines(account.missing) == ["NOT RUN: PostgreSQL has no server program here (1)"]


def test_a_run_leaves_its_outcomes_for_the_promises(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tests.not_run.REPORTS", tmp_path)
    ledger = Ledger()
    ledger.outcomes = {"a.py::test_a": "passed"}
    ledger.write("sqlite")
    told = json.loads((tmp_path / "sqlite.json").read_text(encoding="utf-8"))
    assert told == {"outcomes": {"a.py::test_a": "passed"}, "reasons": {}, "pure": []}


def test_the_same_lack_is_counted_once_for_both_databases() -> None:
    account = run.Account()
    account.missing |= Counter(["no LibreOffice here"] * 2)
    account.missing |= Counter(["no LibreOffice here"] * 2)
    assert lines(account.missing) == ["NOT RUN: no LibreOffice here (2)"]
