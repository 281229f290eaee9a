"""Who watches a field of work in a territory sees its tasks there, and confirms them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from congtac.accounts.queries import watching
from congtac.kernel.actor import Actor
from congtac.organisations.models import Oversight, Unit
from congtac.organisations.rules.lives import Order
from congtac.organisations.services import end_oversight, give_oversight
from congtac.programmes.models import LEAD, Programme, Task
from congtac.programmes.permissions import may_confirm, may_report, may_see_programme, may_see_task
from congtac.programmes.queries.seen import programmes_seen_by, tasks_seen_by
from congtac.programmes.tests.made import accepted

Cast = Mapping[str, Actor]
DAY = date(2024, 6, 3)


@pytest.fixture
def task(cast: Cast) -> Task:
    """A task of civil status that the Department of Lan leads, and nobody else has a part in."""
    made = accepted(cast["lan"]).tasks.filter(assignments__unit__isnull=False).first()
    assert made is not None
    made.assignments.exclude(role=LEAD).delete()
    made.assignments.update(unit=Unit.objects.get(key="ninh-thuan.stp"))
    Task.objects.filter(pk=made.pk).update(field="ho-tich")
    return Task.objects.get(pk=made.pk)


def watcher(cast: Cast, name: str = "hoa", field: str = "ho-tich") -> Actor:
    """A member of the cast who watches a field in Ninh Thuận, as who they are that day."""
    actor = cast[name]
    unit = Unit.objects.get(key=actor.unit)
    given = Oversight(watcher=unit, fields=[field], since=date(2024, 1, 1), basis="QĐ 01")
    give_oversight(cast["an"], given, [Unit.objects.get(key="ninh-thuan")])
    return watching(actor, DAY)


def test_a_stranger_sees_the_task_only_once_they_watch_its_field(cast: Cast, task: Task) -> None:
    assert not may_see_task(cast["hoa"], task)
    assert task not in tasks_seen_by(cast["hoa"])
    hoa = watcher(cast)
    assert may_see_task(hoa, task)
    assert may_see_programme(hoa, task.programme)
    assert list(tasks_seen_by(hoa)) == [task]
    assert list(programmes_seen_by(hoa)) == [task.programme]


def test_who_watches_another_field_sees_nothing_more(cast: Cast, task: Task) -> None:
    hoa = watcher(cast, field="nuoi-con-nuoi")
    assert not may_see_task(hoa, task)
    assert not tasks_seen_by(hoa)


def test_who_watches_elsewhere_sees_nothing_more(cast: Cast, task: Task) -> None:
    task.assignments.filter(role=LEAD).update(unit=Unit.objects.get(key="ha-noi.stp"))
    hoa = watcher(cast)
    assert not may_see_task(hoa, Task.objects.get(pk=task.pk))
    assert not tasks_seen_by(hoa)


def test_who_watches_confirms_on_the_keepers_side_and_reports_nothing(
    cast: Cast, task: Task
) -> None:
    assert not may_confirm(cast["hoa"], task)
    hoa = watcher(cast)
    assert may_confirm(hoa, task)
    assert not may_report(hoa, task)
    Programme.objects.filter(pk=task.programme_id).update(unit="btp")
    assert not may_confirm(hoa, Task.objects.get(pk=task.pk))


def test_the_page_opens_to_who_watches_and_shuts_when_that_ends(
    cast: Cast, task: Task, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    on_day(DAY)
    address = f"/nhiem-vu/{task.pk}/"
    assert client_of("hoa").get(address).status_code == 403
    watcher(cast)
    assert client_of("hoa").get(address).status_code == 200
    end_oversight(cast["an"], Oversight.objects.get(), Order(DAY, "QĐ 02"))
    assert client_of("hoa").get(address).status_code == 403


def test_an_actor_without_oversight_watches_nothing(cast: Cast) -> None:
    assert watching(cast["lan"], DAY) == replace(cast["lan"], watches=())
