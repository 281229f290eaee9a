"""Reads of tasks: the list, narrowed and in pages, and single ones."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import (
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
)

from congtac.documents.models import Document
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.kernel.periods import Period
from congtac.kernel.words import Names, gettext_noop
from congtac.programmes.models import (
    LEAD,
    Assessment,
    Assignment,
    Extension,
    Programme,
    Task,
)
from congtac.programmes.queries.choices import NONE
from congtac.programmes.queries.seen import duties_of, tasks_counted_for, tasks_seen_by
from congtac.programmes.queries.standings import STANDING_CODES, counts, no_counts, on_day
from congtac.programmes.queries.task_rows import WRITTEN
from congtac.programmes.rules.standing import (
    CANCELLED,
    FINISHED,
    REPORTED,
)
from congtac.programmes.rules.words import (
    RESULT_NAMES,
)

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Standing(TypedDict):
        """What `on_day` adds to a task."""

        standing: str

    TaskOnDay = WithAnnotations[Task, Standing]


SORTS = {
    "han": (F("due_on").asc(nulls_last=True), "programme_id", "position"),
    "thu-tu": ("programme_id", "position"),
    "noi-dung": ("sort_key", "id"),
    "tien-do": ("progress", "id"),
}
TIMES = Names(
    {
        "tuan": gettext_noop("Đến hạn trong 7 ngày"),
        "thang": gettext_noop("Đến hạn trong 30 ngày"),
        "co-han": gettext_noop("Có thời hạn"),
        "thuong-xuyen": gettext_noop("Thường xuyên"),
        "khong": gettext_noop("Không có thời hạn"),
    }
)
NEAR = {"tuan": 6, "thang": 30}  # days after today
ROWS = (25, 50, 100)  # of a page


@dataclass(frozen=True, slots=True)
class Sought:
    """What the list of tasks is asked for; empty words don't narrow it."""

    words: str = ""
    programme: str = ""
    field: str = ""
    lead: str = ""
    unit: str = ""
    standing: str = ""
    time: str = ""
    sort: str = "han"
    rows: int = ROWS[0]

    @property
    def is_narrow(self) -> bool:
        sought = (self.words, self.programme, self.field, self.lead, self.unit)
        return any((*sought, self.standing, self.time))

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Sought":
        """Read the filters of an address; an unknown sort is the first one."""
        sort = asked.get("sap", "han")
        rows = {str(it): it for it in ROWS}.get(asked.get("so_dong", ""), ROWS[0])
        return cls(
            words=asked.get("q", "").strip(),
            programme=asked.get("chuong_trinh", ""),
            field=asked.get("linh_vuc", ""),
            lead=asked.get("chu_tri", ""),
            unit=asked.get("don_vi", ""),
            standing=STANDING_CODES.get(asked.get("tinh_trang", ""), ""),
            time=asked.get("thoi_han", ""),
            sort=sort if sort in SORTS else "han",
            rows=rows,
        )

    def as_query(self) -> str:
        """The standing, the time, the unit and the words sought, as an address says them."""
        codes = {standing: code for code, standing in STANDING_CODES.items()}
        said = {
            "q": self.words,
            "tinh_trang": codes.get(self.standing, ""),
            "thoi_han": self.time,
            "don_vi": self.unit,
        }
        return urlencode({key: value for key, value in said.items() if value})


def _of_unit(actor: Actor, unit: str) -> QuerySet[Task]:
    """The tasks of one unit among those that the actor may see: what it keeps, and its parts."""
    parts = duties_of(unit).values("task")
    return tasks_seen_by(actor).filter(Q(programme__unit=unit, whole=None) | Q(pk__in=parts))


def narrowed(actor: Actor, sought: Sought, day: date) -> "QuerySet[TaskOnDay]":
    """The list of tasks on a day, narrowed by all but the standing."""
    near = _of_unit(actor, sought.unit) if sought.unit else tasks_counted_for(actor)
    found = on_day(near, day)
    if sought.words:
        found = found.filter(pk__in=_holding(sought.words).values("pk"))
    if sought.programme.isdecimal():
        found = found.filter(programme_id=int(sought.programme[:9]))
    if sought.field:
        found = found.filter(field="" if sought.field == NONE else sought.field)
    if sought.lead:
        led = Assignment.objects.filter(role=LEAD, search_key=search_key(sought.lead))
        found = found.filter(pk__in=led.values("task"))
    return _by_time(found, sought.time, day)


