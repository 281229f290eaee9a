"""Background work: starting it, by hand or by the clock, running it, reaping what died."""

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from congtac.ground.audit.services import record
from congtac.ground.calendars.queries import is_workday
from congtac.ground.jobs.models import Job, Schedule, State
from congtac.ground.jobs.permissions import may_schedule
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.subject import Subject
from congtac.kernel.words import gettext_noop

logger = logging.getLogger("congtac.jobs")

BEAT = 5.0  # seconds between two heartbeats
DEAD_AFTER = timedelta(seconds=60)  # without a heartbeat
RETRY_AFTER = timedelta(seconds=10)  # times the number of attempts
TELL_EVERY = 0.3  # seconds between two writings of the progress

BROKEN = gettext_noop(
    "Việc này bị lỗi trong khi chạy. Lỗi đã được ghi lại; hãy thử lại hoặc báo quản trị."
)
DIED = gettext_noop("Việc này bị ngắt giữa chừng quá số lần cho phép. Hãy giao lại việc.")


@dataclass(slots=True)
class Progress:
    """What a running job tells about itself."""

    key: UUID
    told_at: float = field(default=0.0)

    def tell(self, done: int, total: int, saying: str = "") -> None:
        """Say that `done` of `total` is done; the last word is always written."""
        now = time.monotonic()
        if done < total and now - self.told_at < TELL_EVERY:
            return
        self.told_at = now
        Job.objects.filter(key=self.key).update(
            done=done, total=total, saying=saying, beat_at=timezone.now()
        )


