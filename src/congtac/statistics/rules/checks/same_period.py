"""A change against the same period of the year before that asks for an explanatory note.

Source: Quyết định 244/QĐ-BTP (2024), field 15: a change of 20% or more is explained. From nothing
to something is "phát sinh mới". Only equal windows are compared, in whole numbers: a threshold of
20% is 5 * |change| >= base.
"""

from collections.abc import Iterator
from math import gcd

import polars as pl

from congtac.kernel.words import gettext as _
from congtac.statistics.rules.book import Book
from congtac.statistics.rules.checks.places import Line, hits, place_words
from congtac.statistics.rules.findings import Finding, plain, shown
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.windows import window_of

BEFORE = "\0before"
FINEST = 10_000  # numbers are compared to four decimals
PLACE = ["unit", "period", "row"]


def great_changes(book: Book, previous: Book, rules: Rulebook) -> Iterator[Finding]:
    """Every figure that changed by the form's threshold or more, or came out of nothing."""
    for code, sheet in book.sheets.items():
        form = rules.forms[code]
        paired = with_year_before(sheet, _all_of(book, previous, code))
        changed = {column.code: is_great(form, column.code) for column in form.numbers}
        for column, line in hits(paired, changed):
            yield _finding(form, form.column(column), line)


def with_year_before(sheet: pl.DataFrame, reference: pl.DataFrame) -> pl.DataFrame:
    """The lines that have one of the year before, beside it."""
    codes = sheet["period"].unique(maintain_order=True).to_list()
    pairs = [(code, before.code) for code in codes if (before := window_of(code).year_before())]
    years = pl.DataFrame(pairs, schema={"period": pl.String, BEFORE: pl.String}, orient="row")
    numbers = [name for name in reference.columns if reference[name].dtype == pl.Float64]
    reference = reference.select(
        "unit",
        "row",
        pl.col("period").alias(BEFORE),
        *(pl.col(n).alias(BEFORE + n) for n in numbers),
    ).unique(["unit", "row", BEFORE], keep="last")
    sheet = sheet.join(years, on="period", how="inner", maintain_order="left")
    return sheet.join(reference, on=["unit", "row", BEFORE], how="inner", maintain_order="left")


def is_great(form: Form, code: str) -> pl.Expr:
    """Whether a column changed by the threshold or more, and isn't small before and after."""
    now, before = scaled(pl.col(code)), scaled(pl.col(BEFORE + code))
    share = gcd(form.threshold, 100) or 1
    change = (now - before).abs() * (100 // share)
    great = (change >= before.abs() * (form.threshold // share)) & (now != before)
    if form.small:
        small = form.small * FINEST
        great &= (now > small) | (before > small)
    return great


def scaled(number: pl.Expr) -> pl.Expr:
    """A number in ten-thousandths, whole."""
    return (number * FINEST).round().cast(pl.Int128)


def change_words(now: float, before: float) -> str:
    """ "tăng 25%", "giảm 12,5%"."""
    share = abs(now - before) / abs(before) * 100
    said = shown(round(share, 1))
    return (
        _("tăng {share}%").format(share=said)
        if now > before
        else _("giảm {share}%").format(share=said)
    )


def _all_of(book: Book, previous: Book, code: str) -> pl.DataFrame:
    """The sheets of a form that may hold the year before: those given for it go first."""
    sheets = [one.sheets[code] for one in (book, previous) if code in one.sheets]
    return pl.concat(sheets)


def _finding(form: Form, column: Column | None, line: Line) -> Finding:
    column = column or form.numbers[0]
    now, before = line[column.code], line[BEFORE + column.code]
    window = window_of(line["period"])
    words = {
        "place": place_words(form, line["row"], column),
        "before": shown(before),
        "now": shown(now),
        "period": window_of(line[BEFORE]).title,
    }
    if before == 0:
        message = _("{place}: phát sinh mới {now} ({period} là 0). Phải thuyết minh.")
    else:
        words["change"] = change_words(now, before)
        message = _(
            "{place} {change} so với cùng kỳ ({period}): từ {before} lên {now}. Phải thuyết minh."
        )
        if now < before:
            message = _(
                "{place} {change} so với cùng kỳ ({period}): từ {before} xuống {now}. "
                "Phải thuyết minh."
            )
    return Finding(
        rule="new" if before == 0 else "change",
        kind="same_period",
        severity="explain",
        unit=line["unit"],
        period=window.code,
        form=form.code,
        row=line["row"],
        columns=(column.code,),
        expected=plain(before),
        actual=plain(now),
        message=message.format(**words),
    )
