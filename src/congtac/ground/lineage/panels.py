"""The panel "Dựa trên / Được dùng bởi", for the page of any thing."""

from django.utils.translation import gettext as _

from congtac.ground.lineage.queries import above, below
from congtac.ground.lineage.rules import Reference
from congtac.kernel.actor import Actor
from congtac.kernel.panels import Panel

WEIGHT = 90  # stands after what belongs to the page itself


def lineage(_actor: Actor, thing: Reference) -> Panel | None:
    """What a thing stands on and what stands on it: two queries; nothing where there is none.

    An area registers a function of its own for its kind of page, which makes the reference:
    `panels.register("task", lambda actor, task: lineage(actor, reference_of(task)))`.
    """
    facts = {"below": list(below(thing)), "above": list(above(thing))}
    if not any(facts.values()):
        return None
    return Panel(_("Dựa trên / Được dùng bởi"), "lineage/panel.html", facts, weight=WEIGHT)
