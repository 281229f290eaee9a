"""All checks over the cells of many units: findings in a stable order, none left out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from congtac.kernel.keys import sort_key
from congtac.statistics.rules.book import Book
from congtac.statistics.rules.checks.bound import out_of_bounds
from congtac.statistics.rules.checks.late import (
    Coming,
    Due,
    Sheet,
    expected_sheets,
    late_sheets,
    sent_sheets,
    worded_due,
)
from congtac.statistics.rules.checks.missing import missing_cells, unexplained
from congtac.statistics.rules.checks.peers import far_from_peers
from congtac.statistics.rules.checks.relation import broken_relations
from congtac.statistics.rules.checks.same_period import great_changes
from congtac.statistics.rules.checks.within_year import against_the_official, against_the_year
from congtac.statistics.rules.findings import Finding
from congtac.statistics.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the cells are held against besides themselves; all may be left out.

    `previous`: other periods and the year before. `around`: other forms of the same periods.
    `peers`: the sheets of all units, where not all are being checked. `expected`: which sheets
    should have come; None: judged by what came. Units have a cluster and a population by name.
    """

    previous: Book = field(default_factory=Book)
    around: Book | None = None
    peers: Book | None = None
    as_of: date | None = None
    expected: frozenset[Sheet] | None = None
    received: Mapping[Sheet, date] = field(default_factory=dict)
    due: Due = worded_due
    clusters: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)


def check(book: Book, rules: Rulebook, surroundings: Surroundings | None = None) -> list[Finding]:
    """Judge every cell of a book by every rule of its forms."""
    around = surroundings or Surroundings()
    found = (*_of_the_book(book, rules, around), *_of_time(book, rules, around))
    return in_order(found, rules)


def in_order(findings: Iterable[Finding], rules: Rulebook) -> list[Finding]:
    """The findings by unit, form and period, then as the form prints its rows and columns."""
    listed = list(findings)
    used = {code: rules.forms[code] for code in {finding.form for finding in listed}}
    rows = {code: _places(row.code for row in form.rows) for code, form in used.items()}
    columns = {code: _places(one.code for one in form.columns) for code, form in used.items()}
    names: dict[str, str] = {}

    def order(finding: Finding) -> tuple[str | int, ...]:
        unit, form = finding.unit, finding.form
        if unit not in names:
            names[unit] = sort_key(unit)
        row = rows[form].get(finding.row, len(rows[form]))
        column = columns[form].get(finding.columns[0], 0) if finding.columns else -1
        place = (form, finding.period, row, finding.row, column, finding.kind, finding.rule)
        return (names[unit], unit, *place)

    return sorted(listed, key=order)


def _places(codes: Iterable[str]) -> dict[str, int]:
    return {code: at for at, code in enumerate(codes)}


def _of_the_book(book: Book, rules: Rulebook, around: Surroundings) -> Iterator[Finding]:
    yield from broken_relations(book, rules, around.around)
    yield from out_of_bounds(book, rules)
    yield from missing_cells(book, rules)
    yield from unexplained(book, rules)
    own = book.units
    for finding in far_from_peers(around.peers or book, rules, around.clusters, around.people):
        if finding.unit in own:
            yield finding


def _of_time(book: Book, rules: Rulebook, around: Surroundings) -> Iterator[Finding]:
    yield from great_changes(book, around.previous, rules)
    yield from against_the_year(book, around.previous, rules)
    yield from against_the_official(book, around.previous, rules)
    yield from late_in(book, rules, around)


def late_in(book: Book, rules: Rulebook, around: Surroundings) -> Iterator[Finding]:
    """What came late, or hasn't come; judged over all forms at once."""
    if around.as_of is None:
        return
    expected = around.expected
    if expected is None:
        expected = expected_sheets(book, around.previous, rules)
    coming = Coming(sent_sheets(book), expected, around.received)
    yield from late_sheets(coming, rules, as_of=around.as_of, due=around.due)
