"""The syntax tree of a relation: one for the checks, the entry grid, Excel, VTL and the sentence.

A verdict is yes, no, or none: where a cell is missing or a divisor is 0 nothing is judged.
Two numbers count as equal where they lie within SLACK * (1 + |a| + |b|), and within half a
tenth more where one side is a quotient, since a rate is reported rounded.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Sign = Literal["+", "-", "*", "/"]
Comparing = Literal["=", "<>", "<", "<=", ">", ">="]
Joining = Literal["and", "or", "->"]

SLACK = 1e-9  # what the arithmetic of computers may be off
ROUNDED = 0.05  # what rounding to one decimal may change


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in the relation."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: of this column or row unless it names others; of this form unless it names one."""

    column: str | None = None
    row: str | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """All cells of some rows in this column, added up: fixed rows, and rows that fill slots.

    `under` is set for "all further rows": then there may be none, and a row whose number says
    that it stands deeper ("3.1") counts only under the number given ("3").
    """

    rows: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    column: str | None = None
    form: str | None = None
    under: str | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """`...` or `row[...]`: all further rows beside those named before it."""


@dataclass(frozen=True, slots=True)
class Sum:
    """SUM(a, b): its parts added up."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Negative:
    """-a."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """a + b, a - b, a * b, a / b."""

    sign: Sign
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Comparison:
    """a = b, a <= b and the like."""

    sign: Comparing
    left: "Node"
    right: "Node"

    @property
    def slack(self) -> float:
        """How far apart its sides may lie and count as equal, besides SLACK."""
        return ROUNDED if any(True for _ in divisors(self)) else 0.0


@dataclass(frozen=True, slots=True)
class Not:
    """not a."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Joined:
    """a and b, a or b, a -> b."""

    word: Joining
    left: "Node"
    right: "Node"


Leaf = Cell | Group
Node = Number | Cell | Group | Rest | Sum | Negative | Arithmetic | Comparison | Not | Joined


def children(node: Node) -> tuple[Node, ...]:
    """The parts right below a node."""
    match node:
        case Sum(parts):
            return parts
        case Negative(part) | Not(part):
            return (part,)
        case Arithmetic() | Comparison() | Joined():
            return (node.left, node.right)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, from left to right."""
    yield node
    for child in children(node):
        yield from walk(child)


def leaves(node: Node) -> tuple[Leaf, ...]:
    """The cells that a relation names, each once, in the order of the text."""
    return tuple(dict.fromkeys(one for one in walk(node) if isinstance(one, Cell | Group)))


def divisors(node: Node) -> Iterator[Node]:
    """What the relation divides by."""
    for one in walk(node):
        if isinstance(one, Arithmetic) and one.sign == "/":
            yield one.right


def is_verdict(node: Node) -> bool:
    """Whether a node says yes or no, not a number."""
    return isinstance(node, Comparison | Not | Joined)


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The same tree with every leaf put through `change`."""
    match node:
        case Sum(parts):
            return Sum(tuple(rebuilt(part, change) for part in parts))
        case Negative(part):
            return Negative(rebuilt(part, change))
        case Not(part):
            return Not(rebuilt(part, change))
        case Arithmetic(sign, left, right):
            return Arithmetic(sign, rebuilt(left, change), rebuilt(right, change))
        case Comparison(sign, left, right):
            return Comparison(sign, rebuilt(left, change), rebuilt(right, change))
        case Joined(word, left, right):
            return Joined(word, rebuilt(left, change), rebuilt(right, change))
        case _:
            return change(node)
