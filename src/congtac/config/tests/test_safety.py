"""A real site refuses to start with an unsafe configuration and says which."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAFE = {
    "CONGTAC_SECRET_KEY": "k3Jq9-ZxW_7vB2nM5pLr8TtYuIoPaSdFgHjKlQwErTy",
    "CONGTAC_HOSTS": "congtac.example.vn",
}
SOURCE = Path(__file__).resolve().parents[3]


def congtac(
    *arguments: str, data: Path | None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, away from the settings of the tests."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("CONGTAC_")}
    clean.pop("DATABASE_URL", None)
    if data:
        clean["CONGTAC_DATA"] = str(data)
    return subprocess.run(
        [sys.executable, "-m", "congtac", *arguments],
        env={**clean, "PYTHONPATH": str(SOURCE), **environment},
        cwd=data,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        ({"CONGTAC_SECRET_KEY": ""}, "CONGTAC_SECRET_KEY"),
        ({"CONGTAC_SECRET_KEY": "a" * 60}, "CONGTAC_SECRET_KEY"),
        ({"CONGTAC_HOSTS": ""}, "CONGTAC_HOSTS"),
        ({"CONGTAC_HOSTS": "*"}, "CONGTAC_HOSTS"),
        ({}, "congtac migrate"),
    ],
)
def test_it_refuses_and_names_the_setting(
    tmp_path: Path, broken: dict[str, str], named: str
) -> None:
    done = congtac("serve", "--port", "0", data=tmp_path, **{**SAFE, **broken})
    assert done.returncode == 2
    assert done.stderr.startswith("CFG-001: ")
    assert named in done.stderr


def test_the_log_is_verified_from_the_command_line(tmp_path: Path) -> None:
    migrated = congtac("migrate", data=tmp_path, **SAFE)
    assert migrated.returncode == 0, migrated.stderr
    done = congtac("audit", "verify", data=tmp_path, **SAFE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("0 dòng, 0 lỗi")


def test_the_command_loads_without_django() -> None:
    without = "import sys; sys.modules['django'] = None; import congtac.cli"
    done = subprocess.run(
        [sys.executable, "-c", without],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
