"""Times the reading of a workbook with 425,250 cells and what differs from what is kept.

A program by itself: writes the workbook to the path given, reads it, prints the figures as JSON.
"""

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import xlsxwriter

from benchmarks.many_cells import NOW
from congtac.statistics.rules.forms import Column, Form, Row
from congtac.statistics.rules.grids import Change, Grid, changes
from congtac.statistics.rules.workbooks import layout as places
from congtac.statistics.rules.workbooks.filled import read_filled
from congtac.statistics.rules.workbooks.layout import Layout, sheet_name

SHEETS, ROWS, COLUMNS, CHANGED, ROUNDS = 45, 63, 150, 0.01, 3
UNIT = "Sở Tư pháp"


def main(given: Sequence[str]) -> None:
    sheets = int(given[1]) if len(given) > 1 else SHEETS
    forms = forms_of(sheets)
    kept = {form.code: filled(form) for form in forms.values()}
    differs = write(Path(given[0]), forms, kept)
    spent, found = [], 0
    for _ in range(ROUNDS):
        began = perf_counter()
        found = len(read(Path(given[0]).read_bytes(), forms, kept))
        spent.append(perf_counter() - began)
    if found != differs:
        raise RuntimeError(f"{found} cells differ, not {differs}")
    told = {"seconds": median(spent), "cells": sheets * ROWS * COLUMNS, "changed": differs}
    print(json.dumps(told))


def forms_of(count: int) -> dict[str, Form]:
    """Forms of 63 rows and 150 columns."""
    columns = tuple(
        Column(f"c{at}", (f"Nhóm {at // 10 + 1}", f"Cột {at}"), "việc")
        for at in range(1, COLUMNS + 1)
    )
    rows = tuple(Row(f"r{at}", f"{at}. Đơn vị {at}") for at in range(1, ROWS + 1))
    made = (Form(f"{at:02d}/ĐO", "Biểu", columns=columns, rows=rows) for at in range(1, count + 1))
    return {form.code: form for form in made}


def filled(form: Form) -> Grid:
    """What is kept of a form."""
    chance = random.Random(form.code)
    places = ((row.code, column.code) for row in form.rows for column in form.columns)
    return Grid((), {place: str(chance.randrange(100_000)) for place in places})


def write(path: Path, forms: dict[str, Form], kept: dict[str, Grid]) -> int:
    """Write the sheets with their hidden codes, a few cells changed; how many."""
    chance, differs = random.Random(7), 0
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        for form in forms.values():
            layout, page = Layout(form, sheet_name(form)), book.add_worksheet(sheet_name(form))
            heads(page, layout)
            for line in layout.lines:
                page.write_string(line.at, places.CODES_AT, line.code)
                page.write_string(line.at, places.LABELS_AT, line.row.label)
                for at, column in enumerate(form.columns, start=places.FIRST):
                    jumps = chance.random() < CHANGED
                    differs += jumps
                    figure = int(kept[form.code].cells[line.row.code, column.code])
                    page.write_number(line.at, at, figure + jumps)
    return differs


def heads(page: Any, layout: Layout) -> None:
    """The marker, the unit, the period and the codes of the columns."""
    form = layout.form
    page.write_string(places.TITLE_AT, places.CODES_AT, f"{places.MARKER}|{form.code}|1")
    for at, code, said in (
        (places.UNIT_AT, places.UNIT, UNIT),
        (places.PERIOD_AT, places.PERIOD, NOW),
    ):
        page.write_string(at, places.CODES_AT, code)
        page.write_string(at, places.FIRST, said)
    page.write_string(layout.codes_at, places.CODES_AT, places.COLUMNS)
    for at, column in enumerate(form.columns, start=places.FIRST):
        page.write_string(layout.codes_at, at, column.code)


def read(data: bytes, forms: dict[str, Form], kept: dict[str, Grid]) -> list[Change]:
    """Read the workbook and tell what differs, cell by cell."""
    cells: dict[str, dict[tuple[str, str], str]] = {code: {} for code in forms}
    for _unit, _period, form, row, column, value, *_beside in read_filled(data, forms):
        cells[form][row, column] = value
    return [
        change for code, some in cells.items() for change in changes(kept[code], Grid((), some))
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
