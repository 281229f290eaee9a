"""Files of figures into books: long CSV, or a workbook filled from the template."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from congtac.cli_documents.inputs import Inputs, load, name_of
from congtac.cli_statistics.long_files import long_of
from congtac.kernel.problem import Problem
from congtac.statistics.rules.book import Book, book_of, book_of_frame, merged
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.workbooks.filled import read_filled

Forms = Mapping[str, Form]
READABLE = (".csv", ".xlsx", ".xlsm")
WORKBOOKS = (b"PK", bytes.fromhex("d0cf11e0a1b11ae1"))  # how .xlsx and .xls begin


@dataclass(frozen=True, slots=True)
class Loaded:
    """One file: its figures, or what is wrong with it."""

    source: str
    book: Book | None = None
    problem: Problem | None = None


def gather(given: Sequence[Path]) -> Inputs:
    """The files given, and in the place of a folder its files of figures by name."""
    paths = tuple(path for one in given for path in _figures(one))
    return Inputs(paths, is_list=len(given) > 1 or given[0].is_dir())


def load_one(path: Path, forms: Forms) -> Loaded:
    """The book of one file, or its problem."""
    try:
        return Loaded(name_of(path), read_book(path, forms))
    except Problem as problem:
        return Loaded(name_of(path), None, problem)


def read_book(path: Path, forms: Forms) -> Book:
    """The cells of a file; a Problem where it can't be used."""
    if path.is_dir():
        raise Problem("CLI-002", "Thư mục không có tệp nào đọc được (.csv, .xlsx).")
    data = load(path, at_most=None)
    if data.startswith(WORKBOOKS):
        return book_of(read_filled(data, forms), forms)
    return book_of_frame(long_of(data), forms)


def together(loaded: Sequence[Loaded]) -> Book:
    """The figures of all files as one book."""
    return merged([one.book for one in loaded if one.book is not None])


def file_of_each(loaded: Sequence[Loaded]) -> dict[tuple[str, str, str], int]:
    """In which file a unit's form of a period stands."""
    places: dict[tuple[str, str, str], int] = {}
    for number, one in enumerate(loaded):
        if one.book is None:
            continue
        for code, sheet in one.book.sheets.items():
            for unit, period in sheet.select("unit", "period").unique().iter_rows():
                places.setdefault((unit, period, code), number)
    return places


def _figures(path: Path) -> list[Path]:
    try:
        found = sorted(child for child in path.iterdir() if _is_figures(child))
    except OSError:
        return [path]
    return found or [path]


def _is_figures(path: Path) -> bool:
    is_trace = path.name.startswith((".", "~$"))
    return path.suffix.lower() in READABLE and not is_trace and os.path.isfile(path)
