"""The command `congtac`, run in this process with what it printed, or as a program."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from congtac.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ROOT / "examples" / "documents"
PLAN = EXAMPLES / "ke-hoach-cai-cach-tu-phap-ninh-thuan.txt"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm"}
WORD = EXAMPLES / "quyet-dinh-ke-hoach-boi-thuong-nha-nuoc.docx"


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def congtac(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command in this process."""

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["congtac", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, captured.out, captured.err)

    return run


def program(*arguments: object) -> list[str]:
    """The command line that starts `congtac` in a process of its own."""
    return [sys.executable, "-m", "congtac", *map(str, arguments)]


def start(*arguments: object, **settings: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a program."""
    environment = {**ENVIRONMENT, **settings}
    return subprocess.run(
        program(*arguments), capture_output=True, env=environment, check=False, timeout=120
    )
