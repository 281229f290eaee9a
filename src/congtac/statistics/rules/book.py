"""The cells of many units and periods, a wide frame for each form: a line is a row of a sheet.

A frame has unit, period, row, slot, above and a column of numbers for each column of the form;
"-" is 0. What is no number is null there, and told in `oddities` unless nothing was written.
`slot` is the slot that a row fills, `above` the number under which its own number puts it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext as _
from congtac.statistics.rules.cells import NOT_COLLECTED, State, parse_plain
from congtac.statistics.rules.forms import ONLY_ROW, Form
from congtac.statistics.rules.rows import known_row, number_of, slot_of
from congtac.statistics.rules.windows import window_of

KEYS = ("unit", "period", "row", "slot", "above")
LONG = ("unit", "period", "form", "row", "column", "value")
BESIDE = ("reason", "slot")  # may be given too; without a slot the name of a row tells it
PLAIN = r"^[+-]?\d{1,30}(\.\d{1,30})?$"
WITH_REASON = re.compile(r"(…|⋯|\.{2,3})\s*(\S.*)", re.S)  # "… hỏng máy"
NAMED = 12  # unknown names that a sentence lists


@dataclass(frozen=True, slots=True)
class Oddity:
    """A cell that was written but holds no number: "…", or what can't be read."""

    unit: str
    period: str
    form: str
    row: str
    column: str
    text: str
    reason: str = ""  # why it was not collected
    fault: str = ""  # why it can't be read; empty for "…"


@dataclass(frozen=True, slots=True)
class Book:
    """Sheets by form, and the odd cells."""

    sheets: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    oddities: tuple[Oddity, ...] = ()

    @property
    def units(self) -> frozenset[str]:
        """Whoever sent something."""
        return frozenset(unit for sheet in self.sheets.values() for unit in sheet["unit"].unique())


def book_of(cells: Iterable[tuple[str, ...]], forms: Mapping[str, Form]) -> Book:
    """A book from lines of unit, period, form, row, column, value, perhaps a reason and a slot."""
    lines = [(*line, "", "")[:8] for line in cells]
    if not lines:
        return Book()
    return book_of_frame(
        pl.DataFrame(lines, schema=dict.fromkeys((*LONG, *BESIDE), pl.String), orient="row"),
        forms,
    )


def book_of_frame(long: pl.DataFrame, forms: Mapping[str, Form]) -> Book:
    """A book from a long frame of texts; a Problem names forms, rows or columns nobody knows."""
    long = long.with_columns(pl.col(pl.String).str.strip_chars())
    absent = [name for name in BESIDE if name not in long.columns]
    long = long.with_columns(pl.lit("").alias(name) for name in absent)
    long = long.with_columns(pl.col("value", *BESIDE).fill_null(""))
    _demand_keys(long)
    long = _in_one_spelling(long, forms)
    _demand_forms(long, forms)
    _demand_columns(long, forms)
    long = _with_rows(long, forms)
    long = _once(long)
    long, oddities = _with_numbers(long, forms)
    parts = long.partition_by("form", as_dict=True, include_key=False)
    sheets = {str(key[0]): _wide(part, forms[str(key[0])]) for key, part in parts.items()}
    return Book(sheets, oddities)


def merged(books: Sequence[Book]) -> Book:
    """Several books as one; a cell that two of them hold differently is for a person to settle."""
    parts: dict[str, list[pl.DataFrame]] = {}
    for book in books:
        for code, sheet in book.sheets.items():
            parts.setdefault(code, []).append(sheet)
    oddities = tuple(dict.fromkeys(odd for book in books for odd in book.oddities))
    sheets = {code: _as_one(code, some) for code, some in parts.items()}
    if len(books) > 1:
        _demand_no_contradiction(sheets, oddities)
    return Book(sheets, oddities)


