"""A tree as a Polars expression over a wide frame: true, false, or null where nothing is judged."""

from collections.abc import Callable
from functools import reduce

import polars as pl

from congtac.statistics.rules.tree import (
    SLACK,
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
    divisors,
    leaves,
)

Named = Callable[[Leaf], str]  # the column of the frame that holds a leaf


def to_polars(tree: Node, named: Named) -> pl.Expr:
    """The verdict of a relation on each row of a frame."""
    judged = [pl.col(named(leaf)).is_not_null() for leaf in leaves(tree)]
    judged += [amount(divisor, named) != 0 for divisor in divisors(tree)]
    verdict = _verdict(tree, named)
    return pl.when(pl.all_horizontal(judged)).then(verdict) if judged else verdict


def amount(node: Node, named: Named) -> pl.Expr:
    """What a side of a comparison comes to on each row."""
    match node:
        case Number(value):
            return pl.lit(float(value))
        case Cell() | Group():
            return pl.col(named(node))
        case Sum(parts):
            return reduce(lambda total, part: total + amount(part, named), parts, pl.lit(0.0))
        case Negative(part):
            return -amount(part, named)
        case Arithmetic("+", left, right):
            return amount(left, named) + amount(right, named)
        case Arithmetic("-", left, right):
            return amount(left, named) - amount(right, named)
        case Arithmetic("*", left, right):
            return amount(left, named) * amount(right, named)
        case Arithmetic("/", left, right):
            return amount(left, named) / amount(right, named)
    raise TypeError(f"not a number: {node}")


def _verdict(node: Node, named: Named) -> pl.Expr:
    match node:
        case Comparison():
            return _compared(node, amount(node.left, named), amount(node.right, named))
        case Not(part):
            return ~_verdict(part, named)
        case Joined("and", left, right):
            return _verdict(left, named) & _verdict(right, named)
        case Joined("or", left, right):
            return _verdict(left, named) | _verdict(right, named)
        case Joined("->", left, right):
            return ~_verdict(left, named) | _verdict(right, named)
    raise TypeError(f"not a verdict: {node}")


def _compared(node: Comparison, left: pl.Expr, right: pl.Expr) -> pl.Expr:
    apart = left - right
    near = SLACK * (1 + left.abs() + right.abs()) + node.slack
    match node.sign:
        case "=":
            return apart.abs() <= near
        case "<>":
            return apart.abs() > near
        case "<=":
            return apart <= near
        case "<":
            return apart < -near
        case ">=":
            return apart >= -near
        case ">":
            return apart > near
