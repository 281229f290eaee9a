"""Reads of shared tasks: their written duties, how their units stand, one page of shares."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet

from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.programmes.models import LEAD, Assignment, Task
from congtac.programmes.queries.standings import STANDING_CODES, counts, on_day, tallies
from congtac.programmes.rules.sharing import Tallied
from congtac.programmes.rules.standing import STANDINGS, standing_on
from congtac.programmes.rules.words import STANDING_COLOURS, STANDING_NAMES, distance_words

UNITS = 20  # of a page


def written_of(tasks: Iterable[Task]) -> dict[int, list[Assignment]]:
    """The duties of tasks as written, by the number of the task; one query."""
    found: dict[int, list[Assignment]] = {task.pk: [] for task in tasks}
    rows = Assignment.objects.filter(task__in=found, within=None)
    for row in rows.select_related("unit", "group").order_by("role", "position"):
        found[row.task_id].append(row)
    return found


def share_of(actor: Actor, whole: Task) -> Task | None:
    """The share that the actor's unit has in a shared task."""
    if not (whole.shares_count and actor.unit):
        return None
    mine = whole.shares.filter(assignments__unit__key=actor.unit, assignments__role=LEAD)
    return mine.order_by("pk").first()


@dataclass(frozen=True, slots=True)
class Held:
    """Whose share a task is: who has it now, who had it first, and how all of them stand."""

    unit: str
    first: str  # "" where the share never passed to another unit
    tally: Tallied


def held(share: Task, day: date) -> Held | None:
    """Whose share a task is; nothing for one that is no share."""
    if share.whole_id is None or share.member is None:
        return None
    names = [it.unit.name for it in share.assignments.all() if it.role == LEAD and it.unit]
    name, member = (names or [""])[0], share.member.name
    tally = tallies([share.whole_id], day).get(share.whole_id, Tallied())
    return Held(name, member if member != name else "", tally)


@dataclass(frozen=True, slots=True)
class ShownShare:
    """A share as the list of units shows it."""

    task: Task
    unit: str
    standing: str
    colour: str
    distance: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The units of a shared task: how they stand, and one page of them."""

    tally: Tallied
    counts: list[tuple[str, str, int]]
    chosen: str
    words: str
    page: Page[Task]
    rows: list[ShownShare]


def shares_of(whole: Task, asked: Mapping[str, str], day: date) -> Shown:
    """The units of a shared task, narrowed by standing and name; four queries however many."""
    every = on_day(_with_holder(whole), day)
    chosen, words = asked.get("tinh_trang", ""), asked.get("ten", "").strip()
    found: QuerySet[Task] = every
    if chosen in STANDING_CODES:
        found = every.filter(standing=STANDING_CODES[chosen])
    for word in search_key(words).split():
        found = found.filter(search_key__contains=word)
    page = Paginator(found, UNITS).get_page(asked.get("page"))
    codes = {standing: code for code, standing in STANDING_CODES.items()}
    counted = counts(whole.shares.all(), day)
    shown = [(codes[it], STANDING_NAMES[it], counted[it]) for it in STANDINGS if counted[it]]
    tally = tallies([whole.pk], day).get(whole.pk, Tallied())
    return Shown(tally, shown, chosen, words, page, [_shown(it, day) for it in page])


def _with_holder(whole: Task) -> QuerySet[Task]:
    """The shares by the names of the units that have them now."""
    found = whole.shares.filter(assignments__role=LEAD)
    named = found.annotate(holder=F("assignments__unit__name"))
    return named.order_by("assignments__unit__sort_key", "pk")


def _shown(share: Task, day: date) -> ShownShare:
    standing = standing_on(day, state=share.state, due_on=share.due_on, done_on=share.done_on)
    return ShownShare(
        share,
        getattr(share, "holder", "") or "",
        STANDING_NAMES[standing],
        STANDING_COLOURS[standing],
        distance_words(standing=standing, due_on=share.due_on, day=day),
    )
