"""On 1/7/2025 a Sở ends; what is open at it passes to the one that stands for it."""

from collections.abc import Mapping
from datetime import date

import pytest

from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.organisations.models import Unit
from congtac.organisations.rules import belongings
from congtac.organisations.rules.belongings import Passing
from congtac.programmes.models import Programme
from congtac.programmes.queries.counting import total
from congtac.programmes.services import difficulties, parts
from congtac.programmes.services.tasks import report_progress
from congtac.programmes.tests.made import accepted, task_of

Cast = Mapping[str, Actor]
GIVER, RECEIVER = "ninh-thuan.stp", "khanh-hoa-2025.stp"
LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)
PASSING = Passing(GIVER, RECEIVER, FIRST_DAY)


@pytest.fixture
def programme(cast: Cast) -> Programme:
    return accepted(cast["lan"])


def hand_over(actor: Actor) -> None:
    found = belongings.open_at(GIVER, LAST_DAY)
    belongings.pass_on(actor, PASSING, [(it.kind, it.key) for it in found])


def test_programmes_tasks_and_difficulties_pass(cast: Cast, programme: Programme) -> None:
    task = task_of(programme, "1")
    order = parts.Order("Lập danh mục", "lan", date(2025, 6, 20))
    part = parts.give(cast["minh"], task, order, day=date(2025, 6, 2))
    issue = difficulties.Issue("obstacle", "Thiếu kinh phí", Unit.objects.get(key=GIVER))
    item = difficulties.raise_difficulty(cast["hoa"], task, issue, day=date(2025, 6, 2))
    hand_over(cast["minh"])
    for thing in (programme, part, item):
        thing.refresh_from_db()
    assert (programme.unit, part.unit, item.responsible.key) == (RECEIVER,) * 3
    assert task.assignments.filter(unit__key=RECEIVER, role="lead").count() == 1
    assert task.steps.filter(act="handover", recorded_on=FIRST_DAY).count() == 1
    assert Line.objects.filter(act="programmes.task.handover").count() == 1
    assert not belongings.open_at(GIVER, LAST_DAY)


def test_the_history_and_the_counts_of_before_stay(cast: Cast, programme: Programme) -> None:
    task, everyone = task_of(programme, "1"), cast["ha"]
    report_progress(cast["lan"], task, percent=40, note="", day=date(2025, 7, 3))
    then = total(everyone, LAST_DAY)
    hand_over(cast["minh"])
    task.refresh_from_db()
    assert (task.state, task.progress) == ("in_progress", 40)
    assert task.steps.get(act="handover").recorded_on == date(2025, 7, 3)
    assert total(everyone, LAST_DAY) == then


def test_what_is_finished_stays_where_it_is(cast: Cast, programme: Programme) -> None:
    programme.tasks.update(state="cancelled")
    assert not belongings.open_at(GIVER, LAST_DAY)
