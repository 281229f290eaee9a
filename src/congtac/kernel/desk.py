"""Lines of the desk: whatever area tells them, they look alike and lead somewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from congtac.kernel.panels import Panel

WAITS, LATE, WEEK, COUNTS = "desk", "desk-late", "desk-week", "desk-counts"
DAYS = 7  # of the part that looks ahead, today the first
SHOWN = 6
TEMPLATE = "components/desk_lines.html"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: what it is, where it leads, what to know of it, and its state in a word."""

    title: str
    address: str
    note: str = ""
    label: str = ""
    colour: str = "grey"


def lines(
    title: str, told: Sequence[Line], *, count: int, address: str = "", weight: int = 0
) -> Panel | None:
    """Return the panel of some lines; none without lines. `address` leads to all of them."""
    facts = {"lines": told, "count": count, "address": address if count > len(told) else ""}
    return Panel(title, TEMPLATE, facts, weight) if told else None
