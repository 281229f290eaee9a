"""`make demo`: from nothing to the site on the example year, at the address that it prints."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.running import ROOT, demo, free_port, page_at


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
        assert count(database, "documents_reading") >= 10
        assert count(database, "programmes_task") >= 300
        assert count(database, "programmes_report") >= 250


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
