"""The commands about people."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[3]
LOAD = (
    "from congtac.organisations.services import load_units as l; from congtac.kernel.actor import *"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("site")
    assert congtac(data, "migrate").returncode == 0
    loaded = congtac(data, "manage", "shell", "--no-imports", "-c", f"{LOAD}; l(SYSTEM)")
    assert loaded.returncode == 0, loaded.stderr
    return data


def congtac(data: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "congtac", *arguments],
        env={**clean, "PYTHONPATH": str(SOURCE), "CONGTAC_DATA": str(data)},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def add(
    site: Path,
    username: str,
    *,
    unit: str = "ha-noi.stp",
    role: str = "officer",
    typed: str = "mot-mat-khau-dai",
) -> subprocess.CompletedProcess[str]:
    given = ["--name", "Trần An", "--unit", unit, "--title", "Chuyên viên", "--role", role]
    return congtac(site, "user", "add", username, *given, typed=f"{typed}\n{typed}\n")


def test_a_person_is_added_with_a_post_and_listed(site: Path) -> None:
    done = add(site, "an")
    assert done.returncode == 0, done.stderr
    assert "an\tTrần An\tChuyên viên\tha-noi.stp" in congtac(site, "user", "list").stdout


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"unit": "khong-co"}, "ACC-004"),
        ({"role": "king"}, "ACC-002"),
        ({"typed": "123456"}, "ACC-003"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_nobody_is_added(
    site: Path, wrong: dict[str, str], code: str
) -> None:
    done = add(site, "binh", **wrong)
    assert done.returncode == 2
    assert code in done.stderr
    assert "Traceback" not in done.stderr
    assert "binh" not in congtac(site, "user", "list").stdout


def test_a_password_is_changed_for_those_who_exist(site: Path) -> None:
    add(site, "cuong")
    typed = "mot-mat-khau-khac\nmot-mat-khau-khac\n"
    assert congtac(site, "user", "password", "cuong", typed=typed).returncode == 0
    nobody = congtac(site, "user", "password", "khong-co", typed=typed)
    assert nobody.returncode == 2
    assert "ACC-005" in nobody.stderr