Work = Callable[..., dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of background work that an area offers."""

    work: Work
    title: str
    attempts: int


_kinds: dict[str, Kind] = {}
_daily: dict[str, tuple[dt.time, bool]] = {}


def job(name: str, *, title: str, attempts: int = 1) -> Callable[[Work], Work]:
    """Offer a function as background work: `work(progress, **argument)`, result as JSON.

    It is run again, up to `attempts` times, when it breaks or its worker dies, so it must
    be harmless to begin again. A `Problem` is an answer and isn't tried again.
    """

    def offer(work: Work) -> Work:
        _kinds[name] = Kind(work, title, attempts)
        return work

    return offer


def daily(kind: str, *, at: dt.time, workdays_only: bool = False) -> None:
    """Let a kind of work begin by itself every day; offices change the time on a screen."""
    _daily[kind] = (at, workdays_only)


def kind_title(kind: str) -> str:
    """Return what a kind of work is called; its own name if no area offers it any more."""
    return _kinds[kind].title if kind in _kinds else kind


def plant_schedules() -> int:
    """Write the rows of daily work that have none yet; rows that an office changed stay."""
    known = set(Schedule.objects.values_list("kind", flat=True))
    rows = [
        Schedule(kind=kind, at=at, workdays_only=workdays_only, since=_now().date())
        for kind, (at, workdays_only) in _daily.items()
        if kind not in known
    ]
    Schedule.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def run_due() -> int:
    """Start the daily work whose time has come today; of many workers one starts it."""
    now = _now()
    day = now.date()
    goes_on = Q(until__isnull=True) | Q(until__gt=day)
    not_yet = Q(last_day__isnull=True) | Q(last_day__lt=day)
    due = Schedule.objects.filter(goes_on, not_yet, since__lte=day, at__lte=now.time())
    return sum(_start_on(row, day) for row in due if not row.workdays_only or is_workday(day))


@transaction.atomic
def reschedule(actor: Actor, kind: str, *, at: dt.time, workdays_only: bool, day: dt.date) -> None:
    """Move daily work to another time from a day on; the row before ends, and stays to be seen."""
    may_schedule(actor).demand()
    if kind not in _daily:
        raise Problem("JOB-002", _("Không có việc định kỳ nào như vậy."))
    current = Schedule.objects.filter(kind=kind, until__isnull=True).first()
    if current and (current.at, current.workdays_only) == (at, workdays_only):
        raise Problem("JOB-003", _("Giờ chạy không thay đổi."))
    last_day = current.last_day if current else None
    if current and current.since >= day:
        current.delete()
    elif current:
        Schedule.objects.filter(pk=current.pk).update(until=day)
    Schedule.objects.create(
        kind=kind, at=at, workdays_only=workdays_only, since=day, last_day=last_day
    )
    subject = Subject("jobs.schedule", kind, kind_title(kind))
    facts = {"at": f"{at:%H:%M}", "workdays_only": workdays_only, "since": day}
    record(actor, "jobs.schedule.changed", subject, facts)


@transaction.atomic
def start(actor: Actor, kind: str, **argument: object) -> Job:
    """Hand a piece of work to the workers; it begins after the caller's transaction."""
    offered = _kinds[kind]
    started = Job.objects.create(
        kind=kind,
        title=offered.title,
        argument=argument,
        attempts_allowed=offered.attempts,
        started_by=actor.person,
        created_at=timezone.now(),
    )
    _enqueue(started, timedelta(0))
    started.refresh_from_db()
    return started


@task()
def run(key: str) -> None:
    """Run a waiting job; a job that another worker took, or that is finished, is left alone."""
    now = timezone.now()
    taken = Job.objects.filter(key=key, state=State.WAITING).update(
        state=State.RUNNING, beat_at=now, attempts=F("attempts") + 1
    )
    if taken:
        _run(Job.objects.get(key=key))


def reap() -> int:
    """Put jobs whose worker has died back into the queue, or end them; return how many."""
    last_sign = timezone.now() - DEAD_AFTER
    dead = list(Job.objects.filter(state=State.RUNNING, beat_at__lt=last_sign))
    return sum(_bury(job, job.beat_at) for job in dead)


@transaction.atomic
def _start_on(row: Schedule, day: dt.date) -> int:
    not_yet = Q(last_day__isnull=True) | Q(last_day__lt=day)
    taken = Schedule.objects.filter(not_yet, pk=row.pk).update(last_day=day)
    if taken and row.kind in _kinds:
        start(SYSTEM, row.kind)
    return taken


@transaction.atomic
def _bury(dead: Job, beat_at: datetime | None) -> int:
    found = Job.objects.filter(key=dead.key, state=State.RUNNING, beat_at=beat_at)
    if not found.update(beat_at=timezone.now()):
        return 0
    if dead.task:
        DBTaskResult.objects.filter(id=dead.task, status=TaskResultStatus.RUNNING).update(
            status=TaskResultStatus.FAILED, finished_at=timezone.now()
        )
    _try_again_or_fail(dead, DIED)
    return 1


def _run(running: Job) -> None:
    work = _kinds[running.kind].work
    try:
        with _heartbeat(running.key):
            result = work(Progress(running.key), **running.argument)
    except Problem as problem:
        _finish(running, State.FAILED, code=problem.code, sentence=problem.sentence)
    except Exception:  # whatever breaks in a job ends here, is logged and told
        logger.exception("job %s (%s) broke", running.key, running.kind)
        _try_again_or_fail(running, BROKEN)
    else:
        _finish(running, State.DONE, result=result)


def _try_again_or_fail(broken: Job, sentence: str) -> None:
    if broken.attempts >= broken.attempts_allowed:
        _finish(broken, State.FAILED, code="JOB-001", sentence=sentence)
        return
    Job.objects.filter(key=broken.key).update(state=State.WAITING)
    _enqueue(broken, RETRY_AFTER * broken.attempts)


def _finish(
    finished: Job,
    state: State,
    *,
    result: dict[str, Any] | None = None,
    code: str = "",
    sentence: str = "",
) -> None:
    Job.objects.filter(key=finished.key, state=State.RUNNING).update(
        state=state,
        result=result,
        problem_code=code,
        problem_sentence=sentence,
        finished_at=timezone.now(),
    )


def _enqueue(waiting: Job, delay: timedelta) -> None:
    later = run.using(run_after=timezone.now() + delay) if delay and _may_wait() else run
    queued = later.enqueue(str(waiting.key))
    Job.objects.filter(key=waiting.key).update(task=queued.id)


def _now() -> dt.datetime:
    """The moment in Vietnam: schedules follow the real clock, whatever day the demo shows."""
    return timezone.localtime(timezone.now())


def _may_wait() -> bool:
    return run.get_backend().supports_defer


@contextmanager
def _heartbeat(key: UUID) -> Iterator[None]:
    """Sign the job every few seconds from a thread of its own, so that the reaper sees it alive."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(BEAT):
            _beat(key)
        connection.close()

    thread = threading.Thread(target=beat, name=f"heartbeat-{key}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _beat(key: UUID) -> None:
    Job.objects.filter(key=key, state=State.RUNNING).update(beat_at=timezone.now())
