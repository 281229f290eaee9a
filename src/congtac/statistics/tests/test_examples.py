"""The example half-year is there at once, and its figures hold."""

import time
from collections.abc import Mapping
from datetime import date

import pytest

from congtac.accounts.examples import people_of_year
from congtac.accounts.queries import actors_of
from congtac.ground.calendars.services import load_special_days
from congtac.kernel.actor import SYSTEM, Actor
from congtac.organisations import examples as units
from congtac.statistics.examples import EXAMPLES, figures, load_example
from congtac.statistics.models import Period, Submission
from congtac.statistics.queries import submissions as queries
from congtac.statistics.queries.periods import due_of
from congtac.statistics.rules.book import book_of
from congtac.statistics.rules.engine import check
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.rulebook import Rulebook
from congtac.testing import EXAMPLE_DAY, IN_POST_SINCE, hire_all


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
    assert time.perf_counter() - start < 12, "3 s on a quiet machine"
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
    assert Submission.objects.count() == 378


def test_the_figures_hold_in_every_relation() -> None:
    forms = {it.code: it for it in built_in_forms() if it.code in EXAMPLES}
    lines = [
        (f"Sở {place}", "2024-H1", code, row, column, value)
        for code in EXAMPLES
        for place in range(63)
        for (row, column), value in figures(code, place, "Sở Tư pháp Ví Dụ").cells.items()
    ]
    found = check(book_of(lines, forms), Rulebook.of(forms.values()))
    assert [it.message for it in found if it.severity != "warning"] == []


def test_figures_are_the_same_in_every_run_and_differ_from_place_to_place() -> None:
    for code in EXAMPLES:
        grids = [figures(code, place, "Sở Tư pháp Ví Dụ").text() for place in range(63)]
        assert grids[5] == figures(code, 5, "Sở Tư pháp Ví Dụ").text()
        assert len(set(grids)) > 20
