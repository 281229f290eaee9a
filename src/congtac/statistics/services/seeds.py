"""Reading the data files that come with the site."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The lines of a data file, each by its heads."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def day_of(text: str) -> date | None:
    """A day as data files write it; nothing is no day."""
    return date.fromisoformat(text) if text else None
