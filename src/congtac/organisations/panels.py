"""What the units show on pages that stand above or below them."""

from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.kernel.panels import Panel
from congtac.organisations import permissions, queries
from congtac.organisations.models import GIVER, OPEN, RECEIVER


def waiting_for_signature(actor: Actor, _: object) -> Panel | None:
    """Return the handovers that wait for the signature of this leader."""
    if not actor.has_role("leader"):
        return None
    day = today()
    waiting = []
    for handover in queries.handovers_of(actor, keeps=False).filter(state=OPEN):
        signed = {it.side for it in handover.signatures.all()}
        sides = {GIVER, RECEIVER} - signed
        if any(permissions.may_sign(actor, handover, side, day) for side in sides):
            waiting.append(handover)
    if not waiting:
        return None
    facts = {"waiting": waiting}
    return Panel("Biên bản bàn giao chờ ký", "organisations/panel_desk.html", facts, weight=20)
