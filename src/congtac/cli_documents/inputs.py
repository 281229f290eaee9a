"""The files that a command is given: one, several, or those of a folder."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from congtac.kernel.problem import Problem

READABLE = (".txt", ".md", ".docx", ".doc", ".pdf", ".html", ".htm")
AT_MOST = 128_000_000  # bytes taken of one file; the reader refuses less than that


@dataclass(frozen=True, slots=True)
class Inputs:
    """What to read; `is_list` when the answer is a list, however many files there are."""

    paths: tuple[Path, ...]
    is_list: bool


def gather(given: Sequence[Path]) -> Inputs:
    """The files given, and in the place of a folder its documents by name; no folders below it."""
    paths = tuple(path for one in given for path in _documents(one))
    return Inputs(paths, is_list=len(given) > 1 or given[0].is_dir())


def name_of(path: Path) -> str:
    """The path as it was given, fit for any output though its bytes may be no UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def load(path: Path, *, at_most: int | None = AT_MOST) -> bytes:
    """The bytes of a file; a Problem that says why there are none. No more than `at_most`."""
    if path.is_dir():
        kinds = ", ".join(READABLE)
        raise Problem("CLI-002", f"Thư mục không có tệp nào đọc được ({kinds}).")
    try:
        with path.open("rb") as file:
            return file.read(at_most)
    except FileNotFoundError:
        raise Problem("CLI-001", "Không có tệp này; hãy kiểm tra lại đường dẫn.") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Problem("CLI-001", f"Không mở được tệp ({reason}); hãy kiểm tra quyền đọc.") from None


def _documents(path: Path) -> list[Path]:
    """The documents of a folder; a folder without any stands for itself and fails when loaded."""
    try:
        found = sorted(child for child in path.iterdir() if _is_document(child))
    except OSError:
        return [path]
    return found or [path]


def _is_document(path: Path) -> bool:
    """A file of a readable kind; not the hidden traces that office programs leave."""
    is_trace = path.name.startswith((".", "~$"))
    return path.suffix.lower() in READABLE and not is_trace and path.is_file()
