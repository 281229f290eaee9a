"""The section "Late stays visible" of docs/rules/task-states.md."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congtac.programmes.rules.lateness import Late, Moment, as_of, lates
from congtac.programmes.rules.words import late_words

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
FIRST = date(2024, 1, 1)
DUE = date(2024, 6, 30)
NEW = date(2024, 9, 30)
ASSIGNED = Moment(FIRST, "assigned", DUE)

TABLE = [
    ([], DUE, []),
    ([], date(2024, 7, 2), [(DUE, 2, "open")]),
    ([("reported", date(2024, 7, 5), DUE, date(2024, 7, 3))], NEW, [(DUE, 3, "done")]),
    ([("done", date(2024, 7, 5), DUE, date(2024, 6, 28))], NEW, []),
    ([("assigned", date(2024, 6, 20), NEW, None)], date(2024, 8, 1), []),
    ([("assigned", date(2024, 7, 10), NEW, None)], date(2024, 8, 1), [(DUE, 10, "extended")]),
    (
        [
            ("assigned", date(2024, 7, 10), NEW, None),
            ("done", date(2024, 10, 2), NEW, date(2024, 10, 1)),
        ],
        date(2024, 12, 1),
        [(DUE, 10, "extended"), (NEW, 1, "done")],
    ),
    ([("cancelled", date(2024, 7, 4), DUE, None)], NEW, [(DUE, 4, "cancelled")]),
]


@pytest.mark.parametrize(("steps", "day", "expected"), TABLE)
def test_a_task_was_late_where_the_table_says(
    steps: list[tuple[str, date, date, date | None]],
    day: date,
    expected: list[tuple[date, int, str]],
) -> None:
    history = [ASSIGNED, *(Moment(on, state, due, done) for state, on, due, done in steps)]
    assert lates(history, day) == tuple(Late(*late) for late in expected)


def test_a_task_without_a_last_day_is_never_late() -> None:
    assert lates([Moment(FIRST, "in_progress", None)], date(2030, 1, 1)) == ()


def test_the_words_say_the_day_and_how_late() -> None:
    assert late_words(Late(DUE, 3, "done")) == "Hạn 30/06/2024: hoàn thành muộn 3 ngày"
    assert "10 ngày khi được gia hạn" in late_words(Late(DUE, 10, "extended"))


days = st.integers(0, 400).map(lambda days: FIRST + timedelta(days=days))


@st.composite
def histories(draw: st.DrawFn) -> list[Moment]:
    """A task assigned, then moved and extended on days that never go back."""
    recorded = sorted(draw(st.lists(days, max_size=8)))
    due, moments = DUE, [ASSIGNED]
    for on in recorded:
        act = draw(st.sampled_from(["work", "extend", "report", "reopen", "cancel"]))
        state = moments[-1].state
        if act == "extend" and state in ("assigned", "in_progress"):
            due = max(due, on) + timedelta(days=draw(st.integers(1, 90)))
            moments.append(Moment(on, state, due))
        elif act == "report" and state in ("assigned", "in_progress"):
            moments.append(Moment(on, "done", due, on))
        elif act == "cancel" and state in ("assigned", "in_progress"):
            moments.append(Moment(on, "cancelled", due))
        elif act in ("work", "reopen"):
            moments.append(Moment(on, "in_progress", due))
    return moments


@UNHURRIED
@given(histories(), days, days)
def test_a_last_day_once_missed_stays_missed(history: list[Moment], one: date, two: date) -> None:
    earlier, later = sorted((one, two))
    missed = {late.due_on for late in lates(history, earlier)}
    assert missed <= {late.due_on for late in lates(history, later)}


@UNHURRIED
@given(histories(), days)
def test_what_was_known_on_a_day_never_changes(history: list[Moment], day: date) -> None:
    then = [moment for moment in history if moment.recorded_on <= day]
    assert as_of(history, day) == as_of(then, day)
    assert lates(history, day) == lates(then, day)
