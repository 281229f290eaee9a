"""What the desk shows of its own."""

from congtac.ground.audit.models import Line
from congtac.ground.audit.queries import facts_of
from congtac.kernel.actor import Actor


def latest_acts(actor: Actor, count: int = 8) -> list[tuple[Line, dict[str, object]]]:
    """Return what a person did last, newest first, each line with what it says."""
    found = Line.objects.filter(actor=actor.person)[:count]
    return [(line, facts_of(line)) for line in found]
