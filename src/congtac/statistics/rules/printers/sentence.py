"""A tree as a Vietnamese sentence: "Cột 1 phải bằng tổng cột 2 và cột 3"."""

from decimal import Decimal

from congtac.kernel.numbers import print_number
from congtac.kernel.words import gettext as _
from congtac.kernel.words import gettext_noop
from congtac.statistics.rules.forms import column_mark
from congtac.statistics.rules.tree import (
    Arithmetic,
    Cell,
    Comparison,
    Group,
    Joined,
    Leaf,
    Negative,
    Node,
    Not,
    Number,
    Rest,
    Sum,
)

MUST = {
    "=": gettext_noop("{left} phải bằng {right}"),
    "<>": gettext_noop("{left} phải khác {right}"),
    "<=": gettext_noop("{left} không được lớn hơn {right}"),
    "<": gettext_noop("{left} phải nhỏ hơn {right}"),
    ">=": gettext_noop("{left} không được nhỏ hơn {right}"),
    ">": gettext_noop("{left} phải lớn hơn {right}"),
}
IS = {
    "=": gettext_noop("{left} bằng {right}"),
    "<>": gettext_noop("{left} khác {right}"),
    "<=": gettext_noop("{left} không lớn hơn {right}"),
    "<": gettext_noop("{left} nhỏ hơn {right}"),
    ">=": gettext_noop("{left} không nhỏ hơn {right}"),
    ">": gettext_noop("{left} lớn hơn {right}"),
}
COUNTED = {
    "-": gettext_noop("{left} trừ {right}"),
    "*": gettext_noop("{left} nhân {right}"),
    "/": gettext_noop("{left} chia cho {right}"),
}


def to_sentence(tree: Node) -> str:
    """What the relation asks, as one sentence without its full stop."""
    said = _must(tree)
    return said[:1].upper() + said[1:]


def name_of(leaf: Leaf) -> str:
    """How a cell is called: "cột 1", "dòng “I”", "cột 6 của biểu 02/XLD"."""
    said = _rows(leaf) if isinstance(leaf, Group) else _cell(leaf)
    return _("{cell} của biểu {form}").format(cell=said, form=leaf.form) if leaf.form else said


def column_name(code: str) -> str:
    """A column by the number printed above it, else by its code."""
    return _("cột {code}").format(code=column_mark(code))


def _must(node: Node) -> str:
    match node:
        case Comparison(sign, left, right):
            return _(MUST[sign]).format(left=_amount(left), right=_amount(right))
        case Not(part):
            return _("không được có: {said}").format(said=_is(part))
        case Joined("->", left, right):
            return _("nếu {left} thì {right}").format(left=_is(left), right=_must(right))
        case Joined("and", left, right):
            return _("{left} và {right}").format(left=_must(left), right=_must(right))
        case Joined("or", left, right):
            return _("hoặc {left}, hoặc {right}").format(left=_must(left), right=_must(right))
    raise TypeError(f"not a verdict: {node}")


def _is(node: Node) -> str:
    match node:
        case Comparison(sign, left, right):
            return _(IS[sign]).format(left=_amount(left), right=_amount(right))
        case Not(part):
            return _("không phải {said}").format(said=_is(part))
        case Joined("->", left, right):
            return _("nếu {left} thì {right}").format(left=_is(left), right=_is(right))
        case Joined("and", left, right):
            return _("{left} và {right}").format(left=_is(left), right=_is(right))
        case Joined("or", left, right):
            return _("{left} hoặc {right}").format(left=_is(left), right=_is(right))
    raise TypeError(f"not a verdict: {node}")


def _amount(node: Node) -> str:
    match node:
        case Number(value):
            return print_number(value)
        case Rest():
            return _("các dòng còn lại")
        case Cell() | Group():
            return name_of(node)
        case Sum((part,)):
            return _amount(part)
        case Negative(part):
            return _("số đối của {part}").format(part=_amount(part))
        case Sum() | Arithmetic("+"):
            return _total(node)
        case Arithmetic("*", Number(value), right):
            return _times(value, right)
        case Arithmetic(sign, left, right):
            return _(COUNTED[sign]).format(left=_amount(left), right=_amount(right))
    raise TypeError(f"not a number: {node}")


def _times(value: Decimal, right: Node) -> str:
    return _("{number} lần {amount}").format(number=print_number(value), amount=_amount(right))


def _total(node: Node) -> str:
    *first, last = map(_amount, _added(node))
    if not first:
        return last
    return _("tổng {first} và {last}").format(first=", ".join(first), last=last)


def _added(node: Node) -> list[Node]:
    match node:
        case Sum(parts):
            return [one for part in parts for one in _added(part)]
        case Arithmetic("+", left, right):
            return [*_added(left), *_added(right)]
        case Group((), ()):
            return []
    return [node]


def _rows(group: Group) -> str:
    names = ", ".join(f"“{name}”" for name in (*group.rows, *group.slots))
    return _("tổng các dòng {names}").format(names=names) if names else _("các dòng còn lại")


def _cell(cell: Cell) -> str:
    if cell.row is None:
        return column_name(cell.column or "")
    row = _("dòng “{name}”").format(name=cell.row)
    if cell.column is None:
        return row
    return _("{column}, {row}").format(column=column_name(cell.column), row=row)
