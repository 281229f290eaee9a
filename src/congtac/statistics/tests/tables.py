"""The tables of the pages about the rules, as rows of texts."""

from pathlib import Path

RULES = Path(__file__).resolve().parents[4] / "docs" / "rules"


def table(page: str, first: str) -> list[list[str]]:
    """The rows of the table whose first head is `first`, or whose heads are these, by bars."""
    lines = (RULES / page).read_text(encoding="utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(f"| {first} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.split("|")[1:-1]])
    return rows
