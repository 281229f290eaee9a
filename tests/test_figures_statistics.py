"""The promised figures of statistics, on small samples; `make bench-statistics` takes them whole.

Times are those of the processor, with a margin: other work of the machine must not tell.
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from benchmarks import checks, last_hour, page_statistics, stored_forms, workbooks
from benchmarks.many_cells import BEFORE, NOW, Size, forms, kept, unit_name
from benchmarks.page_platform import TWICE
from benchmarks.statistics import COMMUNES, PROVINCE
from congtac.kernel.actor import SYSTEM, Actor
from congtac.statistics.models import FormVersion, Submission
from congtac.statistics.queries.findings import check_grid
from congtac.statistics.queries.submissions import grid_of, revision
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.stored import book_of_kept
from congtac.statistics.services.calendars import load_calendars

pytestmark = pytest.mark.figure
SAMPLE = Size(63, 4)
SLOWER = 3  # a small sample on a machine that others use
UNITS, FORMS = 6, 4


def books(size: Size) -> tuple[Any, Any, Rulebook]:
    made = forms(size)
    read = {
        period: book_of_kept(
            {it: [one for one in kept(size, it) if one[1] == period] for it in made}
        )
        for period in (NOW, BEFORE)
    }
    return read[NOW], read[BEFORE], Rulebook.of(made)


def spent(work: Any) -> float:
    """The least seconds of the processor in a few rounds."""
    least = 60.0
    for _ in range(4):
        began = process_time()
        work()
        least = min(least, process_time() - began)
    return least


def test_a_province_is_checked_in_time_and_what_was_seeded_is_found() -> None:
    now, before, rules = books(SAMPLE)
    found = checks.judged(now, before, rules)
    assert {(it.unit, it.form, it.row, it.kind) for it in found} == set(seeded(SAMPLE))
    assert all(it.message for it in found)
    share = SAMPLE.forms / PROVINCE.forms
    allowed = SLOWER * TWICE * page_statistics.WARM * share
    assert spent(lambda: checks.judged(now, before, rules)) <= allowed


def seeded(size: Size) -> Any:
    """What is wrong, cell by cell in plain Python."""
    for form in forms(size):
        last = {unit: Grid.read(text).cells for unit, period, text in kept(size, form)
                if period == BEFORE}  # fmt: skip
        for unit, period, text in kept(size, form):
            cells = {place: int(value) for place, value in Grid.read(text).cells.items()}
            for row in form.rows if period == NOW else ():
                total, *parts = (cells[row.code, f"c{at}"] for at in range(1, 6))
                was = int(last[unit][row.code, "c1"])
                if total != sum(parts):
                    yield unit, form.code, row.code, "relation"
                if abs(total - was) * 5 >= was:
                    yield unit, form.code, row.code, "same_period"


def test_one_cell_of_a_form_is_checked_in_time(
    cast: Mapping[str, Actor], on_day: Callable[[date], None]
) -> None:
    on_day(stored_forms.DAY)
    load_calendars(SYSTEM)
    stored_forms.fill(Size(1, 6))
    asked = Submission.objects.get(period__code=NOW, form__code="01/ĐO")
    grid = grid_of(revision(asked))
    before = check_grid(asked, grid)
    changed = Grid(grid.rows, {**grid.cells, ("3", "c1"): "9999999"})
    told = {(it.row, it.kind) for it in check_grid(asked, changed)}
    assert told > {(it.row, it.kind) for it in before}
    assert ("3", "relation") in told
    allowed = SLOWER * TWICE * page_statistics.REQUEST / 1000
    assert spent(lambda: check_grid(asked, changed)) <= allowed
    assert FormVersion.objects.count() == 6


def test_a_workbook_is_read_in_time_and_what_differs_is_told(tmp_path: Path) -> None:
    made = workbooks.forms_of(3)
    filled = {it.code: workbooks.filled(it) for it in made.values()}
    differs = workbooks.write(tmp_path / "book.xlsx", made, filled)
    data = (tmp_path / "book.xlsx").read_bytes()
    found = workbooks.read(data, made, filled)
    assert len(found) == differs > 0
    assert all(int(it.after) == int(it.before) + 1 for it in found)
    share = len(made) / workbooks.SHEETS
    allowed = SLOWER * TWICE * page_statistics.BOOK * share
    assert spent(lambda: workbooks.read(data, made, filled)) <= allowed


def test_the_last_hour_loses_nothing() -> None:
    told = last_hour.measure(UNITS, FORMS, minutes=0.05)
    assert (told["errors"], told["lost"], told["lines"]) == (0, 0, UNITS * FORMS), told["fault"]
    assert told["sends"]["count"] == UNITS * FORMS
    assert told["reads"]["count"] > 0


def test_a_form_that_was_sent_twice_or_not_at_all_would_be_seen() -> None:
    figures = last_hour.figures([*range(1, 100), 1000.0])
    assert figures == {"count": 100, "median": 51, "p99": 99}
    assert last_hour.figures([*range(1, 10), 1000.0])["p99"] == 1000.0


FOUND = {
    "province": {"warm": 0.2, "cold": 0.4, "whole": 0.9, "units": ["a", "b"],
                 "found": [["b", "01", "3", "relation"]]},
    "peers": {"duckdb": 0.6, "pandas": 2.0, "book": {"seconds": 3.0},
              "duckdb_found": [[unit_name(1), "01", "3", "relation"]], "pandas_found": []},
    "cell": {"engine": 4.0, "median": 30.0, "p99": 101.0},
    "workbook": {"seconds": 1.5, "cells": 425_250, "changed": 4},
    "last_hour": {"forms": 1638, "minutes": 10.0, "errors": 0, "lost": 1,
                  "sends": {"p99": 200.0}, "reads": {"p99": 500.0}},
    "communes": {size: {"frames": 0.5, "stored": 9.0, "megabytes": 900.0}
                 for size in COMMUNES},
    "conditions": ["Measured here."],
}  # fmt: skip


def test_the_page_tells_what_is_kept_near_and_missed() -> None:
    page = page_statistics.write(FOUND)
    assert "| warm | 0.200 s | 0.1 s | within twice the aim |" in page
    assert "| vtlengine with DuckDB | 0.600 s, 3.0 times ours |  | the same 1 findings |" in page
    assert "**0 findings, not 1**" in page
    assert "| one cell: the request, p99 | 101.0 ms | 50 ms | **MISSED** |" in page
    assert "| the last hour: errors, lost | 0, 1 | 0, 0 | **MISSED** |" in page
    assert "| openpyxl, reading alone | 3.0 s, 2.0 times ours |  |  |" in page
    without = page_statistics.province({**FOUND, "peers": {}})
    assert "**not measured**" in without