def _as_one(code: str, parts: list[pl.DataFrame]) -> pl.DataFrame:
    """The sheets of several files as one, each row once though its cells came in several."""
    sheet = pl.concat(parts)
    twice = sheet.select(KEYS[:3]).is_duplicated() if len(parts) > 1 else pl.Series([False])
    if not twice.any():
        return sheet
    cells = pl.exclude(KEYS)
    rows = sheet.filter(twice).group_by(KEYS, maintain_order=True)
    for line in rows.agg(cells.drop_nulls().n_unique()).iter_rows(named=True):
        unlike = [name for name in line if name not in KEYS and line[name] > 1]
        if unlike:
            place = (line["unit"], line["period"], code, line["row"], unlike[0])
            raise _given_twice(place)
    return sheet.group_by(KEYS, maintain_order=True).agg(cells.drop_nulls().first())


def _demand_no_contradiction(
    sheets: Mapping[str, pl.DataFrame], oddities: Sequence[Oddity]
) -> None:
    """No cell holds a number in one file and "…", or what can't be read, in another."""
    for code in {odd.form for odd in oddities}:
        places = [(it.unit, it.period, it.row, it.column) for it in oddities if it.form == code]
        odd = pl.DataFrame(places, schema=["unit", "period", "row", "column"], orient="row")
        rows = sheets[code].drop("slot", "above").unpivot(index=KEYS[:3], variable_name="column")
        both = odd.join(rows.drop_nulls("value"), on=["unit", "period", "row", "column"])
        for unit, period, row, column, _value in both.iter_rows():
            raise _given_twice((unit, period, code, row, column))


def _wide(part: pl.DataFrame, form: Form) -> pl.DataFrame:
    codes = [column.code for column in form.numbers]
    wide = part.pivot(
        on="column", on_columns=codes, index=list(KEYS), values="number", maintain_order=True
    )
    return wide.select(*KEYS, *(pl.col(code).cast(pl.Float64) for code in codes))


def _with_numbers(
    long: pl.DataFrame, forms: Mapping[str, Form]
) -> tuple[pl.DataFrame, tuple[Oddity, ...]]:
    """The numbers of the texts, and what is no number; remarks are left alone."""
    is_plain = pl.col("value").str.contains(PLAIN)
    number = pl.when(is_plain).then(pl.col("value")).cast(pl.Float64, strict=False)
    long = long.with_columns(number=number)
    numeric = [f"{form.code}\0{column.code}" for form in forms.values() for column in form.numbers]
    key = pl.col("form") + "\0" + pl.col("column")
    other = pl.col("number").is_null() & (pl.col("value") != "") & key.is_in(numeric)
    odd = long.filter(other)
    if odd.is_empty():
        return long, ()
    faults, numbers = _texts(odd["value"].unique().to_list())
    more = pl.col("value").replace_strict(numbers, default=None, return_dtype=pl.Float64)
    long = long.with_columns(number=pl.when(other).then(more).otherwise(pl.col("number")))
    return long, tuple(_oddities(odd, faults))


def _texts(texts: Iterable[str]) -> tuple[dict[str, str], dict[str, float | None]]:
    """Each text read once: why it can't be read ("" for "…"), or its number."""
    faults: dict[str, str] = {}
    numbers: dict[str, float | None] = {"": None}
    for text in texts:
        try:
            cell = NOT_COLLECTED if _reason(text) else parse_plain(text)
        except Problem as problem:
            faults[text] = problem.sentence
            continue
        if cell.state is State.NOT_COLLECTED:
            faults[text] = ""
        elif cell.amount is not None:
            numbers[text] = float(cell.amount)
    return faults, numbers


def _oddities(odd: pl.DataFrame, faults: Mapping[str, str]) -> Iterable[Oddity]:
    for line in odd.filter(pl.col("value").is_in(list(faults))).iter_rows(named=True):
        place = {name: line[name] for name in ("unit", "period", "form", "row", "column")}
        text = line["value"]
        reason = line["reason"] or _reason(text)
        yield Oddity(**place, text=text, reason=reason, fault=faults[text])


def _reason(text: str) -> str:
    """The words that stand behind "…" in the cell itself."""
    match = WITH_REASON.fullmatch(text)
    return match[2] if match and any(map(str.isalpha, match[2])) else ""


