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
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.windows import window_of

BEFORE = "\0before"
FINEST = 10_000  # numbers are compared to four decimals
LINE = ["unit", "row"]


def great_changes(book: Book, previous: Book, rules: Rulebook) -> Iterator[Finding]:
    """Every figure that changed by the form's threshold or more, or came out of nothing."""
    for code, sheet in book.sheets.items():
        form = rules.forms[code]
        references = [one.sheets[code] for one in (book, previous) if code in one.sheets]
        paired = with_year_before(sheet, *references)
        told = [it.code for it in form.numbers if _is_told(paired, BEFORE + it.code)]
        changed = {code: is_great(form, code) for code in told}
        teller = _Teller(form)
        for column, line in hits(paired, changed):
            yield teller.finding(column, line)


def _is_told(paired: pl.DataFrame, name: str) -> bool:
    """Whether any line has a figure in the column."""
    return name in paired.columns and paired[name].null_count() < paired.height


def with_year_before(sheet: pl.DataFrame, *references: pl.DataFrame) -> pl.DataFrame:
    """The lines that have one of the year before, beside it; of two references the last counts."""
    paired = []
    for code in _periods(sheet):
        before = window_of(code).year_before()
        others = [_of_period(it, before.code) for it in references] if before else []
        some = [it for it in others if it.height]
        if some:
            other = some[0] if len(some) == 1 else pl.concat(some)
            paired.append(_beside(_of_period(sheet, code), other))
    return pl.concat(paired) if paired else sheet.clear()


def _periods(sheet: pl.DataFrame) -> list[str]:
    """The periods of a sheet; most have one, and no query is needed to know."""
    column = sheet["period"]
    if not column.is_empty() and (column == column[0]).all():
        return [column[0]]
    return column.unique(maintain_order=True).to_list()


def _of_period(sheet: pl.DataFrame, code: str) -> pl.DataFrame:
    is_of = sheet["period"] == code
    if is_of.all():
        return sheet
    return sheet.filter(is_of) if is_of.any() else sheet.clear()


def _beside(sheet: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Each line with the other one of its unit and row, whose cells get names of their own."""
    named = [it.alias(_renamed(it)) for it in other if it.name in LINE or _is_compared(it)]
    if all(sheet[key].equals(other[key]) for key in LINE):
        return sheet.hstack([it for it in named if it.name not in LINE])
    lines = pl.DataFrame(named).unique(LINE, keep="last")
    return sheet.join(lines, on=LINE, how="inner", maintain_order="left")


def _is_compared(column: pl.Series) -> bool:
    return column.name == "period" or column.dtype == pl.Float64


def _renamed(column: pl.Series) -> str:
    """The name under which a column of the year before stands beside this year's."""
    if column.name in LINE:
        return column.name
    return BEFORE if column.name == "period" else BEFORE + column.name


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
    said = _("tăng {share}%") if now > before else _("giảm {share}%")
    return said.format(share=share_words(now, before))


def share_words(now: float, before: float) -> str:
    """By how many per cent a figure changed, to one decimal."""
    return shown(round(abs(now - before) / abs(before) * 100, 1))


class _Teller:
    """Words the changes of one form; what is the same for many of them is said once."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.columns = {column.code: column for column in form.numbers}
        self.places: dict[tuple[str, str], str] = {}
        self.titles: dict[str, str] = {}
        self.up, self.down = _("tăng {share}%"), _("giảm {share}%")
        self.arisen = _("{place}: phát sinh mới {now} ({period} là 0). Phải thuyết minh.")
        self.risen = _(
            "{place} {change} so với cùng kỳ ({period}): từ {before} lên {now}. Phải thuyết minh."
        )
        self.fallen = _(
            "{place} {change} so với cùng kỳ ({period}): từ {before} xuống {now}. Phải thuyết minh."
        )

    def finding(self, code: str, line: Line) -> Finding:
        now, before = line[code], line[BEFORE + code]
        return Finding(
            rule="new" if before == 0 else "change",
            kind="same_period",
            severity="explain",
            unit=line["unit"],
            period=line["period"],
            form=self.form.code,
            row=line["row"],
            columns=(code,),
            expected=plain(before),
            actual=plain(now),
            message=self.message(code, line, now, before),
        )

    def message(self, code: str, line: Line, now: float, before: float) -> str:
        words = {
            "place": self.place(line["row"], code),
            "before": shown(before),
            "now": shown(now),
            "period": self.title(line[BEFORE]),
        }
        if before == 0:
            return self.arisen.format(**words)
        words["change"] = self.rate(now, before)
        return (self.fallen if now < before else self.risen).format(**words)

    def rate(self, now: float, before: float) -> str:
        """ "tăng 25%", "giảm 12,5%"."""
        return (self.down if now < before else self.up).format(share=share_words(now, before))

    def place(self, row: str, code: str) -> str:
        if (row, code) not in self.places:
            self.places[row, code] = place_words(self.form, row, self.columns[code])
        return self.places[row, code]

    def title(self, code: str) -> str:
        if code not in self.titles:
            self.titles[code] = window_of(code).title
        return self.titles[code]
