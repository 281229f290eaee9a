"""The page docs/rules/tellings.md: who is told of which act, and who is not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.db.models import F

from congtac.accounts.models import Person, Post
from congtac.accounts.services.people import add_person, appoint
from congtac.documents.tests.made import found
from congtac.ground.jobs.models import Schedule
from congtac.ground.jobs.services import plant_schedules, start
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.notices.models import Notice
from congtac.organisations.models import Unit
from congtac.programmes.models import Programme, Task
from congtac.programmes.services import cascade, difficulties, following, parts
from congtac.programmes.services import tasks as services
from congtac.programmes.services.telling import tell_due
from congtac.programmes.tests.made import ACCEPTED_ON, reading_of
from vanban.model import Agency

Cast = Mapping[str, Actor]
DAY = date(2024, 6, 3)
LATER = date(2024, 12, 31)


@pytest.fixture
def programme(cast: Cast) -> Programme:
    """Lan's unit keeps it; the unit of Hoa and of Bình leads task 1."""
    binh = add_person(SYSTEM, "binh", "Trần Thanh Bình")
    post = Post(person=binh, unit=Unit.objects.get(key="ninh-thuan.stc"), title="Giám đốc")
    post.roles, post.since = ["leader"], date(2023, 1, 1)
    appoint(SYSTEM, post)
    whole = found()
    first = replace(whole.tasks[0], lead=(Agency("Sở Tài chính", 0, 1),), coordinating=())
    reading = reading_of(cast["lan"], replace(whole, tasks=(first,)))
    return services.accept_plan(cast["lan"], reading, day=ACCEPTED_ON)


@pytest.fixture
def task(programme: Programme) -> Task:
    return programme.tasks.get()


@pytest.fixture
def binh(programme: Programme) -> Actor:
    post = Post.objects.select_related("unit").get(person__username="binh")
    roles = frozenset(post.roles)
    return Actor("binh", "Trần Thanh Bình", "Giám đốc", post.unit.key, post.unit.name, roles)


def told(*, since: int = 0) -> dict[str, set[str]]:
    """Who was told of which kinds after a notice."""
    found: dict[str, set[str]] = {}
    for notice in Notice.objects.filter(pk__gt=since).select_related("person"):
        found.setdefault(notice.kind.removeprefix("programmes."), set()).add(notice.person.username)
    return found


def last() -> int:
    newest = Notice.objects.order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


def all_read() -> None:
    Notice.objects.update(read_at=F("at"))


def test_each_unit_is_told_of_its_tasks_once(cast: Cast, task: Task) -> None:
    assert told() == {"task.assigned": {"hoa", "binh"}}
    notice = Notice.objects.get(person__username="hoa")
    assert notice.subject == f"Đơn vị được giao nhiệm vụ {task}"
    assert notice.address == f"/nhiem-vu/{task.pk}/"


def test_taking_and_reporting_tell_the_keeper(cast: Cast, task: Task) -> None:
    before = last()
    following.take(cast["hoa"], task, day=DAY)
    services.complete(cast["hoa"], task, done_on=DAY, note="Đã xong", day=DAY)
    assert told(since=before) == {"task.reported": {"lan"}}


@pytest.mark.parametrize("act", ["confirm", "return"])
def test_judging_a_report_tells_the_leading_unit(cast: Cast, task: Task, act: str) -> None:
    services.complete(cast["hoa"], task, done_on=DAY, note="", day=DAY)
    before = last()
    if act == "confirm":
        following.confirm(cast["lan"], task, note="", day=DAY)
    else:
        following.give_back(cast["lan"], task, reason="Thiếu phụ lục", day=DAY)
    assert told(since=before) == {"task.decided": {"hoa", "binh"}}


def test_cancelling_and_reopening_tell_the_leading_unit(cast: Cast, task: Task) -> None:
    before = last()
    following.cancel(cast["minh"], task, reason="Không cần nữa", day=DAY)
    assert told(since=before) == {"task.decided": {"hoa", "binh"}}
    before = last()
    services.reopen(cast["minh"], task, reason="Cần lại", day=DAY)
    assert told(since=before) == {"task.decided": {"hoa", "binh"}}


def test_an_extension_asked_at_five_tells_the_leader_of_the_keeper(
    cast: Cast, task: Task, settings: Any
) -> None:
    settings.EMAIL_HOST = "mail.example.vn"
    Person.objects.filter(username="minh").update(email="minh@example.vn")
    before = last()
    with transaction.atomic():
        following.ask_extension(
            cast["hoa"], task, asked_for=LATER, reason="Chờ số liệu của các huyện", day=DAY
        )
    assert told(since=before) == {"extension.asked": {"minh"}}
    notice = Notice.objects.get(kind="programmes.extension.asked")
    assert (notice.text, notice.way) == ("Chờ số liệu của các huyện", "now")
    assert [letter.to for letter in mail.outbox] == [["minh@example.vn"]]


