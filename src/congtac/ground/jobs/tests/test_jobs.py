"""Background work: progress, results, problems, retries, and what becomes of the dead."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from congtac.ground.jobs import services, worker
from congtac.ground.jobs.models import Job, State
from congtac.ground.jobs.permissions import may_follow
from congtac.ground.jobs.services import Progress, job, reap, start
from congtac.kernel.actor import NOBODY, Actor
from congtac.kernel.problem import Problem

LAN = Actor(person="lan", name="Nguyễn Thị Lan")
HOA = Actor(person="hoa", name="Lê Thị Hoa")
AN = Actor(person="an", name="Đỗ Văn An", roles=frozenset({"administrator"}))
DATABASE_QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


class Broken(Exception):
    """What a job of these tests breaks with."""


@pytest.fixture(autouse=True)
def _own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "_kinds", {})

    @job("test.count", title="Đếm")
    def count(progress: Progress, *, to: int) -> dict[str, Any]:
        for number in range(to):
            progress.tell(number + 1, to, f"Đếm đến {number + 1}")
        return {"counted": to}

    @job("test.refuse", title="Từ chối", attempts=3)
    def refuse(progress: Progress) -> None:
        raise Problem("TST-001", "Tệp không đọc được.")

    @job("test.break", title="Hỏng", attempts=3)
    def break_down(progress: Progress) -> None:
        raise Broken


@pytest.mark.django_db
def test_a_job_ends_with_its_result_and_the_last_word_of_its_progress() -> None:
    done = start(LAN, "test.count", to=4)
    assert (done.state, done.result, done.percent) == (State.DONE, {"counted": 4}, 100)
    assert (done.done, done.total, done.saying) == (4, 4, "Đếm đến 4")
    assert done.finished_at is not None


@pytest.mark.django_db
def test_a_problem_is_an_answer_and_is_not_tried_again() -> None:
    failed = start(LAN, "test.refuse")
    assert (failed.state, failed.attempts) == (State.FAILED, 1)
    assert (failed.problem_code, failed.problem_sentence) == ("TST-001", "Tệp không đọc được.")


@pytest.mark.django_db
def test_a_broken_job_is_tried_again_as_often_as_allowed_then_ends_with_a_sentence() -> None:
    failed = start(LAN, "test.break")
    assert (failed.state, failed.attempts, failed.problem_code) == (State.FAILED, 3, "JOB-001")
    assert "thử lại" in failed.problem_sentence


@pytest.fixture
def queued(settings: Any) -> None:
    settings.TASKS = DATABASE_QUEUE


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queued")
def test_a_job_waits_in_the_queue_until_a_worker_takes_it() -> None:
    waiting = start(LAN, "test.count", to=2)
    assert waiting.state == State.WAITING
    worker._worker().run()
    waiting.refresh_from_db()
    assert waiting.state == State.DONE


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queued")
def test_a_job_taken_twice_runs_once() -> None:
    waiting = start(LAN, "test.count", to=2)
    services.run.call(str(waiting.key))
    services.run.call(str(waiting.key))
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == (State.DONE, 1)


def let_its_worker_die(dying: Job) -> None:
    """What kill -9 leaves behind: a job and a task that say for ever that they run."""
    long_ago = timezone.now() - timedelta(minutes=5)  # noqa: TID251 - the reaper asks the clock
    Job.objects.filter(key=dying.key).update(state=State.RUNNING, attempts=1, beat_at=long_ago)
    DBTaskResult.objects.filter(id=dying.task).update(status=TaskResultStatus.RUNNING)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queued")
def test_a_job_whose_worker_died_goes_back_into_the_queue() -> None:
    dying = start(LAN, "test.break")
    let_its_worker_die(dying)
    assert reap() == 1
    dying.refresh_from_db()
    assert dying.state == State.WAITING
    assert DBTaskResult.objects.filter(status=TaskResultStatus.READY).count() == 1
    assert DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queued")
def test_a_job_that_died_on_its_last_attempt_ends_with_a_sentence() -> None:
    dying = start(LAN, "test.count", to=2)
    let_its_worker_die(dying)
    reap()
    dying.refresh_from_db()
    assert (dying.state, dying.problem_code) == (State.FAILED, "JOB-001")
    assert reap() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queued")
def test_a_job_that_still_beats_is_left_alone() -> None:
    running = start(LAN, "test.count", to=2)
    just_now = timezone.now()  # noqa: TID251 - the reaper asks the clock
    Job.objects.filter(key=running.key).update(state=State.RUNNING, beat_at=just_now)
    assert reap() == 0


@pytest.mark.django_db
def test_a_running_job_signs_itself_every_few_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    beats: list[object] = []
    monkeypatch.setattr(services, "BEAT", 0.01)
    monkeypatch.setattr(services, "_beat", beats.append)

    @job("test.slow", title="Chậm")
    def slow(progress: Progress) -> None:
        while len(beats) < 3:
            pass

    started = start(LAN, "test.slow")
    assert set(beats) == {started.key}


@pytest.mark.django_db
def test_only_who_started_a_job_and_the_administrator_follow_it() -> None:
    own = start(LAN, "test.count", to=1)
    assert may_follow(LAN, own)
    assert may_follow(AN, own)
    assert not may_follow(HOA, own)
    assert not may_follow(NOBODY, own)


def test_a_job_page_shows_the_bar_and_makes_the_page_load_anew_at_the_end(
    client_of: Callable[[str], Client], cast: Mapping[str, Actor]
) -> None:
    done = start(cast["lan"], "test.count", to=1)
    address = f"/viec/{done.key}/"
    page = client_of("lan").get(address)
    assert "Đã xong" in page.content.decode()
    fragment = client_of("lan").get(address, headers={"HX-Request": "true"})
    assert fragment["HX-Trigger-After-Swap"] == "job-finished"
    assert "<html" not in fragment.content.decode()
    assert client_of("hoa").get(address).status_code == 403
