"""Gives the reader 10 MB of one letter, in a process of its own, and measures time and memory."""

import json
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from vanban import Unreadable, read

SIZE = 10_000_000  # bytes
SECONDS, MEGABYTES = 60, 500  # limits
LETTERS = ("a", "đ", "I", "1", ".")
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Burden:
    """What one huge file came to; `answer` is the code of the refusal, or "read"."""

    letter: str
    answer: str
    seconds: float
    megabytes: float

    @property
    def is_borne(self) -> bool:
        return self.seconds <= SECONDS and self.megabytes <= MEGABYTES


def measure(letter: str) -> Burden:
    """Read the file in a fresh process; one that takes far too long is stopped and told as such."""
    command = [sys.executable, "-m", "benchmarks.one_letter", letter]
    environment = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, check=True, timeout=3 * SECONDS
        )
    except subprocess.TimeoutExpired:
        return Burden(letter, "stopped", 3.0 * SECONDS, 0.0)
    return Burden(**json.loads(done.stdout))


def bear(letter: str) -> Burden:
    """Read the file here."""
    data = (letter * (SIZE // len(letter.encode()))).encode()
    began = perf_counter()
    try:
        read(data, name="letters.txt")
        answer = "read"
    except Unreadable as refusal:
        answer = refusal.code
    return Burden(letter, answer, perf_counter() - began, most_memory())


def most_memory() -> float:
    """The most memory that this process ever held, in megabytes.

    Linux counts in ru_maxrss what the process that started this one held, so its own sheet is
    asked first.
    """
    status = Path("/proc/self/status")
    if status.exists():
        row = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(row.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 1024


if __name__ == "__main__":
    print(json.dumps(asdict(bear(sys.argv[1]))))
