"""A file of rows as another system gives it: CSV, Excel or JSON, read into rows of text."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePath

import python_calamine

from congtac.kernel.keys import search_key
from congtac.kernel.numbers import print_date
from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext as _
from congtac.statistics.rules.feeds import Source

MOST_ROWS = 200_000


def read_table(name: str, data: bytes) -> list[Source]:
    """The rows of a file below its line of names; STA-482 if it is no table."""
    ending = PurePath(name).suffix.lower()
    readers = {".json": _json, ".xlsx": _excel, ".xlsm": _excel}
    try:
        rows = readers.get(ending, _csv)(data)
    except (ValueError, TypeError, KeyError, csv.Error, OSError) as error:
        raise _no_table() from error
    except python_calamine.CalamineError as error:
        raise _no_table() from error
    if not rows:
        raise _no_table()
    return rows[:MOST_ROWS]


def _no_table() -> Problem:
    return Problem(
        "STA-482",
        _("Tệp không phải là bảng có dòng tên cột: hãy dùng CSV (UTF-8), Excel hoặc JSON."),
    )


def _json(data: bytes) -> list[Source]:
    said = json.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    listed = said if isinstance(said, list) else said["rows"]
    return [
        Source(number, {search_key(str(key)): _text(it) for key, it in row.items()})
        for number, row in enumerate(listed, start=1)
        if isinstance(row, dict)
    ]


def _csv(data: bytes) -> list[Source]:
    text = data.decode("utf-8-sig")
    first = text.partition("\n")[0]
    comma = max(";,\t", key=first.count)
    if comma not in first and not first.strip().isidentifier():
        raise ValueError("one column without a name")
    return list(_named(csv.reader(io.StringIO(text), delimiter=comma, strict=True)))


def _excel(data: bytes) -> list[Source]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return list(_named(book.get_sheet_by_index(0).to_python(skip_empty_area=True)))


def _named(lines: Iterable[Sequence[object]]) -> Iterator[Source]:
    names: list[str] = []
    for number, line in enumerate(lines, start=1):
        texts = [_text(it) for it in line]
        if not any(texts):
            continue
        if not names:
            names = [search_key(it) for it in texts]
        else:
            pairs = zip(names, texts, strict=False)
            yield Source(number, {name: it for name, it in pairs if name})


def _text(value: object) -> str:
    """A value as a person would type it: 31/12/2024, 1234,5."""
    match value:
        case None:
            return ""
        case datetime():
            return print_date(value.date())
        case date():
            return print_date(value)
        case bool():
            return str(value)
        case float() | Decimal() | int():
            return f"{Decimal(str(value)).normalize():f}".replace(".", ",")
    return " ".join(str(value).split())
