"""Rules of parts, signed papers, corrections, history: the tables of the page on submissions."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from congtac.statistics.rules import corrections, papers, parts
from congtac.statistics.rules import submissions as rules
from congtac.statistics.rules.causes import needs_evidence
from congtac.statistics.rules.entry import Beside, entry_lines
from congtac.statistics.rules.forms import Relation, Row
from congtac.statistics.rules.grids import Grid, Place, changes, merge
from congtac.statistics.rules.history import Saved, changed_since, values_of
from congtac.statistics.tests.begun import made_form
from congtac.statistics.tests.test_submission_rules import table

DAY = date(2024, 6, 17)
DIGEST = "3fa291bc77d01e45" + "0" * 48


@pytest.mark.parametrize("row", table("| act on a part"))
def test_each_act_leads_a_part_on(row: list[str]) -> None:
    act, _by, before, after = row
    for state in parts.STATES:
        may = parts.objection(act, state=state, words="vì") is None
        assert may == (state in before.split(", ")), state
    assert parts.TO[act] == after
    wordless = parts.objection(act, state=before.split(", ")[0], words=" ")
    assert (wordless == "STA-342") == ("with a reason" in row[1])


@pytest.mark.parametrize("row", table("| who | cell"))
def test_who_may_write_in_which_cell(row: list[str]) -> None:
    who, cell, whose, state, may = row
    made = made_form(rows=["A", "B"])
    rows = (Row("A", "A"), Row("A1", "A1", "A", 1), Row("B", "B"))
    made = type(made)(code="x", name="x", columns=made.columns, rows=rows)
    scope = parts.scope_of(made, tops=["A"], rows=[], columns=[])
    person = "phuc" if whose == "of phuc" else ""
    part = parts.Held(scope, state, person, "stp.phong", "Phúc", "lan")
    unit = "stp.phong" if who == "phuc" and not person else "stp"
    held = [part] if state in parts.OPEN else []
    shut = parts.locked(made, held, person=who, unit=unit, is_office=unit == "stp")
    assert ((cell, "c1") not in shut) == (may == "yes")


@pytest.mark.parametrize("row", table("| typed | taken"))
def test_only_the_same_digest_is_taken(row: list[str]) -> None:
    typed, taken = row
    words = typed.replace(" and forty-eight zeros", "0" * 48).replace("nothing", "")
    code = papers.typed_digest(words.replace("`", ""))
    assert papers.is_of(code, DIGEST) == (taken == "yes")


def test_the_text_of_a_scan_is_compared_too() -> None:
    code = papers.short_code(DIGEST)
    assert code == "3fa2 91bc 77d0 1e45"
    broken = f"{DIGEST[:40]}\n{DIGEST[40:]}"
    for text in (
        f"Mã bản: {code} · bản 2",
        f"dấu của số liệu: {broken}",
        "1200 7000 5000 1000",
        "",
    ):
        assert papers.objection_to_scan("pdf", text, DIGEST) is None, text
    other = "Mã bản: ffff 91bc 77d0 1e45"
    assert papers.objection_to_scan("pdf", other, DIGEST) == "STA-393"
    assert papers.objection_to_scan("docx", "", DIGEST) == "STA-392"
    assert papers.objection_to_scan("jpg", "", DIGEST) is None


@pytest.mark.parametrize("row", table("| act on a correction"))
def test_each_act_leads_a_correction_on(row: list[str]) -> None:
    act, by, before, after = row
    for state in corrections.STATES:
        may = corrections.objection(act, state=state, words="vì") is None
        assert may == (state in before.split(", ")), state
    assert corrections.TO[act] == after
    wordless = corrections.objection(act, state=before.split(", ")[0], words="")
    assert (wordless == "STA-342") == ("with a reason" in by)


def test_a_correction_names_cells_reasons_and_other_values() -> None:
    mend = corrections.Mending("1", "c1", "5", "6", "Nhập nhầm")
    assert corrections.objection_to_asking([mend]) is None
    assert corrections.objection_to_asking([]) == "STA-395"
    silent = corrections.Mending("1", "c1", "5", "6", " ")
    assert corrections.objection_to_asking([silent]) == "STA-396"
    same = corrections.Mending("1", "c2", "5", "5", "vì")
    assert corrections.objection_to_asking([same]) == "STA-397"
    assert corrections.objection_to_asking([mend, mend]) == "STA-397"
    grid = Grid((), {("1", "c1"): "5", ("1", "c2"): "7"})
    away = corrections.Mending("1", "c2", "7", "", "vì")
    assert corrections.corrected(grid, [mend, away]).cells == {("1", "c1"): "6"}


def read_cells(words: str) -> Grid:
    return Grid((), {("1", code): value for code, value in re.findall(r"(c\d)=(\w+)", words)})


@pytest.mark.parametrize("row", table("| signed as"))
def test_what_changed_since_it_was_signed_is_shown(row: list[str]) -> None:
    signed, after, shown = row
    later = [] if after == "nothing" else after.split(", then ")
    grids = [read_cells(it) for it in (signed, *later)]
    saved = [Saved(n, it, f"người {n}", DAY) for n, it in enumerate(grids, start=1)]
    found = changed_since(saved, 1)
    said = [f"`{it.column}: {it.before} to {it.after or 'nothing'}`" for it in found]
    assert (", ".join(said) or "nothing") == shown
    assert all(it.by.grid.cells.get((it.row, it.column), "") == it.after for it in found)


def test_a_part_is_given_forward_within_the_last_day_of_the_form() -> None:
    scope = parts.Scope(columns=("c1",))
    due = date(2024, 6, 25)

    def objection(due_on: date, today: date = DAY) -> str | None:
        return parts.objection_to_giving(scope, due_on=due_on, form_due_on=due, today=today)

    assert objection(due) is None
    assert objection(date(2024, 6, 16)) == "STA-381"
    assert objection(date(2024, 6, 26)) == "STA-382"
    assert objection(date(2024, 7, 3), today=date(2024, 7, 1)) is None, "it is late already"
    none = parts.objection_to_giving(parts.Scope(), due_on=due, form_due_on=due, today=DAY)
    assert none == "STA-380"


def test_the_cells_of_others_are_shut_and_told_when_touched() -> None:
    made = made_form(rows=["Tổng số", "<cơ sở>"])
    total, slot = made.rows
    held = [
        parts.Held(parts.Scope((slot.code,)), "given", "phuc", "stp", "Phúc", "lan"),
        parts.Held(parts.Scope((total.code,), ("c1",)), "given", "", "stp.phong", "Phòng", "lan"),
    ]
    shut = parts.locked(made, held, person="phuc", unit="stp", is_office=True)
    assert shut[(total.code, "c1")] == "Phòng"
    assert shut[(total.code, "c2")] == "", "the office's"
    assert (slot.code, "c1") not in shut
    drawn = entry_lines(made, Grid(((slot.code, "Một"),)), Beside(locked=shut))
    assert [line.is_locked for line in drawn] == [True, False, False, False, False]
    before = Grid(((slot.code, "Một"),), {("Một", "c1"): "1", (total.code, "c1"): "1"})
    mine = Grid(before.rows, {("Một", "c1"): "2", (total.code, "c1"): "1"})
    assert parts.touched(made, before, mine, shut) == []
    theirs = Grid(before.rows, {("Một", "c1"): "1", (total.code, "c1"): "2"})
    assert parts.touched(made, before, theirs, shut) == [(total.code, "c1")]
    lan = parts.locked(made, held, person="lan", unit="stp", is_office=True)
    added = Grid((*before.rows, (slot.code, "Hai")), before.cells)
    assert parts.touched(made, before, added, lan), "a row may not be added in another's slot"
    assert parts.missing(made, before, parts.Scope((total.code,), ("c1", "c2"))) == [
        (total.code, "c2")
    ]


def test_evidence_is_asked_where_the_relation_says_so() -> None:
    made = made_form()
    relation = Relation("c4 <= c1", "explain", note="Thuyết minh, kèm tài liệu minh chứng")
    asking = type(made)(code="x", name="x", columns=made.columns, relations=(relation,))
    assert needs_evidence(asking, "c4 <= c1")
    assert not needs_evidence(made, "c4 <= c1")
    assert not needs_evidence(asking, "c1 = c2 + c3")


PLACES = [("1", "c1"), ("1", "c2"), ("2", "c1")]
VALUES = st.sampled_from(("", "0", "-", "5", "12", "… hỏng máy"))


class Ledger(RuleBasedStateMachine):
    """Two people save, what was accepted is corrected, in any order: nothing is ever lost."""

    def __init__(self) -> None:
        super().__init__()
        self.state = "draft"
        self.saved: list[Saved] = []
        self.signed = 0
        self.ever: set[tuple[Place, str]] = set()
        self.mended: list[tuple[int, corrections.Mending]] = []

    def keep(self, grid: Grid, who: str) -> None:
        self.saved.append(Saved(len(self.saved) + 1, grid, who, DAY))

    @property
    def last(self) -> Grid:
        return self.saved[-1].grid if self.saved else Grid()

    @rule(place=st.sampled_from(PLACES), value=VALUES, behind=st.integers(0, 2))
    def write(self, place: Place, value: str, behind: int) -> None:
        if rules.objection("write", state=self.state) is not None:
            return
        seen = self.saved[max(0, len(self.saved) - 1 - behind)].grid if self.saved else Grid()
        typed = {**seen.cells, place: value}
        mine = Grid((), {key: it for key, it in typed.items() if it})
        merged = merge(seen, mine, self.last)
        if merged.clashes:
            assert self.last.cells.get(place, "") != value
            return
        self.keep(merged.grid, "lan")
        if value:
            self.ever.add((place, value))

    @rule(act=st.sampled_from(("submit", "check", "sign", "send", "accept", "return", "redo")))
    def move(self, act: str) -> None:
        if not self.saved or rules.objection(act, state=self.state, words="vì") is not None:
            return
        self.state = rules.state_after(act, self.state)
        self.signed = len(self.saved) if act == "sign" else self.signed

    @rule(place=st.sampled_from(PLACES), value=VALUES)
    def correct(self, place: Place, value: str) -> None:
        if rules.objection("correct", state=self.state, words="vì") is not None:
            return
        mend = corrections.Mending(*place, self.last.cells.get(place, ""), value, "vì")
        if corrections.objection_to_asking([mend]) is None:
            self.keep(corrections.corrected(self.last, [mend]), "lan")
            self.mended.append((len(self.saved), mend))
            self.state = rules.state_after("correct", self.state)

    @invariant()
    def every_value_ever_saved_is_found(self) -> None:
        for place, value in self.ever:
            assert value in {it.grid.cells.get(place, "") for it in values_of(self.saved, place)}

    @invariant()
    def every_correction_leads_from_the_old_value_to_the_new(self) -> None:
        for ordinal, mend in self.mended:
            place = (mend.row, mend.column)
            before, after = self.saved[ordinal - 2].grid, self.saved[ordinal - 1].grid
            assert before.cells.get(place, "") == mend.before
            assert after.cells.get(place, "") == mend.after

    @invariant()
    def what_changed_since_the_signing_is_all_that_changed(self) -> None:
        if not self.signed:
            return
        cells = dict(self.saved[self.signed - 1].grid.cells)
        for it in changed_since(self.saved, self.signed):
            assert cells.get((it.row, it.column), "") == it.before
            cells[(it.row, it.column)] = it.after
        assert {key: it for key, it in cells.items() if it} == self.last.cells

    @invariant()
    def an_accepted_form_changes_only_by_a_correction(self) -> None:
        if self.state == "accepted":
            assert self.signed == len(self.saved) - sum(n > self.signed for n, _ in self.mended)


def test_nothing_ever_saved_is_lost() -> None:
    run_state_machine_as_test(Ledger)


@given(st.lists(st.dictionaries(st.sampled_from(PLACES), st.sampled_from(("1", "2", "-")))))
def test_the_history_of_a_cell_tells_every_turn(cells: list[dict[Place, str]]) -> None:
    saved = [Saved(n, Grid((), it), "lan", DAY) for n, it in enumerate(cells, start=1)]
    turns = sum(
        any(it.row == "1" and it.column == "c1" for it in changes(before.grid, after.grid))
        for before, after in zip([Saved(0, Grid(), "", DAY), *saved], saved, strict=False)
    )
    assert len(values_of(saved, ("1", "c1"))) == turns
