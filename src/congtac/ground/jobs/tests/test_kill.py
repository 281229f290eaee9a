"""A worker is killed for real in the middle of a job, and another one takes the job up."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.db import connection
from django.utils import timezone

from congtac.ground.jobs import services
from congtac.ground.jobs.models import Job, State
from congtac.ground.jobs.services import Progress, job, start
from congtac.kernel.actor import Actor

LAN = Actor(person="lan", name="Nguyễn Thị Lan")
PATIENCE = 60.0  # seconds
WORKER = """
import threading, time
import django
from django.conf import settings
django.setup()
name = {name!r}
from django.db import connections
connections["default"].settings_dict["NAME"] = name
from congtac.ground.jobs.services import job
from congtac.ground.jobs.worker import work_until

@job("test.endure", title="Việc dài", attempts=2)
def endure(progress, *, seconds):
    progress.tell(1, 3, "Đang làm dở")
    time.sleep(seconds if progress_is_first(progress) else 0)
    return {{"done": True}}

def progress_is_first(progress):
    from congtac.ground.jobs.models import Job
    return Job.objects.get(key=progress.key).attempts == 1

work_until(threading.Event())
"""


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Start a worker in a process of its own, on the database of this test."""
    begun: list[subprocess.Popen[bytes]] = []

    def begin() -> subprocess.Popen[bytes]:
        program = tmp_path / "worker.py"
        name = str(connection.settings_dict["NAME"])
        program.write_text(WORKER.format(name=name), encoding="utf-8")
        said = (tmp_path / "said").open("ab")
        paths = os.pathsep.join(sys.path)
        settings = {**os.environ, "PYTHONPATH": paths, "CONGTAC_DATA": str(site.DATA_DIR)}
        settings["DJANGO_SETTINGS_MODULE"] = "congtac.config.settings"
        begun.append(
            subprocess.Popen([sys.executable, program], env=settings, stderr=said, stdout=said)
        )
        return begun[-1]

    yield begin
    for process in begun:
        process.kill()
        process.wait()


def wait_for(what: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.2)
    return False


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_job_survives_the_kill_of_its_worker(
    worker: Callable[[], subprocess.Popen[bytes]], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(services, "_kinds", {})

    @job("test.endure", title="Việc dài", attempts=2)
    def endure(progress: Progress, *, seconds: int) -> None:
        raise AssertionError("only workers do this")

    started = start(LAN, "test.endure", seconds=300)
    found = Job.objects.filter(key=started.key)
    first = worker()
    assert wait_for(lambda: found.filter(state=State.RUNNING, saying="Đang làm dở").exists())
    first.send_signal(signal.SIGKILL)
    first.wait()
    long_ago = timezone.now() - timedelta(minutes=5)  # noqa: TID251 - the reaper asks the clock
    found.update(beat_at=long_ago)
    worker()
    assert wait_for(lambda: found.filter(state=State.DONE).exists())
    assert Job.objects.get(key=started.key).attempts == 2
