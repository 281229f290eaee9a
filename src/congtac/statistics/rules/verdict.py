"""The verdict of one relation over one set of cells, in plain Python.

All printers are held to it. None where a cell is missing or a divisor is 0.
"""

from collections.abc import Callable

from congtac.statistics.rules.tree import (
    SLACK,
    Arithmetic,
    Cell,
    Comparing,
    Comparison,
    Group,
    Joined,
    Leaf,
    Negative,
    Node,
    Not,
    Number,
    Sum,
    leaves,
)

Values = Callable[[Leaf], float | None]


def judge(tree: Node, values: Values) -> bool | None:
    """Whether a relation holds; None where it can't be judged."""
    if any(values(leaf) is None for leaf in leaves(tree)):
        return None
    try:
        return _holds(tree, values)
    except ZeroDivisionError:
        return None


def amount(node: Node, values: Values) -> float:
    """What a side of a comparison comes to; raises ZeroDivisionError."""
    match node:
        case Number(value):
            return float(value)
        case Cell() | Group():
            return values(node) or 0.0
        case Sum(parts):
            return sum((amount(part, values) for part in parts), 0.0)
        case Negative(part):
            return -amount(part, values)
        case Arithmetic(sign, left, right):
            return _counted(sign, amount(left, values), amount(right, values))
    raise TypeError(f"not a number: {node}")


def _holds(node: Node, values: Values) -> bool:
    match node:
        case Comparison(sign, left, right):
            return compared(sign, amount(left, values), amount(right, values), node.slack)
        case Not(part):
            return not _holds(part, values)
        case Joined(word, left, right):
            first, second = _holds(left, values), _holds(right, values)
            return {"and": first and second, "or": first or second}.get(word, not first or second)
    raise TypeError(f"not a verdict: {node}")


def compared(sign: Comparing, left: float, right: float, slack: float) -> bool:
    """Compare two numbers with the slack that counts as equal."""
    apart, near = left - right, slack + SLACK * (1 + abs(left) + abs(right))
    match sign:
        case "=":
            return abs(apart) <= near
        case "<>":
            return abs(apart) > near
        case "<=":
            return apart <= near
        case "<":
            return apart < -near
        case ">=":
            return apart >= -near
        case ">":
            return apart > near


def _counted(sign: str, left: float, right: float) -> float:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    return left / right
