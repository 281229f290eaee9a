"""A real site refuses to start with an unsafe configuration and says which."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

SAFE = {
    "CONGTAC_SECRET_KEY": "k3Jq9-ZxW_7vB2nM5pLr8TtYuIoPaSdFgHjKlQwErTy",
    "CONGTAC_HOSTS": "congtac.example.vn",
    "CONGTAC_PROXY": "127.0.0.1",
}
DOOR = "/tai-khoan/dang-nhap/"
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
        ({"CONGTAC_PROXY": ""}, "CONGTAC_PROXY"),
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


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real site before its first visitor."""
    data = tmp_path_factory.mktemp("site")
    migrated = congtac("migrate", data=data, **SAFE)
    assert migrated.returncode == 0, migrated.stderr
    return data


def test_a_safe_site_serves_over_https_through_its_proxy(site: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with serving(port, site):
        plain = answer(port, {"Host": "congtac.example.vn"})
        assert (plain.status, plain.getheader("Location")) == (
            301,
            f"https://congtac.example.vn{DOOR}",
        )
        secure = answer(port, {"Host": "congtac.example.vn", "X-Forwarded-Proto": "https"})
        page = secure.read().decode()
        assert secure.status == 200
        assert "Secure" in str(secure.getheader("Set-Cookie"))
        assert re.search(r"/static/app\.[0-9a-f]{12}\.css", page)
        assert answer(port, {"Host": "other.example"}).status == 400


@contextmanager
def serving(port: int, data: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "congtac", "serve", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "CONGTAC_DATA": str(data), **SAFE}
    environment.pop("DATABASE_URL", None)
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        assert "đang chạy" in server.stdout.readline()
        yield
    finally:
        server.terminate()
        server.communicate(timeout=30)


def answer(port: int, headers: dict[str, str]) -> HTTPResponse:
    """Ask as a proxy does; the server announces itself a moment before it listens."""
    for _ in range(100):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", DOOR, headers=headers)
            return connection.getresponse()
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise AssertionError("the server does not listen")


def test_the_log_is_verified_from_the_command_line(site: Path) -> None:
    done = congtac("audit", "verify", data=site, **SAFE)
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
