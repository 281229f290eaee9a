"""Which columns are parts that add up to another ("chia ra"), and which are only at most one."""

from collections.abc import Iterator

from congtac.kernel.problem import Problem
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grammar import parse
from congtac.statistics.rules.tree import Arithmetic, Cell, Comparison, Node, Sum

PART, WITHIN = "part", "within"


def standings(form: Form) -> dict[str, tuple[str, str]]:
    """For each column that depends on another: how it stands to it, and to which.

    c1 = c2 + c3 makes c2 and c3 parts of c1; c2 <= c1 makes c2 one that lies within c1.
    """
    found: dict[str, tuple[str, str]] = {}
    for relation in form.relations:
        for column, how, total in _told(relation.text):
            if column not in found or how == PART:
                found[column] = (how, total)
    return found


def _told(text: str) -> Iterator[tuple[str, str, str]]:
    try:
        tree = parse(text)
    except Problem:
        return
    if not isinstance(tree, Comparison) or tree.sign not in ("=", "<="):
        return
    total, parts = (tree.left, tree.right) if tree.sign == "=" else (tree.right, tree.left)
    [whole, *more], columns = _columns(total) or ("",), _columns(parts)
    if not whole or more:
        return
    if tree.sign == "=" and len(columns) > 1:
        yield from ((it, PART, whole) for it in columns)
    elif tree.sign == "<=" and len(columns) == 1:
        yield columns[0], WITHIN, whole


def _columns(node: Node) -> tuple[str, ...]:
    """The columns that a side adds up; nothing if it does anything else."""
    match node:
        case Cell(column=str(code), row=None, form=None):
            return (code,)
        case Arithmetic("+", left, right):
            one, other = _columns(left), _columns(right)
            return (*one, *other) if one and other else ()
        case Sum(parts):
            sides = [_columns(part) for part in parts]
            return tuple(code for side in sides for code in side) if all(sides) else ()
        case _:
            return ()
