"""What the desk shows of its own."""

from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor


def latest_acts(actor: Actor, count: int = 8) -> list[Line]:
    """Return what a person did last, newest first."""
    return list(Line.objects.filter(actor=actor.person)[:count])
