"""What accounts show on pages of other areas: who holds posts in a unit, people in a search."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, reverse

from congtac.accounts.permissions import may_keep_filter
from congtac.accounts.queries import filters_seen_by, holders_on, people
from congtac.accounts.rules.filters import plain
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.kernel.lists import TITLES
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


def saved_filters(actor: Actor, address: object) -> Panel | None:
    """The saved filters of the list that stands at an address, and a way to keep this one."""
    parts = urlsplit(str(address))
    name = _list_at(parts.path)
    if not name:
        return None
    here, start = plain(parts.query, today=today()), reverse(name)
    kept = [(it, f"{start}?{it.query}", it.query == here) for it in filters_seen_by(actor, name)]
    if not kept and not here:
        return None
    is_new = bool(here) and not any(is_here for _, _, is_here in kept)
    facts = {
        "kept": kept,
        "address": f"{start}?{here}" if is_new else "",
        "may_share": may_keep_filter(actor, for_unit=True),
    }
    return Panel("Bộ lọc đã lưu", "accounts/panel_filters.html", facts)


def _list_at(path: str) -> str:
    try:
        name = resolve(path).view_name
    except Resolver404:
        return ""
    return name if name in TITLES else ""
