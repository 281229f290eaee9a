"""One tree, many printers, one verdict."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congtac.statistics.rules.cells import parse_cell
from congtac.statistics.rules.grammar import parse
from congtac.statistics.rules.printers.excel import Area, to_excel
from congtac.statistics.rules.printers.javascript import to_javascript
from congtac.statistics.rules.printers.notation import to_notation
from congtac.statistics.rules.printers.polars import to_polars
from congtac.statistics.rules.printers.sentence import to_sentence
from congtac.statistics.rules.printers.vtl import to_vtl
from congtac.statistics.rules.tree import (
    Arithmetic,
    Cell,
    Comparison,
    Joined,
    Leaf,
    Negative,
    Node,
    Not,
    Number,
    Sum,
)
from congtac.statistics.rules.verdict import judge
from congtac.statistics.tests.foreign import excel_verdict, javascript_verdicts, vtl_verdict
from congtac.statistics.tests.tables import table

NAMES = ("c1", "c2", "c3", "c4")
VERDICTS: Mapping[str, bool | None] = {"yes": True, "no": False, "none": None}
Cells = dict[str, float | None]

numbers = st.sampled_from([Decimal(one) for one in ("0", "1", "2", "3", "0.5", "100")])
atoms: st.SearchStrategy[Node] = st.one_of(
    st.sampled_from(NAMES).map(lambda name: Cell(column=name)), numbers.map(Number)
)


def _amounts(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.one_of(
        st.builds(Arithmetic, st.sampled_from(("+", "-", "*", "/")), parts, parts),
        st.builds(Negative, parts),
        st.lists(parts, min_size=1, max_size=3).map(lambda some: Sum(tuple(some))),
    )


amounts = st.recursive(atoms, _amounts, max_leaves=5)
comparisons: st.SearchStrategy[Node] = st.builds(
    Comparison, st.sampled_from(("=", "<>", "<", "<=", ">", ">=")), amounts, amounts
)
trees = st.recursive(
    comparisons,
    lambda parts: st.one_of(
        st.builds(Not, parts), st.builds(Joined, st.sampled_from(("and", "or", "->")), parts, parts)
    ),
    max_leaves=4,
)
amount = st.one_of(st.none(), st.integers(0, 6).map(float), st.sampled_from([0.5, 2.5, 1e12]))
cells = st.fixed_dictionaries(dict.fromkeys(NAMES, amount))


def named(leaf: Leaf) -> str:
    return leaf.column or ""


def plain(tree: Node, given: Cells) -> bool | None:
    return judge(tree, lambda leaf: given[named(leaf)])


def one_row(given: Cells) -> dict[str, list[Any]]:
    return {name: [value] for name, value in given.items()}


def excel(tree: Node, given: Mapping[str, Any]) -> bool | None:
    formula = to_excel(tree, lambda leaf: [Area(named(leaf).upper())])
    return excel_verdict(formula, {name.upper(): value for name, value in given.items()})


def vtl(tree: Node, given: Cells) -> bool | None:
    ruleset = to_vtl(tree, named, ruleset="r1", message="sai")
    return vtl_verdict(ruleset, given)


def test_all_printers_come_to_the_verdict_of_plain_python() -> None:
    cases: list[tuple[Any, Cells]] = []
    verdicts: list[bool | None] = []

    @given(trees, cells)
    @settings(max_examples=150, deadline=None)
    def same(tree: Node, given: Cells) -> None:
        verdict = plain(tree, given)
        frame = pl.DataFrame(one_row(given), schema=dict.fromkeys(NAMES, pl.Float64))
        assert frame.select(to_polars(tree, named)).item() is verdict
        assert excel(tree, given) is verdict
        assert vtl(tree, given) is verdict
        cases.append((to_javascript(tree, named), given))
        verdicts.append(verdict)

    same()
    assert {True, False, None} == set(verdicts)
    assert javascript_verdicts(cases) == verdicts


@given(trees)
def test_a_tree_is_read_back_from_its_own_notation(tree: Node) -> None:
    assert parse(to_notation(tree)) == tree


@given(trees)
def test_every_tree_has_a_sentence(tree: Node) -> None:
    said = to_sentence(tree)
    assert said[:1] == said[:1].upper()
    assert "{" not in said


@pytest.mark.parametrize(
    ("text", "c1", "c2", "c3", "verdict"), table("statistics-checks.md", "relation | c1")
)
def test_the_table_of_verdicts(text: str, c1: str, c2: str, c3: str, verdict: str) -> None:
    tree = parse(text)
    written = {"c1": c1, "c2": c2, "c3": c3}
    read = {name: parse_cell(value).amount for name, value in written.items()}
    given: Cells = {name: None if one is None else float(one) for name, one in read.items()}
    assert plain(tree, given) is VERDICTS[verdict]
    frame = pl.DataFrame(one_row(given), schema=dict.fromkeys(given, pl.Float64))
    assert frame.select(to_polars(tree, named)).item() is VERDICTS[verdict]
    typed = {name: written[name] if one is None else one for name, one in given.items()}
    typed |= {name: "-" for name in given if written[name] == "-"}
    assert excel(tree, typed) is VERDICTS[verdict]
    assert vtl(tree, given) is VERDICTS[verdict]
    assert javascript_verdicts([(to_javascript(tree, named), given)]) == [VERDICTS[verdict]]


SENTENCES = [
    ("c1 = c2 + c3", "Cột 1 phải bằng tổng cột 2 và cột 3"),
    ("c8 <= c2", "Cột 8 không được lớn hơn cột 2"),
    ("c3 >= 3 * c2", "Cột 3 không được nhỏ hơn 3 lần cột 2"),
    ("c1 = 0 -> c2 = 0", "Nếu cột 1 bằng 0 thì cột 2 phải bằng 0"),
    ("c1 = [02/XLD].c6", "Cột 1 phải bằng cột 6 của biểu 02/XLD"),
    ("g1 = g1a + g1b", "Cột g1 phải bằng tổng cột g1a và cột g1b"),
    ("c6 = c1 - c4", "Cột 6 phải bằng cột 1 trừ cột 4"),
]


@pytest.mark.parametrize(("text", "sentence"), SENTENCES)
def test_a_relation_is_told_as_an_official_would(text: str, sentence: str) -> None:
    assert to_sentence(parse(text)) == sentence
