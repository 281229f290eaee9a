"""Counts as of any past day: the page docs/rules/counting.md."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congtac.kernel.actor import Actor
from congtac.programmes.models import Programme, Step
from congtac.programmes.queries import counting as queries
from congtac.programmes.rules.counting import Tally, place_of, sentence, tally
from congtac.programmes.rules.lateness import Moment
from congtac.programmes.rules.standing import FINISHED, STATES
from congtac.programmes.services import following
from congtac.programmes.services.tasks import complete, reopen, report_progress
from congtac.programmes.tests.made import ACCEPTED_ON, accepted, task_of

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]
DUE, AFTER, LATER = date(2024, 6, 30), date(2024, 7, 1), date(2024, 7, 2)

TABLE = [
    ("assigned", DUE, None, DUE, "in_time"),
    ("in_progress", DUE, None, AFTER, "overdue"),
    ("in_progress", None, None, LATER, "without_deadline"),
    ("reported", DUE, DUE, LATER, "in_time"),
    ("reported", DUE, AFTER, LATER, "overdue"),
    ("returned", DUE, None, LATER, "overdue"),
    ("done", DUE, DUE, LATER, "done_in_time"),
    ("done", DUE, AFTER, LATER, "done_late"),
    ("done", None, AFTER, LATER, "done_in_time"),
    ("cancelled", DUE, None, LATER, "stopped"),
]


@pytest.mark.parametrize(("state", "due", "done", "day", "place"), TABLE)
def test_a_task_is_counted_where_the_table_says(
    state: str, due: date | None, done: date | None, day: date, place: str
) -> None:
    assert place_of(day, Moment(ACCEPTED_ON, state, due, done)) == place


def test_a_hundred_and_thirteen_are_a_hundred_and_four_and_nine() -> None:
    counted = Tally(done_in_time=104, without_deadline=9)
    assert counted.total == 113
    words = "Được giao 113 nhiệm vụ: 104 hoàn thành; 9 không có thời hạn, đang thực hiện."
    assert sentence(counted) == words


offsets = st.integers(0, 60).map(lambda days: ACCEPTED_ON + timedelta(days=days))


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """Any step whatever."""
    state = draw(st.sampled_from(STATES))
    on, due = draw(offsets), draw(st.none() | offsets)
    return Moment(on, state, due, on if state in FINISHED else None)


histories = st.lists(
    st.lists(moments(), max_size=4).map(lambda some: sorted(some, key=lambda it: it.recorded_on)),
    max_size=4,
)


@UNHURRIED
@given(histories, offsets, st.lists(moments(), max_size=4))
def test_later_steps_never_change_the_counts_of_a_day(
    before: list[list[Moment]], day: date, later: Sequence[Moment]
) -> None:
    added = sorted((it for it in later if it.recorded_on > day), key=lambda it: it.recorded_on)
    after = [[*(it for it in history if it.recorded_on <= day), *added] for history in before]
    assert tally(before, day) == tally(after, day)


@UNHURRIED
@given(histories, offsets)
def test_every_task_known_is_counted_exactly_once(some: list[list[Moment]], day: date) -> None:
    known = sum(any(it.recorded_on <= day for it in history) for history in some)
    counted = tally(some, day)
    assert counted.total + counted.stopped == known


@pytest.fixture
def programme(cast: Cast) -> Programme:
    """Task 1 is worked on, late, done, reopened and extended; task 2 goes on."""
    made = accepted(cast["lan"])
    lan, minh, first = cast["lan"], cast["minh"], task_of(made, "1")
    report_progress(lan, first, percent=40, note="", day=date(2024, 6, 3))
    complete(lan, first, done_on=date(2024, 7, 3), note="", day=date(2024, 7, 5))
    reopen(minh, first, reason="Thiếu", day=date(2024, 7, 8))
    extension = following.ask_extension(
        lan, first, asked_for=date(2024, 8, 31), reason="Chờ", day=date(2024, 7, 9)
    )
    following.grant_extension(minh, extension, note="", day=date(2024, 7, 10))
    first.refresh_from_db()
    complete(lan, first, done_on=date(2024, 8, 1), note="", day=date(2024, 8, 2))
    return made


def test_the_database_counts_every_day_as_the_rule_does(cast: Cast, programme: Programme) -> None:
    steps: dict[int, list[Moment]] = {}
    for it in Step.objects.order_by("task", "ordinal"):
        moment = Moment(it.recorded_on, it.state, it.due_on, it.done_on)
        steps.setdefault(it.task_id, []).append(moment)
    for offset in range(-1, 160):
        day = ACCEPTED_ON + timedelta(days=offset)
        assert queries.total(cast["lan"], day) == tally(steps.values(), day), day


def test_the_counts_of_past_days_stay(cast: Cast, programme: Programme) -> None:
    lan = cast["lan"]
    days = [date(2024, 3, 10), DUE, AFTER, date(2024, 7, 6), date(2024, 7, 9), date(2024, 7, 11)]
    then = [queries.total(lan, day) for day in days]
    assert [it.total for it in then] == [0, 2, 2, 2, 2, 2]
    assert [it.overdue for it in then] == [0, 0, 1, 0, 1, 0]
    assert then[3].done_late == 1
    task = task_of(programme, "2")
    following.cancel(cast["minh"], task, reason="Chuyển", day=date(2024, 9, 1))
    assert [queries.total(lan, day) for day in days] == then
    assert queries.total(lan, date(2024, 9, 1)) == Tally(done_in_time=1, stopped=1)


def test_lines_by_programme_and_by_lead_add_up(cast: Cast, programme: Programme) -> None:
    day, lan = date(2024, 7, 6), cast["lan"]
    assert [line.tally for line in queries.by_programme(lan, day)] == [queries.total(lan, day)]
    leads = {line.name: line.tally for line in queries.by_lead(lan, day, programme.pk)}
    assert leads["Sở Tư pháp"] == Tally(done_late=1)
    assert leads["Hội Luật gia tỉnh"] == Tally(without_deadline=1)


def test_a_stranger_counts_only_what_her_unit_has_a_part_in(
    cast: Cast, programme: Programme
) -> None:
    assert queries.total(cast["hoa"], DUE).total == 1
    assert queries.total(cast["ha"], DUE).total == 2


def test_the_screen_counts_as_of_a_day_and_refuses_one_to_come(
    programme: Programme, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(date(2024, 9, 2))
    lan = client_of("lan")
    shown = lan.get("/nhiem-vu/so-lieu/?ngay=06/07/2024").content.decode()
    assert "Được giao 2 nhiệm vụ: 1 hoàn thành (1 muộn)" in shown
    assert "Sở Tư pháp" in shown
    refused = lan.get("/nhiem-vu/so-lieu/?ngay=03/09/2024")
    assert (refused.status_code, "sau hôm nay" in refused.content.decode()) == (422, True)
    assert "1 hoàn thành" in lan.get("/nhiem-vu/so-lieu/").content.decode()
    one = lan.get(f"/nhiem-vu/so-lieu/?ngay=06/07/2024&chuong_trinh={programme.pk}")
    assert "Được giao 2" in one.content.decode()


def test_it_asks_the_database_as_often_for_two_as_for_many(
    cast: Cast, programme: Programme, client_of: ClientOf
) -> None:
    lan = client_of("lan")
    lan.get("/nhiem-vu/so-lieu/")
    with CaptureQueriesContext(connection) as for_two:
        lan.get("/nhiem-vu/so-lieu/")
    for _ in range(4):
        accepted(cast["lan"])
    with CaptureQueriesContext(connection) as for_many:
        lan.get("/nhiem-vu/so-lieu/")
    assert len(for_many) == len(for_two)
