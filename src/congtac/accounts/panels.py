"""What accounts show on pages of other areas: who holds posts in a unit, people in a search."""

from congtac.accounts.queries import holders_on, people
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.kernel.panels import Panel
from congtac.organisations.models import Unit

SHOWN = 6


def holders(_actor: Actor, unit: Unit) -> Panel | None:
    """Who holds a post in a unit today."""
    held = holders_on(unit, today())
    facts = {"posts": held}
    return Panel("Người giữ chức vụ", "accounts/panel_holders.html", facts) if held else None


def search(_actor: Actor, words: object) -> Panel | None:
    """The people whose names hold all the words sought."""
    found = list(people(today(), str(words))[:SHOWN])
    return Panel("Người", "accounts/panel_search.html", {"people": found}) if found else None
