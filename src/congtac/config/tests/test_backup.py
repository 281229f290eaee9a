"""The whole site in one file, and back."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from congtac.config import backup
from congtac.ground.audit.models import Line
from congtac.ground.files.services import store
from congtac.kernel.actor import SYSTEM
from congtac.kernel.problem import Problem

SOURCE = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    store(SYSTEM, "kế hoạch.txt", "Kế hoạch năm".encode())
    target = tmp_path / "site.zip"
    assert backup.back_up(target) == 1
    return target


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An empty place: a new data folder, and on PostgreSQL an empty database."""
    place = {"CONGTAC_DATA": str(tmp_path / "elsewhere")}
    if connection.vendor != "postgresql":
        yield place
        return
    database = f"{connection.settings_dict['NAME']}_restored"  # tests run side by side
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {database}")
        cursor.execute(f"CREATE DATABASE {database} TEMPLATE template0")
    address, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    yield {**place, "DATABASE_URL": f"{address}/{database}"}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {database} WITH (FORCE)")


def congtac(*arguments: str, place: dict[str, str]) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "congtac", *arguments],
        env={**clean, "PYTHONPATH": str(SOURCE), **place},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_restored_site_has_its_log_whole_and_its_files(
    saved: Path, elsewhere: dict[str, str]
) -> None:
    lines = Line.objects.count()
    done = congtac("restore", str(saved), place=elsewhere)
    assert done.returncode == 0, done.stderr
    assert f"{lines} dòng, 0 lỗi" in done.stdout
    files = list(Path(elsewhere["CONGTAC_DATA"], "files").glob("*/*"))
    assert [path.read_text("utf-8") for path in files] == ["Kế hoạch năm"]


def test_a_place_with_data_is_left_alone(saved: Path, elsewhere: dict[str, str]) -> None:
    assert congtac("restore", str(saved), place=elsewhere).returncode == 0
    again = congtac("restore", str(saved), place=elsewhere)
    assert again.returncode == 2
    assert again.stderr.startswith("BAK-006")


def test_a_backup_never_writes_over_another(saved: Path) -> None:
    before = saved.read_bytes()
    with pytest.raises(Problem, match="ghi đè"):
        backup.back_up(saved)
    assert saved.read_bytes() == before


@pytest.fixture
def _empty_place(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    """Let the damaged get as far as their damage."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(backup, "_demand_empty_place", lambda: None)


def changed(saved: Path, **changes: object) -> Path:
    """Copy a backup with its manifest or its database changed."""
    copy = saved.with_name("changed.zip")
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == backup.MANIFEST:
                data = json.dumps({**json.loads(data), **changes}).encode()
            new.writestr(name, data)
    return copy


@pytest.mark.usefixtures("_empty_place")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"vendor": "oracle"}, "BAK-003"),
        ({"format": 99}, "BAK-003"),
        ({"members": {"../outside": "0"}}, "BAK-004"),
        ({"members": {"database": "0" * 64}}, "BAK-005"),
        ({"members": {"files/ab/gone": "0" * 64}}, "BAK-002"),
    ],
)
def test_a_damaged_backup_is_refused_by_name(
    saved: Path, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(Problem) as refused:
        backup.restore(changed(saved, **changes))
    assert refused.value.code == code


@pytest.mark.usefixtures("_empty_place")
def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    no_backup = tmp_path / "a.zip"
    no_backup.write_bytes(b"no zip")
    with pytest.raises(Problem) as refused:
        backup.restore(no_backup)
    assert refused.value.code == "BAK-002"
