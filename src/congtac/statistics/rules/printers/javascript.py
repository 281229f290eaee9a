"""A tree as JSON for the entry grid; `static/statistics/rules.js` judges it without eval.

A node is [sign, parts...]; a cell is ["cell", name], a group ["cells", [names], may be empty].
"""

from collections.abc import Callable, Sequence

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
    Sum,
)

Json = float | str | bool | list["Json"]
Named = Callable[[Leaf], str | Sequence[str]]  # the names of the cells on the page


def to_javascript(node: Node, named: Named) -> Json:
    """The relation as plain lists, ready for a JSON document."""
    match node:
        case Number(value):
            return float(value)
        case Cell() | Group():
            return _leaf(node, named(node))
        case Sum(parts):
            return ["sum", *(to_javascript(part, named) for part in parts)]
        case Negative(part):
            return ["negative", to_javascript(part, named)]
        case Not(part):
            return ["not", to_javascript(part, named)]
        case Comparison(sign, left, right):
            sides = (to_javascript(left, named), to_javascript(right, named))
            return [sign, *sides, node.slack]
        case Arithmetic(sign, left, right):
            return [sign, to_javascript(left, named), to_javascript(right, named)]
        case Joined(word, left, right):
            return [word, to_javascript(left, named), to_javascript(right, named)]
    raise TypeError(f"not bound to a form: {node}")


def _leaf(leaf: Leaf, names: str | Sequence[str]) -> Json:
    if isinstance(names, str):
        return ["cell", names]
    may_be_empty = isinstance(leaf, Group) and leaf.under is not None
    return ["cells", list(names), may_be_empty]
