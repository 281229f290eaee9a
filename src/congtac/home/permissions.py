"""Who may read the log."""

from django.utils.translation import gettext as _

from congtac.kernel.actor import Actor
from congtac.kernel.verdict import Verdict, allowed_if


def may_read_log(actor: Actor) -> Verdict:
    """Administrators and officers of the Ministry read the log."""
    return allowed_if(
        actor.has_role("administrator", "ministry"),
        _("Nhật ký chỉ mở cho quản trị hệ thống và cán bộ của Bộ."),
    )
