"""What a single cell may hold: a number that can be read, not below 0, whole where it counts."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from congtac.kernel.words import gettext as _
from congtac.kernel.words import gettext_noop
from congtac.statistics.rules.book import Book, Oddity
from congtac.statistics.rules.checks.places import Line, hits, place_words
from congtac.statistics.rules.findings import Finding, plain, shown
from congtac.statistics.rules.forms import Column, Form, Severity
from congtac.statistics.rules.rulebook import Rulebook

WHOLE = "whole"  # the rule that asks for a whole number
NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound on the cells of a column; `words` say what is wrong with {number}."""

    rule: str
    expected: str
    breach: pl.Expr
    words: str
    severity: Severity = "blocking"

    @property
    def limit(self) -> str:
        """The comparison as a formula has it: ">=0"."""
        return self.expected.replace(" ", "")


def out_of_bounds(book: Book, rules: Rulebook) -> Iterator[Finding]:
    """Every number that its column doesn't allow, and every cell that holds no number."""
    for code, sheet in book.sheets.items():
        form = rules.forms[code]
        bounds = {
            f"{column.code}\0{bound.rule}": (column, bound)
            for column in form.numbers
            for bound in bounds_of(column)
        }
        for name, line in hits(sheet, {name: bound.breach for name, (_c, bound) in bounds.items()}):
            column, bound = bounds[name]
            yield _finding(form, column, bound, line)
    for odd in book.oddities:
        if odd.fault:
            yield _unreadable(rules.forms[odd.form], odd)


def bounds_of(column: Column) -> Iterator[Bound]:
    """The bounds of a column: those of its definition, else of what it measures."""
    cell = pl.col(column.code)
    least = float(column.least or 0)
    words = gettext_noop("{place} là {number}, không được nhỏ hơn {bound}.")
    yield Bound("least", f">= {plain(least)}", cell < least, words)
    if column.most:
        most = float(column.most)
        words = gettext_noop("{place} là {number}, không được lớn hơn {bound}.")
        yield Bound("most", f"<= {plain(most)}", cell > most, words)
    elif column.unit.strip() == "%":
        words = gettext_noop("{place} là {number}%, lớn hơn {bound}%.")
        yield Bound("percent", "<= 100", cell > 100, words, "warning")
    if not column.is_amount:
        words = gettext_noop("{place} là {number}; số đếm phải là số nguyên.")
        breach = (cell - cell.round()).abs() > NEAR
        yield Bound(WHOLE, gettext_noop("số nguyên"), breach, words)


def _finding(form: Form, column: Column, bound: Bound, line: Line) -> Finding:
    number = line[column.code]
    limit = bound.expected.split()[-1]
    return Finding(
        rule=bound.rule,
        kind="bound",
        severity=bound.severity,
        unit=line["unit"],
        period=line["period"],
        form=form.code,
        row=line["row"],
        columns=(column.code,),
        expected=_(bound.expected),
        actual=plain(number),
        message=_(bound.words).format(
            place=place_words(form, line["row"], column),
            number=shown(number),
            bound=shown(float(limit)) if limit[-1:].isdigit() else limit,
        ),
    )


def _unreadable(form: Form, odd: Oddity) -> Finding:
    column = form.column(odd.column) or Column(odd.column, (odd.column,))
    return Finding(
        rule="number",
        kind="bound",
        severity="blocking",
        unit=odd.unit,
        period=odd.period,
        form=odd.form,
        row=odd.row,
        columns=(odd.column,),
        expected=_("số"),
        actual=odd.text,
        message=f"{place_words(form, odd.row, column)}: {odd.fault}",
    )
