"""The diary of the example year: acts of days past, done in their order through the services."""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Max, Model
from django.utils import timezone

from congtac.documents.models import Decision, Document, Reading
from congtac.ground.calendars.queries import special_days
from congtac.ground.calendars.services import move_demo_day
from congtac.ground.files.models import StoredFile
from congtac.ground.lineage.models import Link
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.workdays import next_workday
from congtac.notices.models import Notice
from congtac.notices.services import nobody_is_told
from congtac.organisations.models import Unit
from congtac.programmes.models import (
    Assessment,
    Difficulty,
    DifficultyLine,
    Evidence,
    PartLine,
    Programme,
    Remark,
    ReportLine,
    ReportRevision,
    RequestLine,
    Step,
    Task,
    Urging,
)
from congtac.programmes.services import difficulties
from congtac.programmes.services.difficulties import Issue, Reply

Act = Callable[[date], object]
AT_WORK = time(9, 30)
READ_AFTER = timedelta(days=1)
TOLD_FOR = timedelta(days=14)
NEAR, LEADS = ("programme",), ("assignments__unit",)  # what the permissions look at
BEFORE_ANYONE = date(2022, 1, 3)  # nobody of the year holds a post yet
DATED: tuple[tuple[type[Model], str], ...] = (
    (Document, "added_at"),
    (Reading, "made_at"),
    (Decision, "at"),
    (StoredFile, "stored_at"),
    (Programme, "accepted_at"),
    (Step, "at"),
    (PartLine, "at"),
    (DifficultyLine, "at"),
    (Remark, "at"),
    (Evidence, "at"),
    (Assessment, "at"),
    (RequestLine, "at"),
    (ReportLine, "at"),
    (ReportRevision, "at"),
    (Urging, "at"),
    (Link, "made_at"),
    (Notice, "at"),
)


class Diary:
    """What is done on which day; an act may write further acts into the diary.

    What is made on a day shows the time of that day; the log keeps the real one.
    """

    def __init__(self) -> None:
        self._acts: list[tuple[date, int, Act]] = []
        self._count = 0
        self._off, self._worked = special_days()
        self._last = {model: _last(model) for model, _ in DATED}
        self._counted = 0

    def on(self, day: date, act: Act) -> None:
        """Write an act down for a day; on a day off, for the next that is worked."""
        worked = next_workday(day, off=self._off, worked=self._worked)
        heapq.heappush(self._acts, (worked, self._count, act))
        self._count += 1

    def live(self, until: date) -> None:
        """Do everything up to a day and on it, in order; what lies after it stays undone.

        Until shortly before that day nobody is told: they would have read it long ago.
        """
        told_from = until - TOLD_FOR
        move_demo_day(SYSTEM, BEFORE_ANYONE)
        with nobody_is_told():
            while self._acts and self._acts[0][0] < told_from:
                self._live_day(self._acts[0][0])
        move_demo_day(SYSTEM, until)
        while self._acts and self._acts[0][0] <= until:
            self._live_day(self._acts[0][0])

    def _live_day(self, day: date) -> None:
        with transaction.atomic():
            while self._acts and self._acts[0][0] == day:
                _, _, act = heapq.heappop(self._acts)
                act(day)
            self._date_back(day)
        self._counted = count_rows_each_month(day, self._counted)

    def _date_back(self, day: date) -> None:
        at = moment(day)
        for model, field in DATED:
            rows: Any = model._default_manager.filter(pk__gt=self._last[model])
            if rows.update(**{field: at}):
                self._last[model] = _last(model)


def count_rows_each_month(day: date, month: int) -> int:
    """Let PostgreSQL count its rows again, as it would by itself in a year that is lived slowly.

    Without it the planner takes the tables for empty, and one count of tasks may take a minute.
    Only our own tables: the catalogue that all databases share would stay locked until the end
    of the transaction, and whoever builds a year beside this one would wait for it.
    """
    if day.month != month and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            names = connection.introspection.django_table_names(only_existing=True)
            cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, names))}")
    return day.month


@dataclass(frozen=True, slots=True)
class Trouble:
    """A difficulty of the year: who raises it about which task, and what is said of it after."""

    by: Actor
    on: date
    find: Callable[[], Task]
    kind: str
    words: str
    to: str  # the key of the unit that must answer
    said: Sequence[tuple[Actor, date, Reply]] = ()

    def write(self, diary: Diary) -> None:
        """Write it into the diary with all its replies."""
        raised: list[Difficulty] = []

        def raise_it(day: date) -> None:
            issue = Issue(self.kind, self.words, Unit.objects.get(key=self.to))
            raised.append(difficulties.raise_difficulty(self.by, self.find(), issue, day=day))

        def reply(actor: Actor, said: Reply, day: date) -> None:
            difficulties.reply(actor, raised[0], said, day=day)

        diary.on(self.on, raise_it)
        for actor, on, said in self.said:
            diary.on(on, partial(reply, actor, said))


def moment(day: date) -> datetime:
    """A time of a day at which offices work."""
    return datetime.combine(day, AT_WORK, timezone.get_default_timezone())


def read_before(day: date) -> None:
    """Let people have read what they were told before a day."""
    old = Notice.objects.filter(at__lt=moment(day))
    old.update(read_at=F("at") + READ_AFTER)


def task_of(programme: Programme, path: str) -> Task:
    """A task of a programme by its path, as it stands now; of a shared one the whole."""
    return programme.tasks.select_related(*NEAR).prefetch_related(*LEADS).get(path=path, whole=None)


def share_of(programme: Programme, path: str, unit: str) -> Task:
    """The share of a unit in a task that is shared, as it stands now."""
    shares = programme.tasks.select_related(*NEAR).prefetch_related(*LEADS)
    return shares.get(path=path, whole__isnull=False, assignments__unit__key=unit)


def again(task: Task) -> Task:
    """A task as it stands now."""
    return Task.objects.select_related(*NEAR).prefetch_related(*LEADS).get(pk=task.pk)


def officer_of(members: dict[str, Actor], province: str) -> Actor:
    """Who works at the Sở Tư pháp of a province."""
    return members["lan" if province == "ninh-thuan" else f"{province}.cv"]


def _last(model: type[Model]) -> int:
    found = model._default_manager.aggregate(last=Max("pk"))["last"]
    return int(found or 0)