@pytest.mark.parametrize("is_granted", [True, False])
def test_the_answer_to_it_tells_the_leading_unit(
    cast: Cast, task: Task, *, is_granted: bool
) -> None:
    asked = following.ask_extension(
        cast["hoa"], task, asked_for=LATER, reason="Chờ số liệu", day=DAY
    )
    before = last()
    decide = following.grant_extension if is_granted else following.decline_extension
    decide(cast["minh"], asked, note="Theo đề nghị", day=DAY)
    assert told(since=before) == {"extension.decided": {"hoa", "binh"}}


def test_what_is_refused_tells_nobody(cast: Cast, task: Task) -> None:
    before = last()
    with pytest.raises(Problem):
        following.give_back(cast["lan"], task, reason="Chưa báo", day=DAY)
    assert told(since=before) == {}


def test_what_is_undone_was_never_told(cast: Cast, task: Task) -> None:
    before = last()
    with transaction.atomic():
        following.take(cast["hoa"], task, day=DAY)
        transaction.set_rollback(True)
    assert told(since=before) == {}


def test_a_part_goes_between_its_person_and_the_leaders(
    cast: Cast, task: Task, binh: Actor
) -> None:
    before = last()
    part = parts.give(binh, task, parts.Order("Soạn tờ trình", "hoa", DAY), day=DAY)
    assert told(since=before) == {"part.moved": {"hoa"}}
    before = last()
    parts.send(cast["hoa"], part, words="Đã soạn", day=DAY)
    assert told(since=before) == {"part.moved": {"binh"}}
    all_read()
    before = last()
    parts.give_back(binh, part, words="Bổ sung số liệu", day=DAY)
    parts.send(cast["hoa"], part, words="Đã bổ sung", day=DAY)
    parts.approve(binh, part, words="", day=DAY)
    assert told(since=before) == {"part.moved": {"hoa", "binh"}}


def test_a_difficulty_goes_between_both_bodies(cast: Cast, task: Task) -> None:
    keeper, ministry = (Unit.objects.get(key=key) for key in ("ninh-thuan.stp", "btp"))
    before = last()
    raised = difficulties.raise_difficulty(
        cast["hoa"],
        task,
        difficulties.Issue("obstacle", "Chưa có mẫu phiếu", keeper),
        day=DAY,
    )
    assert told(since=before) == {"difficulty.moved": {"lan", "minh"}}
    before = last()
    passed = difficulties.Reply("pass", "Thuộc Bộ", passed_to=ministry)
    difficulties.reply(cast["lan"], raised, passed, day=DAY)
    assert told(since=before) == {"difficulty.moved": {"hoa", "binh", "ha", "an"}}
    before = last()
    difficulties.reply(cast["ha"], raised, difficulties.Reply("answer", "Dùng mẫu 03"), day=DAY)
    assert told(since=before) == {"difficulty.moved": {"hoa", "binh"}}


def test_a_programme_under_another_tells_its_keeper(cast: Cast, programme: Programme) -> None:
    before = last()
    heading = cascade.Heading("Kế hoạch của Sở Tài chính")
    own = cascade.make_programme(cast["hoa"], heading, above=programme, day=DAY)
    assert told(since=before) == {"programme.below": {"lan"}}
    before = last()
    cascade.take_over(cast["hoa"], own, programme.tasks.all(), day=DAY)
    assert told(since=before) == {"task.assigned": {"binh"}}, "never who acts"


def test_what_falls_due_is_told_once_for_each_last_day(cast: Cast, task: Task) -> None:
    due_on = task.due_on
    assert due_on is not None
    before = last()
    assert tell_due(due_on.replace(day=due_on.day - 1)) == 1
    assert told(since=before) == {"task.due": {"hoa", "binh"}}
    all_read()
    assert tell_due(due_on) == 0
    before = last()
    assert tell_due(LATER) == 1
    assert told(since=before) == {"task.overdue": {"hoa", "binh", "lan"}}
    assert tell_due(LATER) == 0


def test_it_is_looked_for_every_working_morning(cast: Cast, task: Task) -> None:
    plant_schedules()
    row = Schedule.objects.get(kind="programmes.due")
    assert (f"{row.at:%H:%M}", row.workdays_only) == ("06:30", True)
    assert start(SYSTEM, "programmes.due").result == {"tasks": 1}, "the real day is past its end"
