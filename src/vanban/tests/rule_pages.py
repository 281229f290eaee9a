"""Reads the worked tables of the pages in `docs/rules`, which the tests of the reader run."""

import re
from pathlib import Path

PAGES = Path(__file__).parents[3] / "docs" / "rules"
CELL = re.compile(r"(?<!\\)\|")


def table(page: str, heading: str) -> list[tuple[str, ...]]:
    """The rows of the first table below a heading of a page; "<br>" stands for a new line."""
    below = (PAGES / f"{page}.md").read_text("utf-8").split(f"# {heading}\n", 1)[1]
    rows = re.search(r"^\|.*\n\|[-| :]+\n((?:\|.*\n)+)", below.split("\n#")[0], re.M)
    if rows is None:
        raise LookupError(f"no table below {heading!r} in {page}.md")
    return [_cells(line) for line in rows[1].splitlines()]


def _cells(line: str) -> tuple[str, ...]:
    cells = CELL.split(line.strip())[1:-1]
    return tuple(c.strip().replace("\\|", "|").replace("<br>", "\n") for c in cells)
