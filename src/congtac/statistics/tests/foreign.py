"""Small evaluators of what the printers write for others: formulas of Excel, rules of VTL."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "static" / "statistics" / "rules.js"
TOKEN = re.compile(r'"[^"]*"|\d+(?:\.\d+)?|[A-Za-z_]\w*|<=|>=|<>|[-+*/=<>(),]')
Cells = Mapping[str, Any]
NAN = float("nan")


class Reading:
    """One expression, evaluated while it is read; `calls` are the functions of its language."""

    def __init__(self, text: str, cells: Cells, calls: Mapping[str, Callable[..., Any]]) -> None:
        self.tokens = [*TOKEN.findall(text), ""]
        self.cells, self.calls, self.at = cells, calls, 0

    def take(self, *wanted: str) -> str:
        token: str = self.tokens[self.at]
        if wanted and token not in wanted:
            return ""
        self.at += 1
        return token

    def whole(self) -> Any:
        value = self.either()
        assert self.tokens[self.at] == "", self.tokens[self.at :]
        return value

    def either(self) -> Any:
        value = self.both()
        while self.take("or"):
            other = self.both()
            value = value or other
        return value

    def both(self) -> Any:
        value = self.compared()
        while self.take("and"):
            other = self.compared()
            value = value and other
        return value

    def compared(self) -> Any:
        if self.take("not"):
            return not self.compared()
        value = self.added()
        sign = self.take("=", "<>", "<", "<=", ">", ">=")
        if not sign:
            return value
        return compare(sign, value, self.added())

    def added(self) -> Any:
        value = self.multiplied()
        while sign := self.take("+", "-"):
            other = self.multiplied()
            value = value + other if sign == "+" else value - other
        return value

    def multiplied(self) -> Any:
        value = self.one()
        while sign := self.take("*", "/"):
            other = self.one()
            value = value * other if sign == "*" else (value / other if other else NAN)
        return value

    def one(self) -> Any:
        token = self.take()
        if token == "(":
            value = self.either()
            assert self.take(")")
            return value
        if token[0] == '"':
            return token[1:-1]
        if token[0].isdigit():
            return float(token)
        if token in ("true", "false"):
            return token == "true"
        if self.take("("):
            return self.call(token)
        return self.cells[token]

    def call(self, name: str) -> Any:
        given = [self.either()]
        while self.take(","):
            given.append(self.either())
        assert self.take(")")
        return self.calls[name](*given)


def compare(sign: str, left: Any, right: Any) -> bool:
    """As Excel does: a text is never equal to a number."""
    if isinstance(left, str) or isinstance(right, str) or left is None or right is None:
        return (left == right) is (sign == "=")
    return bool(
        {
            "=": left == right,
            "<>": left != right,
            "<": left < right,
            "<=": left <= right,
            ">": left > right,
            ">=": left >= right,
        }[sign]
    )


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


EXCEL: Mapping[str, Callable[..., Any]] = {
    "IF": lambda test, yes, no: yes if test else no,
    "AND": lambda *given: all(given),
    "OR": lambda *given: any(given),
    "NOT": lambda one: not one,
    "ABS": abs,
    "N": lambda one: one if is_number(one) else 0.0,
    "SUM": lambda *given: sum(one for one in given if is_number(one)),
    "ISNUMBER": is_number,
}
VTL: Mapping[str, Callable[..., Any]] = {"abs": abs, "isnull": lambda one: one is None}


def excel_verdict(formula: str, cells: Cells) -> bool | None:
    """TRUE, FALSE, or None for an empty text."""
    value = Reading(formula.removeprefix("="), cells, EXCEL).whole()
    return None if value == "" else value


def vtl_verdict(ruleset: str, cells: Cells) -> bool | None:
    """Whether the one rule holds where its condition does."""
    match = re.search(r"when (.*)\n  then (.*)\n  errorcode \"([^\"]*)\" errorlevel \d", ruleset)
    assert match is not None
    if any(f"isnull({name})" in match[1] and cells[name] is None for name in cells):
        return None  # the first conditions of the rule say so; the others can't be counted
    if not Reading(match[1], cells, VTL).whole():
        return None
    return bool(Reading(match[2], cells, VTL).whole())


def javascript_verdicts(cases: Sequence[tuple[Any, Cells]]) -> list[bool | None]:
    """The verdicts of the script of the entry grid, in one run of node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node here")
    program = (
        "require(process.argv[1]);"
        "const cases = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(cases.map(([tree, cells]) =>"
        " congtacRules.judge(tree, name => cells[name]))));"
    )
    done = subprocess.run(
        [node, "-e", program, str(SCRIPT)],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
    )
    verdicts: list[bool | None] = json.loads(done.stdout)
    return verdicts
