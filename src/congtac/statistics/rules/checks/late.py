"""Sheets that came after their last day, or haven't come though it has passed."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from congtac.kernel.numbers import print_date
from congtac.kernel.words import gettext as _
from congtac.statistics.rules.book import Book
from congtac.statistics.rules.findings import Finding
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.windows import Window, due_date, window_of

Sheet = tuple[str, str, str]  # unit, period, form
Due = Callable[[Form, Window, str], date | None]


def worded_due(form: Form, window: Window, _unit: str) -> date | None:
    """The last day that the form itself words, the same for every unit."""
    return due_date(form, window)


@dataclass(frozen=True, slots=True)
class Coming:
    """Which sheets came, which should have, and on which day, where that is known."""

    sent: Collection[Sheet]
    expected: Collection[Sheet] = ()
    received: Mapping[Sheet, date] = field(default_factory=dict)


def late_sheets(
    coming: Coming, rules: Rulebook, *, as_of: date, due: Due = worded_due
) -> Iterator[Finding]:
    """Every sheet received after its last day, and every expected one that hasn't come by then."""
    for sheet in sorted({*coming.sent, *coming.expected, *coming.received}):
        unit, period, code = sheet
        form = rules.forms.get(code)
        last = None if form is None else due(form, window_of(period), unit)
        if last is None:
            continue
        came = coming.received.get(sheet)
        if came is not None and last < came:
            yield _finding(sheet, last, came, _("nhận ngày {day}").format(day=print_date(came)))
        elif came is None and sheet not in coming.sent and last < as_of:
            words = _("đến ngày {day} chưa gửi").format(day=print_date(as_of))
            yield _finding(sheet, last, as_of, words)


def sent_sheets(book: Book) -> frozenset[Sheet]:
    """Which unit sent which form for which period."""
    return frozenset(
        (unit, period, code)
        for code, sheet in book.sheets.items()
        for unit, period in sheet.select("unit", "period").unique().iter_rows()
    )


def expected_sheets(book: Book, previous: Book, rules: Rulebook) -> frozenset[Sheet]:
    """What may be expected, judged by what came.

    A unit that sent a form before, or for another period, is expected to send it for every
    like period that is being checked; so is one that sent other forms of the same reporters, more
    than half of whom sent this one. Where one unit is checked, nobody else is expected.
    """
    sent, before = sent_sheets(book), sent_sheets(previous)
    periods = {period for _u, period, _c in sent}
    units = book.units if len(book.units) == 1 else book.units | previous.units
    once = {(unit, code) for unit, _p, code in sent | before if unit in units}
    usual = _windows_of_forms(sent | before)
    again = {
        (unit, period, code)
        for unit, code in once
        for period in periods
        if _shape(period) in usual[code]
    }
    return frozenset(again | _as_peers(sent, rules))


def _shape(period: str) -> str:
    """A window without its year: `H1p`, `p`, `Q1`."""
    return period[4:]


def _windows_of_forms(sheets: Collection[Sheet]) -> dict[str, set[str]]:
    usual: dict[str, set[str]] = {}
    for _unit, period, code in sheets:
        usual.setdefault(code, set()).add(_shape(period))
    return usual


def _as_peers(sent: Collection[Sheet], rules: Rulebook) -> set[Sheet]:
    """Units that sent other forms of the same reporter, where more than half sent this one too."""
    units: dict[tuple[str, str], set[str]] = {}
    for unit, period, code in sent:
        units.setdefault((period, rules.forms[code].reporter), set()).add(unit)
    senders: dict[tuple[str, str], set[str]] = {}
    for unit, period, code in sent:
        senders.setdefault((period, code), set()).add(unit)
    return {
        (unit, period, code)
        for (period, code), who in senders.items()
        if 2 * len(who) > len(units[period, rules.forms[code].reporter])
        for unit in units[period, rules.forms[code].reporter]
    }


def _finding(sheet: Sheet, last: date, day: date, words: str) -> Finding:
    unit, period, code = sheet
    message = _("Biểu {form} {period}: hạn gửi {last}, {words}, chậm {days} ngày.")
    return Finding(
        rule="late",
        kind="late",
        severity="warning",
        unit=unit,
        period=period,
        form=code,
        row="",
        columns=(),
        expected=last.isoformat(),
        actual=day.isoformat(),
        message=message.format(
            form=code,
            period=window_of(period).title,
            last=print_date(last),
            words=words,
            days=(day - last).days,
        ),
    )
