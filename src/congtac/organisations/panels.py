"""What the units show on pages that stand above or below them."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.kernel.desk import Line, lines
from congtac.kernel.panels import Panel
from congtac.kernel.ranking import UNITS, best_first, weight
from congtac.organisations import permissions, queries
from congtac.organisations.models import DOUBTFUL, GIVER, OPEN, RECEIVER

SHOWN = 6
LOOKED_AT = 200  # found things among which the best are chosen


def waiting_for_signature(actor: Actor, _subject: object) -> Panel | None:
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
    return Panel(_("Biên bản bàn giao chờ ký"), "organisations/panel_desk.html", facts, weight=20)


def doubtful_names(actor: Actor, _subject: object) -> Panel | None:
    """The names in papers that lead to no unit and wait for this actor to settle them."""
    if not permissions.may_settle_names(actor):
        return None
    near = "" if permissions.may_keep_units(actor) else queries.province_of(actor.unit)
    count = queries.name_matches(DOUBTFUL, near).count()
    line = Line(
        _("{count} tên cơ quan trong văn bản chưa rõ là đơn vị nào").format(count=count),
        reverse("organisations:names"),
        _("Khi chưa rõ, nhiệm vụ ghi tên đó chưa đến được đơn vị."),
    )
    return lines(_("Tên cơ quan chưa rõ"), [line] if count else [], count=count, weight=40)


def search(_actor: Actor, words: object) -> Panel | None:
    """The units of today whose names hold all the words sought."""
    sought = str(words)
    every = queries.units_on(today(), sought).select_related("parent")
    found = best_first(sought, every[:LOOKED_AT], lambda unit: unit.name)
    if not found:
        return None
    facts = {
        "units": found[:SHOWN],
        "count": every.count(),
        "shown": SHOWN,
        "address": f"{reverse('organisations:list')}?{urlencode({'q': sought})}",
    }
    place = weight(sought, found[0].name, UNITS)
    return Panel(_("Đơn vị"), "organisations/panel_search.html", facts, place)
