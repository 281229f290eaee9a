"""Short plans of our own, read as the tests of tasks need them."""

import datetime as dt

from vanban.model import Cell, Metadata, Row, Source, Table, Task
from vanban.programme import read_tasks
from vanban.text import normalise

STATE = Metadata(issuer="UBND huyện An Sơn", date=dt.date(2024, 1, 5))


def tasks(words: str, metadata: Metadata = STATE) -> tuple[Task, ...]:
    """The tasks of a text without tables."""
    return read_tasks(normalise(Source("ke-hoach.txt", "txt", words)), metadata)


def lead(task: Task) -> str:
    """Who leads, as the pages write it."""
    return " · ".join(agency.name for agency in task.lead)


def coordinating(task: Task) -> str:
    """Who coordinates, as the pages write it."""
    return " · ".join(agency.name for agency in task.coordinating)


def with_tables(*pieces: str | list[list[str]]) -> Source:
    """A source of paragraphs and tables; "||" in a cell begins a new paragraph inside it.

    An empty string after a full cell of the same row stands for the columns that it spans.
    """
    text = ""
    tables = []
    for piece in pieces:
        if isinstance(piece, str):
            text += piece + "\n"
            continue
        rows = []
        for cells in piece:
            row, line = _row(cells, len(text))
            rows.append(row)
            text += line + "\n"
        tables.append(Table(rows[0].start, rows[-1].end, tuple(rows)))
    return Source("bang.docx", "docx", text, tuple(tables))


def _row(cells: list[str], start: int) -> tuple[Row, str]:
    """The row and its line; a cell "<" is covered by the one on its left."""
    line = ""
    found: list[Cell] = []
    for index, cell in enumerate(cells):
        if cell == "<":
            found.append(found[-1])
            continue
        line += " | " if index else ""
        at = start + len(line)
        words = cell.replace("||", " ")
        breaks = tuple(at + place for place in _breaks(cell))
        found.append(Cell(at, at + len(words), breaks))
        line += words
    return Row(start, start + len(line), tuple(found)), line


def _breaks(cell: str) -> list[int]:
    places, at = [], 0
    for paragraph in cell.split("||")[:-1]:
        at += len(paragraph) + 1
        places.append(at)
    return places
