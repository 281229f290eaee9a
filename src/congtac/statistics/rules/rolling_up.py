"""Adding up a form over units: what adds, what is computed again, what can't be, who is missing.

The tables are in docs/rules/statistics-series.md.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, DivisionByZero, InvalidOperation, localcontext
from functools import cached_property
from typing import Literal

from congtac.kernel.keys import search_key
from congtac.kernel.numbers import print_number
from congtac.kernel.problem import Problem
from congtac.statistics.rules.cells import Cell, State
from congtac.statistics.rules.forms import Column, Form, Row
from congtac.statistics.rules.grammar import parse
from congtac.statistics.rules.grids import UNCOLLECTED, Grid, Place, as_kept, cell_of
from congtac.statistics.rules.tree import (
    Arithmetic,
    Comparison,
    Negative,
    Node,
    Number,
    Sum,
    divisors,
    leaves,
)
from congtac.statistics.rules.tree import Cell as Leaf

How = Literal["sum", "again", "alone", "never", "remark"]
PLACES = Decimal("0.01")  # to which a share is rounded that is computed again
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Part:
    """What one unit gives to a sum; no grid where nothing came.

    `absent` are columns that the version of the form it filled in doesn't have.
    """

    unit: str
    grid: Grid | None = None
    absent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tally:
    """A sum of one cell over units: what it comes to, of how many, who gave nothing."""

    total: Decimal = ZERO
    asked: int = 0
    numbers: int = 0
    dashes: int = 0
    uncollected: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.total + other.total,
            self.asked + other.asked,
            self.numbers + other.numbers,
            self.dashes + other.dashes,
            self.uncollected | other.uncollected,
            self.missing | other.missing,
            self.absent | other.absent,
        )

    @property
    def given(self) -> int:
        """How many units gave a figure."""
        return self.numbers + self.dashes

    @property
    def lacking(self) -> frozenset[str]:
        """The units that gave nothing, for whatever reason."""
        return self.uncollected | self.missing | self.absent

    @property
    def is_whole(self) -> bool:
        """Nobody is missing."""
        return not self.lacking

    @property
    def kept(self) -> str:
        """The sum as a cell is kept: a number, "-", "…" or nothing."""
        if self.numbers:
            return as_kept(Cell(State.NUMBER, self.total))
        if self.dashes:
            return "-"
        return UNCOLLECTED if self.uncollected else ""


def total(tallies: Sequence[Tally]) -> Tally:
    """Many tallies as one, in time that grows with their number alone."""
    return Tally(
        sum((it.total for it in tallies), start=ZERO),
        sum(it.asked for it in tallies),
        sum(it.numbers for it in tallies),
        sum(it.dashes for it in tallies),
        frozenset().union(*(it.uncollected for it in tallies)),
        frozenset().union(*(it.missing for it in tallies)),
        frozenset().union(*(it.absent for it in tallies)),
    )


@dataclass(frozen=True, slots=True)
class Added:
    """A cell of a sum: how it came about, what stands in it, and the tally behind it."""

    how: How
    kept: str
    tally: Tally

    @property
    def is_refused(self) -> bool:
        """It can't be added up."""
        return self.how == "never"

    @property
    def shown(self) -> str:
        """As a screen shows it: 1.234,5, "-", "…", or nothing."""
        if not self.kept or self.kept in ("-", UNCOLLECTED):
            return self.kept
        return print_number(Decimal(self.kept))


@dataclass(frozen=True, slots=True)
class SumLine:
    """A row of a sum: a fixed one, a slot with all rows that fill it, or those of one name."""

    name: str
    row: Row
    fills: tuple[str, ...] = ()  # the names that were added up in it
    is_slot: bool = False
    count: int = 0  # of the rows that fill a slot


