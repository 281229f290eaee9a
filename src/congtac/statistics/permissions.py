"""Who keeps the regime of statistics, who fills in, checks, signs and takes a form."""

from django.utils.translation import gettext as _

from congtac.kernel.actor import Actor
from congtac.kernel.verdict import Verdict, allowed_if

FIELD = "thong-ke"  # the field of work whose watcher at the Ministry keeps the regime


def may_keep_statistics(actor: Actor) -> Verdict:
    """The unit of the Ministry that watches the field of statistics keeps periods and forms."""
    is_keeper = actor.has_role("ministry") and any(FIELD in it.fields for it in actor.watches)
    return allowed_if(
        is_keeper or actor.has_role("system"),
        _(
            "Chỉ đơn vị của Bộ Tư pháp được phân công theo dõi lĩnh vực thống kê "
            "mở kỳ, dời hạn và xác nhận biểu mẫu."
        ),
    )
