"""The data files of the register, as rows."""

import csv
from pathlib import Path

DATA = Path(__file__).parent / "data"
Rows = list[dict[str, str]]


def rows(name: str) -> Rows:
    """Read a data file."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
