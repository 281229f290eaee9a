"""The run for robots installs what is missing and fails where anything was left out."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ("bash", "dirname", "env")


def write_program(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f'#!/bin/bash\necho "{name} $*" >> "$CALLS"\n{body}\n', encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine with almost nothing on it, where `make` and `apt-get` only note that they ran."""
    for name in NEEDED:
        program = shutil.which(name)
        assert program is not None
        (tmp_path / name).symlink_to(program)
    (tmp_path / "python3").symlink_to(sys.executable)
    write_program(tmp_path, "apt-get", "exit 0")
    write_program(tmp_path, "make", 'echo "CI=$CI" >> "$CALLS"; [[ "$1" != "$FAILING" ]]')
    return tmp_path


def run(machine: Path, failing: str = "") -> tuple[int, list[str]]:
    """Run the script there: its exit status, and what it called."""
    calls = machine / "calls"
    settings = {"PATH": str(machine), "CALLS": str(calls), "FAILING": failing}
    done = subprocess.run(
        [str(machine / "bash"), str(ROOT / ".ci" / "run")],
        env={"HOME": os.environ.get("HOME", "/"), **settings},
        capture_output=True,
        check=False,
    )
    return done.returncode, calls.read_text(encoding="utf-8").splitlines()


def test_it_installs_browser_and_office_program_where_they_are_missing(machine: Path) -> None:
    _, calls = run(machine)
    installed = next(call for call in calls if call.startswith("apt-get install"))
    assert {"chromium", "libreoffice-writer-nogui"} <= set(installed.split())
    assert "make" not in installed.split()


def test_it_runs_tests_walks_and_promises_and_leaves_nothing_out(machine: Path) -> None:
    status, calls = run(machine)
    assert status == 0
    made = [call for call in calls if call.startswith("make ")]
    assert made == ["make test", "make figures", "make journeys", "make promises"]
    assert calls.count("CI=1") == len(made)


@pytest.mark.parametrize("target", ["test", "figures", "journeys", "promises"])
def test_it_fails_where_one_of_them_fails_and_still_runs_the_others(
    machine: Path, target: str
) -> None:
    status, calls = run(machine, failing=target)
    assert status == 1
    assert len([call for call in calls if call.startswith("make ")]) == 4
