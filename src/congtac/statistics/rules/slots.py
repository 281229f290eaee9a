"""Rows that fill slots: which of those already there a written name means, and rows put upon them.

The table is in docs/rules/statistics-feeds.md, "Rows that fill a slot".
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from congtac.kernel.keys import search_key
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.rows import known_row, number_of, words_of

LONGEST = 300  # letters of the name of a row
FIELDS = 12_000  # that a page sends at most
MOST = 2000  # rows that fill slots in one form


def room(form: Form) -> int:
    """How many rows may fill the slots of a form, so that its page can still be sent."""
    return min(MOST, FIELDS // (len(form.columns) + 4) - len(form.fixed_rows))


@dataclass(slots=True)
class Known:
    """The rows that fill slots in a form, found by their whole name, their words, their number."""

    by_key: dict[str, str] = field(default_factory=dict)
    by_words: dict[str, str] = field(default_factory=dict)
    by_number: dict[str, str] = field(default_factory=dict)
    wordless: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str]]) -> "Known":
        """Those of a grid."""
        made = cls()
        for _slot, name in rows:
            made.add(name)
        return made

    def add(self, name: str) -> None:
        """One more row; what two rows share finds neither of them ("")."""
        words, number = search_key(words_of(name)), number_of(name)
        self.by_key.setdefault(search_key(name), name)
        if words:
            self.by_words[words] = "" if words in self.by_words else name
        elif number:
            self.wordless.setdefault(number, name)
        if number:
            self.by_number[number] = "" if number in self.by_number else name

    def name(self, written: str) -> str:
        """Under which name a row stands already; "" where it is new.

        A number tells a row only where nothing but the number is written, on either side.
        """
        words, number = search_key(words_of(written)), number_of(written)
        found = self.by_key.get(search_key(written)) or self.by_words.get(words, "")
        if found or not number:
            return found
        return self.wordless.get(number, "") if words else self.by_number.get(number, "")


def is_fixed(form: Form, name: str) -> bool:
    """Whether a name is that of a fixed row, so that no row that fills a slot may bear it."""
    known = known_row(form, name)
    return known is not None and not known.is_dynamic


def upon(before: Grid, more: Grid) -> Grid:
    """Figures put upon others: rows that are there already are known, new ones are added."""
    rows, known = list(before.rows), Known.of(before.rows)
    names: dict[str, str] = {}
    for slot, name in more.rows:
        there = known.name(name)
        if not there:
            rows.append((slot, name))
            known.add(name)
        names[name] = there or name
    cells = {(names.get(row, row), column): kept for (row, column), kept in more.cells.items()}
    return Grid(tuple(rows), {**before.cells, **cells})
