"""Windows of one year held against each other: a part is at most the whole, an estimate is near.

What is a state on a day, a share or a mean is left out: it may fall.
"""

from collections.abc import Iterator
from itertools import permutations

import polars as pl

from congtac.kernel.words import gettext as _
from congtac.statistics.rules.book import Book
from congtac.statistics.rules.checks.places import Line, hits, place_words
from congtac.statistics.rules.checks.same_period import BEFORE, change_words, is_great
from congtac.statistics.rules.findings import Finding, plain, shown
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.windows import Window, window_of

SHOWN_AT = "\0shown"


def against_the_year(book: Book, previous: Book, rules: Rulebook) -> Iterator[Finding]:
    """Every part of a year that is greater than the whole."""
    for code, sheet in book.sheets.items():
        form = rules.forms[code]
        columns = {one.code: one for one in form.numbers if not one.is_rate and not one.is_stock}
        greater = {name: pl.col(BEFORE + name) > pl.col(name) for name in columns}
        for part, whole in _pairs(sheet, previous, code):
            if not part.lies_within(whole):
                continue
            beside = _beside(sheet, previous, code, part, whole)
            for name, line in hits(beside, greater):
                yield _greater(form, columns[name], line, part, whole)


def against_the_official(book: Book, previous: Book, rules: Rulebook) -> Iterator[Finding]:
    """Every official figure that lies the form's threshold or more from its estimate."""
    for code, sheet in book.sheets.items():
        form = rules.forms[code]
        far = {column.code: is_great(form, column.code) for column in form.numbers}
        for estimate, official in _pairs(sheet, previous, code):
            if not _estimates(estimate, official):
                continue
            beside = _beside(sheet, previous, code, estimate, official)
            for name, line in hits(beside, far):
                yield _far(form, form.column(name), line, official)


def _estimates(one: Window, other: Window) -> bool:
    same = one.period == other.period
    return same and one.is_preliminary and not other.is_preliminary


def _pairs(sheet: pl.DataFrame, previous: Book, code: str) -> Iterator[tuple[Window, Window]]:
    """Two windows of which one at least is in the sheet."""
    own = set(sheet["period"].unique())
    others = set(previous.sheets[code]["period"].unique()) if code in previous.sheets else set()
    windows = sorted(map(window_of, own | others))
    return ((a, b) for a, b in permutations(windows, 2) if {a.code, b.code} & own)


def _beside(
    sheet: pl.DataFrame, previous: Book, code: str, first: Window, second: Window
) -> pl.DataFrame:
    """The second window's lines with the first's beside them, under names led by BEFORE.

    A finding is shown at the second, or at the first where only that one is being checked.
    """
    other = previous.sheets.get(code, sheet.clear())
    numbers = [name for name in sheet.columns if sheet[name].dtype == pl.Float64]

    def lines(window: Window) -> pl.DataFrame:
        both = pl.concat([sheet, other]).filter(pl.col("period") == window.code)
        return both.unique(["unit", "row"], keep="first", maintain_order=True)

    own = set(sheet["period"].unique())
    shown_at = second.code if second.code in own else first.code
    beside = lines(first).select(
        "unit", "row", *(pl.col(name).alias(BEFORE + name) for name in numbers)
    )
    paired = lines(second).join(beside, on=["unit", "row"], how="inner", maintain_order="left")
    return paired.with_columns(pl.lit(shown_at).alias(SHOWN_AT))


def _greater(form: Form, column: Column, line: Line, part: Window, whole: Window) -> Finding:
    smaller, greater = line[column.code], line[BEFORE + column.code]
    words = _("{place}: {part} là {greater}, lớn hơn {whole} là {smaller}. Phải thuyết minh.")
    return Finding(
        rule="part",
        kind="within_year",
        severity="explain",
        unit=line["unit"],
        period=line[SHOWN_AT],
        form=form.code,
        row=line["row"],
        columns=(column.code,),
        expected=f">= {plain(greater)}" if line[SHOWN_AT] == whole.code else f"<= {plain(smaller)}",
        actual=plain(smaller if line[SHOWN_AT] == whole.code else greater),
        message=words.format(
            place=place_words(form, line["row"], column),
            part=part.title,
            whole=whole.title,
            greater=shown(greater),
            smaller=shown(smaller),
        ),
    )


def _far(form: Form, column: Column | None, line: Line, official: Window) -> Finding:
    column = column or form.numbers[0]
    now, before = line[column.code], line[BEFORE + column.code]
    words = _(
        "{place}: số chính thức {period} là {now}, {change} so với số ước tính {before}. "
        "Phải thuyết minh."
    )
    change = change_words(now, before) if before else _("ước tính không phát sinh")
    return Finding(
        rule="estimate",
        kind="within_year",
        severity="explain",
        unit=line["unit"],
        period=line[SHOWN_AT],
        form=form.code,
        row=line["row"],
        columns=(column.code,),
        expected=plain(before),
        actual=plain(now),
        message=words.format(
            place=place_words(form, line["row"], column),
            period=official.title,
            now=shown(now),
            change=change,
            before=shown(before),
        ),
    )
