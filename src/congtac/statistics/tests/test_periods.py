"""Periods of statistics: the tables of docs/rules/statistics-periods.md, opening and moving."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from congtac.ground.audit.models import Line
from congtac.ground.calendars.services import load_special_days
from congtac.kernel.actor import SYSTEM, Actor, Watch
from congtac.kernel.numbers import parse_date
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations.models import Oversight, Unit
from congtac.organisations.services import give_oversight
from congtac.statistics.models import DueDate, Period, PeriodKind
from congtac.statistics.queries import periods as queries
from congtac.statistics.rules import periods as rules
from congtac.statistics.services import calendars

Cast = Mapping[str, Actor]
PAGE = Path(__file__).parents[4] / "docs" / "rules" / "statistics-periods.md"
DAY = date(2024, 5, 20)
MOVING = rules.Moving(date(2024, 6, 28), "2751/BTP-KHTC", date(2024, 5, 15), "Lỗi phần mềm")


def table(header: str) -> list[list[str]]:
    text = PAGE.read_text(encoding="utf-8")
    body = text[text.index(header) :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in body]


def kind(regime: str, key: str) -> PeriodKind:
    return PeriodKind.objects.select_related("regime").get(regime__key=regime, key=key)


@pytest.fixture
def keeper(cast: Cast) -> Actor:
    """Hà, whose unit watches the field of statistics."""
    calendars.load_calendars(SYSTEM)
    return replace(cast["ha"], watches=(Watch(fields=frozenset({"thong-ke"})),))


@pytest.fixture
def half_year(keeper: Actor) -> Period:
    load_special_days(SYSTEM)
    return calendars.open_period(keeper, kind("tt-03-2019", "h1"), 2024, day=DAY)


@pytest.mark.django_db
def test_each_regime_has_its_periods_and_data_windows() -> None:
    calendars.load_calendars(SYSTEM)
    for regime, key, year, code, start, actual, last in table("| regime | kind | year"):
        found = kind(regime, key)
        window = found.window(int(year))
        assert rules.named(found.code, int(year)) == code
        shown = (window.start, window.last_actual_day, window.last_day)
        assert shown == tuple(map(parse_date, (start, actual, last))), (regime, key)


@pytest.mark.django_db
def test_each_level_is_due_on_its_day_and_days_off_move_it(keeper: Actor) -> None:
    load_special_days(SYSTEM)
    for regime, key, year, level, due_on, counts in table("| regime | kind | of | level"):
        found = kind(regime, key)
        opened = Period.objects.filter(kind=found, year=int(year)).first()
        period = opened or calendars.open_period(keeper, found, int(year), day=DAY)
        due = queries.due_of(period, level)
        assert due is not None
        assert (due.due_on, due.counts) == (parse_date(due_on), parse_date(counts)), (key, level)


@pytest.mark.parametrize("row", table("| first window"))
def test_only_the_same_stretch_of_the_year_is_compared(row: list[str]) -> None:
    def read(text: str) -> rules.Window:
        year, first, last, actual = text.split()
        return rules.window(first=first, last=last, actual=actual, year=int(year))

    one, other, compares = row
    assert read(one).is_like(read(other)) == (compares == "yes")


@given(st.integers(2016, 2035), st.integers(2016, 2035))
def test_a_window_is_like_itself_in_every_year(year: int, other: int) -> None:
    def of(it: int) -> rules.Window:
        return rules.window(first="12-15-1", last="06-14", actual="06-14", year=it)

    assert of(year).is_like(of(other))
    assert of(year).start < of(year).actual_end <= of(year).end


def test_loading_twice_changes_nothing(db: None) -> None:
    assert calendars.load_calendars(SYSTEM) > 0
    assert calendars.load_calendars(SYSTEM) == 0
    assert Line.objects.filter(act="statistics.calendars.loaded").count() == 1


def test_a_letter_moves_the_last_day_and_the_old_one_stays(
    keeper: Actor, half_year: Period
) -> None:
    calendars.move_due(keeper, half_year, "department", MOVING, day=DAY)
    due = queries.due_of(half_year, "department")
    assert due is not None
    assert (due.counts, due.row.letter, due.is_moved) == (MOVING.due_on, MOVING.letter, True)
    days = [it.due_on for it in queries.history(half_year) if it.level == "department"]
    assert days == [MOVING.due_on, date(2024, 6, 25)]
    line = Line.objects.get(act="statistics.period.due_moved")
    assert "2751/BTP-KHTC" in bytes(line.body).decode()


@pytest.mark.parametrize(
    ("moving", "code"),
    [
        (replace(MOVING, letter=" "), "STA-301"),
        (replace(MOVING, letter_on=date(2024, 5, 21)), "STA-302"),
        (replace(MOVING, due_on=date(2024, 6, 25)), "STA-303"),
        (replace(MOVING, due_on=date(2024, 5, 31)), "STA-304"),
        (MOVING, None),
    ],
)
def test_it_refuses_a_letter_that_is_not_one(moving: rules.Moving, code: str | None) -> None:
    six = rules.window(first="01-01", last="06-30", actual="05-31", year=2024)
    objection = rules.objection_to_moving(
        moving, due_on=date(2024, 6, 25), actual_end=six.actual_end, today=DAY
    )
    assert objection == code


def test_a_move_that_a_rule_forbids_changes_nothing(keeper: Actor, half_year: Period) -> None:
    for level, moving, code in (
        ("department", replace(MOVING, letter=" "), "STA-301"),
        ("ministry", MOVING, "STA-308"),
    ):
        with pytest.raises(Problem, match=code):
            calendars.move_due(keeper, half_year, level, moving, day=DAY)
    assert not DueDate.objects.filter(ordinal__gt=1).exists()


def test_a_period_opens_once_and_only_under_a_regime_in_force(keeper: Actor) -> None:
    six = kind("tt-03-2019", "h1")
    calendars.open_period(keeper, six, 2024, day=DAY)
    with pytest.raises(Problem, match="STA-307"):
        calendars.open_period(keeper, six, 2024, day=DAY)
    with pytest.raises(Problem, match="STA-306"):
        calendars.open_period(keeper, six, 2026, day=DAY)


def test_nobody_but_the_keepers_opens_or_moves(cast: Cast, half_year: Period) -> None:
    for actor in cast.values():
        with pytest.raises(Refused, match="theo dõi lĩnh vực thống kê"):
            calendars.open_period(actor, half_year.kind, 2025, day=DAY)
        with pytest.raises(Refused, match="dời hạn"):
            calendars.move_due(actor, half_year, "department", MOVING, day=DAY)


def test_the_database_keeps_a_move_without_a_letter_out(half_year: Period) -> None:
    row = DueDate(period=half_year, level="department", ordinal=2, due_on=DAY)
    row.set_by_name, row.set_on = "?", DAY
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    with pytest.raises(TypeError):
        half_year.dues.all()[0].save()


def test_the_year_before_is_the_period_with_the_same_days(keeper: Actor, half_year: Period) -> None:
    before = calendars.open_period(keeper, half_year.kind, 2023, day=DAY)
    calendars.open_period(keeper, kind("thanh-tra", "h1"), 2023, day=DAY)
    assert queries.year_before(half_year) == before


def test_the_keeper_opens_and_moves_on_the_screens(
    keeper: Actor, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    on_day(DAY)
    watching = Oversight(watcher=Unit.objects.get(key="btp"), fields=["thong-ke"], basis="QĐ 1")
    watching.since = date(2024, 1, 1)
    give_oversight(SYSTEM, watching, [])
    browser = client_of("ha")
    asked = {"kind": kind("tt-03-2019", "h1").pk, "year": "2024"}
    browser.post("/thong-ke/ky/mo/", asked)
    period = Period.objects.get()
    address = f"/thong-ke/ky/{period.pk}/"
    told = {"level": "department", "due_on": "28/6/2024", "letter": "", "letter_on": "15/5/2024"}
    refused = browser.post(f"{address}doi-han/", told)
    assert refused.status_code == 422
    assert "28/6/2024" in refused.content.decode()
    page = browser.post(f"{address}doi-han/", {**told, "letter": "2751/BTP-KHTC"}, follow=True)
    assert "2751/BTP-KHTC" in page.content.decode()
    assert "28/06/2024" in browser.get("/thong-ke/ky/?che_do=tt-03-2019").content.decode()
    assert client_of("lan").get("/thong-ke/ky/mo/").status_code == 403


def test_the_list_of_periods_takes_the_same_queries_however_long(
    keeper: Actor, half_year: Period, client_of: Callable[[str], Client]
) -> None:
    browser = client_of("lan")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            browser.get("/thong-ke/ky/")
        return len(seen)

    asked()
    one = asked()
    for year in (2021, 2022, 2023):
        calendars.open_period(keeper, half_year.kind, year, day=DAY)
    assert asked() == one
