"""A tree as an Excel formula: TRUE, FALSE, or "" where nothing is judged.

"-" counts as 0; a cell that is empty or holds "…" is missing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

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

LONGEST = 8000  # letters of a formula that Excel takes
NONE = '"-"'


@dataclass(frozen=True, slots=True)
class Area:
    """Cells of a sheet: "B5", or a block of rows with the column that names each of them.

    `when` is an array of ones and zeros over the block: which of its rows count; empty: all.
    """

    cells: str
    labels: str = ""
    when: str = ""


Placed = Callable[[Leaf], Sequence[Area]]


def to_excel(tree: Node, placed: Placed) -> str:
    """The formula, led by "="; without leaf it stands for itself."""
    judged = [_filled(area) for leaf in leaves(tree) for area in placed(leaf)]
    judged += [it for leaf in leaves(tree) for it in _there(leaf, placed(leaf))]
    judged += [f"{_amount(divisor, placed)}<>0" for divisor in divisors(tree)]
    verdict = _verdict(tree, placed)
    return f'=IF(AND({",".join(judged)}),{verdict},"")' if judged else f"={verdict}"


def _there(leaf: Leaf, areas: Sequence[Area]) -> Iterator[str]:
    """Of the rows that a sum names one has to be there; of "all further rows" none need be."""
    is_summed = isinstance(leaf, Group) and leaf.under is None
    if is_summed and areas and all(area.labels for area in areas):
        yield "+".join(f"COUNTA({area.labels})" for area in areas) + ">0"


def _filled(area: Area) -> str:
    if not area.labels:
        return f"OR(ISNUMBER({area.cells}),{area.cells}={NONE})"
    if area.when:
        filled = f"(ISNUMBER({area.cells})+({area.cells}={NONE}))"
        return f'SUMPRODUCT({area.when}*({area.labels}<>"")*(1-{filled}))=0'
    filled = f"COUNT({area.cells})+COUNTIF({area.cells},{NONE})"
    return f"{filled}=COUNTA({area.labels})"


def _amount(node: Node, placed: Placed) -> str:
    match node:
        case Number(value):
            return f"{value:f}"
        case Cell() | Group():
            return _cells(placed(node))
        case Sum(parts):
            return "(" + "+".join(_amount(part, placed) for part in parts) + ")"
        case Negative(part):
            return f"(0-{_amount(part, placed)})"
        case Arithmetic(sign, left, right):
            return f"({_amount(left, placed)}{sign}{_amount(right, placed)})"
    raise TypeError(f"not a number: {node}")


def _cells(areas: Sequence[Area]) -> str:
    if len(areas) == 1 and not areas[0].labels:
        return f"N({areas[0].cells})"
    return f"SUM({','.join(map(_block, areas))})" if areas else "0"


def _block(area: Area) -> str:
    return f"SUMPRODUCT({area.when},{area.cells})" if area.when else area.cells


def _verdict(node: Node, placed: Placed) -> str:
    match node:
        case Comparison():
            return _compared(node, _amount(node.left, placed), _amount(node.right, placed))
        case Not(part):
            return f"NOT({_verdict(part, placed)})"
        case Joined("and", left, right):
            return f"AND({_verdict(left, placed)},{_verdict(right, placed)})"
        case Joined("or", left, right):
            return f"OR({_verdict(left, placed)},{_verdict(right, placed)})"
        case Joined("->", left, right):
            return f"OR(NOT({_verdict(left, placed)}),{_verdict(right, placed)})"
    raise TypeError(f"not a verdict: {node}")


def _compared(node: Comparison, left: str, right: str) -> str:
    apart = f"({left}-{right})"
    near = f"({node.slack:.2f}+{SLACK:.9f}*(1+ABS({left})+ABS({right})))"
    match node.sign:
        case "=":
            return f"ABS{apart}<={near}"
        case "<>":
            return f"ABS{apart}>{near}"
        case "<=":
            return f"{apart}<={near}"
        case "<":
            return f"{apart}<(0-{near})"
        case ">=":
            return f"{apart}>=(0-{near})"
        case ">":
            return f"{apart}>{near}"