@dataclass(frozen=True)
class Adder:
    """Adds the cells of a form up over units."""

    form: Form
    by_name: bool = False  # rows that fill slots, each name by itself
    _known: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def recipes(self) -> Mapping[str, Node]:
        """How a share follows from columns that add up, for each column of which that is known."""
        return dict(_recipes(self.form))

    def lines(self, parts: Iterable[Part]) -> list[SumLine]:
        """The rows of the sum, in the order of the form."""
        filled: dict[str, dict[str, str]] = {it.code: {} for it in self.form.slots}
        counts: Counter[str] = Counter()
        for part in parts:
            for slot, name in part.grid.rows if part.grid else ():
                names = filled.setdefault(slot, {})
                key = search_key(name)
                names[key] = min(name, names.get(key, name))
                counts[slot] += 1
        found: list[SumLine] = []
        for row in self.form.rows:
            if not row.is_dynamic:
                found.append(SumLine(row.code, row))
            elif self.by_name:
                names = filled[row.code]
                found += [SumLine(names[it], row, (it,), True) for it in sorted(names)]
            else:
                found.append(
                    SumLine(row.code, row, tuple(filled[row.code]), True, counts[row.code])
                )
        return found

    def tally(self, parts: Iterable[Part], line: SumLine, column: str) -> Tally:
        """The sum of one cell over units."""
        return total([self._one(it, line, column) for it in parts])

    def added(self, parts: Sequence[Part], line: SumLine, column: Column) -> Added:
        """A cell of the sum, with how it came about."""
        if not column.is_number:
            return Added("remark", "", Tally())
        tally = self.tally(parts, line, column.code)
        if not (column.is_rate or column.code in self.recipes):
            return Added("sum", tally.kept, tally)
        if tally.asked <= 1 and not line.is_slot:
            return Added("alone", tally.kept, tally)
        recipe = self.recipes.get(column.code)
        return Added("never", "", tally) if recipe is None else self._again(parts, line, recipe)

    def _again(self, parts: Sequence[Part], line: SumLine, recipe: Node) -> Added:
        codes = [it.column for it in leaves(recipe) if it.column]
        sums = {code: self.tally(parts, line, code) for code in codes}
        behind = sums[codes[0]] if codes else Tally()
        for tally in list(sums.values())[1:]:
            behind = _beside(behind, tally)
        if not codes or not all(it.given for it in sums.values()):
            return Added("again", "", behind)
        amount = _amount(recipe, {code: it.total for code, it in sums.items()})
        kept = "" if amount is None else as_kept(Cell(State.NUMBER, amount.quantize(PLACES)))
        return Added("again", kept, behind)

    def _one(self, part: Part, line: SumLine, column: str) -> Tally:
        """What one unit gives to a cell; with a slot, over all rows that fill it."""
        me = frozenset({part.unit})
        if column in part.absent:
            return Tally(asked=1, absent=me)
        if part.grid is None:
            return Tally(asked=1, missing=me)
        names = self._names(part.grid, line)
        if not names:
            return Tally() if self.by_name else Tally(asked=1)
        cells = [cell_of(part.grid.cells.get((it, column), "")) for it in names]
        return _of_unit(cells, me)

    def _names(self, grid: Grid, line: SumLine) -> list[str]:
        if not line.is_slot:
            return [line.name]
        fills = self._known.setdefault(line.name, frozenset(line.fills))
        return [
            name
            for slot, name in grid.rows
            if slot == line.row.code and (not self.by_name or search_key(name) in fills)
        ]


def _of_unit(cells: Sequence[Cell], me: frozenset[str]) -> Tally:
    states = {it.state for it in cells}
    has_number = State.NUMBER in states
    return Tally(
        total=sum((it.amount or ZERO for it in cells), start=ZERO),
        asked=1,
        numbers=int(has_number),
        dashes=int(not has_number and State.NONE_AROSE in states),
        uncollected=me if State.NOT_COLLECTED in states else frozenset(),
        missing=me if State.MISSING in states else frozenset(),
    )


def _beside(one: Tally, other: Tally) -> Tally:
    """Two tallies over the same units, of columns that a share is computed from."""
    fewer = one if one.given <= other.given else other
    return Tally(
        ZERO,
        one.asked,
        fewer.numbers,
        fewer.dashes,
        one.uncollected | other.uncollected,
        one.missing | other.missing,
        one.absent | other.absent,
    )


