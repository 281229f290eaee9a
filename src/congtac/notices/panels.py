"""The bell of the top line."""

from django.utils.translation import gettext as _

from congtac.kernel.actor import Actor
from congtac.kernel.panels import Panel


def bell(actor: Actor, _subject: object) -> Panel | None:
    """A link to the notices; its count comes by itself after the page, and stays fresh."""
    return Panel(_("Thông báo"), "notices/bell.html") if actor.is_signed_in else None
