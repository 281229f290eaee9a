"""The bytes of a long CSV into a frame of texts, as offices save it: any separator, BOM, UTF-16."""

import codecs
import csv
import io
import re
from collections import Counter

import polars as pl

from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext as _
from congtac.statistics.rules.book import LONG
from congtac.statistics.rules.forms import ONLY_ROW

SEPARATORS = (",", ";", "\t")
SAID = re.compile(rb"\s*sep=(.)\s*$", re.I)  # the first line by which Excel is told the separator
MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
KNOWN = (*LONG, "reason")


def long_of(data: bytes) -> pl.DataFrame:
    """The lines as texts; heads may stand in any order, others beside them; empty lines go."""
    data, separator = _lines(data)
    names = _names(data, separator)
    long = _frame(data, separator)
    long = long.rename(dict(zip(long.columns, names, strict=False)))
    if "row" not in long.columns:
        long = long.with_columns(row=pl.lit(ONLY_ROW))
    long = _with_figures(long.select(*LONG, *(it for it in ("reason",) if it in long.columns)))
    if long.is_empty():
        raise Problem("STA-560", _("Tệp không có dòng số liệu nào; hãy kiểm tra lại tệp."))
    return long


def _lines(data: bytes) -> tuple[bytes, str]:
    """The file as UTF-8 with lines that end in a line feed, and what parts its columns."""
    if data.startswith(MARKS):
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    if not data.strip():
        raise Problem("STA-560", _("Tệp trống; hãy kiểm tra lại tệp."))
    first, _end, rest = data.partition(b"\n")
    said = SAID.match(first)
    if said:
        return rest, said[1].decode("ascii", "replace")
    head = first.decode("utf-8", "replace")
    return data, max(SEPARATORS, key=head.count)


def _names(data: bytes, separator: str) -> list[str]:
    """The heads of the first line; each that a long file has stands once."""
    head = data.partition(b"\n")[0].decode("utf-8", "replace")
    written = next(csv.reader(io.StringIO(head), delimiter=separator), [])
    names = [name.strip().strip("\ufeff").casefold() for name in written]
    absent = [name for name in LONG if name not in names and name != "row"]
    if absent:
        raise Problem(
            "STA-123",
            _("Tệp CSV thiếu cột {absent}; dòng đầu phải là {heads}.").format(
                absent=", ".join(absent), heads=",".join(LONG)
            ),
        )
    often = Counter(names)
    twice = [name for name in KNOWN if often[name] > 1]
    if twice:
        said = _("Tệp CSV có hai cột {names}; hãy giữ một cột.")
        raise Problem("STA-123", said.format(names=", ".join(twice)))
    return [name if often[name] == 1 else f"{name}\0{at}" for at, name in enumerate(names)]


def _frame(data: bytes, separator: str) -> pl.DataFrame:
    try:
        return pl.read_csv(io.BytesIO(data), separator=separator, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise Problem(
            "STA-123", _("Không đọc được tệp CSV; hãy lưu lại dạng UTF-8, mỗi dòng đủ các cột.")
        ) from error


def _with_figures(long: pl.DataFrame) -> pl.DataFrame:
    """The lines in which something stands."""
    if not long["unit"].has_nulls() and not (long["unit"].str.strip_chars() == "").any():
        return long
    own = [name for name in LONG if name != "row"]
    empty = (pl.col(name).fill_null("").str.strip_chars() == "" for name in own)
    return long.filter(~pl.all_horizontal(empty))
