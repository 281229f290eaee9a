"""A figure far from those of the peers: units of the same level, or of the same cluster.

Counts of units are skewed and full of zeros, so:
- above, distances are taken on log(1 + x), in medians of the distances above the median;
- below, on x itself: a small count among widely spread ones is no error;
- where at least a tenth are zeros, zeros are left alone, and the others are held against
  the others; fewer than PEERS of these: against log(1) with a spread of 1;
- the spread is never taken for less than what chance alone gives a count, 1/√(1 + median),
  nor for less than FLOOR;
- the fewer the peers, the farther a figure must lie.
"""

from collections.abc import Iterator, Mapping

import polars as pl

from congtac.kernel.words import gettext as _
from congtac.statistics.rules.book import KEYS, Book
from congtac.statistics.rules.checks.places import Line, hits, place_words
from congtac.statistics.rules.findings import Finding, plain, shown
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.rulebook import Rulebook

PEERS = 8  # fewer have no usual figure
FAR = 4.5  # robust standard deviations, for many peers
NORMAL = 1.4826  # makes the median distance a standard deviation
FLOOR = 0.1
ZEROS = 0.1  # share of zeros from which they are usual
HEADS = 100_000  # rates are per this many people
GROUP, USUAL = "\0group", "\0usual"


def far_from_peers(
    book: Book, rules: Rulebook, clusters: Mapping[str, str], people: Mapping[str, int]
) -> Iterator[Finding]:
    """Every figure of a fixed row that lies far from the figures of the unit's peers."""
    for code, sheet in book.sheets.items():
        form = rules.forms[code]
        columns = {column.code: column for column in form.numbers}
        fixed = _grouped(sheet.filter(pl.col("slot").is_null()), clusters)
        if form.per_head:
            fixed = _per_head(fixed, list(columns), people)
        for group in fixed.partition_by("period", "row", GROUP, maintain_order=True):
            yield from _in_group(form, columns, group)


def _in_group(form: Form, columns: Mapping[str, Column], group: pl.DataFrame) -> Iterator[Finding]:
    if group.height < PEERS:
        return
    figures = _figures(group, list(columns))
    far = {code: is_far(pl.col(code), one) for code, one in figures.items()}
    for code, line in hits(group, far):
        yield _finding(form, columns[code], line, figures[code]["median"], group.height)


def is_far(cell: pl.Expr, usual: Mapping[str, float]) -> pl.Expr:
    """Whether a figure lies far above on the scale of logs, or far below on its own."""
    above = (cell.log1p() - usual["log"]) / usual["log_spread"]
    below = (usual["median"] - cell) / usual["spread"]
    low = (below > usual["far"]) & (cell != 0) | (cell == 0) & (below > usual["far"]) & bool(
        usual["judges_zeros"]
    )
    return (above > usual["far"]) | low


def _figures(group: pl.DataFrame, codes: list[str]) -> dict[str, dict[str, float]]:
    """The usual figure of each column and how far apart figures usually lie."""
    figures = {}
    for code in codes:
        usual = usual_of(group[code])
        if usual:
            figures[code] = usual
    return figures


def usual_of(figures: pl.Series) -> dict[str, float] | None:
    """What is usual among the figures of one group; None where too few are given."""
    given = figures.drop_nulls()
    given = given.filter(given >= 0)
    if len(given) < PEERS:
        return None
    zeros = int((given == 0).sum())
    has_zeros = zeros >= ZEROS * len(given)
    some = given.filter(given > 0) if has_zeros else given
    if len(some) < PEERS:
        far = _far(len(given))
        return {"median": 0.0, "log": 0.0, "log_spread": 1.0, "spread": 1.0, "far": far,
                "judges_zeros": 0.0}  # fmt: skip
    median = _median(some)
    logs = some.log1p()
    middle = _median(logs)
    chance = (1 + median) ** -0.5
    upper = NORMAL * _median((logs - middle).filter(logs >= middle))
    spread = NORMAL * _median((some - median).abs())
    return {
        "median": median,
        "log": middle,
        "log_spread": max(upper, chance, FLOOR),
        "spread": max(spread, (1 + median) ** 0.5, FLOOR * median),
        "far": _far(len(some)),
        "judges_zeros": float(not has_zeros),
    }


def _far(count: int) -> float:
    return FAR * (1 + PEERS / count)


def _median(figures: pl.Series) -> float:
    middle = figures.median()
    return float(middle) if isinstance(middle, int | float) else 0.0


def _grouped(sheet: pl.DataFrame, clusters: Mapping[str, str]) -> pl.DataFrame:
    group = pl.lit("") if not clusters else pl.col("unit").replace_strict(clusters, default="")
    return sheet.with_columns(group.alias(GROUP))


def _per_head(sheet: pl.DataFrame, codes: list[str], people: Mapping[str, int]) -> pl.DataFrame:
    """Figures per HEADS people; a unit whose population nobody told is left out."""
    known = {unit: float(heads) for unit, heads in people.items() if heads > 0}
    heads = pl.col("unit").replace_strict(known, default=None, return_dtype=pl.Float64)
    sheet = sheet.with_columns(heads.alias(USUAL)).filter(pl.col(USUAL).is_not_null())
    rates = [(pl.col(code) * HEADS / pl.col(USUAL)).alias(code) for code in codes]
    return sheet.select(*KEYS, GROUP, *rates)


def _finding(form: Form, column: Column, line: Line, median: float, count: int) -> Finding:
    number = line[column.code]
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
            count=count,
            median=shown(round(median, 2)),
        ),
    )
