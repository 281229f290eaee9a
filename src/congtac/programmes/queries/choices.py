"""What the filters of the list of tasks offer."""

from functools import lru_cache

from django.db.models import (
    Q,
)

from congtac.documents.rules.fields import FIELD_NAMES
from congtac.kernel.actor import Actor
from congtac.kernel.keys import sort_key
from congtac.organisations.models import Unit
from congtac.programmes.models import (
    LEAD,
    Assignment,
    Programme,
    called,
)
from congtac.programmes.queries.seen import (
    programmes_seen_by,
    sees_all,
    tasks_counted_for,
    tasks_seen_by,
)

NAMED = ("type", "number", "title")  # what a programme's name is made of
_place = lru_cache(maxsize=5000)(sort_key)  # the same names stand in every list
NONE = "khong"  # in the address: tasks without a field


def leads_of(actor: Actor, programme: Programme | None = None) -> list[str]:
    """The names that lead tasks of this actor's list, in the order of the alphabet."""
    parts = Assignment.objects.filter(role=LEAD)
    if programme:
        parts = parts.filter(task__programme=programme)
    if not sees_all(actor):
        parts = parts.filter(task__in=tasks_seen_by(actor))
    names = parts.order_by().values_list("name", flat=True).distinct()
    return sorted(names, key=_place)


def unit_choices(actor: Actor, programme: Programme | None = None) -> list[tuple[str, str]]:
    """The units that keep or have a part in tasks of this actor's list, for the filter."""
    parts, kept = Assignment.objects.exclude(unit=None), programmes_seen_by(actor)
    if programme:
        parts, kept = parts.filter(task__programme=programme), kept.filter(pk=programme.pk)
    if not sees_all(actor):
        parts = parts.filter(task__in=tasks_seen_by(actor))
    near = Q(pk__in=parts.order_by().values("unit")) | Q(key__in=kept.order_by().values("unit"))
    return list(Unit.objects.filter(near).order_by("sort_key", "key").values_list("key", "name"))


def programme_choices(actor: Actor) -> list[tuple[int, str]]:
    """The programmes that this actor may see, each with its name, for the filter."""
    found = programmes_seen_by(actor).order_by("sort_key", "id").values("id", *NAMED)
    return [(it.pop("id"), called(**it)) for it in found]


def fields_of(actor: Actor, programme: Programme | None = None) -> list[tuple[str, str]]:
    """The fields of this actor's tasks, each with its name, for the filter."""
    tasks = tasks_counted_for(actor)
    if programme:
        tasks = tasks.filter(programme=programme)
    codes = set(tasks.order_by().values_list("field", flat=True).distinct())
    return [(code or NONE, name) for code, name in FIELD_NAMES.items() if code in codes]
