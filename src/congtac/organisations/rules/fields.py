"""The fields of work of the sector: what oversight is given for, and what tasks belong to."""

import csv
from pathlib import Path

from congtac.kernel.words import Names

DATA = Path(__file__).resolve().parents[1] / "data" / "work_fields.csv"


def _load() -> dict[str, str]:
    with DATA.open(encoding="utf-8", newline="") as rows:
        return {row["code"]: row["name"] for row in csv.DictReader(rows)}


WORK_FIELDS = Names(_load())
