"""The environment of the peers: made once in var/peers, of the versions pinned in peers.txt."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.papers import ROOT

PINNED = ROOT / "benchmarks" / "peers.txt"
FOLDER = ROOT / "var" / "peers"


class Missing(Exception):
    """The peers can't be had; says why."""


def python() -> Path:
    """The interpreter of the peers' environment, which is made if it isn't there."""
    program, mark = FOLDER / "bin" / "python", FOLDER / "pinned"
    digest = sha256(PINNED.read_bytes()).hexdigest()
    if mark.exists() and mark.read_text() == digest:
        return program
    try:
        make(program)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Missing(str(error)) from error
    mark.write_text(digest)
    return program


def make(program: Path) -> None:
    """An environment without pip, filled by a pip from outside as the Makefile does."""
    run(sys.executable, "-m", "venv", "--without-pip", "--clear", str(FOLDER))
    wanted = ("install", "--quiet", "--disable-pip-version-check", "--require-hashes")
    for pip in ((sys.executable, "-m", "pip"), ("python3", "-m", "pip"), ("pip",)):
        try:
            run(*pip, "--python", str(program), *wanted, "-r", str(PINNED))
        except (OSError, subprocess.CalledProcessError):
            if pip == ("pip",):
                raise
        else:
            return


def run(*command: str) -> None:
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)


def ask(*given: str) -> Any:
    """What the peers' program answers; it sees nothing of ours."""
    done = subprocess.run(
        (str(python()), "-I", str(ROOT / "benchmarks" / "vtl_peer.py"), *given),
        cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def versions() -> str:
    """The peers with their versions, as pinned."""
    names = ("vtlengine", "duckdb", "pandas", "openpyxl")
    lines = PINNED.read_text("utf-8").splitlines()
    pinned = [line.split()[0] for line in lines if line.split("==")[0] in names]
    return ", ".join(it.replace("==", " ") for it in pinned)
