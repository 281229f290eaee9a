"""What the script of the entry page judges by: relations as trees, bounds, the words of both.

`static/statistics/live.js` comes to the same findings as the checks, in the same sentences; a
test holds the two to each other. Relations with other forms are left to the server.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from congtac.kernel.keys import search_key
from congtac.kernel.words import gettext as _
from congtac.statistics.rules.checks.bound import Bound, bounds_of
from congtac.statistics.rules.checks.places import column_words
from congtac.statistics.rules.checks.relation import CONTRARY
from congtac.statistics.rules.definitions import SEVERITIES, SEVERITY_COLOURS
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.printers.javascript import to_javascript
from congtac.statistics.rules.printers.sentence import column_name, name_of
from congtac.statistics.rules.rows import words_of
from congtac.statistics.rules.rulebook import ReadyRelation, Rulebook
from congtac.statistics.rules.tree import Cell, Comparison, Group, Leaf, leaves

JUDGED_LIVE = frozenset({"relation", "bound"})  # kinds of findings


def live_rules(rules: Rulebook, form: Form) -> dict[str, Any]:
    """All that is judged while one types, ready for a JSON document."""
    own = [it for it in rules.relations.get(form.code, ()) if not it.bound.is_cross]
    return {
        "rows": [{"code": it.code, "is_implied": it.is_implied} for it in form.fixed_rows],
        "slots": [{"code": it.code, "key": search_key(words_of(it.label))} for it in form.slots],
        "has_rows": len(form.rows) > 1,
        "columns": [_column(it) for it in form.columns],
        "relations": [_relation(it) for it in own],
        "words": _words(),
        "contrary": CONTRARY,
        "severities": {it: [SEVERITIES[it], SEVERITY_COLOURS[it]] for it in SEVERITIES},
    }


def _column(column: Column) -> dict[str, Any]:
    name, place = column_name(column.code), column_words(column)
    return {
        "code": column.code,
        "name": name[:1].upper() + name[1:],
        "place": place[:1].upper() + place[1:],
        "is_number": column.is_number,
        "is_rate": column.is_rate,
        "bounds": [_bound(it) for it in bounds_of(column)] if column.is_number else [],
    }


def _bound(bound: Bound) -> dict[str, Any]:
    last = bound.expected.split()[-1]
    limit = float(last) if last[-1:].isdigit() else None
    words = _(bound.words)
    return {"rule": bound.rule, "limit": limit, "words": words, "severity": bound.severity}


def _relation(ready: ReadyRelation) -> dict[str, Any]:
    bound = ready.bound
    numbered = {leaf: str(at) for at, leaf in enumerate(leaves(bound.tree))}
    return {
        "tree": to_javascript(bound.tree, numbered.__getitem__),
        "leaves": [_leaf(it) for it in numbered],
        "reach": bound.reach,
        "sentence": ready.sentence,
        "severity": bound.relation.severity,
        "columns": list(bound.columns),
        "row": bound.row,
        "is_compared": isinstance(bound.tree, Comparison),
        "totals": list(_totals(ready, numbered)),
    }


def _leaf(leaf: Leaf) -> dict[str, Any]:
    said = name_of(leaf)
    if isinstance(leaf, Group):
        rows = {"rows": list(leaf.rows), "slots": list(leaf.slots), "under": leaf.under}
        return {"said": said, "column": leaf.column, "row": None, "group": rows}
    return {"said": said, "column": leaf.column, "row": leaf.row, "group": None}


def _totals(ready: ReadyRelation, numbered: Mapping[Leaf, str]) -> Iterator[dict[str, int]]:
    """Where `a = b + c` says what a cell comes to: the cell, and the side that adds up."""
    tree = ready.bound.tree
    if isinstance(tree, Comparison) and tree.sign == "=":
        for side, parts, at in ((tree.left, tree.right, 2), (tree.right, tree.left, 1)):
            if isinstance(side, Cell) and not isinstance(parts, Cell):
                yield {"leaf": int(numbered[side]), "side": at}


def _words() -> dict[str, str]:
    """The sentences of the checks and of what can't be read, with their gaps."""
    return {
        "row": _("Dòng “{name}”: "),
        "broken": _("{sentence}, nhưng {broken} ({cells})."),
        "other": _("{sentence}. Số liệu: {cells}."),
        "unreadable": _(
            "“{text}” không phải là số. Hãy ghi số như 1.234,5; ghi “-” nếu không phát sinh, "
            "“…” nếu không thu thập được."
        ),
        "bracketed": _(
            "“{text}” có thể là số âm, cũng có thể là số thứ tự. Hãy ghi số không có dấu ngoặc đơn."
        ),
    }
