"""Where the platform is measured: a throw-away site on each database, each in its own process."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.papers import ROOT
from tests.two_databases import DURABLE, FAST, Missing, postgresql

__all__ = ["DATABASES", "DURABLE", "address_of", "environment", "make_site", "on_each", "run"]

DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@contextmanager
def address_of(database: str, options: str = FAST) -> Iterator[str]:
    """A new empty database; "" is a file of SQLite. Raises Missing where it can't be had."""
    if database == "sqlite":
        yield ""
        return
    with postgresql(options) as address:
        yield address


def on_each(what: str, *given: str, options: str = FAST) -> dict[str, Any]:
    """What a module of the benchmarks measured, by database; a database that lacks is told."""
    measured = {}
    for database in DATABASES:
        try:
            with address_of(database, options) as address:
                measured[database] = run(what, address, *given)
        except Missing as missing:
            print(f"Not measured on {DATABASES[database]}: {missing}")
    return measured


def run(what: str, address: str, *given: str) -> Any:
    """Run a module of the benchmarks as a program on a database; its last line is the answer."""
    with tempfile.TemporaryDirectory(prefix="congtac-bench-") as folder:
        done = subprocess.run(
            (sys.executable, "-m", f"benchmarks.{what}", *given),
            cwd=ROOT,
            env=environment(Path(folder), address),
            stdout=subprocess.PIPE,
            check=True,
        )
    return json.loads(done.stdout.splitlines()[-1])


def environment(folder: Path, address: str) -> dict[str, str]:
    """The settings of a site whose data lie in a folder."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ours = {
        "DJANGO_SETTINGS_MODULE": "congtac.config.settings",
        "CONGTAC_MODE": "demo",
        "CONGTAC_DATA": str(folder),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    return {**kept, **ours, **({"DATABASE_URL": address} if address else {})}


def make_site() -> None:
    """Prepare Django and the tables of an empty database."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
