"""A copy of the source text that is easier to read, of the same length, so that places stay true."""

import re
from dataclasses import dataclass

from vanban.model import Source, Table


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line (a paragraph) without the white space around it; `row` if it is a table row."""

    start: int
    end: int
    text: str
    row: int | None = None  # index into Text.rows


@dataclass(frozen=True, slots=True)
class Text:
    """The source and its plain copy: `plain` has the length of `source.text`.

    In `plain` every kind of space is " ", every dash "-", every double quote '"', tone marks stand
    where the dictionary puts them (hòa, ủy), and a line break that cuts a sentence is a space.
    """

    source: Source
    plain: str
    lines: tuple[Line, ...]


