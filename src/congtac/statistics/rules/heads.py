"""The heads of a form as a printed table has them: nested, each over the columns below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from congtac.kernel.keys import search_key
from congtac.statistics.rules.forms import Column, Form


@dataclass(frozen=True, slots=True)
class Head:
    """One head: over how many columns and lines it stands; `column` where it is a leaf.

    `first` is the place of the first of its columns, counted from 0.
    """

    text: str
    first: int
    columns: int
    lines: int
    is_breakdown: bool = False
    is_of_which: bool = False
    column: Column | None = None


def heads(columns: Sequence[Column]) -> tuple[tuple[Head, ...], ...]:
    """The lines of heads from the top, each from left to right."""
    depth = max((len(it.path) for it in columns), default=0)
    lines: list[list[Head]] = [[] for _ in range(depth)]
    _grow(lines, columns, 0, 0)
    return tuple(tuple(line) for line in lines)


def _grow(lines: list[list[Head]], columns: Sequence[Column], level: int, first: int) -> None:
    for group in _groups(columns, level):
        path = group[0].path
        size = (len(group), 1) if len(path) > level + 1 else (1, len(lines) - level)
        column = None if len(path) > level + 1 else group[0]
        lines[level].append(_head(path[level], first, size, column))
        if column is None:
            _grow(lines, group, level + 1, first)
        first += len(group)


def _head(text: str, first: int, size: tuple[int, int], column: Column | None) -> Head:
    key = search_key(text)
    is_of_which = key.startswith("trong do")
    return Head(text, first, *size, key.startswith("chia"), is_of_which, column)


def _groups(columns: Sequence[Column], level: int) -> list[list[Column]]:
    """Neighbours that share their head and all above it; a leaf stands alone."""
    groups: list[list[Column]] = []
    for column in columns:
        start = column.path[: level + 1]
        is_leaf = len(column.path) == level + 1
        last = groups[-1][0] if groups else None
        shares = last is not None and last.path[: level + 1] == start
        if shares and not is_leaf and last is not None and len(last.path) > level + 1:
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups


def numbers(form: Form) -> tuple[tuple[str, Column], ...]:
    """The columns with what stands in the line of numbers below the heads: (1), (2) …

    The sentences of findings call a column by the same sign.
    """
    return tuple((f"({it.mark})", it) for it in form.columns)
