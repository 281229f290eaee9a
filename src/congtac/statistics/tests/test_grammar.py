"""The notation of relations: what is read, and where a fault is."""

import pytest

from congtac.kernel.problem import Problem
from congtac.statistics.rules.binding import bind
from congtac.statistics.rules.form_files import built_in_forms, forms_in
from congtac.statistics.rules.forms import Column, Form, Relation
from congtac.statistics.rules.grammar import Unparsable, parse
from congtac.statistics.rules.rows import rows_of
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.tree import Cell, Group, leaves
from tests.not_run import need_shared

ROWS = ("Tổng số", "I. Cấp tỉnh", "1. Án", "1.1 Tư vấn", "1.2 Tố tụng", "2. Đất", "Sở...")
FORM = Form("F", "Biểu", columns=(Column("c1", ("Số",)),), rows=rows_of(ROWS))
FAULTS = [
    ("", 0),
    ("c1 =", 4),
    ("c1 = c2 +", 9),
    ("c1", 0),
    ("c1 = c2 = c3", 8),
    ("c1 = (c2 + c3", 13),
    ("c1 = c2)", 7),
    ("c1 + (c2 = c3) = 1", 5),
    ("c1 = 1 or c2", 10),
    ("c1 # c2", 3),
    ("17c.x1 = 1", 0),
    ("SUM() = c1", 4),
    ("[02/XLD].= 1", 9),
    ("(" * 60 + "c1", 41),
]


@pytest.mark.parametrize(("text", "position"), FAULTS)
def test_a_fault_is_told_with_its_place(text: str, position: int) -> None:
    with pytest.raises(Unparsable) as fault:
        parse(text)
    assert fault.value.position == position
    assert f"ký tự thứ {position + 1}" in fault.value.sentence


def test_words_bind_as_the_page_says() -> None:
    assert parse("c1 = 0 -> c2 = 0 or not c3 = 0 and c4 = 0") == parse(
        "(c1 = 0) -> ((c2 = 0) or ((not (c3 = 0)) and (c4 = 0)))"
    )
    assert parse("c1 = c2 - c3 - c4 * 2") == parse("c1 = (c2 - c3) - (c4 * 2)")


NAMED = [
    ("row[Tổng số]", Cell(row="Tổng số")),
    ("row[I]", Cell(row="I. Cấp tỉnh")),
    ("row[1.1 Tư vấn]", Cell(row="1.1 Tư vấn")),
    ("row[tố tụng]", Cell(row="1.2 Tố tụng")),
    ("row[2. đất]", Cell(row="2. Đất")),
    ("row[Sở...]", Group(slots=("Sở...",))),
    ("row[1.1].c1", Cell("c1", "1.1 Tư vấn")),
]


@pytest.mark.parametrize(("name", "leaf"), NAMED)
def test_a_row_is_known_by_number_or_words(name: str, leaf: Cell | Group) -> None:
    bound = bind(FORM, Relation(f"{name} >= 0"), {})
    assert leaves(bound.tree) == (leaf,)


def test_dots_stand_for_all_further_rows_beside_the_last() -> None:
    bound = bind(FORM, Relation("row[I] = row[1] + ..."), {})
    assert leaves(bound.tree)[-1] == Group(rows=("2. Đất",), under="")


@pytest.mark.parametrize(
    "text", ["c9 = 1", "row[Không có] = 1", "row[1] = c1", "row[...] = 1", "row[ư] = 0"]
)
def test_what_the_form_does_not_have_is_named(text: str) -> None:
    with pytest.raises(Problem, match="STA-104"):
        bind(FORM, Relation(text), {})


def test_every_relation_of_the_built_in_forms_is_tied() -> None:
    rules = Rulebook.of(built_in_forms())
    assert not any(rules.problems.values())
    assert sum(map(len, rules.relations.values())) > 150


def test_the_notation_of_the_papers_is_read_but_for_one_between_levels() -> None:
    read = forms_in(need_shared() / "data" / "forms.json")
    rules = Rulebook.of(read.forms)
    problems = [problem.sentence for some in rules.problems.values() for problem in some]
    assert read.problems == ()
    assert len(problems) == 1
    assert "17c.x1[huyện k]" in problems[0]
