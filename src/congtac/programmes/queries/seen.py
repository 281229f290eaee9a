"""What of programmes and tasks a person may see."""

from django.db.models import (
    Exists,
    OuterRef,
    Q,
    QuerySet,
)

from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.programmes.models import (
    LEAD,
    Assignment,
    Programme,
    Task,
)


def sees_all(actor: Actor) -> bool:
    return actor.has_role("ministry", "administrator")


def programmes_seen_by(actor: Actor) -> QuerySet[Programme]:
    """The programmes that this actor may see."""
    if sees_all(actor):
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
    if sees_all(actor):
        return Task.objects.all()
    if not actor.unit:
        return Task.objects.none()
    parts = duties_of(actor.unit).filter(task=OuterRef("pk"))
    return Task.objects.filter(Q(programme__unit=actor.unit) | Q(Exists(parts)) | watched_by(actor))


def tasks_counted_for(actor: Actor) -> QuerySet[Task]:
    """The tasks of this actor's lists and counts, a shared one once: the whole for its keeper."""
    found = tasks_seen_by(actor)
    if sees_all(actor):
        return found.filter(whole=None)
    return found.filter(Q(whole=None) | ~Q(programme__unit=actor.unit))
