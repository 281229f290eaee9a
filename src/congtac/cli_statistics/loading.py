"""Files of figures into books: long CSV, or a workbook filled from the template."""

import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from congtac.cli_documents.inputs import Inputs, load, name_of
from congtac.kernel.problem import Problem
from congtac.statistics.rules.book import LONG, Book, book_of, book_of_frame, merged
from congtac.statistics.rules.forms import ONLY_ROW, Form
from congtac.statistics.rules.workbooks.filled import read_filled

if TYPE_CHECKING:
    import polars as pl

Forms = Mapping[str, Form]
READABLE = (".csv", ".xlsx", ".xlsm")
SEPARATORS = (",", ";", "\t")


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
    data = load(path)
    if path.suffix.lower() != ".csv" and data.startswith(b"PK"):
        return book_of(read_filled(data, forms), forms)
    return book_of_frame(long_of(data), forms)


def long_of(data: bytes) -> "pl.DataFrame":
    """The lines of a long CSV as texts; heads may stand in any order, and others beside them."""
    import polars as pl

    first = data[:4096].decode("utf-8-sig", "replace").partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    try:
        long = pl.read_csv(
            io.BytesIO(data),
            separator=separator,
            infer_schema=False,
        )
    except pl.exceptions.PolarsError as error:
        raise Problem(
            "STA-123", "Không đọc được tệp CSV; hãy lưu lại dạng UTF-8, mỗi dòng đủ các cột."
        ) from error
    long = long.rename({name: name.strip().strip("\ufeff").casefold() for name in long.columns})
    if "row" not in long.columns:
        long = long.with_columns(row=pl.lit(ONLY_ROW))
    absent = [name for name in LONG if name not in long.columns]
    if absent:
        raise Problem(
            "STA-123",
            f"Tệp CSV thiếu cột {', '.join(absent)}; dòng đầu phải là {','.join(LONG)}.",
        )
    return long.select(*LONG, *(name for name in ("reason",) if name in long.columns))


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
