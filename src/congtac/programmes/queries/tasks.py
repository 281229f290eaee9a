"""Reads of programmes and tasks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)

from congtac.documents.models import Document
from congtac.documents.rules.fields import FIELD_NAMES
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key, sort_key
from congtac.kernel.periods import Period
from congtac.kernel.words import Names, gettext_noop
from congtac.organisations.models import Unit
from congtac.programmes.models import (
    COORDINATING,
    LEAD,
    Assessment,
    Assignment,
    Extension,
    Programme,
    Task,
    called,
)
from congtac.programmes.rules.rows import Part, Row
from congtac.programmes.rules.sharing import Tallied
from congtac.programmes.rules.standing import (
    ACCEPTED,
    ASSIGNED,
    CANCELLED,
    DONE,
    DONE_LATE,
    FINISHED,
    IN_PROGRESS,
    OVERDUE,
    REPORTED,
    RETURNED,
    STANDINGS,
    WORKING,
    standing_on,
)
from congtac.programmes.rules.words import (
    RESULT_NAMES,
    STANDING_COLOURS,
    STANDING_NAMES,
    distance_words,
    time_words,
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
STANDING_CODES = {
    "qua-han": OVERDUE,
    "da-giao": ASSIGNED,
    "dang-lam": IN_PROGRESS,
    "da-nhan": ACCEPTED,
    "tra-lai": RETURNED,
    "cho-xac-nhan": REPORTED,
    "xong": DONE,
    "xong-muon": DONE_LATE,
    "thoi": CANCELLED,
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
NAMED = ("type", "number", "title")  # what a programme's name is made of
_place = lru_cache(maxsize=5000)(sort_key)  # the same names stand in every list
NONE = "khong"  # in the address: tasks without a field
# Units that help apart. Said with "or", SQLite would look all leads up instead of these tasks'.
_AS_WRITTEN = Assignment.objects.exclude(role=COORDINATING, within__isnull=False)
WRITTEN = (
    Prefetch("assignments", _AS_WRITTEN),
    "whole",
    Prefetch("whole__assignments", _AS_WRITTEN),
)


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


def _sees_all(actor: Actor) -> bool:
    return actor.has_role("ministry", "administrator")


def programmes_seen_by(actor: Actor) -> QuerySet[Programme]:
    """The programmes that this actor may see."""
    if _sees_all(actor):
        return Programme.objects.all()
    if not actor.unit:
        return Programme.objects.none()
    parts = Assignment.objects.filter(task__programme=OuterRef("pk"), unit__key=actor.unit)
    seen = Q(unit=actor.unit) | Q(Exists(parts))
    if actor.watches:
        watched = Task.objects.filter(watched_by(actor), programme=OuterRef("pk"))
        seen |= Q(Exists(watched))
    return Programme.objects.filter(seen)


def programmes_holding(actor: Actor, words: str) -> QuerySet[Programme]:
    """The programmes that this actor may see and that hold each of the words, newest first."""
    found = programmes_seen_by(actor)
    for word in search_key(words).split():
        found = found.filter(search_key__contains=word)
    return found.order_by("-accepted_at", "-id")


def watched_by(actor: Actor) -> Q:
    """The tasks whose lead and field of work the actor watches; of shared ones see `sharing.md`."""
    seen = Q(pk__in=())
    for watch in actor.watches:
        leads = Assignment.objects.filter(task=OuterRef("pk"), role=LEAD, unit__isnull=False)
        of_field = Q(field__in=watch.fields) if watch.fields else Q()
        if watch.places:
            near = Q(unit__key__in=watch.places)
            for place in watch.places:
                near |= Q(unit__key__startswith=f"{place}.")
            seen |= Q(Exists(leads.filter(near))) & of_field
        else:
            seen |= Q(whole=None) & (Q(Exists(leads)) | Q(shares_count__gt=0)) & of_field
    return seen


def duties_of(unit: str) -> QuerySet[Assignment]:
    """The parts of a unit; where it leads a shared task, that is its share and not the whole."""
    found = Assignment.objects.filter(unit__key=unit)
    return found.exclude(role=LEAD, task__shares_count__gt=0)


def tasks_seen_by(actor: Actor) -> QuerySet[Task]:
    """The tasks that this actor may see: of shared ones the whole, the share, or both."""
    if _sees_all(actor):
        return Task.objects.all()
    if not actor.unit:
        return Task.objects.none()
    parts = duties_of(actor.unit).filter(task=OuterRef("pk"))
    return Task.objects.filter(Q(programme__unit=actor.unit) | Q(Exists(parts)) | watched_by(actor))


def tasks_counted_for(actor: Actor) -> QuerySet[Task]:
    """The tasks of this actor's lists and counts, a shared one once: the whole for its keeper."""
    found = tasks_seen_by(actor)
    if _sees_all(actor):
        return found.filter(whole=None)
    return found.filter(Q(whole=None) | ~Q(programme__unit=actor.unit))


