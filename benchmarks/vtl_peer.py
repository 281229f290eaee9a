"""The peers of the checks and of the workbook; runs in their own environment, see `peers`.

`vtl NOW.csv BEFORE.csv` times vtlengine on tables in memory, with DuckDB and with pandas, and tells
what it found; `openpyxl FILE` times the reading of every cell.
"""

import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

ROUNDS = 3
KEYS = ("unit", "form", "line")
SCRIPT = """
define datapoint ruleset sums (variable c1, c2, c3, c4, c5) is
  total: c1 = c2 + c3 + c4 + c5 errorcode "sum" errorlevel 1
end datapoint ruleset;
define datapoint ruleset changes (variable c1, p1) is
  change: abs(c1 - p1) * 5 < abs(p1) or c1 = p1 errorcode "change" errorlevel 1
end datapoint ruleset;
BOTH := inner_join(NOW, BEFORE);
WRONG <- check_datapoint(NOW, sums invalid);
CHANGED <- check_datapoint(BOTH, changes invalid);
"""
KINDS = {"WRONG": "relation", "CHANGED": "same_period"}


def main(given: Sequence[str]) -> None:
    print(json.dumps(vtl(*given[1:]) if given[0] == "vtl" else openpyxl(given[1])))


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """The median of some rounds after one that doesn't count, and what came of the last."""
    made, spent = work(), []
    for _ in range(ROUNDS):
        began = perf_counter()
        made = work()
        spent.append(perf_counter() - began)
    return median(spent), made


def vtl(now: str, before: str) -> dict[str, Any]:
    """Seconds with each engine, and the places that it found."""
    import pandas
    import vtlengine

    texts = dict.fromkeys(KEYS, str)
    tables = {name: pandas.read_csv(path, dtype=texts) for name, path in
              (("NOW", now), ("BEFORE", before))}  # fmt: skip

    def run(*, duckdb: bool) -> Any:
        return vtlengine.run(
            script=SCRIPT,
            data_structures=structures(tables),
            datapoints={name: table.copy() for name, table in tables.items()},
            use_duckdb=duckdb,
        )

    told: dict[str, Any] = {}
    for name, duckdb in (("duckdb", True), ("pandas", False)):
        told[name], found = timed(partial(run, duckdb=duckdb))
        told[f"{name}_found"] = sorted(places(found))
    return told


def structures(tables: Any) -> dict[str, Any]:
    return {"datasets": [{"name": name, "DataStructure": [component(it) for it in table.columns]}
                         for name, table in tables.items()]}  # fmt: skip


def component(name: str) -> dict[str, Any]:
    is_key = name in KEYS
    kind, role = ("String", "Identifier") if is_key else ("Number", "Measure")
    return {"name": name, "type": kind, "role": role, "nullable": not is_key}


def places(found: Any) -> list[tuple[str, ...]]:
    """Unit, form, row and kind of what was found."""
    return [
        (*(str(one) for one in line), kind)
        for name, kind in KINDS.items()
        for line in found[name].data[list(KEYS)].itertuples(index=False)
    ]


def openpyxl(path: str) -> dict[str, Any]:
    """Seconds to read every cell of a workbook, as its page on speed advises."""
    from openpyxl import load_workbook

    def read() -> int:
        book = load_workbook(path, read_only=True, data_only=True)
        return sum(
            cell is not None
            for page in book
            for line in page.iter_rows(values_only=True)
            for cell in line
        )

    spent, cells = timed(read)
    return {"seconds": spent, "cells": cells}


if __name__ == "__main__":
    main(sys.argv[1:])
