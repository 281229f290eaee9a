"""The notation of relations, read into a tree: `c1 = c2 + c3`, `row[I]`, `[02/XLD].c6`, `->`.

The notation is told in docs/rules/statistics-checks.md.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn, TypeVar, get_args

from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext as _
from congtac.statistics.rules.tree import (
    Arithmetic,
    Cell,
    Comparing,
    Comparison,
    Joined,
    Joining,
    Negative,
    Node,
    Not,
    Number,
    Rest,
    Sign,
    Sum,
    is_verdict,
)

LONGEST = 4000  # letters of a relation
DEEPEST = 40  # brackets within brackets
TOKEN = re.compile(
    r"\s+"
    r"|(?P<row>row\[(?P<named>[^\]]*)\])"
    r"|(?P<form>\[(?P<code>[^\]]+)\]\s*\.)"
    r"|(?P<number>\d+(?:\.\d+)?(?![\w.]*[^\W\d]))"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<rest>\.\.\.|…)"
    r"|(?P<sign>->|→|<=|>=|<>|!=|≤|≥|≠|=|<|>|\+|-|−|\*|×|/|÷|\(|\)|,|\.)"
)
SAME = {"→": "->", "!=": "<>", "≠": "<>", "≤": "<=", "≥": ">=", "−": "-", "×": "*", "÷": "/"}
COMPARING: frozenset[str] = frozenset(get_args(Comparing))
T = TypeVar("T", bound=str)


class Unparsable(Problem):
    """A relation that can't be read; `position` counts letters from 0."""

    def __init__(self, text: str, position: int, reason: str) -> None:
        super().__init__(
            "STA-103",
            _("Quan hệ “{text}” sai ở ký tự thứ {position}: {reason}.").format(
                text=text[:200], position=position + 1, reason=reason
            ),
        )
        self.position = position

    def __reduce__(self) -> tuple[type[Problem], tuple[str, str]]:
        return Problem, (self.code, self.sentence)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a relation and where it begins."""

    kind: str
    text: str
    start: int


def parse(text: str) -> Node:
    """Read a relation; it has to say yes or no. Raises Unparsable with the place."""
    if len(text) > LONGEST:
        raise Unparsable(text, LONGEST, _("quan hệ dài quá"))
    return _Reading(text, _tokens(text)).whole()


def parse_amount(text: str) -> Node:
    """Read a formula; it has to come to a number. Raises Unparsable with the place."""
    if len(text) > LONGEST:
        raise Unparsable(text, LONGEST, _("quan hệ dài quá"))
    return _Reading(text, _tokens(text)).whole_amount()


def _tokens(text: str) -> list[Token]:
    tokens, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise Unparsable(text, at, _("không hiểu “{sign}”").format(sign=text[at : at + 10]))
        kind = match.lastgroup
        if kind is not None:
            kind = next(name for name in ("row", "form", kind) if match[name] is not None)
            shown = {"row": match["named"], "form": match["code"]}.get(kind) or match[0]
            empty_row = kind == "row" and not match["named"].strip()
            tokens.append(Token(kind, "" if empty_row else SAME.get(shown, shown), at))
        at = match.end()
    tokens.append(Token("end", "", len(text)))
    return tokens


class _Reading:
    """One pass over the tokens, a method for each level of the notation."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text, self.tokens = text, tokens
        self.at = self.depth = 0

    def whole(self) -> Node:
        node = self.verdict(self.implication)
        if self.ahead.kind != "end":
            self.stop(_("thừa “{sign}”").format(sign=self.ahead.text))
        return node

    def whole_amount(self) -> Node:
        node = self.amount(self.addition)
        if self.ahead.kind != "end":
            self.stop(_("thừa “{sign}”").format(sign=self.ahead.text))
        return node

    @property
    def ahead(self) -> Token:
        return self.tokens[self.at]

    def taken(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def stop(self, reason: str, at: int | None = None) -> NoReturn:
        raise Unparsable(self.text, self.ahead.start if at is None else at, reason)

    def has(self, *signs: str) -> bool:
        return self.ahead.kind in ("sign", "word") and self.ahead.text.casefold() in signs

    def demand(self, sign: str) -> None:
        if not self.has(sign):
            self.stop(_("thiếu “{sign}”").format(sign=sign))
        self.at += 1

    def verdict(self, read: Callable[[], Node]) -> Node:
        """What `read` reads, which has to be a yes or no."""
        start = self.ahead.start
        node = read()
        if not is_verdict(node):
            self.stop(_("ở đây phải là một phép so sánh"), start)
        return node

    def amount(self, read: Callable[[], Node]) -> Node:
        """What `read` reads, which has to be a number."""
        start = self.ahead.start
        node = read()
        if is_verdict(node):
            self.stop(_("ở đây phải là một số, không phải phép so sánh"), start)
        return node

    def implication(self) -> Node:
        start, node = self.ahead.start, self.disjunction()
        if not self.has("->"):
            return node
        self.at += 1
        return self.joined("->", node, self.implication, start)

    def disjunction(self) -> Node:
        return self.chain("or", self.conjunction)

    def conjunction(self) -> Node:
        return self.chain("and", self.negation)

    def chain(self, word: Joining, read: Callable[[], Node]) -> Node:
        start, node = self.ahead.start, read()
        while self.has(word):
            self.at += 1
            node = self.joined(word, node, read, start)
        return node

    def joined(self, word: Joining, left: Node, read: Callable[[], Node], start: int) -> Node:
        if not is_verdict(left):
            self.stop(_("ở đây phải là một phép so sánh"), start)
        return Joined(word, left, self.verdict(read))

    def negation(self) -> Node:
        if not self.has("not"):
            return self.comparison()
        self.at += 1
        return Not(self.deeper(lambda: self.verdict(self.negation)))

    def comparison(self) -> Node:
        start, left = self.ahead.start, self.addition()
        if self.ahead.kind != "sign" or self.ahead.text not in COMPARING:
            return left
        sign: Comparing = _of(self.taken().text, Comparing)
        if is_verdict(left):
            self.stop(_("ở đây phải là một số, không phải phép so sánh"), start)
        return Comparison(sign, left, self.amount(self.addition))

    def addition(self) -> Node:
        return self.operations(("+", "-"), self.product)

    def product(self) -> Node:
        return self.operations(("*", "/"), self.signed)

    def operations(self, signs: tuple[str, ...], read: Callable[[], Node]) -> Node:
        start, node = self.ahead.start, read()
        while self.has(*signs):
            if is_verdict(node):
                self.stop(_("ở đây phải là một số, không phải phép so sánh"), start)
            sign: Sign = _of(self.taken().text, Sign)
            node = Arithmetic(sign, node, self.amount(read))
        return node

    def signed(self) -> Node:
        if not self.has("-"):
            return self.primary()
        self.at += 1
        return Negative(self.deeper(lambda: self.amount(self.signed)))

    def primary(self) -> Node:
        token = self.taken()
        match token.kind:
            case "number":
                return Number(Decimal(token.text))
            case "rest":
                return Rest()
            case "row":
                return self.of_row(token)
            case "form":
                return self.of_form(token)
            case "word" if token.text.casefold() == "sum" and self.has("("):
                return self.sum()
            case "word" if token.text.casefold() not in ("and", "or", "not"):
                return Cell(column=token.text)
            case "sign" if token.text == "(":
                node = self.deeper(self.implication)
                self.demand(")")
                return node
        self.at -= 1
        self.stop(_("thiếu một cột, một dòng hoặc một số"))

    def of_row(self, token: Token) -> Node:
        """row[I], row[I].c1; row[...] is all further rows."""
        name = token.text.strip()
        if name in ("", "...", "…"):
            return Rest()
        if not self.has("."):
            return Cell(row=name)
        self.at += 1
        return Cell(self.column(), name)

    def of_form(self, token: Token) -> Node:
        """[form].c1, [form].row[I], [form].row[I].c1."""
        if self.ahead.kind != "row":
            return Cell(self.column(), form=token.text.strip())
        row = self.of_row(self.taken())
        if not isinstance(row, Cell):
            self.stop(_("phải nêu rõ một dòng"))
        return Cell(row.column, row.row, token.text.strip())

    def column(self) -> str:
        if self.ahead.kind != "word":
            self.stop(_("thiếu mã cột"))
        return self.taken().text

    def sum(self) -> Node:
        self.demand("(")
        parts = [self.deeper(lambda: self.amount(self.addition))]
        while self.has(","):
            self.at += 1
            parts.append(self.amount(self.addition))
        self.demand(")")
        return Sum(tuple(parts))

    def deeper(self, read: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            self.stop(_("quá nhiều dấu ngoặc lồng nhau"))
        node = read()
        self.depth -= 1
        return node


def _of(text: str, kind: object) -> T:  # type: ignore[type-var]  # checked against the literal
    known: tuple[T, ...] = get_args(kind)
    return next(one for one in known if one == text)
