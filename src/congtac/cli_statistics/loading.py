"""Files of figures into books: long CSV, or a workbook filled from the template."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from congtac.cli_documents.inputs import Inputs, load, name_of
from congtac.kernel.problem import Problem
from congtac.statistics.rules.book import Book
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.inputs import Loaded, book_in

Forms = Mapping[str, Form]
READABLE = (".csv", ".xlsx", ".xlsm")


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
    return book_in(load(path, at_most=None), forms)


def _figures(path: Path) -> list[Path]:
    try:
        found = sorted(child for child in path.iterdir() if _is_figures(child))
    except OSError:
        return [path]
    return found or [path]


def _is_figures(path: Path) -> bool:
    is_trace = path.name.startswith((".", "~$"))
    return path.suffix.lower() in READABLE and not is_trace and os.path.isfile(path)
