"""Writes the part of docs/benchmarks.md about the platform: long lists, many readers, the log."""

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.many_tasks import ROWS, TASKS
from benchmarks.page import table, verdict
from benchmarks.platform import DATABASES
from benchmarks.readers import READERS

HEADING = "## The platform"
PAGE_MS, TIMES, ACTS = 60, 4.0, 2_000
VERIFIED = {"sqlite": 300_000, "postgresql": 150_000}
TWICE = 2  # a figure within twice its aim stands, with its profile in docs/decisions


def write(found: Mapping[str, Any]) -> str:
    """The part, from what `python -m benchmarks platform` measured."""
    return "\n\n".join([HEADING, *found["conditions"], *_parts(found)]) + "\n"


def _parts(found: Mapping[str, Any]) -> Iterator[str]:
    yield "### A page of a long list"
    yield (
        f"Whole pages of {ROWS} rows out of {TASKS:,} tasks through the test client, signed in as"
        " one who sees them all; the median of nine."
    )
    yield from (tasks(database, pages) for database, pages in found["tasks"].items())
    yield "### Many readers"
    yield (
        f"The list of 25 rows under {READERS} connections, on SQLite, signed in, in turns in the"
        " same run; each server as its package sets it up."
    )
    yield readers(found["readers"])
    yield "### The log of acts"
    yield (
        "Two processes, each act in a transaction of its own that is on the disk before the next"
        " begins, until all lines are sealed; then the whole log is verified."
    )
    yield log(found["log"])


def aim(is_kept: bool, is_near: bool) -> str:
    """A figure that misses its aim but not twice is said to be near."""
    return "within twice the aim" if is_near and not is_kept else verdict(is_kept)


def tasks(database: str, pages: Mapping[str, Any]) -> str:
    """The pages on one database."""
    heads = (f"on {DATABASES[database]}", "queries", "processor, ms", "clock, ms", "aim", "verdict")
    rows = (
        (
            name,
            str(it["queries"]),
            f"{it['processor']:.0f}",
            f"{it['ms']:.0f}",
            f"{PAGE_MS}",
            aim(it["ms"] <= PAGE_MS, it["ms"] <= TWICE * PAGE_MS),
        )
        for name, it in pages.items()
    )
    return table(heads, *rows)


def readers(found: Mapping[str, Any]) -> str:
    """Our list beside its peers."""
    rows = []
    for peer, (ours, theirs) in found.items():
        ratio, is_redmine = ours / theirs, peer.startswith("Redmine")
        limit, said = (f"{TIMES:.0f} times", aim(ratio >= TIMES, ratio >= TIMES / TWICE))
        apart = (limit, said) if is_redmine else ("", "")
        rows.append((peer, f"{ours:.1f}", f"{theirs:.1f}", f"{ratio:.2f} times", *apart))
    return table(("beside", "ours, a second", "peer, a second", "figure", "aim", "verdict"), *rows)


def log(found: Mapping[str, Any]) -> str:
    """Sealing and verifying, on each database."""
    rows = []
    for database, it in found.items():
        for what, reached, wanted in (
            ("acts sealed", it["sealed"], ACTS),
            ("lines verified", it["verified"], VERIFIED[database]),
        ):
            said = aim(reached >= wanted, reached >= wanted / TWICE)
            told = (f"{reached:,.0f} a second", f"{wanted:,}", said)
            rows.append((f"{what}, {DATABASES[database]}", *told))
    return table(("", "figure", "aim", "verdict"), *rows)
