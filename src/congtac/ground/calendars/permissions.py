"""Who keeps the days off."""

from django.utils.translation import gettext as _

from congtac.kernel.actor import Actor
from congtac.kernel.verdict import Verdict, allowed_if


def may_keep_days(actor: Actor) -> Verdict:
    """Administrators keep the days off and the days worked in exchange."""
    return allowed_if(
        actor.has_role("administrator", "system"),
        _("Chỉ quản trị hệ thống sửa ngày nghỉ và ngày làm bù."),
    )
