"""Writes the part of docs/benchmarks.md about statistics: checks, cells, workbooks, last hour."""

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks import peers
from benchmarks.many_cells import WRONG, Size, unit_name
from benchmarks.page import table
from benchmarks.page_platform import TWICE, aim
from benchmarks.statistics import COMMUNES, PROVINCE

HEADING = "## Statistics"
HEADS = ("", "figure", "aim", "verdict")
WARM, COLD = 0.10, 0.5
FRAMES, STORED, MEGABYTES, GROWTH = 1.0, 10.0, 1_500.0, 1.3
ENGINE, REQUEST, BOOK, SENT = 5.0, 50.0, 1.5, 300.0


def write(found: Mapping[str, Any]) -> str:
    """The part, from what `python -m benchmarks statistics` measured."""
    return "\n\n".join([HEADING, *found["conditions"], *_parts(found)]) + "\n"


def _parts(found: Mapping[str, Any]) -> Iterator[str]:
    yield (
        f"Peers, each in the same run: {peers.versions()}. The expression library of DHIS2 can't be"
        " had through the package indexes that the project installs from, so it isn't beside them."
    )
    yield "### Checks of a province's forms"
    yield (
        f"{PROVINCE.units} units, {PROVINCE.forms} forms of {PROVINCE.groups} groups:"
        f" {PROVINCE.relations:,} relations and as many comparisons with last year over"
        f" {PROVINCE.cells:,} cells, {WRONG:.0%} of each seeded with an error. Rules are tied"
        " beforehand; every finding is a Python object with its text, and all are in order. Warm:"
        " the figures lie in frames. From the store: what was sent is read out of SQLite first."
        " The peer gets the same figures as tables in memory, one line a group, and gives tables"
        " of what is wrong, without texts; its script is read in the timing, which takes it"
        " some milliseconds."
    )
    yield province(found)
    yield "### A whole country"
    yield (
        "The same checks over what the units of a country sent. On frames: one process. From the"
        " store: the heavy run of the site, two processes, all kinds of checks, findings with"
        " texts in order; megabytes of all processes at once, shared memory counted once."
    )
    yield communes(found["communes"])
    yield "### One cell, one workbook, the last hour"
    yield (
        "One cell: a form of 150 cells whose unit has sent 44 others; the engine alone with rules"
        " tied, and the whole request that saves the page, 200 times. The workbook: 45 sheets,"
        " every cell read, those that differ from what is kept told. The last hour:"
        f" {found['last_hour']['forms']:,} signed forms sent evenly over"
        f" {found['last_hour']['minutes']:.1f} minutes (ten are asked) by their units while ten"
        " people open a page every five seconds, against a site that runs as `congtac serve` does,"
        " on SQLite; nothing may be lost."
    )
    yield singles(found)


def row(name: str, reached: float, wanted: float, unit: str) -> tuple[str, ...]:
    """A figure that should not lie above its aim."""
    told = f"{reached:.3f}" if reached < 1 else f"{reached:,.1f}"
    said = aim(reached <= wanted, reached <= TWICE * wanted)
    return name, f"{told} {unit}", f"{wanted:g} {unit}", said


def province(found: Mapping[str, Any]) -> str:
    """Ours and the peer's, and whether both found the same."""
    ours, theirs = found["province"], found["peers"]
    rows = [
        row("warm", ours["warm"], WARM, "s"),
        row("from the store", ours["cold"], COLD, "s"),
        ("all kinds of checks, warm", f"{ours['whole']:.3f} s", "", ""),
    ]
    for name, called in (("duckdb", "DuckDB"), ("pandas", "pandas")):
        if name in theirs:
            ratio = theirs[name] / ours["warm"]
            told = f"{theirs[name]:.3f} s, {ratio:.1f} times ours"
            rows.append((f"vtlengine with {called}", told, "", same(ours, theirs, name)))
    if not theirs:
        rows.append(("vtlengine", "not installed", "", "**not measured**"))
    return table(HEADS, *rows)


def same(ours: Mapping[str, Any], theirs: Mapping[str, Any], name: str) -> str:
    """Whether the peer found the same places, unit by unit."""
    units = {unit_name(at): key for at, key in enumerate(ours["units"])}
    mine = sorted(map(tuple, ours["found"]))
    other = sorted((units[unit], *place) for unit, *place in theirs[f"{name}_found"])
    if mine == other:
        return f"the same {len(mine):,} findings"
    return f"**{len(other):,} findings, not {len(mine):,}**"


def communes(found: Mapping[Size, Any]) -> str:
    """Each size; growth is the time of a cell at the larger number of units."""
    rows = []
    for size in COMMUNES:
        it, share = found[size], size.cells / COMMUNES[0].cells
        name = f"{size.units:,} units, {size.cells / 1e6:.1f} million cells"
        rows += [
            row(f"{name}: on frames", it["frames"], round(FRAMES * share, 2), "s"),
            row(f"{name}: from the store", it["stored"], round(STORED * share, 2), "s"),
            row(f"{name}: memory", it["megabytes"], MEGABYTES, "MB"),
        ]
    one, other = (found[size]["stored"] / size.cells for size in COMMUNES)
    reached = other / one
    rows.append(row("a cell at the greater number of units takes", reached, GROWTH, "times"))
    return table(HEADS, *rows)


def singles(found: Mapping[str, Any]) -> str:
    """One cell, the workbook beside its peer, the last hour."""
    cell, book, hour = found["cell"], found["workbook"], found["last_hour"]
    rows = [
        row("one cell: the engine", cell["engine"], ENGINE, "ms"),
        row("one cell: the request, p99", cell["p99"], REQUEST, "ms"),
        row(f"a workbook of {book['cells']:,} cells", book["seconds"], BOOK, "s"),
    ]
    if "book" in found["peers"]:
        theirs = found["peers"]["book"]["seconds"]
        told = f"{theirs:.1f} s, {theirs / book['seconds']:.1f} times ours"
        rows.append(("openpyxl, reading alone", told, "", ""))
    rows += [
        row("the last hour: a form sent, p99", hour["sends"]["p99"], SENT, "ms"),
        row("the last hour: a page read, p99", hour["reads"]["p99"], SENT, "ms"),
        ("the last hour: errors, lost", f"{hour['errors']}, {hour['lost']}", "0, 0",
         aim(not hour["errors"] and not hour["lost"], is_near=False)),
    ]  # fmt: skip
    return table(HEADS, *rows)
