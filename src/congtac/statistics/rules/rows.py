"""Rows of a form: which stand under which, which are slots, and which one a written name means."""

import re
from collections.abc import Callable, Iterator, Sequence

from congtac.kernel.keys import search_key
from congtac.statistics.rules.forms import ONLY_ROW, Form, Row

NUMBER = re.compile(r"(?:[IVX]{1,5}|\d{1,3}(?:\.\d{1,3}){0,4})(?=[.)]?(?:\s|$))")
ENDING = re.compile(r"(?:\.\.\.|…)\W*$")
LISTED = re.compile(r"\s*(?:…|\.\.\.|<[^>]*>\s*$)")
ASIDE = re.compile(r"\[[^\]]*\]|[<>…]|\.\.\.")


def rows_of(labels: Sequence[str]) -> tuple[Row, ...]:
    """The rows of a form from their printed labels; none given: one row, `1`.

    A label is the code of its row. What ends in "..." or stands in <> is a slot: it is filled
    with as many rows as the reporter has.
    """
    rows: list[Row] = []
    for label in map(str.strip, labels):
        above = _above(rows, label)
        parent = None if above is None else above.code
        rows.append(Row(label, label, parent, _level(above), is_slot(label)))
    return tuple(rows) or (Row(ONLY_ROW, ""),)


def number_of(label: str) -> str:
    """The number that leads a label: "1.1" of "1.1 Tư vấn"; empty where there is none."""
    match = NUMBER.match(label.strip())
    return match[0] if match else ""


def words_of(label: str) -> str:
    """A label without its number and signs: "Sở" of "1. Sở..."."""
    words = label.strip().removeprefix(number_of(label))
    return ASIDE.sub(" ", words).strip(" .)-+")


def is_slot(label: str) -> bool:
    """Whether a label stands for rows that the reporter names."""
    return bool(ENDING.search(label) or LISTED.match(label))


def known_row(form: Form, written: str) -> Row | None:
    """The row that a name in a file means: its code, its number, or its words in any case.

    In a form with slots, a name that no fixed row bears fills a slot, under that name.
    """
    written = written.strip()
    exact = form.row(written)
    if exact is not None:
        return exact
    key = search_key(written)
    known = [row for row in form.rows if key in set(_names(row))]
    return known[0] if len(known) == 1 else _filling(form, written)


def slot_of(form: Form, name: str) -> Row | None:
    """The slot in which a row of this name stands; None for a fixed row."""
    own = form.row(name)
    if own is not None:
        return own if own.is_dynamic else None
    if not form.slots:
        return None
    key = search_key(name)
    named = (slot for slot in form.slots if search_key(words_of(slot.label)) in key)
    return next(named, form.slots[-1])


def parent_of(form: Form, name: str) -> str | None:
    """Under which row a row stands; one that fills a slot goes by its number: 3.1 under 3."""
    own = form.row(name)
    if own is not None:
        return own.parent
    start = number_of(name).rpartition(".")[0]
    slot = slot_of(form, name)
    if start or slot is None:
        return start or None
    return slot.parent


def _filling(form: Form, written: str) -> Row | None:
    slot = slot_of(form, written) if written else None
    if slot is None:
        return None
    return Row(written, written, parent_of(form, written), slot.level, is_dynamic=True)


def _names(row: Row) -> Iterator[str]:
    """Under which names a row is known besides its code."""
    yield search_key(row.label)
    yield search_key(words_of(row.label))
    if number_of(row.label):
        yield search_key(number_of(row.label))


def _level(above: Row | None) -> int:
    return 0 if above is None else above.level + 1


def _above(rows: Sequence[Row], label: str) -> Row | None:
    """The row under which one stands; the first, the total, where nothing nearer is found.

    "1.1" stands under "1", "1" under the last Roman number, "- …" under the last row with one.
    """
    number = number_of(label)
    if not rows:
        return None
    if "." in number:
        start = number.rpartition(".")[0]
        return _last(rows, lambda row: number_of(row.label) == start)
    if number.isdigit() or LISTED.match(label):
        return _last(rows, lambda row: number_of(row.label).isalpha())
    if label.startswith("-"):
        return _last(rows, lambda row: bool(number_of(row.label)))
    return rows[0]


def _last(rows: Sequence[Row], fits: Callable[[Row], bool]) -> Row:
    return next((row for row in reversed(rows) if fits(row)), rows[0])
