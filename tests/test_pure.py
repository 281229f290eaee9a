"""What touches no database runs once, and its word counts for every database."""

import subprocess
import sys
from pathlib import Path

from tests.promises import Run, with_pure
from tests.running import ROOT

TESTS = """
import pytest

def test_of_a_rule() -> None:
    assert True

@pytest.mark.django_db
def test_of_rows() -> None:
    assert True

def test_of_a_fixture(db: None) -> None:
    assert True
"""


def chosen(folder: Path, *options: str) -> set[str]:
    """The tests that a run with these options would make."""
    path = folder / "test_some.py"
    path.write_text(TESTS, encoding="utf-8")
    collect = ("--collect-only", "-q", "-p", "no:xdist", "--rootdir", str(ROOT), "-c")
    command = (sys.executable, "-m", "pytest", *collect, str(ROOT / "pyproject.toml"))
    shown = subprocess.run(
        (*command, "-p", "tests.pure", *options, str(path)),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {line.rpartition("::")[2] for line in shown.stdout.splitlines() if "::" in line}


def test_the_second_database_is_asked_only_what_touches_it(tmp_path: Path) -> None:
    assert chosen(tmp_path) == {"test_of_a_rule", "test_of_rows", "test_of_a_fixture"}
    assert chosen(tmp_path, "--database-only") == {"test_of_rows", "test_of_a_fixture"}


def test_a_test_that_touches_none_counts_on_both() -> None:
    once = Run({"a::rule": "failed", "a::rows": "passed"}, {}, pure=("a::rule",))
    runs = with_pure({"sqlite": once, "postgresql": Run({"a::rows": "passed"}, {})})
    assert runs["postgresql"].outcomes == {"a::rule": "failed", "a::rows": "passed"}