def _of_unit(actor: Actor, unit: str) -> QuerySet[Task]:
    """The tasks of one unit among those that the actor may see: what it keeps, and its parts."""
    parts = duties_of(unit).values("task")
    return tasks_seen_by(actor).filter(Q(programme__unit=unit, whole=None) | Q(pk__in=parts))


def on_day(tasks: QuerySet[Task], day: date) -> "QuerySet[TaskOnDay]":
    """The tasks, each with its `standing` on a day: the table of `docs/rules/task-states.md`."""
    is_late = Q(state=DONE, due_on__isnull=False, done_on__gt=F("due_on"))
    is_overdue = Q(state__in=WORKING, due_on__lt=day)
    standing = Case(
        When(is_late, then=Value(DONE_LATE)),
        When(is_overdue, then=Value(OVERDUE)),
        default=F("state"),
        output_field=CharField(),
    )
    return tasks.annotate(standing=standing)


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


def counts(tasks: QuerySet[Task], day: date) -> dict[str, int]:
    """How many tasks stand where on a day; every standing is named, also with 0.

    The database counts states, which an index holds: so 20,000 tasks take few milliseconds.
    """
    rows = (
        tasks.order_by()
        .values("state")
        .annotate(
            how_many=Count("*"),
            late=Count("done_on", filter=Q(done_on__gt=F("due_on"))),
            overdue=Count("due_on", filter=Q(due_on__lt=day)),
        )
    )
    found = no_counts()
    for row in rows:
        state = row["state"]
        apart, name = (row["late"], DONE_LATE) if state == DONE else (row["overdue"], OVERDUE)
        apart = apart if state in (DONE, *WORKING) else 0
        found[name] += apart
        found[state] += row["how_many"] - apart
    return found


def rows_of(numbers: Sequence[int], day: date) -> list[Row]:
    """The tasks of these numbers as rows, in their order."""
    found = Task.objects.select_related("programme").prefetch_related(*WRITTEN)
    by_number = found.in_bulk(numbers)
    return rows_with_tallies([by_number[number] for number in numbers], day)


def rows_with_tallies(tasks: Iterable[Task], day: date) -> list[Row]:
    """Tasks as rows, the shared ones with how their units stand; one query more for all."""
    listed = list(tasks)
    tallied = tallies((it.pk for it in listed if it.shares_count), day)
    return [row_of(it, day, tallied.get(it.pk)) for it in listed]


def tallies(wholes: Iterable[int], day: date) -> dict[int, Tallied]:
    """How the units of shared tasks stand on a day, by the number of the task; one query."""
    rows = (
        Task.objects.filter(whole__in=list(wholes))
        .order_by()
        .values("whole_id")
        .annotate(
            units=Count("*"),
            done=Count("pk", filter=Q(state=DONE)),
            waiting=Count("pk", filter=Q(state=REPORTED)),
            overdue=Count("pk", filter=Q(state__in=WORKING, due_on__lt=day)),
            stopped=Count("pk", filter=Q(state=CANCELLED)),
        )
    )
    return {row.pop("whole_id"): Tallied(**row) for row in rows}


