"""Output is UTF-8 in any locale, silent where nobody listens, and free of bars and tracebacks."""

import json
import os
import subprocess
import sys

import pytest

from tests.cli.conftest import ENVIRONMENT, PLAN, WORD, program, start

ASCII = {
    "LC_ALL": "C",
    "LANG": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONIOENCODING": "ascii",
}
WITHOUT_DJANGO = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "django":
            raise ImportError("django must not be loaded here")
sys.meta_path.insert(0, Refuse())
from congtac.cli import main
main()
"""


@pytest.mark.parametrize("choice", [["--json"], []])
def test_the_output_is_utf8_whatever_the_locale(choice: list[str]) -> None:
    done = start("read", PLAN, *choice, **ASCII)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Sở Tư pháp" in done.stdout.decode("utf-8")


def test_an_error_is_utf8_whatever_the_locale() -> None:
    done = start("read", "khong-co.txt", **ASCII)
    assert done.returncode == 2
    assert "Không có tệp này" in done.stderr.decode("utf-8")


@pytest.mark.parametrize("command", ["read", "lint"])
def test_documents_need_no_django(command: str) -> None:
    arguments = [sys.executable, "-c", WITHOUT_DJANGO, command, str(WORD), "--json"]
    done = subprocess.run(arguments, capture_output=True, env=ENVIRONMENT, check=False)
    assert done.stderr == b""
    assert json.loads(done.stdout)["source"] == str(WORD)


def test_a_reader_that_leaves_early_makes_no_noise() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    command = program("read", PLAN, WORD, "--json")
    done = subprocess.run(
        command, stdout=write_end, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False
    )
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_output_makes_no_noise() -> None:
    command = " ".join(["exec", *program("read", PLAN, "--json"), ">&-"])
    done = subprocess.run(
        ["sh", "-c", command], stderr=subprocess.PIPE, env=ENVIRONMENT, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_bar_shows_on_a_terminal_and_the_json_stays_whole() -> None:
    ours, theirs = os.openpty()
    done = subprocess.run(
        program("read", PLAN, WORD, "--json"),
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=ENVIRONMENT,
        check=False,
    )
    os.close(theirs)
    assert len(json.loads(done.stdout)) == 2
    assert "Đang đọc" in os.read(ours, 100_000).decode("utf-8", "replace")
    os.close(ours)


def test_help_comes_without_loading_the_reader() -> None:
    probe = "import sys, congtac.cli; print({'vanban', 'xlsxwriter', 'django'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, env=ENVIRONMENT, check=True
    )
    assert done.stdout.strip() == b"set()"
