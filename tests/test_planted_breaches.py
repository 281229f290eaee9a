"""The law is not asleep: each breach, planted in a copy of the project, makes a check fail."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.run import checks

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("src", "tests", "docs", "pyproject.toml", "conftest.py", ".importlinter")
LEFT = shutil.ignore_patterns("__pycache__", "vendor", "*.sqlite3*")
ROUTES = "tests/test_architecture.py::test_every_route_declares_who_may_open_it"
PAGES = "tests/test_docs.py::test_every_lint_rule_has_its_page"
PURITY = "tests/test_architecture.py::test_pure_modules_load_where_django_cannot_be_imported"
UNGUARDED = """
from django.urls import path as planted_path

urlpatterns.append(planted_path("planted-route/", print))
"""
UNMIGRATED = """
from django.db import models as planted_models


class PlantedRow(planted_models.Model):
    name = planted_models.CharField(max_length=9)
"""
UNEXPLAINED = '''"""A rule that nobody explained."""

CODE = "VB-999"
'''


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project without its history, to be broken."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=LEFT)
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


def run(copy: Path, command: Sequence[str]) -> tuple[bool, str]:
    """Run a check in the copy: did it pass, and what did it say?"""
    apart = ("DATABASE_URL", "TEST_RUN", "CONGTAC_DATA")
    kept = {name: value for name, value in os.environ.items() if name not in apart}
    ours = {"PYTHONPATH": str(copy / "src"), "DJANGO_SETTINGS_MODULE": "congtac.config.settings"}
    done = subprocess.run(
        command, cwd=copy, env={**kept, **ours}, capture_output=True, text=True, check=False
    )
    return done.returncode == 0, done.stdout + done.stderr


def suite(*tests: str) -> Sequence[str]:
    return (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)


def plant(path: Path, breach: str) -> None:
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before + breach, encoding="utf-8")


def test_nothing_fails_where_nothing_is_planted(copy: Path) -> None:
    (copy / "var").mkdir()
    for command in (suite(ROUTES, PAGES, PURITY), checks()["imports"], checks()["migrations"]):
        passed, told = run(copy, command)
        assert passed, told


def test_a_route_without_a_guard_fails_the_suite(copy: Path) -> None:
    plant(copy / "src/congtac/home/urls.py", UNGUARDED)
    passed, told = run(copy, suite(ROUTES))
    assert not passed
    assert "planted-route/" in told


def test_an_import_against_the_stack_fails_the_checks(copy: Path) -> None:
    plant(copy / "src/congtac/organisations/queries.py", "\nimport congtac.accounts.queries\n")
    passed, told = run(copy, checks()["imports"])
    assert not passed
    assert "congtac.organisations is not allowed to import congtac.accounts" in told


def test_a_change_of_the_models_without_a_migration_fails_the_checks(copy: Path) -> None:
    (copy / "var").mkdir()
    plant(copy / "src/congtac/organisations/models.py", UNMIGRATED)
    passed, told = run(copy, checks()["migrations"])
    assert not passed
    assert "PlantedRow" in told


def test_a_lint_rule_without_a_page_fails_the_suite(copy: Path) -> None:
    plant(copy / "src/vanban/lint/planted.py", UNEXPLAINED)
    passed, told = run(copy, suite(PAGES))
    assert not passed
    assert "VB-999" in told


def test_a_rule_that_loads_the_web_framework_fails_the_suite(copy: Path) -> None:
    plant(copy / "src/congtac/kernel/periods.py", "\nimport django\n")
    passed, told = run(copy, suite(PURITY))
    assert not passed
    assert "django must not be loaded here" in told
