"""What the frame of every page is given: the menu, the day, the person."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congtac.config.areas import MENU, MenuEntry
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.kernel.guard import PUBLIC, access_of, actor_of


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the side bar for this page and this actor."""

    title: str
    icon: str
    address: str
    is_here: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template the actor, the day, the menu, and whether this is the demo."""
    actor = actor_of(request)
    return {
        "actor": actor,
        "today": today(),
        "is_demo": settings.DEMO,
        "look": _look(request),
        "language": get_language() or settings.LANGUAGE_CODE,
        "languages": settings.LANGUAGES,
        "menu": menu(actor, request.path) if actor.is_signed_in else (),
    }


def _look(request: HttpRequest) -> str:
    """Return the look that the visitor chose: light, dark, or "" to follow the device."""
    chosen = request.COOKIES.get("look", "")
    return chosen if chosen in ("light", "dark") else ""


def menu(actor: Actor, path: str) -> tuple[Link, ...]:
    """Return the links that open to the actor; the one where the page stands is lit."""
    shown = [(entry, reverse(entry.address)) for entry in MENU]
    return tuple(
        Link(_(entry.title), entry.icon, address, is_here=_is_here(entry, path))
        for entry, address in shown
        if _opens(address, actor)
    )


def _opens(address: str, actor: Actor) -> bool:
    access = access_of(resolve(address).func)
    return access == PUBLIC or (callable(access) and bool(access(actor)))


def _is_here(entry: MenuEntry, path: str) -> bool:
    """Say whether a page stands under an entry, and under none that names it more closely."""
    fitting = [it for it in MENU if _begins(it, path)]
    return bool(fitting) and entry is max(fitting, key=lambda it: len(it.prefix))


def _begins(entry: MenuEntry, path: str) -> bool:
    return path == entry.prefix if entry.prefix == "/" else path.startswith(entry.prefix)
