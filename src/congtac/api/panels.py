"""What the API shows on pages of other areas."""

from django.utils.translation import gettext as _

from congtac.kernel.actor import Actor
from congtac.kernel.panels import Panel


def way_in(_actor: Actor, _subject: object) -> Panel:
    """Beside the keys, how they are used."""
    return Panel(_("Cách gọi API"), "api/panel_keys.html")
