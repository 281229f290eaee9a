"""A heavy run: all units, many forms, many periods, cut by form into parts that any process checks.

A part carries what its form is held against, so that no part needs another one.
"""

import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from congtac.kernel.pools import Pool, in_order
from congtac.kernel.words import as_written
from congtac.statistics.rules.book import Book
from congtac.statistics.rules.engine import Surroundings, check
from congtac.statistics.rules.findings import Finding
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.stored import Kept, book_of_kept

NAMES = ("rule", "kind", "severity", "unit", "period", "form", "row", "columns", "expected",
         "actual", "message")  # fmt: skip
BETWEEN = "\0"  # columns of a finding in the kept table


@dataclass(frozen=True, slots=True)
class Part:
    """What was sent of a form, of the periods it is compared with, and of the forms it names."""

    form: Form
    now: Sequence[Kept]
    before: Sequence[Kept] = ()
    around: Sequence[tuple[Form, Sequence[Kept]]] = ()
    people: Mapping[str, int] = field(default_factory=dict)  # of the units' provinces


def check_part(part: Part) -> list[Finding]:
    """All that the checks find in a part; runs in any process and always says it the same."""
    rules = Rulebook.of([*(form for form, _ in part.around), part.form])
    surroundings = Surroundings(
        previous=book_of_kept({part.form: part.before}),
        around=book_of_kept(dict(part.around)),
        people=part.people,
    )
    with as_written():
        return check(book_of_kept({part.form: part.now}), rules, surroundings)


def run(parts: Iterable[Part], pool: Pool) -> Iterator[list[Finding]]:
    """The findings of each part, in their order, wherever the parts are checked."""
    return in_order(pool, check_part, parts)


@dataclass(frozen=True, slots=True)
class Piece:
    """A form of the books that are checked, with the forms that it names and the figures before."""

    form: Form
    own: Book
    before: Book
    around: Book
    named: Sequence[Form] = ()


def pieces_of(book: Book, before: Book, rules: Rulebook) -> list[Piece]:
    """Books cut by form: each piece carries all that its form is held against."""
    cut = []
    for code in book.sheets:
        others = {it for one in rules.relations.get(code, ()) for it in one.others} - {code}
        named = [rules.forms[it] for it in sorted(others) if it in rules.forms]
        around = _only(book, {it.code for it in named})
        cut.append(
            Piece(rules.forms[code], _only(book, {code}), _only(before, {code}), around, named)
        )
    return cut


def _only(book: Book, codes: Collection[str]) -> Book:
    sheets = {code: sheet for code, sheet in book.sheets.items() if code in codes}
    return Book(sheets, tuple(odd for odd in book.oddities if odd.form in codes))


def check_piece(piece: Piece) -> list[Finding]:
    """All that the checks find in a piece but what is late; the same in any process."""
    rules = Rulebook.of([*piece.named, piece.form])
    with as_written():
        return check(piece.own, rules, Surroundings(previous=piece.before, around=piece.around))


def run_pieces(pieces: Iterable[Piece], pool: Pool) -> Iterator[list[Finding]]:
    """The findings of each piece, in their order, wherever the pieces are checked."""
    return in_order(pool, check_piece, pieces)


def kept_findings(findings: Iterable[Finding]) -> bytes:
    """Findings as a Parquet table, in their order."""
    lines = [tuple(_column(finding, name) for name in NAMES) for finding in findings]
    table = pl.DataFrame(lines, schema=dict.fromkeys(NAMES, pl.String), orient="row")
    out = io.BytesIO()
    table.write_parquet(out, compression="zstd")
    return out.getvalue()


def _column(finding: Finding, name: str) -> str:
    value: str | tuple[str, ...] = getattr(finding, name)
    return value if isinstance(value, str) else BETWEEN.join(value)


def read_findings(data: bytes) -> pl.DataFrame:
    """The table that was kept."""
    return pl.read_parquet(io.BytesIO(data))


def findings_in(table: pl.DataFrame) -> list[Finding]:
    """The lines of a kept table as findings again."""
    return [
        Finding(**{**line, "columns": tuple(it for it in line["columns"].split(BETWEEN) if it)})
        for line in table.iter_rows(named=True)
    ]
