"""Cells that nobody filled in, and "…" without its reason."""

from collections.abc import Iterator

import polars as pl

from congtac.kernel.words import gettext as _
from congtac.statistics.rules.book import KEYS, Book, Oddity
from congtac.statistics.rules.checks.places import hits, place_words
from congtac.statistics.rules.findings import Finding
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.rulebook import Rulebook

Place = tuple[str, str, str, str]


def missing_cells(book: Book, rules: Rulebook) -> Iterator[Finding]:
    """Every cell of a sheet that is there but for it: each asks for a number, "-" or "…"."""
    written: dict[str, set[Place]] = {}
    for odd in book.oddities:
        place = (odd.unit, odd.period, odd.row, odd.column)
        written.setdefault(odd.form, set()).add(place)
    for code, sheet in book.sheets.items():
        form = rules.forms[code]
        absent = _absent_rows(sheet, form)
        full = pl.concat([sheet, absent], how="diagonal") if absent.height else sheet
        empty = {column.code: pl.col(column.code).is_null() for column in form.numbers}
        for column, line in hits(full, empty):
            place = (line["unit"], line["period"], line["row"], column)
            if place not in written.get(code, ()):
                yield _missing(form, place)


def unexplained(book: Book, rules: Rulebook) -> Iterator[Finding]:
    """Every "…" that stands without a reason."""
    for odd in book.oddities:
        if not odd.fault and not odd.reason:
            yield _unexplained(rules.forms[odd.form], odd)


def _absent_rows(sheet: pl.DataFrame, form: Form) -> pl.DataFrame:
    """The rows that every reporter of the form has and a sheet leaves out."""
    required = [row.code for row in form.fixed_rows if not row.is_implied]
    rows = pl.DataFrame({"row": required}, schema={"row": pl.String})
    sent = sheet.select("unit", "period").unique(maintain_order=True)
    if sheet["row"].is_in(required).sum() == sent.height * len(required):
        return sheet.clear()
    full = sent.join(rows, how="cross", maintain_order="left_right")
    absent = full.join(sheet.select(KEYS[:3]), on=KEYS[:3], how="anti", maintain_order="left")
    return absent


def _missing(form: Form, place: Place) -> Finding:
    unit, period, row, code = place
    column = _column(form, code)
    words = _(
        "{place} chưa có số liệu. Hãy ghi số, ghi “-” nếu không phát sinh, hoặc ghi “…” kèm lý do."
    )
    return Finding(
        rule="missing",
        kind="missing",
        severity="blocking",
        unit=unit,
        period=period,
        form=form.code,
        row=row,
        columns=(code,),
        expected=_("số, “-” hoặc “…”"),
        actual="",
        message=words.format(place=place_words(form, row, column)),
    )


def _unexplained(form: Form, odd: Oddity) -> Finding:
    place = place_words(form, odd.row, _column(form, odd.column))
    return Finding(
        rule="reason",
        kind="missing",
        severity="explain",
        unit=odd.unit,
        period=odd.period,
        form=odd.form,
        row=odd.row,
        columns=(odd.column,),
        expected=_("lý do"),
        actual=odd.text,
        message=_("{place} ghi “…” (không thu thập được) mà không nêu lý do.").format(place=place),
    )


def _column(form: Form, code: str) -> Column:
    return form.column(code) or Column(code, (code,))
