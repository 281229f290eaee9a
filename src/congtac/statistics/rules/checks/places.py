"""Where a finding stands, in words, and the rows of a frame that a check has to tell about."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from congtac.kernel.words import gettext as _
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.printers.sentence import column_name

Line = dict[str, Any]
FEW = 200  # lines


def hits(frame: pl.DataFrame, breaches: Mapping[str, pl.Expr]) -> Iterator[tuple[str, Line]]:
    """Each line on which a breach is true, under the name of the breach.

    Lines are fetched once, however many breaches they have.
    """
    if frame.is_empty() or not breaches:
        return
    told = frame.select(breach.alias(str(at)) for at, breach in enumerate(breaches.values()))
    found = {
        name: _true_at(series) for name, series in zip(breaches, told, strict=True) if series.any()
    }
    if not found:
        return
    numbers = sorted({number for some in found.values() for number in some})
    lines = dict(zip(numbers, frame[numbers].iter_rows(named=True), strict=True))
    for name, some in found.items():
        for number in some:
            yield name, lines[number]


def _true_at(series: pl.Series) -> list[int]:
    """The places of true; on the few lines of one form a plan of a query costs more than it."""
    if len(series) > FEW:
        return series.arg_true().to_list()
    return [at for at, is_true in enumerate(series.to_list()) if is_true]


def row_words(form: Form, row: str) -> str:
    """ "Dòng “I. Phòng công chứng”: ", or nothing in a form with one row."""
    return _("Dòng “{name}”: ").format(name=row) if len(form.rows) > 1 else ""


def column_words(column: Column) -> str:
    """ "cột 3 (Công chứng > Chia ra > Bất động sản)"."""
    return f"{column_name(column.code)} ({column.title})"


def place_words(form: Form, row: str, column: Column) -> str:
    """A cell in words, to begin a sentence with."""
    words = column_words(column)
    return row_words(form, row) + words[:1].upper() + words[1:]
