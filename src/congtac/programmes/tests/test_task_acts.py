"""Reporting progress, completing, reopening: the tables of docs/rules/task-states.md."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.programmes.models import Task
from congtac.programmes.permissions import may_reopen, may_report, may_see_task
from congtac.programmes.services.tasks import complete, reopen, report_progress
from congtac.programmes.tests.made import accepted, reading_behind, task_of

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
DAY = date(2024, 6, 3)


@pytest.fixture
def task(cast: Cast) -> Task:
    return task_of(accepted(cast["lan"]), "1")


def state_of(task: Task) -> tuple[str, int, date | None]:
    task.refresh_from_db()
    return task.state, task.progress, task.done_on


def test_progress_is_reported_and_leaves_a_line(cast: Cast, task: Task) -> None:
    report_progress(cast["lan"], task, percent=40, note="Xong đợt một", day=DAY)
    assert state_of(task) == ("in_progress", 40, None)
    steps = list(task.steps.values_list("act", "progress", "note", "person"))
    assert steps == [("assign", 0, "", "lan"), ("progress", 40, "Xong đợt một", "lan")]
    assert Line.objects.filter(act="programmes.task.progress").count() == 1


def test_a_task_is_completed_on_a_day(cast: Cast, task: Task) -> None:
    complete(cast["minh"], task, done_on=date(2024, 5, 31), note="", day=DAY)
    assert state_of(task) == ("done", 100, date(2024, 5, 31))


def test_the_same_twice_is_refused(cast: Cast, task: Task) -> None:
    report_progress(cast["lan"], task, percent=40, note="", day=DAY)
    with pytest.raises(Problem, match="PRG-012"):
        report_progress(cast["lan"], task, percent=40, note="", day=DAY)
    complete(cast["lan"], task, done_on=DAY, note="", day=DAY)
    with pytest.raises(Problem, match="PRG-010"):
        complete(cast["lan"], task, done_on=DAY, note="", day=DAY)
    assert task.steps.count() == 3


def test_of_two_at_the_same_moment_one_is_told_to_look_again(cast: Cast, task: Task) -> None:
    same = Task.objects.get(pk=task.pk)
    report_progress(cast["lan"], task, percent=40, note="", day=DAY)
    with pytest.raises(Problem, match="PRG-002"):
        report_progress(cast["minh"], same, percent=60, note="", day=DAY)
    assert state_of(task) == ("in_progress", 40, None)


@pytest.mark.parametrize("percent", [-1, 100, 101])
def test_a_percentage_outside_its_bounds_is_refused(cast: Cast, task: Task, percent: int) -> None:
    with pytest.raises(Problem, match="PRG-011"):
        report_progress(cast["lan"], task, percent=percent, note="", day=DAY)


@pytest.mark.parametrize(
    ("done_on", "code"), [(date(2024, 6, 4), "PRG-013"), (date(2024, 3, 4), "PRG-014")]
)
def test_a_day_that_cannot_be_is_refused(cast: Cast, task: Task, done_on: date, code: str) -> None:
    with pytest.raises(Problem, match=code):
        complete(cast["lan"], task, done_on=done_on, note="", day=DAY)


def test_reopening_needs_a_reason_and_brings_the_progress_back(cast: Cast, task: Task) -> None:
    with pytest.raises(Problem, match="PRG-015"):
        reopen(cast["lan"], task, reason="Nhầm", day=DAY)
    report_progress(cast["lan"], task, percent=70, note="", day=DAY)
    complete(cast["lan"], task, done_on=DAY, note="", day=DAY)
    with pytest.raises(Problem, match="PRG-016"):
        reopen(cast["lan"], task, reason=" ", day=DAY)
    reopen(cast["lan"], task, reason="Còn thiếu phụ lục", day=DAY)
    assert state_of(task) == ("in_progress", 70, None)


def test_reporting_is_for_the_leading_and_the_keeping_unit(cast: Cast, task: Task) -> None:
    assert may_report(cast["lan"], task)
    assert may_report(cast["minh"], task)
    assert may_see_task(cast["hoa"], task), "her unit coordinates"
    for stranger in ("hoa", "ha", "an"):
        with pytest.raises(Refused, match="đơn vị chủ trì"):
            report_progress(cast[stranger], task, percent=1, note="", day=DAY)


def test_a_task_without_a_part_for_a_unit_is_shut_to_it(cast: Cast, task: Task) -> None:
    other = task_of(task.programme, "2")
    verdict = may_see_task(cast["hoa"], other)
    assert not verdict
    assert "không giao cho đơn vị bạn" in verdict.reason


def test_reopening_is_for_who_accepted_and_for_leaders(cast: Cast, task: Task) -> None:
    assert may_reopen(cast["lan"], task)
    assert may_reopen(cast["minh"], task)
    task.programme.accepted_by = "thu"
    verdict = may_reopen(cast["lan"], task)
    assert not verdict
    assert "lãnh đạo" in verdict.reason
    assert not may_reopen(cast["hoa"], task)


@pytest.mark.parametrize(
    "falsehood",
    [
        {"progress": 40},
        {"state": "done"},
        {"state": "done", "progress": 100},
        {"state": "in_progress", "progress": 100},
        {"state": "somewhere"},
        {"kind": "ongoing"},
        {"kind": "year", "due_on": None},
        {"starts_on": date(2024, 7, 1)},
        {"start": 9, "end": 3},
    ],
)
def test_the_database_takes_nothing_that_must_never_be(
    cast: Cast, task: Task, falsehood: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(**falsehood)


def test_a_task_goes_to_done_on_its_page(
    task: Task, client_of: ClientOf, on_day: Callable[[date], None]
) -> None:
    on_day(DAY)
    lan, address = client_of("lan"), f"/nhiem-vu/{task.pk}/"
    lan.post(f"{address}tien-do/", {"percent": "55", "note": "Đang làm"})
    assert "55%" in lan.get(address).content.decode()
    wrong = lan.post(f"{address}hoan-thanh/", {"xong-done_on": "04/06/2024", "xong-note": "Xong"})
    assert wrong.status_code == 422
    assert "không được sau hôm nay" in wrong.content.decode()
    assert "Xong</textarea>" in wrong.content.decode(), "what was typed stays"
    lan.post(f"{address}hoan-thanh/", {"xong-done_on": "03/06/2024", "xong-note": "Xong"})
    page = lan.get(address).content.decode()
    assert "Hoàn thành" in page
    assert "Mở lại nhiệm vụ" in page
    lan.post(f"{address}mo-lai/", {"reason": "Còn thiếu"})
    assert state_of(task)[0] == "in_progress"


def test_the_page_of_a_task_leads_back_to_its_place(task: Task, client_of: ClientOf) -> None:
    page = client_of("lan").get(f"/nhiem-vu/{task.pk}/").content.decode()
    document = reading_behind(task.programme).document_id
    assert f"/van-ban/{document}/?muc=t1#v-t1" in page
    review = client_of("lan").get(f"/van-ban/{document}/").content.decode()
    assert 'id="v-t1"' in review


def test_a_coordinating_unit_sees_the_task_and_why_it_may_not_report(
    task: Task, client_of: ClientOf
) -> None:
    page = client_of("hoa").get(f"/nhiem-vu/{task.pk}/").content.decode()
    assert "Chỉ đơn vị chủ trì" in page
    assert "Cập nhật tiến độ</button>" not in page
    assert (
        client_of("hoa").post(f"/nhiem-vu/{task.pk}/tien-do/", {"percent": "5"}).status_code == 403
    )
