"""What is typed is kept before it is saved, and two people in one form lose nothing."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics.models import Draft, Submission
from congtac.statistics.queries import drafts as queries
from congtac.statistics.queries.submissions import grid_of, revision
from congtac.statistics.rules.entry import APART, fields_of, read_posted
from congtac.statistics.rules.grids import Grid, merge
from congtac.statistics.services import drafts as services
from congtac.statistics.services import submissions
from congtac.statistics.tests.begun import DAY, open_half_year
from congtac.statistics.tests.made import PETITIONS

Cast = Mapping[str, Actor]
GOOD = {"1.c1": "120", "1.c2": "70", "1.c3": "50", "1.c4": "-"}


@pytest.fixture
def begun(cast: Cast) -> Submission:
    """The six months of 2024 at the Sở of Lan and Minh, begun."""
    period, version = open_half_year(cast)
    return submissions.begin(cast["lan"], version, period, day=DAY)


def typed(asked: Submission, *, ordinal: int = 0, page: str = "a", **cells: str) -> services.Typed:
    fields = {f"1.{code}": value for code, value in cells.items()}
    posted = read_posted(asked.form.form, fields)
    return services.Typed(fields, posted, asked.revisions_count, page, ordinal)


def saved(actor: Actor, asked: Submission, *, seen: int = 0, **cells: str) -> Any:
    kept = {("1", code): value for code, value in cells.items()}
    return services.save(actor, asked, Grid((), kept), seen=seen, day=DAY)


def test_what_one_types_is_kept_faults_and_all_and_is_no_revision(
    cast: Cast, begun: Submission
) -> None:
    lines = Line.objects.count()
    draft = services.keep(cast["lan"], begun, typed(begun, c1="120", c2="(5)", c3="…", c4=""))
    assert draft is not None
    assert (draft.fields, draft.count) == ({"1.c1": "120", "1.c2": "(5)", "1.c3": "…"}, 3)
    assert begun.revisions_count == 0
    assert Line.objects.count() == lines, "nothing official happened"
    posted = queries.posted_of(draft)
    assert posted.typed["1", "c2"] == "(5)"


def test_saving_ends_the_draft_and_so_does_typing_it_back(cast: Cast, begun: Submission) -> None:
    services.keep(cast["lan"], begun, typed(begun, c1="5"))
    services.keep(cast["minh"], begun, typed(begun, c1="6"))
    saved(cast["lan"], begun, c1="5")
    assert [it.person for it in begun.drafts.all()] == ["minh"], "the other's stays"
    begun.refresh_from_db()
    services.keep(cast["lan"], begun, typed(begun, c1="7"))
    assert services.keep(cast["lan"], begun, typed(begun, c1="5")) is None
    services.drop(cast["minh"], begun)
    assert not Draft.objects.exists()


def test_what_a_left_page_keeps_after_its_saving_is_no_draft(cast: Cast, begun: Submission) -> None:
    lan, late = cast["lan"], typed(begun, c1="5")
    between = Submission.objects.get(pk=begun.pk)
    saved(lan, begun, c1="5")
    begun.refresh_from_db()
    assert services.keep(lan, begun, late) is None
    services.keep(lan, between, late)
    assert queries.own(lan, begun) is not None, "it was read before the saving"
    assert queries.standing(lan, begun) is None
    begun.drafts.all().delete()
    services.keep(lan, begun, replace(late, posted=typed(begun, c1="5", c2="3").posted))
    draft = queries.own(lan, begun)
    assert draft is not None
    assert draft.count == 1, "only what isn't saved"


def test_a_second_window_does_not_write_over_the_first(cast: Cast, begun: Submission) -> None:
    first = services.keep(cast["lan"], begun, typed(begun, c1="5"))
    assert first is not None
    with pytest.raises(Problem, match="STA-360"):
        services.keep(cast["lan"], begun, typed(begun, c1="9", page="b"))
    with pytest.raises(Problem, match="STA-360"):
        services.keep(cast["lan"], begun, typed(begun, page="b"))
    again = services.keep(cast["lan"], begun, typed(begun, c1="8", page="b", ordinal=1))
    assert again is not None
    assert (again.fields, again.ordinal) == ({"1.c1": "8"}, 2)
    with pytest.raises(Problem, match="STA-360"):
        services.keep(cast["lan"], begun, typed(begun, c1="5", page="a", ordinal=1))


def test_strangers_keep_nothing_and_nothing_is_kept_of_a_form_on_its_way(
    cast: Cast, begun: Submission
) -> None:
    for name in ("hoa", "ha", "an"):
        with pytest.raises(Refused):
            services.keep(cast[name], begun, typed(begun, c1="5"))
        with pytest.raises(Refused):
            services.drop(cast[name], begun)
    saved(cast["lan"], begun, c1="120", c2="70", c3="50", c4="-")
    submissions.submit(cast["lan"], begun, day=DAY)
    with pytest.raises(Problem, match="STA-340"):
        services.keep(cast["minh"], begun, typed(begun, c1="5"))
    begun.state = "draft"
    unseen = services.Typed({}, read_posted(begun.form.form, {}), begun.revisions_count + 1, "a", 0)
    with pytest.raises(Problem, match="STA-361"):
        services.keep(cast["minh"], begun, unseen)


def test_two_rows_of_one_name_or_of_none_stay_apart() -> None:
    fields = {
        "+1": "Xã A", "+1.slot": "Xã...", "+1.c1": "1",
        "+2": "xã a", "+2.slot": "Xã...", "+2.c1": "2",
        "+3": "", "+3.slot": "Xã...", "+3.c1": "3",
        "+4": "II", "+4.slot": "Xã...", "+4.c1": "4",
    }  # fmt: skip
    posted = read_posted(PETITIONS, fields)
    assert posted.is_misnamed
    assert [name.partition(APART)[0] for _slot, name in posted.rows] == ["Xã A", "xã a", "", "II"]
    assert fields_of(PETITIONS, fields) == fields


names = st.sampled_from(["", "Xã A", "xã a", "Xã B"])
values = st.sampled_from(["", "0", "-", "…", "5", "(1)", "1.234,5"])


@given(st.lists(st.tuples(names, values, values), max_size=4), st.dictionaries(names, values))
def test_a_page_is_kept_and_read_back_as_it_was(rows: Any, cells: Mapping[str, str]) -> None:
    fields = {f"Tổng số.c{n}": value for n, value in enumerate(cells.values(), start=1)}
    for at, (name, first, second) in enumerate(rows, start=1):
        fields |= {f"+{at}": name, f"+{at}.slot": "Xã...", f"+{at}.c1": first, f"+{at}.c2": second}
    once = fields_of(PETITIONS, fields)
    assert read_posted(PETITIONS, once) == read_posted(PETITIONS, fields)
    assert fields_of(PETITIONS, once) == once


cell = st.sampled_from(["", "1", "2", "-"])
row_names = st.sets(st.sampled_from(["Xã A", "Xã B", "Xã C"]))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    rows = sorted(draw(row_names))
    places = [(row, column) for row in ("Tổng số", *rows) for column in ("c1", "c2")]
    kept = {place: draw(cell) for place in places}
    slots = tuple(("Xã...", row) for row in rows)
    return Grid(slots, {place: value for place, value in kept.items() if value})


@given(grids(), grids(), grids())
def test_two_peoples_figures_are_put_together_and_nothing_is_lost(
    base: Grid, mine: Grid, theirs: Grid
) -> None:
    merged = merge(base, mine, theirs)
    clashes = {(it.row, it.column): it for it in merged.clashes}
    rows = {"Tổng số", *(row for _slot, row in merged.grid.rows)}
    for place in {*base.cells, *mine.cells, *theirs.cells}:
        old, my, their = (it.cells.get(place, "") for it in (base, mine, theirs))
        now = merged.grid.cells.get(place, "")
        if my == old:
            assert now == their
        elif their in (old, my):
            assert now == my
        else:
            assert (now, clashes[place].before, clashes[place].after) == (my, their, my)
    assert {row for row, _column in merged.grid.cells} <= rows, "no cell without its row"
    assert len(set(merged.grid.rows)) == len(merged.grid.rows)


# The screens


def kept(browser: Client, asked: Submission, *, ban: int, nhap: int = 0, **cells: str) -> Any:
    body = {"ban": ban, "nhap": nhap, "trang": "a", "o": {f"1.{it}": v for it, v in cells.items()}}
    address = f"/thong-ke/bieu/{asked.pk}/nhap/giu/"
    return browser.post(address, json.dumps(body), content_type="application/json")


def test_the_page_is_answered_with_findings_at_their_cells(
    begun: Submission, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    on_day(DAY)
    lan, minh = client_of("lan"), client_of("minh")
    assert kept(minh, begun, ban=0, c4="3").status_code == 200
    said = kept(lan, begun, ban=0, c1="120", c2="70", c3="40", c4="(1)").json()
    assert (said["ordinal"], said["count"], said["revision"]) == (1, 4, 0)
    assert list(said["faults"]) == ["1.c4"]
    found = {tuple(it["cells"]): it["words"] for it in said["findings"]}
    assert "110" in found["1.c1", "1.c2", "1.c3"]
    assert ("1.c4",) not in found, "a cell that can't be read isn't told to be empty as well"
    assert len(said["others"]) == 1
    assert "1 ô chưa lưu" in said["others"][0]
    page = lan.get(f"/thong-ke/bieu/{begun.pk}/nhap/").content.decode()
    assert 'value="(1)"' in page
    assert "Bỏ phần chưa lưu" in page
    assert "đang nhập, 1 ô chưa lưu" in page
    lan.post(f"/thong-ke/bieu/{begun.pk}/nhap/bo/")
    assert 'value="(1)"' not in lan.get(f"/thong-ke/bieu/{begun.pk}/nhap/").content.decode()


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"o": 5}', '{"o": {}, "ban": 99}', "\xff"])
def test_what_no_page_of_ours_sends_is_refused(
    begun: Submission, client_of: Callable[[str], Client], on_day: Callable[[date], None], body: str
) -> None:
    on_day(DAY)
    address = f"/thong-ke/bieu/{begun.pk}/nhap/giu/"
    answer = client_of("lan").post(address, body, content_type="application/json")
    assert answer.status_code == 409
    assert answer.json()["code"] == "STA-361"
    assert client_of("hoa").post(address, body, content_type="application/json").status_code == 403


def test_what_others_saved_meanwhile_survives_a_fault_and_a_clash_is_chosen_cell_by_cell(
    cast: Cast,
    begun: Submission,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    lan, minh = client_of("lan"), client_of("minh")
    address = f"/thong-ke/bieu/{begun.pk}/nhap/"
    lan.post(address, {**GOOD, "ban": "0"})
    minh.post(address, {**GOOD, "1.c2": "80", "1.c3": "40", "1.c4": "7", "ban": "1"})
    faulty = lan.post(address, {**GOOD, "1.c1": "(1)", "1.c2": "90", "ban": "1"})
    assert faulty.status_code == 422
    assert 'name="ban" value="1"' in faulty.content.decode(), "it still knows what Lan saw"
    page = lan.post(address, {**GOOD, "1.c1": "121", "1.c2": "90", "1.c3": "31", "ban": "1"})
    assert page.status_code == 422
    shown = page.content.decode()
    assert 'name="ban" value="2"' in shown
    assert 'name="chon.1.c2"' in shown
    assert 'name="1.c4" value="7"' in shown, "what only Minh changed is there"
    assert cast["minh"].name in shown
    chosen = {"chon.1.c2": "ho", "chon.1.c3": "toi"}
    given = {"1.c1": "121", "1.c2": "90", "1.c3": "31", "1.c4": "7", "ban": "2"}
    assert lan.post(address, {**given, **chosen}).status_code == 302
    begun.refresh_from_db()
    cells = grid_of(revision(begun)).cells
    assert [cells["1", it] for it in ("c1", "c2", "c3", "c4")] == ["121", "80", "31", "7"]


def test_one_more_person_at_work_costs_no_query(
    cast: Cast,
    begun: Submission,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    lan = client_of("lan")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            lan.get(f"/thong-ke/bieu/{begun.pk}/nhap/")
        return len(seen)

    services.keep(cast["minh"], begun, typed(begun, c1="6"))
    asked()
    one = asked()
    draft = begun.drafts.get()
    for number in range(4):
        more = Draft(submission=begun, person=f"p{number}", person_name="x", count=1, page="a")
        more.at = draft.at
        more.save()
    assert asked() == one
