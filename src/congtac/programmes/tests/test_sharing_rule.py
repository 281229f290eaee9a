"""What a task given to a group is, by its shares: the table of docs/rules/sharing.md."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.programmes.rules.sharing import Stand, Tallied, whole_of
from congtac.programmes.rules.standing import (
    CANCELLED,
    DONE,
    DONE_LATE,
    FINISHED,
    OVERDUE,
    STATES,
    WORKING,
    standing_on,
)

PAGE = Path(__file__).parents[4] / "docs" / "rules" / "sharing.md"
HEAD = "| shares: state, last day, day done, progress |"
STATE_NAMES = {"in progress": "in_progress"}
PROGRESS = {"done": 100, "reported": 100}
FIRST = date(2024, 6, 1)


def worked_rows() -> list[tuple[str, Stand]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(HEAD))
    found = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        shares, state, due, done, progress = (it.strip() for it in line.strip("|").split("|"))
        whole = Stand(STATE_NAMES.get(state, state), int(progress), _day(due), _day(done))
        found.append((shares, whole))
    return found


def _day(written: str) -> date | None:
    if not written:
        return None
    day, month = written.split("/")
    return date(2024, int(month), int(day))


def share_of(written: str) -> Stand:
    """A share as the table writes it: "done 30/06 on 28/06", "in progress 30/06, 45%"."""
    said, _, per_cent = written.partition(",")
    said, _, done = said.partition(" on ")
    words = said.split()
    due = words.pop() if "/" in words[-1] else ""
    name = " ".join(words)
    progress = int(per_cent.strip(" %")) if per_cent else PROGRESS.get(name, 0)
    return Stand(STATE_NAMES.get(name, name), progress, _day(due), _day(done))


@pytest.mark.parametrize(("written", "whole"), worked_rows())
def test_the_whole_is_told_as_the_table_says(written: str, whole: Stand) -> None:
    assert whole_of([share_of(it) for it in written.split("; ")]) == whole


def test_the_table_was_found() -> None:
    assert len(worked_rows()) == 14


days = st.integers(0, 60).map(lambda more: FIRST + timedelta(more))


@st.composite
def shares(draw: st.DrawFn) -> Stand:
    state = draw(st.sampled_from(STATES))
    due = draw(days)
    if state in FINISHED:
        return Stand(state, 100, due, draw(days))
    is_begun = state not in ("assigned", "accepted")
    return Stand(state, draw(st.integers(0, 99)) if is_begun else 0, due)


def standing(it: Stand, day: date) -> str:
    return standing_on(day, state=it.state, due_on=it.due_on, done_on=it.done_on)


@given(st.lists(shares(), min_size=1, max_size=8), days)
def test_it_is_overdue_if_one_unit_is_and_was_late_if_one_was(some: list[Stand], day: date) -> None:
    whole = whole_of(some)
    each = {standing(it, day) for it in some}
    assert (standing(whole, day) == OVERDUE) == (OVERDUE in each)
    if whole.state == DONE:
        assert (standing(whole, day) == DONE_LATE) == (DONE_LATE in each)


@given(st.lists(shares(), min_size=1, max_size=8))
def test_it_fits_the_constraints_of_a_task(some: list[Stand]) -> None:
    whole = whole_of(some)
    assert (whole.state in FINISHED) == (whole.progress == 100) == (whole.done_on is not None)
    assert whole.progress == 0 or whole.state not in ("assigned", "accepted")
    counted = [it for it in some if it.state != CANCELLED]
    assert (whole.state == CANCELLED) == (not counted)
    assert (whole.state in WORKING) == any(it.state in WORKING for it in counted)


def test_the_tally_names_only_what_there_is() -> None:
    assert Tallied(units=63, done=45, overdue=3).words == "45/63 đơn vị đã xong, 3 quá hạn"
    assert Tallied(units=63, stopped=1).words == "0/62 đơn vị đã xong, 1 thôi thực hiện"
