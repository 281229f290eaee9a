"""Rules of submissions: the tables of docs/rules/statistics-submissions.md, grids, the way."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from congtac.kernel.numbers import parse_date
from congtac.statistics.rules import submissions as rules
from congtac.statistics.rules.entry import Beside, entry_lines, read_posted
from congtac.statistics.rules.grids import (
    Grid,
    changes,
    kept_cell,
    lines,
    merge,
    read_typed,
    shown_cell,
)
from congtac.statistics.tests.begun import made_form

PAGE = Path(__file__).parents[4] / "docs" / "rules" / "statistics-submissions.md"
FIGURES = st.dictionaries(
    st.tuples(st.sampled_from(("1", "2")), st.sampled_from(("c1", "c2", "c3"))),
    st.sampled_from(("0", "-", "…", "… hỏng máy", "12", "1234.5")),
)


def table(header: str) -> list[list[str]]:
    text = PAGE.read_text(encoding="utf-8")
    body = text[text.index(header) :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in body]


@pytest.mark.parametrize("row", table("| act | from"))
def test_each_act_leads_from_its_states_to_its_state(row: list[str]) -> None:
    act, before, after = row
    for state in rules.STATES:
        may = rules.objection(act, state=state, words="vì") is None
        assert may == (state in before.split(", ")), state
    expected = after if after != "as it was" else "draft"
    assert rules.state_after(act, "draft") == expected


@pytest.mark.parametrize("row", table("| last day | sent"))
def test_lateness_is_counted_to_the_day(row: list[str]) -> None:
    due_on, sent_on, day, words = row
    days, is_sent = rules.lateness(
        due_on=parse_date(due_on),
        sent_on=parse_date(sent_on) if sent_on != "–" else None,
        day=parse_date(day),
    )
    assert rules.lateness_words(days, is_sent=is_sent) == words


@pytest.mark.parametrize("row", table("| last day | opened until"))
def test_a_closed_period_opens_only_by_an_exception_with_an_end(row: list[str]) -> None:
    due_on, until, day, answer = row
    opened = [parse_date(it) for it in until.split(", ") if it != "–"]
    is_open = rules.is_open(due_on=parse_date(due_on), opened_until=opened, day=parse_date(day))
    assert is_open == (answer == "open")
    code = rules.objection("write", state="draft", is_open=is_open)
    assert code == (None if is_open else "STA-341")


@pytest.mark.parametrize("row", table("| typed | kept"))
def test_five_things_in_a_cell_are_kept_apart(row: list[str]) -> None:
    typed, kept, shown = (it.strip("`").replace("nothing", "") for it in row)
    column = made_form().columns[0]
    assert kept_cell(column, typed) == kept
    assert shown_cell(column, kept) == shown


def test_nobody_checks_or_signs_their_own_figures() -> None:
    for act in ("check", "sign"):
        assert rules.objection_to_person(act, person="lan", filled_by="lan") == "STA-343"
        assert rules.objection_to_person(act, person="minh", filled_by="lan") is None


class Way(RuleBasedStateMachine):
    """A form pushed through any acts in any order: it is never away without the steps before."""

    def __init__(self) -> None:
        super().__init__()
        self.state = "draft"
        self.passed: list[str] = []

    @rule(act=st.sampled_from(sorted(rules.FROM)), is_open=st.booleans())
    def push(self, act: str, is_open: bool) -> None:
        if rules.objection(act, state=self.state, words="vì", is_open=is_open) is None:
            assert is_open or act not in rules.SHUT
            self.state = rules.state_after(act, self.state)
            self.passed.append(act)

    @invariant()
    def it_is_away_only_when_submitted_checked_signed_and_sent_in_turn(self) -> None:
        moves = [it for it in self.passed if it in rules.TO]
        if self.state == "accepted":
            assert moves[-5:] == ["submit", "check", "sign", "send", "accept"]
        if self.state == "sent":
            assert moves[-4:] == ["submit", "check", "sign", "send"]

    @invariant()
    def an_accepted_form_stays_and_is_only_corrected(self) -> None:
        if self.state == "accepted":
            may = [it for it in rules.FROM if not rules.objection(it, state="accepted", words="x")]
            assert may == ["correct"]
            assert rules.state_after("correct", "accepted") == "accepted"


TestWay = Way.TestCase


@given(FIGURES)
def test_a_grid_reads_back_the_same_and_its_digest_follows_the_figures(
    cells: dict[tuple[str, str], str],
) -> None:
    grid = Grid((("r", "Một"),), cells)
    assert Grid.read(grid.text()) == grid
    other = Grid(grid.rows, {**cells, ("2", "c3"): "77"})
    assert other.digest("x") != grid.digest("x") != grid.digest("y")


@given(FIGURES, FIGURES, FIGURES)
def test_two_people_lose_nothing(
    base: dict[tuple[str, str], str],
    mine: dict[tuple[str, str], str],
    theirs: dict[tuple[str, str], str],
) -> None:
    merged = merge(Grid((), base), Grid((), mine), Grid((), theirs))
    clashing = {(it.row, it.column) for it in merged.clashes}
    own = {(it.row, it.column) for it in changes(Grid((), base), Grid((), mine))}
    for place in {*base, *mine, *theirs}:
        wanted = mine if place in own else theirs
        assert merged.grid.cells.get(place, "") == wanted.get(place, "")
        told = [it for it in merged.clashes if (it.row, it.column) == place]
        is_lost = place in own and theirs.get(place, "") not in (
            base.get(place, ""),
            mine.get(place, ""),
        )
        assert bool(told) == (place in clashing) == is_lost


def test_rows_added_by_two_people_both_stay() -> None:
    base, mine = Grid((("s", "A"),)), Grid((("s", "A"), ("s", "B")))
    theirs = Grid((("s", "A"), ("s", "C")))
    assert merge(base, mine, theirs).grid.rows == (("s", "A"), ("s", "C"), ("s", "B"))


def test_what_is_typed_is_read_by_row_and_column_and_faults_stay_at_their_cells() -> None:
    form = made_form(rows=["Tổng số", "<cơ sở>"])
    total, slot = form.rows
    data = {f"{total.code}.c1": "1.234", f"{total.code}.c2": "(1)", "+2": "Trung tâm A"}
    data |= {"+2.slot": slot.code, "+2.c1": "-", "+3": "", "+3.slot": slot.code, "+3.c1": ""}
    posted = read_posted(form, data)
    assert posted.rows == ((slot.code, "Trung tâm A"),)
    typed = read_typed(form, posted.rows, posted.typed)
    assert typed.grid.cells == {(total.code, "c1"): "1234", ("Trung tâm A", "c1"): "-"}
    assert list(typed.faults) == [(total.code, "c2")]
    assert [it.name for it in lines(form, typed.grid)] == [total.code, "Trung tâm A"]
    drawn = entry_lines(form, typed.grid, Beside(faults=typed.faults, typed=posted.typed))
    assert drawn[0].cells[1].value == "(1)"
    assert drawn[0].cells[1].fault
    assert [it.key for it in drawn] == [total.code, "+1", "+2", "+3", "+4"]
    assert drawn[1].name == "Trung tâm A"


@pytest.mark.parametrize("name", ["", "Tổng số", "TỔNG SỐ"])
def test_a_row_needs_a_name_of_its_own(name: str) -> None:
    form = made_form(rows=["Tổng số", "<cơ sở>"])
    data = {"+1": name, "+1.slot": form.rows[1].code, "+1.c1": "5"}
    assert read_posted(form, data).is_misnamed


def test_the_last_day_counts() -> None:
    day = date(2024, 6, 25)
    assert rules.is_open(due_on=day, opened_until=[], day=day)
    assert rules.objection_to_opening(until=day, due_on=day, today=day) == "STA-346"
