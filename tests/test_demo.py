"""`make demo`: from nothing to the site on the example year, at the address that it prints."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120  # seconds, for the whole start on a busy machine


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextmanager
def demo(data: Path, port: int) -> Iterator[Path]:
    """A running demo; gives the file of what it says."""
    said = data / "said.txt"
    apart = ("DATABASE_URL", "CONGTAC_DATA", "CONGTAC_MODE", "DJANGO_SETTINGS_MODULE")
    kept = {name: value for name, value in os.environ.items() if name not in apart}
    command = [sys.executable, "-m", "congtac", "demo", "--port", str(port), "--data", str(data)]
    with said.open("w") as out:
        running = subprocess.Popen(
            command, env={**kept, "PYTHONPATH": str(ROOT / "src")}, stdout=out, stderr=out
        )
        try:
            yield said
        finally:
            running.terminate()
            running.wait(timeout=30)


def page_at(address: str) -> str:
    """The page, as soon as the site answers."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(address, timeout=10) as answer:
                return str(answer.read().decode())
        except URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def count(database: sqlite3.Connection, table: str) -> int:
    (rows,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608  # the names are ours
    return int(rows)


@pytest.mark.slow
def test_the_demo_opens_a_site_with_examples_at_the_address_that_it_prints(tmp_path: Path) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with demo(tmp_path, port) as said:
        page = page_at(address)
        told = said.read_text(encoding="utf-8")
    assert "Lan" in page, "the door shows the cast"
    assert address in told
    with closing(sqlite3.connect(tmp_path / "congtac.sqlite3")) as database:
        assert count(database, "documents_reading") >= 5
        assert count(database, "programmes_task") >= 10


def test_make_demo_takes_another_port() -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not here")
    told = subprocess.run(
        [make, "--dry-run", "demo", "PORT=8123"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "congtac demo --port 8123" in told
