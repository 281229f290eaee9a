"""The demo as a process of its own, for tests that need the whole of it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 280  # seconds, for the whole start on a busy machine


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextmanager
def demo(data: Path, port: int, cache: Path | None = None) -> Iterator[Path]:
    """A running demo; gives the file of what it says. Without `cache` it begins from nothing."""
    said = data / "said.txt"
    apart = ("DATABASE_URL", "CONGTAC_DATA", "CONGTAC_MODE", "DJANGO_SETTINGS_MODULE")
    kept = {name: value for name, value in os.environ.items() if name not in apart}
    own = {
        "PYTHONPATH": str(ROOT / "src"),
        "XDG_CACHE_HOME": str(
            cache or data.parent / f"{data.name}-cache"
        ),  # where the year is kept
    }
    command = [sys.executable, "-m", "congtac", "demo", "--port", str(port), "--data", str(data)]
    with said.open("w") as out:
        running = subprocess.Popen(command, env={**kept, **own}, stdout=out, stderr=out)
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
            with urlopen(address, timeout=60) as answer:
                return str(answer.read().decode())
        except (URLError, TimeoutError):
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
