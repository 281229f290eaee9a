"""Measures the checks, single cells, workbooks and the last hour, beside peers in the same run."""

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import last_hour, peers
from benchmarks.many_cells import BEFORE, NOW, Size, forms, kept
from benchmarks.papers import ROOT
from benchmarks.platform import environment
from congtac.statistics.rules.grids import Grid

PROVINCE = Size(63, 45)
COMMUNES = (Size(3_321, 20), Size(10_600, 3))
KINDS = 400  # sheets that differ, at commune scale
MINUTES = 2.5  # in which the last hour is sent: four times as dense as asked


def measure(minutes: float = MINUTES) -> dict[str, Any]:
    """Everything, printed as it comes; the last hour while nothing else runs."""
    found: dict[str, Any] = {"communes": {}}
    with site(PROVINCE) as folder:
        found["province"] = program(folder, "province", PROVINCE)
        found["cell"] = program(folder, "cell", PROVINCE)
    print({it: found["province"][it] for it in ("warm", "cold", "whole")}, found["cell"])
    with tempfile.TemporaryDirectory(prefix="congtac-bench-") as place:
        found["workbook"] = answer("workbooks", f"{place}/book.xlsx")
        found["peers"] = beside(Path(place))
    print(found["workbook"], {it: found["peers"].get(it) for it in ("duckdb", "pandas", "book")})
    for size in COMMUNES:
        with site(size, KINDS) as folder:
            many = found["communes"][size] = program(folder, "many", size)
        print(size, many)
    found["last_hour"] = last_hour.measure(minutes=minutes)
    print(found["last_hour"])
    return found


@contextmanager
def site(size: Size, kinds: int = 0) -> Iterator[Path]:
    """A site on SQLite to which all was sent."""
    with tempfile.TemporaryDirectory(prefix="congtac-bench-") as folder:
        program(Path(folder), "fill", size, kinds)
        yield Path(folder)


def program(folder: Path, what: str, size: Size, *more: int) -> Any:
    """Run `benchmarks.checks` on a site in a process of its own."""
    given = (what, str(size.units), str(size.forms), *map(str, more))
    return answer("checks", *given, env=environment(folder, ""))


def answer(module: str, *given: str, env: dict[str, str] | None = None) -> Any:
    """The last line that a module of the benchmarks prints."""
    done = subprocess.run(
        (sys.executable, "-m", f"benchmarks.{module}", *given),
        cwd=ROOT, env=env or environment(Path(given[-1]).parent, ""), check=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def beside(place: Path) -> dict[str, Any]:
    """The peers on the same figures and the same workbook; empty where they can't be had."""
    tables(place)
    try:
        told = peers.ask("vtl", str(place / "now.csv"), str(place / "before.csv"))
        told["book"] = peers.ask("openpyxl", str(place / "book.xlsx"))
    except (peers.Missing, subprocess.CalledProcessError) as missing:
        print(f"The peers are not measured: {missing}")
        return {}
    return dict(told)


def tables(place: Path) -> None:
    """What was sent as the wide tables that the peers like best: a line for each group."""
    heads = {NOW: ("c1", "c2", "c3", "c4", "c5"), BEFORE: ("p1",)}
    names = {NOW: "now.csv", BEFORE: "before.csv"}
    files = {period: (place / name).open("w", newline="") for period, name in names.items()}
    out = {period: csv.writer(file) for period, file in files.items()}
    for period, columns in heads.items():
        out[period].writerow(("unit", "form", "line", *columns))
    for form in forms(PROVINCE):
        for unit, period, text in kept(PROVINCE, form):
            cells = Grid.read(text).cells
            for row in form.rows:
                figures = [cells[row.code, f"c{at}"] for at in range(1, len(heads[period]) + 1)]
                out[period].writerow((unit, form.code, row.code, *figures))
    for file in files.values():
        file.close()
