"""Relations between cells: inside a row, over rows, over forms."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import polars as pl

from congtac.kernel.words import gettext as _
from congtac.statistics.rules.book import Book
from congtac.statistics.rules.checks.places import hits, row_words
from congtac.statistics.rules.findings import Finding, FindingKind, plain, shown
from congtac.statistics.rules.printers.sentence import column_name
from congtac.statistics.rules.rulebook import FETCHED, ReadyRelation, Rulebook
from congtac.statistics.rules.tree import Cell, Comparison, Group, Leaf
from congtac.statistics.rules.verdict import amount

Line = Mapping[str, Any]
WHERE = ["unit", "period"]
CONTRARY = {"=": "≠", "<>": "=", "<=": ">", "<": "≥", ">=": "<", ">": "≤"}


def broken_relations(book: Book, rules: Rulebook, around: Book | None = None) -> Iterator[Finding]:
    """Every relation that doesn't hold; `around` has the other forms, where not all are checked."""
    forms = {**(around.sheets if around else {}), **book.sheets}
    for code, sheet in book.sheets.items():
        ready = rules.relations.get(code, ())
        over_rows = [one for one in ready if one.bound.reach == "row"]
        yield from _over_rows(_with_others(sheet, over_rows, rules, forms), over_rows)
        for one in ready:
            if one.bound.reach == "column":
                yield from _over_columns(one, sheet, forms)
            elif one.bound.reach == "form":
                yield from _over_rows(_once_each(sheet, one, rules, forms), [one])


def _over_rows(sheet: pl.DataFrame, ready: list[ReadyRelation]) -> Iterator[Finding]:
    by_number = {str(number): one for number, one in enumerate(ready)}
    tellers = {number: _Teller(one) for number, one in by_number.items()}
    for number, line in hits(sheet, {number: ~one.holds for number, one in by_number.items()}):
        teller = tellers[number]
        yield teller.finding(line, teller.row or line.get("row") or "")


def _over_columns(
    one: ReadyRelation, sheet: pl.DataFrame, sheets: Mapping[str, pl.DataFrame]
) -> Iterator[Finding]:
    """A relation of whole rows, judged in every column that adds up."""
    form = one.bound.form
    columns = [column.code for column in form.numbers if not column.is_rate]
    frame = None
    for leaf, name in one.names.items():
        source = sheets.get(leaf.form) if leaf.form else sheet
        if source is None:
            return
        part = _picked(source, leaf, [code for code in columns if code in source.columns])
        part = part.unpivot(index=WHERE, variable_name="column", value_name=name)
        frame = part if frame is None else _joined(frame, part, leaf, name, [*WHERE, "column"])
    if frame is None:
        return
    teller = _Teller(one)
    for _number, line in hits(frame, {"0": ~one.holds}):
        yield teller.finding(line, teller.row or "")


def _with_others(
    sheet: pl.DataFrame,
    ready: list[ReadyRelation],
    rules: Rulebook,
    sheets: Mapping[str, pl.DataFrame],
) -> pl.DataFrame:
    """The sheet with the cells that its relations fetch from other rows and other forms."""
    for one in ready:
        for leaf, name in one.names.items():
            if name.startswith(FETCHED):
                sheet = _fetched(sheet, leaf, name, rules, sheets)
    return sheet


def _fetched(
    sheet: pl.DataFrame,
    leaf: Leaf,
    name: str,
    rules: Rulebook,
    sheets: Mapping[str, pl.DataFrame],
) -> pl.DataFrame:
    source, column = sheets.get(leaf.form) if leaf.form else sheet, leaf.column or ""
    if source is None or column not in source.columns:
        return sheet.with_columns(pl.lit(None, pl.Float64).alias(name))
    has_row = isinstance(leaf, Cell) and leaf.row is None
    if has_row and _same_rows(rules, leaf.form, sheet, source):
        part = source.select(*WHERE, "row", pl.col(column).alias(name))
        return _joined(sheet, part, leaf, name, [*WHERE, "row"])
    if has_row:
        leaf = Cell(column, rules.forms[leaf.form or ""].rows[0].code, leaf.form)
    part = _picked(source, leaf, [column]).rename({column: name})
    return _joined(sheet, part, leaf, name, WHERE)


def _same_rows(rules: Rulebook, form: str | None, sheet: pl.DataFrame, other: pl.DataFrame) -> bool:
    return form in rules.forms and bool(set(sheet["row"]) & set(other["row"]))


