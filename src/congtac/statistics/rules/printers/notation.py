"""A tree back in its own notation, with no more brackets than needed; parse() reads it again."""

from congtac.statistics.rules.tree import (
    Arithmetic,
    Cell,
    Comparison,
    Group,
    Joined,
    Negative,
    Node,
    Not,
    Number,
    Rest,
    Sum,
)

RANKS = {"->": 1, "or": 2, "and": 3, "not": 4, "=": 5, "+": 6, "-": 6, "*": 7, "/": 7}
ATOM, MINUS = 9, 8


def to_notation(node: Node) -> str:
    """The relation as a person would type it."""
    match node:
        case Number(value):
            return f"{value:f}"
        case Rest():
            return "..."
        case Cell() | Group():
            return _leaf(node)
        case Sum(parts):
            return f"SUM({', '.join(map(to_notation, parts))})"
        case Negative(part):
            return f"-{_within(part, MINUS)}"
        case Not(part):
            return f"not {_within(part, RANKS['not'])}"
        case Comparison(sign, left, right):
            return f"{_within(left, RANKS['+'])} {sign} {_within(right, RANKS['+'])}"
        case Joined("->", left, right):
            return f"{_within(left, RANKS['or'])} -> {_within(right, RANKS['->'])}"
        case Arithmetic(sign, left, right) | Joined(sign, left, right):
            return f"{_within(left, RANKS[sign])} {sign} {_within(right, RANKS[sign] + 1)}"


def _within(node: Node, rank: int) -> str:
    written = to_notation(node)
    return written if _rank(node) >= rank else f"({written})"


def _rank(node: Node) -> int:
    match node:
        case Joined(word, _, _):
            return RANKS[word]
        case Arithmetic(sign, _, _):
            return RANKS[sign]
        case Comparison():
            return RANKS["="]
        case Not():
            return RANKS["not"]
        case Negative():
            return MINUS
        case _:
            return ATOM


def _leaf(node: Cell | Group) -> str:
    form = f"[{node.form}]." if node.form else ""
    if isinstance(node, Group):
        return " + ".join(f"row[{name}]" for name in (*node.rows, *node.slots)) or "..."
    if node.row is None:
        return f"{form}{node.column}"
    return f"{form}row[{node.row}]" + (f".{node.column}" if node.column else "")