def _holding(words: str) -> QuerySet[Task]:
    """The tasks that hold each of the words; asked apart, so that texts are walked in order."""
    found = Task.objects.order_by()
    for word in sorted(search_key(words).split(), key=len, reverse=True):  # the rarest first
        found = found.filter(search_key__contains=word)
    return found


def _by_time(found: "QuerySet[TaskOnDay]", time: str, day: date) -> "QuerySet[TaskOnDay]":
    if time in NEAR:
        last = date.fromordinal(day.toordinal() + NEAR[time])
        return found.filter(due_on__range=(day, last)).exclude(state__in=(*FINISHED, CANCELLED))
    kinds = {"thuong-xuyen": "ongoing", "khong": "none"}
    if time in kinds:
        return found.filter(kind=kinds[time])
    return found.filter(due_on__isnull=False) if time == "co-han" else found


def task_list(actor: Actor, sought: Sought, day: date) -> "QuerySet[TaskOnDay]":
    """The list of tasks on a day, narrowed and in order, with what a row shows."""
    found = in_order(narrowed(actor, sought, day), sought)
    return found.select_related("programme").prefetch_related(*WRITTEN)


def to_confirm(actor: Actor, day: date) -> "QuerySet[TaskOnDay]":
    """The tasks that the actor's unit keeps and that say they are done, or of which a unit does."""
    if not actor.unit:
        return on_day(Task.objects.none(), day)
    says = Exists(Task.objects.filter(whole=OuterRef("pk"), state=REPORTED))
    kept = task_list(actor, Sought(), day).filter(programme__unit=actor.unit)
    return kept.filter(Q(state=REPORTED) | Q(says))


def in_order(found: "QuerySet[TaskOnDay]", sought: Sought) -> "QuerySet[TaskOnDay]":
    """Narrowed tasks of the standing that is sought, in order."""
    if sought.standing:
        found = found.filter(standing=sought.standing)
    return found.order_by(*SORTS[sought.sort])


class CountedPages(Paginator[int]):
    """Pages of the numbers of tasks, counted already with the counts above the list.

    A page takes the numbers alone from the database, and the tasks by them: so the last page of
    20,000 tasks needs no sorting of whole tasks.
    """

    def __init__(self, found: "QuerySet[TaskOnDay]", sought: Sought, how_many: int) -> None:
        super().__init__(in_order(found, sought).values_list("pk", flat=True), sought.rows)
        self.how_many = how_many

    @property
    def count(self) -> int:
        return self.how_many


def pages_of(
    found: "QuerySet[TaskOnDay]", sought: Sought, day: date
) -> tuple[Paginator[int], dict[str, int]]:
    """The numbers of narrowed tasks in pages, and how many tasks stand where.

    Words are sought once: every text is read for them, so what is found is counted here.
    """
    if not sought.words:
        by_standing = counts(found, day)
        how_many = by_standing[sought.standing] if sought.standing else sum(by_standing.values())
        return CountedPages(found, sought, how_many), by_standing
    hits = list(found.order_by(*SORTS[sought.sort]).values_list("pk", "standing"))
    by_standing = no_counts() | Counter(standing for _, standing in hits)
    numbers = [pk for pk, standing in hits if sought.standing in ("", standing)]
    return Paginator(numbers, sought.rows), by_standing


def task(number: int) -> Task | None:
    """One task with its programme and its assignments."""
    near = ("programme__reading", "above__programme", "whole__programme", "member")
    found = Task.objects.select_related(*near)
    return found.prefetch_related("assignments__unit").filter(pk=number).first()


@dataclass(frozen=True, slots=True)
class Assessed:
    """How a task went in a period, as last assessed, in words."""

    period: str
    result: str
    assessment: Assessment


def assessments_of(found: Task) -> list[Assessed]:
    """The assessments of a task, the last revision of each period."""
    last = {it.period: it for it in found.assessments.all()}
    return [
        Assessed(Period.parse(code).title, RESULT_NAMES[it.result], it) for code, it in last.items()
    ]


def extension(number: int) -> Extension | None:
    """One request for a later last day, with its task."""
    found = Extension.objects.select_related("task__programme__reading")
    return found.prefetch_related("task__assignments__unit").filter(pk=number).first()


def programme(number: int) -> Programme | None:
    """One programme with its reading."""
    return Programme.objects.select_related("reading", "above").filter(pk=number).first()


def programme_of(document: Document) -> Programme | None:
    """The programme that a document became."""
    return Programme.objects.filter(reading__document=document).first()
