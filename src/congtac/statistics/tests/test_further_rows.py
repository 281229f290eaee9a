"""Relations over rows that are absent, further, or named by the reporter."""

import pytest

from congtac.statistics.rules.book import Book, book_of
from congtac.statistics.rules.checks.relation import broken_relations
from congtac.statistics.rules.forms import Column, Form, Relation
from congtac.statistics.rules.rows import rows_of
from congtac.statistics.rules.rulebook import Rulebook

TOTAL = "row[Tổng] = row[1] + row[...]"
REST = Form(
    "R",
    "Biểu",
    columns=(Column("c1", ("Số",), "việc"),),
    rows=rows_of(["Tổng", "I. Chia ra", "1. Một", "2. Hai", "… khác"]),
    relations=(Relation(TOTAL), Relation("row[1] = row[1.1] + ...")),
)
TWO = Form(
    "T",
    "Biểu",
    columns=(Column("c1", ("Số",), "việc"),),
    rows=rows_of(["Tổng huyện", "Tổng xã", "Huyện...", "Xã..."]),
    relations=(
        Relation("row[Tổng huyện] = SUM(row[Huyện...])"),
        Relation("row[Tổng xã] = SUM(row[Xã...])"),
    ),
)
RULES = Rulebook.of([REST, TWO])


def book(form: Form, *rows: tuple[str, str] | tuple[str, str, str]) -> Book:
    """A book of one sheet from rows of name, figure, and perhaps the slot that is filled."""
    lines = (("Sở", "2024", form.code, it[0], "c1", it[1], "", *it[2:]) for it in rows)
    return book_of(lines, RULES.forms)


def rules(told: Book) -> list[str]:
    return [finding.rule for finding in broken_relations(told, RULES)]


@pytest.mark.parametrize(
    ("rows", "broken"),
    [
        ([("Tổng", "9"), ("1", "5"), ("2", "4")], []),
        ([("Tổng", "9"), ("1", "5"), ("2", "3")], [TOTAL]),
        ([("Tổng", "9"), ("1", "5")], []),  # what is missing is told by its own check
        ([("Tổng", "9"), ("1", "5"), ("2", "3"), ("3. Ba", "1")], []),
        ([("Tổng", "9"), ("1", "5"), ("2", "4"), ("3. Ba", "1")], [TOTAL]),
        ([("Tổng", "9"), ("1", "5"), ("3. Ba", "4")], []),
        ([("Tổng", "9"), ("1", "5"), ("2", "4"), ("3.1 Ba", "1")], []),
    ],
)
def test_further_rows_count_where_those_that_all_have_are_there(
    rows: list[tuple[str, str]], broken: list[str]
) -> None:
    told = book(REST, *rows)
    assert [it for it in rules(told) if it == TOTAL] == broken


def test_a_workbook_says_which_slot_a_row_fills() -> None:
    names = [("Tổng huyện", "5"), ("Tổng xã", "7")]
    filled = [("An Bình", "5", "Huyện..."), ("Bình Hòa", "7", "Xã...")]
    assert rules(book(TWO, *names, *filled)) == []
    swapped = [(name, said, "Xã...") for name, said, _slot in filled]
    assert rules(book(TWO, *names, *swapped)) == ["row[Tổng xã] = SUM(row[Xã...])"]


def test_a_sum_of_rows_that_nobody_named_is_not_judged() -> None:
    assert rules(book(TWO, ("Tổng huyện", "5"), ("Tổng xã", "7"))) == []
