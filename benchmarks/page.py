"""Writes docs/benchmarks.md: the figures, the limits they are held to, and how to measure again."""

import os
import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version

from benchmarks.accuracy import LIMITED, TARGETS, Row, figure, sections, totals
from benchmarks.one_letter import MEGABYTES, SECONDS, Burden
from benchmarks.scoring import PARTS, SHARES, Score
from benchmarks.speed import ROUNDS, TWELVE, Growth, Speed

FIVE, PEER = 0.2, 2.0  # seconds; times as fast as the segmenter
NAMES = {
    "metadata": "metadata",
    "citations": "citations",
    "tasks": "tasks",
    "lead": "leads",
    "coordinating": "coordinating agencies",
    "deadline": "deadlines of matched tasks",
    "targets": "targets",
    "places": "places of tasks",
}
INTRODUCTION = (
    "# Benchmarks",
    (
        "What the reader finds, and how fast, measured by one command, `make bench`, which writes"
        " this page."
    ),
    (
        "**Accuracy** is held against labels made by hand: [our own](../examples/README.md), and"
        " those of the papers beside the project where they are. Every item weighs the same."
        " Metadata, deadlines and places are shares of what was labelled; the rest is precision,"
        " recall and F1. A deadline and a place are looked at where the task was found. Where a"
        " paper has no Word file one is made of its text as offices do, with headers in cells and"
        " real tables."
    ),
    (
        "**Speed** is the time on the clock of one process that has warmed up, lint included. Times"
        " depend on the machine and on what else it does; ratios, measured in turns in the same"
        " run, much less."
    ),
    (
        "`python -m benchmarks accuracy --against FILE` tells, item by item, what a change of the"
        " reader finds and loses; FILE is a copy of `var/benchmarks/accuracy.json`, which each run"
        " leaves behind. `python -m benchmarks hotspots` tells where the time goes."
    ),
)


def write(
    rows: Sequence[Row], five: tuple[str, Speed], grown: Growth, burdens: Sequence[Burden]
) -> str:
    """The page."""
    speeds = ("## Speed", speed(*five), growth(grown), letters(burdens))
    return "\n\n".join([*INTRODUCTION, conditions(), *accuracy(rows), *speeds]) + "\n"


def conditions() -> str:
    """What the figures were measured on."""
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    load = f"with a load of {os.getloadavg()[0]:.1f} at the end"
    return f"Measured on {machine}, underthesea {segmenter_version()}, {load}."


def segmenter_version() -> str:
    try:
        return version("underthesea")
    except PackageNotFoundError:
        return "not installed"


def table(*rows: Sequence[str]) -> str:
    """Rows of cells, the first the heads; all columns but the first and the last stand right."""
    edges = ["---", *["--:"] * (len(rows[0]) - 2), "---"]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], edges, *rows[1:]))


def verdict(is_kept: bool) -> str:
    return "kept" if is_kept else "**MISSED**"


def accuracy(rows: Sequence[Row]) -> Iterator[str]:
    yield "## Accuracy"
    heads = ("", "precision", "recall", "figure", "limit", "verdict")
    for title, chosen in sections(rows):
        is_held = chosen[0].paper.form in LIMITED
        sums = totals(chosen)
        yield f"### {title}"
        yield table(heads, *(part_row(part, sums[part], is_held) for part in PARTS))


def part_row(part: str, total: Score, is_held: bool) -> tuple[str, ...]:
    """Precision, recall, figure; papers in forms without a limit are only measured."""
    limit, reached = TARGETS[part], figure(part, total)
    apart = (f"{total.precision:.4f}", f"{total.recall:.4f}")
    return (
        f"{NAMES[part]} ({total.wanted})",
        *(("", "") if part in SHARES else apart),
        f"{reached:.4f}" if total.wanted else "",
        *((f"{limit:.2f}", verdict(reached >= limit)) if is_held else ("", "")),
    )


def speed(called: str, told: Speed) -> str:
    what = (
        f"{told.texts} texts, {told.characters:,} characters; median of {ROUNDS} rounds."
        f" Of its seconds the reader computed {told.processor:.3f}; the rest it waited for the"
        " other work of the machine."
    )
    heads = ("", "seconds", "characters a second", "figure", "limit", "verdict")
    reader = (
        "the reader with lint",
        f"{told.reader:.3f}",
        f"{told.characters / told.reader:,.0f}",
        f"{told.reader:.3f} s",
        f"{FIVE} s",
        verdict(told.reader <= FIVE),
    )
    expression = (
        r'one pass of `re.findall(r"\w+", text)`',
        f"{told.expression:.4f}",
        f"{told.characters / told.expression:,.0f}",
        f"the reader takes {told.reader / told.expression:.0f} times as long",
        "",
        "",
    )
    return f"### Reading and checking {called}\n\n{what}\n\n" + table(
        heads, reader, segmenter_row(told), expression
    )


def segmenter_row(told: Speed) -> tuple[str, ...]:
    name = "underthesea `word_tokenize`"
    if told.segmenter is None:
        return name, "", "", "not installed", f"{PEER:.0f} times", "**not measured**"
    ratio = told.segmenter / told.reader
    return (
        name,
        f"{told.segmenter:.3f}",
        f"{told.characters / told.segmenter:,.0f}",
        f"the reader is {ratio:.1f} times as fast",
        f"{PEER:.0f} times",
        verdict(ratio >= PEER),
    )


def growth(told: Growth) -> str:
    ratio, limit = f"{told.ratio:.1f} times", f"{TWELVE:.0f} times"
    rows = (
        ("bytes", "seconds", "figure", "limit", "verdict"),
        (f"{told.small:,}", f"{told.small_seconds:.3f}", "", "", ""),
        (f"{told.large:,}", f"{told.large_seconds:.3f}", ratio, limit, verdict(told.is_linear)),
    )
    manner = "Texts glued from our examples; least of three rounds, in seconds of the processor."
    return f"### Growth with length\n\n{manner}\n\n" + table(*rows)


def letters(burdens: Sequence[Burden]) -> str:
    heads = ("letter", "answer", "seconds", "limit", "megabytes", "limit", "verdict")
    rows = (letter_row(one) for one in burdens)
    manner = "Each in a process of its own: refused with a code, or read."
    return f"### 10 MB of one letter\n\n{manner}\n\n" + table(heads, *rows)


def letter_row(one: Burden) -> tuple[str, ...]:
    return (
        f"`{one.letter}`",
        one.answer,
        f"{one.seconds:.1f}",
        str(SECONDS),
        f"{one.megabytes:.0f}",
        str(MEGABYTES),
        verdict(one.is_borne),
    )
