"""A tree as a rule of VTL 2.0 (Validation and Transformation Language) for other systems."""

import re
from collections.abc import Callable

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

Named = Callable[[Leaf], str]
PLAIN = re.compile(r"[A-Za-z]\w*", re.ASCII)


def to_vtl(tree: Node, named: Named, *, ruleset: str, message: str, level: int = 1) -> str:
    """A datapoint ruleset with one rule; it judges only where every cell is there."""
    names = ", ".join(dict.fromkeys(_name(leaf, named) for leaf in leaves(tree)))
    said = message.replace('"', "'")
    return (
        f"define datapoint ruleset {ruleset} (variable {names}) is\n"
        f"  when {_judged(tree, named)}\n"
        f"  then {_verdict(tree, named)}\n"
        f'  errorcode "{said}" errorlevel {level}\n'
        "end datapoint ruleset;\n"
    )


def _judged(tree: Node, named: Named) -> str:
    parts = [f"not (isnull({_name(leaf, named)}))" for leaf in leaves(tree)]
    parts += [f"{_amount(divisor, named)} <> 0" for divisor in divisors(tree)]
    return " and ".join(parts) or "true"


def _amount(node: Node, named: Named) -> str:
    match node:
        case Number(value):
            return f"{value:f}"
        case Cell() | Group():
            return _name(node, named)
        case Sum(parts):
            return "(" + " + ".join(_amount(part, named) for part in parts) + ")"
        case Negative(part):
            return f"(0 - {_amount(part, named)})"
        case Arithmetic(sign, left, right):
            return f"({_amount(left, named)} {sign} {_amount(right, named)})"
    raise TypeError(f"not a number: {node}")


def _verdict(node: Node, named: Named) -> str:
    match node:
        case Comparison():
            return _compared(node, _amount(node.left, named), _amount(node.right, named))
        case Not(part):
            return f"(not ({_verdict(part, named)}))"
        case Joined("->", left, right):
            return f"((not ({_verdict(left, named)})) or {_verdict(right, named)})"
        case Joined(word, left, right):
            return f"({_verdict(left, named)} {word} {_verdict(right, named)})"
    raise TypeError(f"not a verdict: {node}")


def _compared(node: Comparison, left: str, right: str) -> str:
    apart = f"({left} - {right})"
    near = f"({node.slack:.2f} + {SLACK:.9f} * (1 + abs({left}) + abs({right})))"
    match node.sign:
        case "=":
            return f"(abs{apart} <= {near})"
        case "<>":
            return f"(abs{apart} > {near})"
        case "<=":
            return f"({apart} <= {near})"
        case "<":
            return f"({apart} < (0 - {near}))"
        case ">=":
            return f"({apart} >= (0 - {near}))"
        case ">":
            return f"({apart} > {near})"


def _name(leaf: Leaf, named: Named) -> str:
    name = named(leaf)
    return name if PLAIN.fullmatch(name) else "'" + name.replace("'", "’") + "'"