def _once_each(
    sheet: pl.DataFrame, one: ReadyRelation, rules: Rulebook, sheets: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    frame = sheet
    for leaf, name in one.names.items():
        frame = _fetched(frame, leaf, name, rules, sheets)
    return frame.unique(WHERE, keep="first", maintain_order=True)


def _picked(source: pl.DataFrame, leaf: Leaf, columns: list[str]) -> pl.DataFrame:
    """The row that a leaf names, or its rows added up; null where one of them is missing."""
    if isinstance(leaf, Cell):
        return source.filter(pl.col("row") == leaf.row).select(*WHERE, *columns)
    rows = source.filter(_in_group(leaf))
    is_whole = pl.col("row").is_in(leaf.rows).sum() == len(leaf.rows)
    total = [
        pl.when(is_whole & pl.col(code).is_not_null().all()).then(pl.col(code).sum()).alias(code)
        for code in columns
    ]
    return rows.group_by(WHERE, maintain_order=True).agg(total)


def _in_group(group: Group) -> pl.Expr:
    fills = pl.col("slot").is_in(group.slots)
    if group.under is not None:
        fills &= pl.col("above") == ""
    if group.under:
        fills |= pl.col("slot").is_not_null() & (pl.col("above") == group.under)
    return pl.col("row").is_in(group.rows) | fills


def _joined(
    frame: pl.DataFrame, part: pl.DataFrame, leaf: Leaf, name: str, on: list[str]
) -> pl.DataFrame:
    """The frame with a fetched cell; "all further rows" come to 0 where none need be there."""
    if not (isinstance(leaf, Group) and leaf.under is not None) or leaf.rows:
        return frame.join(part, on=on, how="left", maintain_order="left")
    part = part.with_columns(pl.lit(value=True).alias("\0there"))
    frame = frame.join(part, on=on, how="left", maintain_order="left")
    value = pl.when(pl.col("\0there")).then(pl.col(name)).otherwise(0.0)
    return frame.with_columns(value.alias(name)).drop("\0there")


class _Teller:
    """Words the breaches of one relation; what is the same for all of them is said once."""

    def __init__(self, one: ReadyRelation) -> None:
        bound = one.bound
        self.bound, self.tree, self.names = bound, bound.tree, one.names
        self.row, self.columns = bound.row, bound.columns
        self.kind: FindingKind = "cross_form" if bound.is_cross else "relation"
        self.said = one
        self.rows: dict[str, str] = {}
        self.words = _("{sentence}, nhưng {broken} ({cells}).")

    @cached_property
    def sentence(self) -> str:
        return self.said.sentence

    @cached_property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """How each cell is called, and its column of the frame."""
        return tuple(zip(self.said.said, self.names.values(), strict=True))

    def finding(self, line: Line, row: str) -> Finding:
        expected, actual, message = self.compared(line)
        return Finding(
            rule=self.bound.relation.text,
            kind=self.kind,
            severity=self.bound.relation.severity,
            unit=line["unit"],
            period=line["period"],
            form=self.bound.form.code,
            row=row,
            columns=(line["column"],) if self.bound.reach == "column" else self.columns,
            expected=expected,
            actual=actual,
            message=self.where(line, row) + message,
        )

    def compared(self, line: Line) -> tuple[str, str, str]:
        """What was expected, what is there, and the sentence with all numbers."""
        tree = self.tree
        cells = "; ".join(f"{said} = {shown(line[name])}" for said, name in self.cells)
        if not isinstance(tree, Comparison):
            message = _("{sentence}. Số liệu: {cells}.").format(sentence=self.sentence, cells=cells)
            return self.bound.relation.text, cells, message
        left, right = (
            amount(side, lambda leaf: line[self.names[leaf]]) for side in (tree.left, tree.right)
        )
        broken = f"{shown(left)} {CONTRARY[tree.sign]} {shown(right)}"
        message = self.words.format(sentence=self.sentence, broken=broken, cells=cells)
        expected = plain(right) if tree.sign == "=" else f"{tree.sign} {plain(right)}"
        return expected, plain(left), message

    def where(self, line: Line, row: str) -> str:
        if self.bound.reach == "column":
            name = column_name(line["column"])
            return f"{name[:1].upper()}{name[1:]}: "
        if self.bound.reach != "row":
            return ""
        if row not in self.rows:
            self.rows[row] = row_words(self.bound.form, row)
        return self.rows[row]
