"""The example series is there at once, and its figures hold."""

import time
from collections.abc import Mapping
from datetime import date
from unittest.mock import patch

import pytest

from congtac.accounts.examples import people_of_year
from congtac.accounts.queries import actors_of
from congtac.ground.calendars.services import load_special_days
from congtac.kernel.actor import SYSTEM, Actor
from congtac.organisations import examples as units
from congtac.statistics.examples.figures import (
    ADOPTIONS,
    AID,
    EXAMPLES,
    NOTARIES,
    NOTARIES_2025,
    as_of_2025,
    figures,
    joined,
    miscounted,
)
from congtac.statistics.examples.year import load_example
from congtac.statistics.models import Period, Submission
from congtac.statistics.queries import submissions as queries
from congtac.statistics.queries.findings import counts_of, findings_of
from congtac.statistics.queries.periods import due_of, periods
from congtac.statistics.rules.book import book_of
from congtac.statistics.rules.engine import check
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.rulebook import Rulebook
from congtac.testing import EXAMPLE_DAY, IN_POST_SINCE, hire_all

NAMED = "Sở Tư pháp Ví Dụ"


def say(_words: str) -> None:
    """Nobody listens."""


@pytest.fixture
def members(cast: Mapping[str, Actor]) -> Mapping[str, Actor]:
    """The people of the example year, with the fields that the Ministry's units watch."""
    load_special_days(SYSTEM)
    hire_all(people_of_year(EXAMPLE_DAY), IN_POST_SINCE)
    found = actors_of(EXAMPLE_DAY)
    units.load_example(found, say)
    return found


def test_every_department_sent_its_forms_some_late_and_one_returned(
    members: Mapping[str, Actor],
) -> None:
    start = time.perf_counter()
    load_example(members, say)
    assert time.perf_counter() - start < 15, "4 s on a quiet machine"
    load_example(members, say)
    period = Period.objects.get(code="2024-H1")
    owed = [it for it in queries.owed_to("btp", period, EXAMPLE_DAY) if it.form.code in EXAMPLES]
    assert len(owed) == 378
    assert all(it.submission for it in owed)
    assert sum(it.state == "returned" for it in owed) == 1
    assert {it.late for it in owed if it.late} >= {2, 3}
    assert sum(it.late > 0 for it in owed) == 42
    moved = due_of(Period.objects.get(code="2024p"), "department")
    assert moved is not None
    assert moved.counts == date(2024, 12, 20)
    corrected = Submission.objects.get(corrections__state="accepted")
    assert (corrected.sent_revision, corrected.revisions_count) == (2, 2)
    _the_year_is_under_way()
    _years_run_on_over_the_mergers()
    _later_periods_show_when_their_day_has_come()


def _the_year_is_under_way() -> None:
    """Sent, taken, miscounted; and every finding that asks for a note has one."""
    year = Submission.objects.filter(period__code="2024p")
    assert {it.state for it in year} == {"draft", "sent", "accepted"}
    assert all(it.blocking_count for it in year if it.state == "draft")
    noted = [it for it in year.exclude(state="draft") if it.explanations.exists()]
    assert len(noted) > 5
    for asked in noted[:3]:
        told = findings_of(asked, queries.grid_of(queries.revision(asked)))
        assert counts_of(told) == (0, 0)
    assert not year.filter(unit__key="ninh-thuan.stp").exists()


def _years_run_on_over_the_mergers() -> None:
    sent = {
        code: Submission.objects.filter(period__code=code).values("unit").distinct().count()
        for code in ("2024", "2025", "2026p")
    }
    assert sent == {"2024": 63, "2025": 34, "2026p": 34}
    codes = Submission.objects.filter(period__code="2026p").values_list("form__code", flat=True)
    assert set(codes) == {"10b/TP/CC"}


def _later_periods_show_when_their_day_has_come() -> None:
    with patch("congtac.statistics.queries.periods.today", return_value=EXAMPLE_DAY):
        assert [it.code for it in periods()] == ["2024p", "2024-H1", "2023p"]
    assert "2026p" in {it.code for it in periods()}


@pytest.mark.parametrize("scale", [1000, 1880, 2141])
def test_the_figures_hold_in_every_relation(scale: int) -> None:
    forms = {it.code: it for it in built_in_forms() if it.code in EXAMPLES}
    lines = [
        (f"Sở {place}", "2024-H1", code, row, column, value)
        for code in EXAMPLES
        for place in range(63)
        for (row, column), value in figures(code, place, NAMED, scale).cells.items()
    ]
    found = check(book_of(lines, forms), Rulebook.of(forms.values()))
    assert [it.message for it in found if it.severity != "warning"] == []


@pytest.mark.parametrize("code", [NOTARIES, ADOPTIONS, AID, NOTARIES_2025])
def test_figures_of_units_that_became_one_hold_too(code: str) -> None:
    forms = {it.code: it for it in built_in_forms() if it.code == code}
    asked = NOTARIES if code == NOTARIES_2025 else code
    one = joined({"Một": figures(asked, 4, "Một"), "Hai": figures(asked, 9, "Hai")})
    grid = as_of_2025(one) if code == NOTARIES_2025 else one
    lines = [("Sở", "2025", code, row, column, it) for (row, column), it in grid.cells.items()]
    found = check(book_of(lines, forms), Rulebook.of(forms.values()))
    assert [it.message for it in found if it.severity == "blocking"] == []


def test_a_miscounted_form_is_found() -> None:
    forms = {it.code: it for it in built_in_forms() if it.code == AID}
    grid = miscounted(figures(AID, 3, NAMED))
    lines = [("Sở", "2024p", AID, row, column, it) for (row, column), it in grid.cells.items()]
    found = check(book_of(lines, forms), Rulebook.of(forms.values()))
    assert any(it.severity == "blocking" for it in found)


def test_figures_are_the_same_in_every_run_and_differ_from_place_to_place() -> None:
    for code in EXAMPLES:
        grids = [figures(code, place, NAMED).text() for place in range(63)]
        assert grids[5] == figures(code, 5, NAMED).text()
        assert len(set(grids)) > 20
