"""Planted errors of every kind are all found, and clean figures give nothing."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from congtac.statistics.rules.book import Book
from congtac.statistics.rules.checks.late import Coming, late_sheets
from congtac.statistics.rules.checks.peers import far_from_peers
from congtac.statistics.rules.checks.same_period import great_changes
from congtac.statistics.rules.engine import Surroundings, check
from congtac.statistics.rules.findings import Finding
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.rows import rows_of
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.windows import window_of
from congtac.statistics.tests.made import RULES, Cells, book, clean
from congtac.statistics.tests.tables import table

UNIT = "Sở 07"
NOW, BEFORE = ("2024", "2024-H1"), ("2023",)
DAY = date(2025, 2, 21)


def found(cells: Cells, before: Cells | None = None) -> list[Finding]:
    previous = book(clean(BEFORE) if before is None else before)
    return check(book(cells), RULES, Surroundings(previous=previous, as_of=DAY))


def put(
    cells: Cells, column: str, value: str | None, *, row: str = "1", period: str = "2024"
) -> None:
    form = "02/KN" if row == "1" else "01/ĐƠN"
    place = (UNIT, period, form, row, column)
    assert place in cells
    if value is None:
        del cells[place]
    else:
        cells[place] = value


def told(finding: Finding) -> tuple[str, str, str, str, tuple[str, ...]]:
    return finding.kind, finding.rule, finding.period, finding.row, finding.columns


def test_clean_figures_give_nothing() -> None:
    assert found(clean(NOW)) == []


PLANTED: list[tuple[Callable[[Cells], None], list[tuple[str, str, str, str, tuple[str, ...]]]]] = [
    (
        lambda cells: put(cells, "c4", "0", row="Xã An Bình"),
        [
            ("relation", "row[II] = SUM(row[Xã...])", "2024", "II. Cấp xã", ("c4",)),
            ("relation", "c5 = 100 * c4 / c1", "2024", "Xã An Bình", ("c5", "c4", "c1")),
            ("same_period", "change", "2024", "Xã An Bình", ("c4",)),
            ("within_year", "part", "2024", "Xã An Bình", ("c4",)),
        ],
    ),
    (
        lambda cells: put(cells, "c5", "26", row="I. Cấp tỉnh"),
        [("relation", "c5 = 100 * c4 / c1", "2024", "I. Cấp tỉnh", ("c5", "c4", "c1"))],
    ),
    (
        lambda cells: put(cells, "c2", None),
        [("missing", "missing", "2024", "1", ("c2",))],
    ),
    (
        lambda cells: put(cells, "c2", ""),
        [("missing", "missing", "2024", "1", ("c2",))],
    ),
    (
        lambda cells: put(cells, "c2", "…"),
        [("missing", "reason", "2024", "1", ("c2",))],
    ),
    (
        lambda cells: put(cells, "c2", "(1)"),
        [("bound", "number", "2024", "1", ("c2",))],
    ),
    (
        lambda cells: put(cells, "c1", cells[UNIT, "2024", "02/KN", "1", "c1"] + ".5"),
        [
            ("bound", "whole", "2024", "1", ("c1",)),
            ("cross_form", "c1 = [01/ĐƠN].c2", "2024", "1", ("c1",)),
        ],
    ),
    (
        lambda cells: put(cells, "c2", "900000"),
        [
            ("peers", "peers", "2024", "1", ("c2",)),
            ("same_period", "change", "2024", "1", ("c2",)),
        ],
    ),
    (
        lambda cells: put(cells, "c2", "-5"),
        [
            ("bound", "least", "2024", "1", ("c2",)),
            ("same_period", "change", "2024", "1", ("c2",)),
            ("within_year", "part", "2024", "1", ("c2",)),
        ],
    ),
]


@pytest.mark.parametrize(("plant", "expected"), PLANTED)
def test_a_planted_error_is_found_and_nothing_else(
    plant: Callable[[Cells], None],
    expected: list[tuple[str, str, str, str, tuple[str, ...]]],
) -> None:
    cells = clean(NOW)
    plant(cells)
    findings = found(cells)
    assert {finding.unit for finding in findings} == {UNIT}
    assert sorted(map(told, findings)) == sorted(expected)


def test_the_half_year_is_at_most_the_year() -> None:
    cells = clean(("2024", "2024-H1"))
    put(cells, "c2", "999999", period="2024-H1")
    kinds = {(finding.kind, finding.period) for finding in found(cells)}
    assert kinds == {("within_year", "2024"), ("peers", "2024-H1")}


def test_an_estimate_far_from_the_official_figure_is_told() -> None:
    cells = clean(("2024", "2024p"))
    assert found(cells) == []
    put(cells, "c2", "1", period="2024p")
    assert ("within_year", "estimate") in {(one.kind, one.rule) for one in found(cells)}


def test_a_sheet_that_has_not_come_by_its_last_day_is_late() -> None:
    cells = clean(("2024",))
    gone = {place: value for place, value in cells.items() if place[:3] != (UNIT, "2024", "02/KN")}
    findings = found(gone)
    assert [told(finding) for finding in findings] == [("late", "late", "2024", "", ())]
    assert findings[0].unit == UNIT
    assert "hạn gửi 20/02/2025" in findings[0].message
    assert "chậm 1 ngày" in findings[0].message


def test_a_sheet_received_after_its_last_day_is_late_by_days() -> None:
    sheet = (UNIT, "2024-H1", "02/KN")
    coming = Coming({sheet}, received={sheet: date(2024, 7, 1)})
    (finding,) = late_sheets(coming, RULES, as_of=date(2024, 7, 2))
    assert (finding.expected, finding.actual) == ("2024-06-25", "2024-07-01")
    assert "nhận ngày 01/07/2024, chậm 6 ngày" in finding.message


def test_only_equal_windows_are_compared() -> None:
    official = {(one[0], "2023", *one[2:]): "1" for one in clean(("2024",))}
    cells = {(one[0], "2024p", *one[2:]): value for one, value in clean(("2024",)).items()}
    previous = book({place: value for place, value in official.items() if place[4] != "c6"})
    assert not list(great_changes(book(cells), previous, RULES))


@pytest.mark.parametrize(
    ("before", "now", "threshold", "small", "rule"), table("statistics-checks.md", "before")
)
def test_the_table_of_changes(before: str, now: str, threshold: str, small: str, rule: str) -> None:
    form = Form(
        "F",
        "Biểu",
        columns=(Column("c1", ("Số",), "đồng"),),
        rows=rows_of([]),
        threshold=int(threshold),
        small=int(small),
    )
    rules = Rulebook.of([form])
    one = sheet_of(rules, "2024", now)
    findings = list(great_changes(one, sheet_of(rules, "2023", before), rules))
    assert [finding.rule for finding in findings] == ([rule] if rule else [])


def sheet_of(rules: Rulebook, period: str, value: str) -> Book:
    from congtac.statistics.rules.book import book_of

    return book_of([("Sở", period, "F", "1", "c1", value)], rules.forms)


@pytest.mark.parametrize(("one", "other", "compared"), table("statistics-checks.md", "one"))
def test_the_table_of_windows(one: str, other: str, compared: str) -> None:
    assert window_of(one).lies_within(window_of(other)) is (compared == "yes")


def test_every_finding_shows_the_numbers_it_compared() -> None:
    cells = clean(("2024",))
    put(cells, "c2", "1234567.5")
    (change,) = [finding for finding in found(cells) if finding.kind == "same_period"]
    before = cells[UNIT, "2024", "01/ĐƠN", "Tổng số", "c2"]
    assert "lên 1.234.567,5. Phải thuyết minh." in change.message
    assert float(change.expected) < float(before)


def test_there_is_no_cap_on_findings() -> None:
    cells = {place: "" if place[4] != "c6" else value for place, value in clean(NOW).items()}
    findings = found(cells, {})
    assert len(findings) == sum(place[4] != "c6" for place in cells)


def test_counts_full_of_zeros_have_no_outliers_but_great_ones() -> None:
    few = [0.0] * 55 + [1.0, 2.0, 1.0, 3.0, 1.0, 2.0, 4.0, 1.0]
    assert not far(few)
    assert far([*few[:-1], 5000.0]) == [62]
    assert far([0.0] * 30 + [900.0]) == [30]


def test_skewed_counts_and_zeros_among_great_ones() -> None:
    skewed = [10.0 * 1.15**step for step in range(40)]
    assert not far(skewed)
    assert far([*skewed, 0.0]) == []
    alike = [1000.0 + step for step in range(40)]
    assert far([*alike, 0.0]) == [40]
    assert far([*alike, 20000.0]) == [40]


def far(figures: list[float]) -> list[int]:
    form = Form("F", "Biểu", columns=(Column("c1", ("Số",), "vụ"),), rows=rows_of([]))
    lines = [(f"{at}", "2024", "1", None, "", figure) for at, figure in enumerate(figures)]
    schema = {
        "unit": pl.String,
        "period": pl.String,
        "row": pl.String,
        "slot": pl.String,
        "above": pl.String,
        "c1": pl.Float64,
    }
    sheet = pl.DataFrame(lines, schema=schema, orient="row")
    findings = far_from_peers(Book({"F": sheet}), Rulebook.of([form]), {}, {})
    return sorted(int(finding.unit) for finding in findings)


def test_too_few_peers_have_no_usual_figure() -> None:
    assert far([1.0] * 6 + [90000.0]) == []
    assert far([1.0] * 7 + [90000.0]) == [7]
