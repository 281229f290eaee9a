"""Indicators (chỉ tiêu) from cells: numerator, denominator, targets, and what they come to.

The worked tables are in docs/rules/statistics-indicators.md. Formulas are in the notation of
relations: `[24/BTP/TGPL].row[Tổng số].c3`. Amounts are exact; nothing is judged by its rounding.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, DivisionByZero, InvalidOperation

from congtac.kernel.numbers import print_number
from congtac.kernel.problem import Problem
from congtac.kernel.words import Names, gettext_noop
from congtac.kernel.words import gettext as _
from congtac.statistics.rules.cells import Cell as Figure
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grammar import parse_amount
from congtac.statistics.rules.problems import SENTENCES, problem
from congtac.statistics.rules.rows import known_row
from congtac.statistics.rules.tree import (
    Arithmetic,
    Cell,
    Negative,
    Node,
    Number,
    Sum,
    leaves,
    rebuilt,
)
from congtac.statistics.rules.wording import print_rounded, rounded

PERS = (1, 100, 1000, 100_000)
UP, DOWN, NEITHER = "up", "down", "neither"
DIRECTIONS = Names(
    {
        UP: gettext_noop("Càng cao càng tốt"),
        DOWN: gettext_noop("Càng thấp càng tốt"),
        NEITHER: gettext_noop("Chỉ để theo dõi"),
    }
)
COMPARISONS = Names(
    {
        ">=": gettext_noop("từ {value} trở lên"),
        "<=": gettext_noop("không quá {value}"),
        "=": gettext_noop("bằng {value}"),
    }
)
MET, MISSED, UNKNOWN = "met", "missed", "unknown"
VERDICTS = Names(
    {
        MET: gettext_noop("Đạt"),
        MISSED: gettext_noop("Không đạt"),
        UNKNOWN: gettext_noop("Chưa đủ số liệu"),
    }
)
VERDICT_COLOURS = {MET: "green", MISSED: "red", UNKNOWN: "grey"}
WORKED: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
PLACES, FINEST = 1, 6  # decimals of a ratio: as shown, and at most


@dataclass(frozen=True, slots=True, order=True)
class CellName:
    """A cell of a form: where a formula takes a number from."""

    form: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula bound to the forms that it reads."""

    text: str
    tree: Node
    names: tuple[CellName, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator is made of; `denominator` is None for a plain count."""

    numerator: Formula
    denominator: Formula | None = None
    per: int = 1

    @property
    def is_ratio(self) -> bool:
        return self.denominator is not None

    @property
    def names(self) -> tuple[CellName, ...]:
        """The cells that it reads, each once, in the order of the formulas."""
        below = self.denominator.names if self.denominator else ()
        return tuple(dict.fromkeys((*self.numerator.names, *below)))


@dataclass(frozen=True, slots=True)
class Computed:
    """What an indicator comes to; `missing` names the cells for want of which there is no value."""

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    missing: tuple[CellName, ...] = ()

    @property
    def is_divided_by_nothing(self) -> bool:
        """There is no value because the denominator is 0."""
        return self.denominator == 0 and self.numerator is not None


Forms = Mapping[str, Form]
Figures = Callable[[CellName], Figure | None]


def formula(text: str, forms: Forms) -> Formula:
    """Read a formula and find its cells; a Problem says which form, row or column isn't known."""
    tree = rebuilt(parse_amount(text), lambda leaf: _resolved(leaf, forms))
    names = tuple(_name(leaf) for leaf in leaves(tree) if isinstance(leaf, Cell))
    if not names:
        raise problem("STA-451")
    return Formula(text, tree, names)


def _resolved(leaf: Node, forms: Forms) -> Node:
    """The leaf with the row that it means; only cells of forms may stand in a formula."""
    if isinstance(leaf, Number):
        return leaf
    if not isinstance(leaf, Cell) or not leaf.form or not leaf.column:
        raise problem("STA-451")
    form = forms.get(leaf.form)
    if form is None:
        raise unknown("STA-452", leaf.form)
    column = form.column(leaf.column)
    if column is None or not column.is_number:
        raise unknown("STA-453", f"{leaf.form}, {leaf.column}")
    return Cell(column.code, _row(form, leaf.row), form.code)


def _row(form: Form, name: str | None) -> str:
    if name is None and len(form.fixed_rows) == 1:
        return form.fixed_rows[0].code
    row = known_row(form, name) if name else None
    if row is None or row.is_dynamic:
        raise unknown("STA-454", f"{form.code}, {name}" if name else form.code)
    return row.code


def _name(leaf: Cell) -> CellName:
    return CellName(leaf.form or "", leaf.row or "", leaf.column or "")


def forms_in(text: str) -> set[str]:
    """The codes of the forms that a formula names."""
    return {it.form for it in leaves(parse_amount(text)) if it.form}


def unknown(code: str, name: str) -> Problem:
    """The problem of a name that nobody knows."""
    return Problem(code, SENTENCES[code].format(name=name))


def compute(asked: Definition, figures: Figures) -> Computed:
    """The value from the cells of one unit and period; "-" adds 0, "…" and nothing leave none."""
    amounts: dict[CellName, Decimal] = {}
    missing = []
    for name in asked.names:
        cell = figures(name)
        if cell is None or cell.amount is None:
            missing.append(name)
        else:
            amounts[name] = cell.amount
    if missing:
        return Computed(None, missing=tuple(missing))
    above = amount(asked.numerator, amounts)
    below = amount(asked.denominator, amounts) if asked.denominator else None
    return _made(above, below, asked)


def together(asked: Definition, parts: Iterable[Computed]) -> Computed:
    """Several units as one: counts are added up, a ratio is computed again from its two sums."""
    known = [it for it in parts if it.numerator is not None]
    if not known:
        return Computed(None)
    above = sum((it.numerator or Decimal(0) for it in known), Decimal(0))
    below = sum((it.denominator or Decimal(0) for it in known), Decimal(0))
    return _made(above, below if asked.is_ratio else None, asked)


def _made(above: Decimal | None, below: Decimal | None, asked: Definition) -> Computed:
    if above is None or (asked.is_ratio and not below):
        return Computed(None, above, below)
    value = above / below if below is not None else above
    return Computed(value * asked.per, above, below)


def amount(asked: Formula, amounts: Mapping[CellName, Decimal]) -> Decimal | None:
    """What a formula comes to; None where it divides by 0."""
    try:
        return _amount(asked.tree, amounts)
    except (DivisionByZero, InvalidOperation):
        return None


def _amount(node: Node, amounts: Mapping[CellName, Decimal]) -> Decimal:
    match node:
        case Number(value):
            return value
        case Cell():
            return amounts[_name(node)]
        case Sum(parts):
            return sum((_amount(part, amounts) for part in parts), Decimal(0))
        case Negative(part):
            return -_amount(part, amounts)
        case Arithmetic(sign, left, right):
            return WORKED[sign](_amount(left, amounts), _amount(right, amounts))
    raise TypeError(f"not a number: {node}")


@dataclass(frozen=True, slots=True)
class Target:
    """What an indicator is to reach: `>=`, `<=` or `=` a value."""

    comparison: str
    value: Decimal

    @property
    def words(self) -> str:
        """The target in words: "từ 98 trở lên"."""
        return COMPARISONS[self.comparison].format(value=print_number(self.value.normalize()))


def judge(target: Target, value: Decimal | None, *, is_whole: bool = True) -> str:
    """Whether a target is met, by the exact value; unknown while figures are missing."""
    if value is None or not is_whole:
        return UNKNOWN
    holds = {">=": value >= target.value, "<=": value <= target.value, "=": value == target.value}
    return MET if holds[target.comparison] else MISSED


def shown(value: Decimal | None, *, target: Target | None = None) -> str:
    """The value as screens print it: one decimal, more where rounding would hide a miss."""
    if value is None:
        return ""
    places = PLACES
    while target is not None and places < FINEST and _is_hidden(target, value, places):
        places += 1
    return print_rounded(value, places)


def _is_hidden(target: Target, value: Decimal, places: int) -> bool:
    return judge(target, value) != judge(target, rounded(value, places))


def share_of_target(target: Target, value: Decimal | None) -> str:
    """How much of a year's count is there before the year is over: "đạt 56,2% chỉ tiêu cả năm"."""
    if value is None or target.value <= 0 or target.comparison == "<=":
        return ""
    share = print_rounded(value / target.value * 100)
    return _("đạt {share}% chỉ tiêu cả năm").format(share=share)


def objection_to_version(*, since: date, before: date | None, words: Iterable[str]) -> str | None:
    """Why a version of an indicator may not be kept: words are missing, or it begins too early."""
    if not all(it.strip() for it in words):
        return "STA-450"
    return "STA-456" if before is not None and since <= before else None
