"""The commands of the site: people, the worker, the demo's port."""

import os
import socket
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


def test_the_worker_ends_in_peace_when_asked_to(site: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "CONGTAC_DATA": str(site)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "congtac", "worker"]
    worker = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert worker.stdout
    assert "đang chờ việc" in worker.stdout.readline()
    worker.terminate()
    worker.communicate(timeout=30)
    assert worker.returncode == 0


def test_the_demo_says_at_once_that_its_port_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = congtac(tmp_path, "demo", "--port", str(port), "--data", str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.startswith("CFG-002")
    assert f"PORT={port + 1}" in done.stderr
    assert list(tmp_path.iterdir()) == []
