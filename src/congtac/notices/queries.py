"""A person's notices, how many are unread, and how they come."""

from django.db.models import QuerySet

from congtac.kernel.actor import Actor
from congtac.notices.models import Choice, Notice
from congtac.notices.rules.kinds import Kind, kinds


def notices_of(actor: Actor, *, kind: str = "", state: str = "") -> QuerySet[Notice]:
    """Return the actor's notices, newest first; narrowed by kind, and to unread or read ones."""
    found = Notice.objects.filter(person__username=actor.person)
    if kind:
        found = found.filter(kind=kind)
    if state in ("chua-xem", "da-xem"):
        found = found.filter(read_at__isnull=state == "chua-xem")
    return found


def unread(actor: Actor) -> int:
    """Return how many notices the actor has not read."""
    return notices_of(actor, state="chua-xem").count()


def choices_of(actor: Actor) -> list[tuple[Kind, str]]:
    """Return every kind with the way in which it comes to the actor."""
    rows = Choice.objects.filter(person__username=actor.person).values_list("kind", "way")
    chosen = dict(rows)
    return [(kind, chosen.get(kind.key, kind.way)) for kind in kinds()]
