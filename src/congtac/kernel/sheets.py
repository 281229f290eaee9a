"""Cells that go into a spreadsheet: no text of a user becomes a formula."""

from datetime import date
from decimal import Decimal

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
Cell = str | int | float | Decimal | date | None


def safe_cell(value: Cell) -> Cell:
    """Return the value fit for a cell: a text that begins like a formula gets a quote."""
    if not isinstance(value, str) or value.strip() == "-":
        return value
    return f"'{value}" if value.lstrip(" \u00a0").startswith(RISKY) else value