def no_counts() -> dict[str, int]:
    """The counts of a programme without tasks."""
    return dict.fromkeys(STANDINGS, 0)


def counts_by_programme(actor: Actor, day: date) -> dict[int, dict[str, int]]:
    """How many of the actor's tasks stand where, by programme."""
    tasks = on_day(tasks_counted_for(actor), day).order_by()
    found: dict[int, dict[str, int]] = {}
    for row in tasks.values("programme_id", "standing").annotate(how_many=Count("id")):
        of_one = found.setdefault(row["programme_id"], no_counts())
        of_one[row["standing"]] = row["how_many"]
    return found


def leads_of(actor: Actor, programme: Programme | None = None) -> list[str]:
    """The names that lead tasks of this actor's list, in the order of the alphabet."""
    parts = Assignment.objects.filter(role=LEAD)
    if programme:
        parts = parts.filter(task__programme=programme)
    if not _sees_all(actor):
        parts = parts.filter(task__in=tasks_seen_by(actor))
    names = parts.order_by().values_list("name", flat=True).distinct()
    return sorted(names, key=_place)


def unit_choices(actor: Actor, programme: Programme | None = None) -> list[tuple[str, str]]:
    """The units that keep or have a part in tasks of this actor's list, for the filter."""
    parts, kept = Assignment.objects.exclude(unit=None), programmes_seen_by(actor)
    if programme:
        parts, kept = parts.filter(task__programme=programme), kept.filter(pk=programme.pk)
    if not _sees_all(actor):
        parts = parts.filter(task__in=tasks_seen_by(actor))
    near = Q(pk__in=parts.order_by().values("unit")) | Q(key__in=kept.order_by().values("unit"))
    return list(Unit.objects.filter(near).order_by("sort_key", "key").values_list("key", "name"))


def programme_choices(actor: Actor) -> list[tuple[int, str]]:
    """The programmes that this actor may see, each with its name, for the filter."""
    found = programmes_seen_by(actor).order_by("sort_key", "id").values("id", *NAMED)
    return [(it.pop("id"), called(**it)) for it in found]


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


def row_of(found: Task, day: date, tally: Tallied | None = None) -> Row:
    """A task of the list as a row; its assignments were read with it, of a shared one the tally."""
    parts = [it for it in found.assignments.all() if it.within_id is None or found.whole_id]
    helping = found.whole.assignments.all() if found.whole else parts
    standing = standing_on(day, state=found.state, due_on=found.due_on, done_on=found.done_on)
    return Row(
        number=found.pk,
        path=found.path,
        text=found.text,
        programme=found.programme.called,
        programme_number=found.programme_id,
        lead=tuple(_part(part) for part in parts if part.role == LEAD),
        coordinating=tuple(_part(it) for it in helping if it.role != LEAD and it.within_id is None),
        time=time_words(text=found.time_text, kind=found.kind, due_on=found.due_on),
        due_on=found.due_on,
        distance=distance_words(standing=standing, due_on=found.due_on, day=day),
        product=found.product,
        field=FIELD_NAMES.get(found.field, found.field),
        standing=standing,
        standing_name=STANDING_NAMES[standing],
        standing_colour=STANDING_COLOURS[standing],
        progress=found.progress,
        done_on=found.done_on,
        units=found.shares_count,
        tally=tally,
    )


def _part(part: Assignment) -> Part:
    return Part(part.name, is_request=part.is_request, is_known=bool(part.unit_id or part.group_id))


def fields_of(actor: Actor, programme: Programme | None = None) -> list[tuple[str, str]]:
    """The fields of this actor's tasks, each with its name, for the filter."""
    tasks = tasks_counted_for(actor)
    if programme:
        tasks = tasks.filter(programme=programme)
    codes = set(tasks.order_by().values_list("field", flat=True).distinct())
    return [(code or NONE, name) for code, name in FIELD_NAMES.items() if code in codes]