def _recipes(form: Form) -> Iterable[tuple[str, Node]]:
    rates = {it.code for it in form.columns if it.is_rate}
    for relation in form.relations:
        try:
            tree = parse(relation.text)
        except Problem:
            continue
        if not isinstance(tree, Comparison) or tree.sign != "=":
            continue
        for told, how in ((tree.left, tree.right), (tree.right, tree.left)):
            match told:
                case Leaf(column=str(code), row=None, form=None) if any(divisors(how)):
                    if _is_of_sums(how, rates | {code}):
                        yield code, how


def _is_of_sums(node: Node, rates: set[str]) -> bool:
    """Whether it is computed from columns of the same row that add up."""
    return all(
        isinstance(it, Leaf)
        and it.row is None
        and it.form is None
        and it.column is not None
        and it.column not in rates
        for it in leaves(node)
    )


def _amount(node: Node, sums: Mapping[str, Decimal]) -> Decimal | None:
    """What a recipe comes to; None where it divides by 0."""
    try:
        with localcontext() as context:
            context.traps[DivisionByZero] = context.traps[InvalidOperation] = True
            return _counted(node, sums)
    except (DivisionByZero, InvalidOperation):
        return None


def _counted(node: Node, sums: Mapping[str, Decimal]) -> Decimal:
    match node:
        case Number(value):
            return value
        case Leaf(column=str(code)):
            return sums[code]
        case Sum(parts):
            return sum((_counted(it, sums) for it in parts), start=ZERO)
        case Negative(part):
            return -_counted(part, sums)
        case Arithmetic(sign, left, right):
            one, other = _counted(left, sums), _counted(right, sums)
            match sign:
                case "+":
                    return one + other
                case "-":
                    return one - other
                case "*":
                    return one * other
                case "/":
                    return one / other
    raise TypeError(f"not a number: {node}")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A form made of others: its grid, and which units of which form gave nothing."""

    grid: Grid
    lacking: Mapping[str, tuple[str, ...]]


def made_of(form: Form, given: Mapping[str, tuple[Form, Sequence[Part]]]) -> Drafted:
    """Make a form of the forms of the units below, as its `sources` say."""
    rows: list[tuple[str, str]] = []
    cells: dict[Place, str] = {}
    lacking: dict[str, tuple[str, ...]] = {}
    for source in form.sources:
        there, parts = given.get(source.form, (None, ()))
        if there is None:
            continue
        lacking[source.form] = tuple(it.unit for it in parts if it.grid is None)
        into = form.row(source.into)
        adder = Adder(there)
        wanted = there.row(source.row) or there.rows[0]
        line = SumLine(wanted.code, wanted, is_slot=wanted.is_dynamic)
        columns = source.columns or tuple(
            (it.code, (it.code,)) for it in form.numbers if there.column(it.code)
        )
        if into is not None and into.is_dynamic:
            taken = [it for it in parts if it.grid is not None]
            rows += [(into.code, it.unit) for it in taken]
            groups = [(it.unit, [it]) for it in taken]
        else:
            groups = [(source.into, list(parts))]
        for name, few in groups:
            for code, of in columns:
                sums = [adder.tally(few, line, it).kept for it in of]
                if kept := sum_of_kept(sums):
                    cells[name, code] = kept
    return Drafted(Grid(tuple(dict.fromkeys(rows)), cells), lacking)


def sum_of_kept(kept: Sequence[str]) -> str:
    """Cells of one unit added up: one that is missing or not collected leaves no sum."""
    cells = [cell_of(it) for it in kept]
    states = {it.state for it in cells}
    if not cells or State.MISSING in states:
        return ""
    if State.NOT_COLLECTED in states:
        return UNCOLLECTED
    if states == {State.NONE_AROSE}:
        return "-"
    return as_kept(Cell(State.NUMBER, sum((it.amount or ZERO for it in cells), start=ZERO)))
