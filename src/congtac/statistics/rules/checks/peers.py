"""A figure far from those of the peers: units of the same level, or of the same cluster.

Counts of units are skewed and full of zeros, so:
- above, distances are taken on log(1 + x), in medians of the distances above the median;
- below, on x itself: a small count among widely spread ones is no error;
- where at least a tenth are zeros, zeros are left alone, and the others are held against
  the others; fewer than PEERS of these: against 0 with a spread of 1;
- the spread is never taken for less than what chance alone gives a count, 1/√(1 + median),
  nor for less than FLOOR;
- the fewer the peers, the farther a figure must lie.
"""

from collections.abc import Iterator, Mapping

import polars as pl

from congtac.kernel.words import gettext as _
from congtac.statistics.rules.book import KEYS, Book
from congtac.statistics.rules.checks.places import Line, place_words
from congtac.statistics.rules.findings import Finding, plain, shown
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.rulebook import Rulebook

PEERS = 8  # fewer have no usual figure
FAR = 4.5  # robust standard deviations, for many peers
NORMAL = 1.4826  # makes the median distance a standard deviation
FLOOR = 0.1
ZEROS = 0.1  # share of zeros from which they are usual
HEADS = 100_000  # rates are per this many people
GROUP, PEOPLE, COLUMN = "\0group", "\0people", "\0column"


def far_from_peers(
    book: Book, rules: Rulebook, clusters: Mapping[str, str], people: Mapping[str, int]
) -> Iterator[Finding]:
    """Every figure of a fixed row that lies far from the figures of the unit's peers."""
    for code, sheet in book.sheets.items():
        if sheet["unit"].n_unique() < PEERS:
            continue
        form = rules.forms[code]
        columns = {column.code: column for column in form.numbers}
        fixed = _grouped(sheet.filter(pl.col("slot").is_null()), clusters)
        if form.per_head:
            fixed = _per_head(fixed, list(columns), people)
        long = fixed.unpivot(
            on=list(columns), index=["unit", "period", "row", GROUP],
            variable_name=COLUMN, value_name="cell",
        )  # fmt: skip
        for line in with_usual(long).filter(is_far()).iter_rows(named=True):
            yield _finding(form, columns[line[COLUMN]], line)


def with_usual(long: pl.DataFrame) -> pl.DataFrame:
    """The figures with what is usual in their group: two passes, for medians and for spreads."""
    group = ["period", "row", GROUP, COLUMN]
    for measures in (_middles(), _spreads()):
        usual = long.group_by(group).agg(**measures)
        long = long.join(usual, on=group, how="left", maintain_order="left")
    return long


def is_far() -> pl.Expr:
    """Whether a figure lies far above on the scale of logs, or far below on its own.

    What is below 0 is another check's.
    """
    cell, median, some, count = (pl.col(name) for name in ("cell", "median", "some", "count"))
    chance = (1 + median) ** -0.5
    log_spread = pl.max_horizontal(NORMAL * pl.col("upper"), chance, pl.lit(FLOOR))
    spread = pl.max_horizontal(NORMAL * pl.col("apart"), 1 / chance, FLOOR * median)
    far = FAR * (1 + PEERS / some)
    above = (cell.log1p() - median.log1p()) / log_spread > far
    below = (median - cell) / spread > far
    among_others = above | (below & ((cell != 0) | ~pl.col("has_zeros")))
    alone = cell.log1p() > FAR * (1 + PEERS / count)  # hardly anybody else has any
    judged = (cell >= 0) & (count >= PEERS)
    return judged & pl.when(some < PEERS).then(alone).otherwise(among_others)


def _middles() -> dict[str, pl.Expr]:
    """How many figures a group has, how many of them count, and their median."""
    cell = pl.col("cell")
    count, zeros = (cell >= 0).sum(), (cell == 0).sum()
    has_zeros = zeros >= ZEROS * count
    all_of_them = cell.filter(cell >= 0).median()
    median = pl.when(has_zeros).then(cell.filter(cell > 0).median()).otherwise(all_of_them)
    return {
        "count": count,
        "has_zeros": has_zeros,
        "some": pl.when(has_zeros).then(count - zeros).otherwise(count),
        "median": median.fill_null(0.0),
    }


def _spreads() -> dict[str, pl.Expr]:
    """The median distances from the median: above it in logs, and to both sides."""
    cell, median = pl.col("cell"), pl.col("median")
    counts = (cell > 0) | ((cell == 0) & ~pl.col("has_zeros"))
    logs = (cell.log1p() - median.log1p()).filter(counts & (cell >= median))
    return {
        "upper": logs.median().fill_null(0.0),
        "apart": (cell - median).abs().filter(counts).median().fill_null(0.0),
    }


def _grouped(sheet: pl.DataFrame, clusters: Mapping[str, str]) -> pl.DataFrame:
    group = pl.lit("") if not clusters else pl.col("unit").replace_strict(clusters, default="")
    return sheet.with_columns(group.alias(GROUP))


def _per_head(sheet: pl.DataFrame, codes: list[str], people: Mapping[str, int]) -> pl.DataFrame:
    """Figures per HEADS people; a unit whose population nobody told is left out."""
    known = {unit: float(heads) for unit, heads in people.items() if heads > 0}
    heads = pl.col("unit").replace_strict(known, default=None, return_dtype=pl.Float64)
    sheet = sheet.with_columns(heads.alias(PEOPLE)).filter(pl.col(PEOPLE).is_not_null())
    rates = [(pl.col(code) * HEADS / pl.col(PEOPLE)).alias(code) for code in codes]
    return sheet.select(*KEYS, GROUP, *rates)


def _finding(form: Form, column: Column, line: Line) -> Finding:
    number, median = line["cell"], line["median"]
    words = _("{place} là {number}, khác hẳn {count} đơn vị cùng nhóm (trung vị {median}).")
    if form.per_head:
        words = _(
            "{place} là {number} trên 100.000 dân, khác hẳn {count} đơn vị cùng nhóm "
            "(trung vị {median})."
        )
    return Finding(
        rule="peers",
        kind="peers",
        severity="warning",
        unit=line["unit"],
        period=line["period"],
        form=form.code,
        row=line["row"],
        columns=(column.code,),
        expected=plain(round(median, 2)),
        actual=plain(round(number, 4)),
        message=words.format(
            place=place_words(form, line["row"], column),
            number=shown(round(number, 2)),
            count=line["count"],
            median=shown(round(median, 2)),
        ),
    )