def _with_rows(long: pl.DataFrame, forms: Mapping[str, Form]) -> pl.DataFrame:
    """Each row under the code that its form gives it."""
    named = long.select("form", "row").unique(maintain_order=True)
    known, unknown = [], []
    for code, written in named.iter_rows():
        form = forms[code]
        row = known_row(form, written or ONLY_ROW)
        if row is None:
            unknown.append(f"{code}: {written or '?'}")
            continue
        slot = slot_of(form, row.code)
        above = number_of(row.code).rpartition(".")[0]
        known.append((code, written, row.code, slot and slot.code, above))
    _demand(unknown, _("dòng"))
    schema = ("form", "row", "as", "told", "above")
    found = pl.DataFrame(known, schema=dict.fromkeys(schema, pl.String), orient="row")
    joined = long.join(found, on=["form", "row"], how="left", nulls_equal=True)
    given = pl.when(pl.col("slot") != "").then(pl.col("slot"))
    filled = pl.when(pl.col("told").is_not_null()).then(pl.coalesce(given, "told"))
    return joined.with_columns(row=pl.col("as"), slot=filled).drop("as", "told")


def _demand_forms(long: pl.DataFrame, forms: Mapping[str, Form]) -> None:
    codes = long["form"].unique(maintain_order=True).to_list()
    _demand([str(code) for code in codes if code not in forms], _("biểu mẫu"))


def _demand_columns(long: pl.DataFrame, forms: Mapping[str, Form]) -> None:
    named = long.select("form", "column").unique(maintain_order=True)
    _demand(
        [f"{form}: {column}" for form, column in named.iter_rows()
         if forms[form].column(column or "") is None],
        _("cột"),
    )  # fmt: skip


def _in_one_spelling(long: pl.DataFrame, forms: Mapping[str, Form]) -> pl.DataFrame:
    """Names and codes of one spelling, however their marks and spaces were typed."""
    for name, spelling in (("unit", _name), ("form", _name), ("row", _name), ("period", _period)):
        written = long[name].unique().drop_nulls().to_list()
        changed = {
            text: plain
            for text in written
            if text not in forms and (plain := spelling(text)) != text
        }
        if changed:
            long = long.with_columns(pl.col(name).replace(changed))
    return long


def _name(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _period(text: str) -> str:
    return window_of(text).code


def _demand_keys(long: pl.DataFrame) -> None:
    """Every line says of whom, when, which form and which column it is."""
    words = {
        "unit": _("đơn vị"), "period": _("kỳ"), "form": _("biểu mẫu"), "column": _("cột")
    }  # fmt: skip
    for name, what in words.items():
        if long[name].has_nulls() or (long[name] == "").any():
            sentence = _("Có dòng không ghi {what} ({name}); hãy điền đủ.")
            raise Problem("STA-121", sentence.format(what=what, name=name))


def _once(long: pl.DataFrame) -> pl.DataFrame:
    """A cell that is given twice with different values is for a person to settle."""
    place = ["unit", "period", "form", "row", "column"]
    if not long.select(place).is_duplicated().any():
        return long
    number = pl.when(pl.col("value").str.contains(PLAIN)).then(pl.col("value"))
    same = pl.coalesce(number.cast(pl.Float64, strict=False).cast(pl.String), pl.col("value"))
    twice = long.group_by(place, maintain_order=True).agg(same.unique().len().alias("value"))
    for line in twice.filter(pl.col("value") > 1).head(1).iter_rows():
        raise _given_twice(line[:5])
    return long.unique(place, keep="first", maintain_order=True)


def _given_twice(place: Sequence[object]) -> Problem:
    return Problem(
        "STA-122",
        _("Số liệu có hai bản khác nhau ({cell}); hãy giữ một bản.").format(
            cell=", ".join(map(str, place))
        ),
    )


def _demand(unknown: list[str], what: str) -> None:
    if unknown:
        named = "; ".join(unknown[:NAMED]) + (" …" if len(unknown) > NAMED else "")
        raise Problem(
            "STA-120",
            _("Không có {what}: {named}. Hãy kiểm tra mã hoặc chỉ thư mục biểu mẫu.").format(
                what=what, named=re.sub(r"\s+", " ", named)
            ),
        )
