"""Standard output and error in UTF-8 whatever the locale, and files that are whole or absent."""

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from congtac.kernel.problem import Problem

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")


def speak_utf8() -> None:
    """What no encoding can hold is replaced, never a reason to stop."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _nowhere() -> io.TextIOWrapper:
    """In the place of a channel that whoever started the command has closed."""
    return io.TextIOWrapper(Path(os.devnull).open("wb"))


def put(text: str) -> None:
    """Write on standard output, at once."""
    sys.stdout.write(text)
    sys.stdout.flush()


def complain(source: str, code: str, sentence: str) -> None:
    """One line on standard error: the code, the file, the sentence."""
    sys.stderr.write(" ".join(f"{code}: {source}: {sentence}".split()) + "\n")


@contextmanager
def reader_may_leave() -> Iterator[None]:
    """Whoever reads the output may close it early: then the work ends in peace."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A name to write to; the file gets its own name only when all is written."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield unfinished
        os.replace(unfinished, path)
    except OSError as error:
        raise Problem("CLI-003", f"Không ghi được tệp {path} ({error.strerror}).") from error
    finally:
        unfinished.unlink(missing_ok=True)


def demand_place(path: Path) -> None:
    """Refuse before the work where the file could not be written after it."""
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise Problem("CLI-003", f"Không ghi được tệp {path}; hãy chọn một thư mục đã có.")


def demand_folder(path: Path) -> None:
    """Make the folder where it is missing."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem("CLI-003", f"Không ghi được vào {path}; hãy chọn một thư mục.") from error


def with_progress(items: Iterable[T], total: int, words: str = "Đang đọc") -> Iterator[T]:
    """The same items, with a bar on standard error when that is a terminal.

    Where the output goes to a terminal too, it comes after the bar.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    bar = _bar(words)
    with bar:
        tracked = bar.track(items, total=total)
        if not sys.stdout.isatty():
            yield from tracked
            return
        done = list(tracked)
    yield from done


def _bar(words: str) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn(words),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
    )
