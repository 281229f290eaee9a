"""On 1/7/2025 a Sở ends; the forms that it owes pass to the one that stands for it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from congtac.accounts.models import Post
from congtac.ground.audit.models import Line
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.notices.models import Notice
from congtac.organisations.models import HANDED_OVER, Handover, Succession, Unit
from congtac.organisations.rules import belongings
from congtac.organisations.rules.belongings import Belonging, Passing
from congtac.organisations.services import draw_up_handover, sign_handover
from congtac.statistics import permissions
from congtac.statistics.models import FormVersion, Period, Submission
from congtac.statistics.queries import submissions as queries
from congtac.statistics.queries.boards import Sought, board
from congtac.statistics.rules.grids import Grid
from congtac.statistics.services import calendars, handing_over
from congtac.statistics.services import submissions as services
from congtac.statistics.services.forms import load_forms
from congtac.statistics.tests.begun import as_keeper, kind_of, made_form
from congtac.statistics.tests.sent import gave

Cast = Mapping[str, Actor]
GIVER, HEIR, OTHER = "ninh-thuan.stp", "khanh-hoa-2025.stp", "an-giang-2025.stp"
LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)
PASSING = Passing(GIVER, HEIR, FIRST_DAY)
KINDS = (handing_over.OWED, handing_over.RECEIVED)


def at(cast: Cast, person: str, unit: str = HEIR) -> Actor:
    """A person of the cast in a post at another unit."""
    return replace(cast[person], unit=unit, unit_name=Unit.objects.get(key=unit).name)


@pytest.fixture
def opened(cast: Cast, on_day: Callable[[date], None]) -> tuple[Period, FormVersion]:
    """The six months of 2025, which end with the unit; one form of every Sở."""
    on_day(FIRST_DAY)
    calendars.load_calendars(SYSTEM)
    load_forms(SYSTEM, [made_form()], day=date(2025, 5, 20))
    kind = kind_of("tt-03-2019", "h1")
    period = calendars.open_period(as_keeper(cast), kind, 2025, day=date(2025, 5, 20))
    return period, FormVersion.objects.get()


@pytest.fixture
def begun(cast: Cast, opened: tuple[Period, FormVersion]) -> Submission:
    """The form as Lan left it: begun, a cell filled in."""
    period, version = opened
    asked = services.begin(cast["lan"], version, period, day=date(2025, 6, 17))
    grid = Grid((), {("1", "c1"): "120"})
    services.write(cast["lan"], asked, grid, seen=0, day=date(2025, 6, 17))
    return asked


def listed() -> list[Belonging]:
    return [it for it in belongings.open_at(GIVER, LAST_DAY) if it.kind in KINDS]


def hand_over(actor: Actor) -> None:
    belongings.pass_on(actor, PASSING, [(it.kind, it.key) for it in listed()])


def test_a_form_that_was_begun_passes_and_stays_the_old_units(
    cast: Cast, begun: Submission
) -> None:
    assert [(it.kind, it.key) for it in listed()] == [(handing_over.OWED, str(begun.pk))]
    hand_over(cast["an"])
    begun.refresh_from_db()
    assert (begun.unit.key, begun.heir and begun.heir.key) == (GIVER, HEIR)
    line = begun.lines.get(act="handover")
    assert line.words == f"{begun.unit_name} bàn giao cho {begun.answering_name}"
    assert Line.objects.filter(act="statistics.submission.handover").count() == 1
    assert listed() == []


def test_a_form_that_nobody_began_passes_too(
    cast: Cast, opened: tuple[Period, FormVersion]
) -> None:
    period, version = opened
    [one] = listed()
    assert one.name == f"{version.code}, {period}: {Unit.objects.get(key=GIVER).name}"
    hand_over(cast["an"])
    made = Submission.objects.get()
    assert (made.unit.key, made.heir and made.heir.key, made.state) == (GIVER, HEIR, "draft")
    assert made.receiver.key == "btp"
    assert [it.act for it in made.lines.all()] == ["begin", "handover"]
    assert listed() == []


def test_what_was_sent_stays_where_it_is(cast: Cast, opened: tuple[Period, FormVersion]) -> None:
    gave(opened[1], opened[0], GIVER, {".c1": "1"}, state="sent")
    assert listed() == []


def test_the_people_of_the_heir_fill_it_in_and_send_it_and_nobody_else(
    cast: Cast, begun: Submission
) -> None:
    stranger, officer, leader = at(cast, "hoa", OTHER), at(cast, "lan"), at(cast, "minh")
    assert not permissions.may_see_figures(officer, begun)
    hand_over(cast["an"])
    begun = Submission.objects.get(pk=begun.pk)
    grid = Grid((), {("1", "c1"): "120", ("1", "c2"): "70", ("1", "c3"): "50", ("1", "c4"): "-"})
    for nobody in (stranger, cast["lan"]):
        assert not permissions.may_see_figures(nobody, begun)
        with pytest.raises(Refused):
            services.write(nobody, begun, grid, seen=1, day=FIRST_DAY)
    with pytest.raises(Problem, match="STA-341"):
        services.write(officer, begun, grid, seen=1, day=FIRST_DAY)
    keeper = as_keeper(cast)
    until = date(2025, 7, 15)
    services.open_again(keeper, begun, until=until, reason="Bàn giao", day=FIRST_DAY)
    services.write(officer, begun, grid, seen=1, day=FIRST_DAY)
    services.submit(officer, begun, day=FIRST_DAY)
    services.check(leader, begun, day=FIRST_DAY)
    services.sign(replace(leader, post="Giám đốc"), begun, day=FIRST_DAY)
    services.send(officer, begun, day=FIRST_DAY)
    assert (begun.state, begun.unit.key) == ("sent", GIVER)
    services.accept(keeper, begun, day=FIRST_DAY)


def test_it_is_listed_with_the_heir_and_counted_under_the_old_unit(
    cast: Cast, begun: Submission
) -> None:
    leader = at(cast, "minh")
    assert queries.owed_by(HEIR, begun.period, FIRST_DAY) == []
    hand_over(cast["an"])
    [owed] = queries.owed_by(HEIR, begun.period, FIRST_DAY)
    assert (owed.unit.key, owed.submission) == (GIVER, begun)
    Submission.objects.filter(pk=begun.pk).update(state="submitted")
    assert begun in queries.waiting_inside(leader, FIRST_DAY)
    assert begun not in queries.waiting_inside(cast["minh"], FIRST_DAY)
    rows = board(as_keeper(cast), begun.period, FIRST_DAY, Sought()).rows
    assert GIVER in {it.unit.key for it in rows}
    assert HEIR not in {it.unit.key for it in rows}


def test_the_second_signature_passes_it_and_the_page_says_for_whom_it_is_done(
    cast: Cast, begun: Submission, client_of: Callable[[str], Client]
) -> None:
    succession = Succession.objects.get(predecessor__key=GIVER, successor__key=HEIR)
    Post.objects.filter(person__username="lan").update(unit=succession.successor)
    handover = draw_up_handover(cast["an"], succession)
    assert str(begun.pk) in set(handover.items.values_list("key", flat=True))
    sign_handover(cast["an"], handover, "giver", day=FIRST_DAY)
    begun.refresh_from_db()
    assert begun.heir is None
    sign_handover(at(cast, "minh"), handover, "receiver", day=FIRST_DAY)
    assert Handover.objects.get().state == HANDED_OVER
    lan = client_of("lan")
    page = lan.get(reverse("statistics:submission", args=[begun.pk])).content.decode()
    assert "Đơn vị làm thay" in page
    assert "Bàn giao" in page
    assert f"Làm thay {begun.unit_name}" in lan.get(reverse("statistics:mine")).content.decode()
    assert Notice.objects.filter(person__username="lan").exists()


def test_what_a_unit_was_to_take_passes_to_who_takes_in_its_place(
    cast: Cast, opened: tuple[Period, FormVersion]
) -> None:
    asked = gave(opened[1], opened[0], "khanh-hoa.stp", {".c1": "1"}, state="sent")
    Submission.objects.filter(pk=asked.pk).update(receiver=Unit.objects.get(key=GIVER))
    assert (handing_over.RECEIVED, str(asked.pk)) in [(it.kind, it.key) for it in listed()]
    hand_over(cast["an"])
    asked.refresh_from_db()
    assert asked.receiver.key == HEIR
    assert permissions.may_take(at(cast, "lan"), asked)
    assert asked in [it.submission for it in queries.owed_to(HEIR, asked.period, FIRST_DAY)]


def test_handing_over_twice_changes_nothing(cast: Cast, begun: Submission) -> None:
    keys = [it.key for it in listed()]
    for _ in range(2):
        handing_over.pass_forms(cast["an"], PASSING, keys)
    assert begun.lines.filter(act="handover").count() == 1


def test_the_database_lets_no_unit_be_its_own_heir(begun: Submission) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=begun.pk).update(heir=begun.unit)
