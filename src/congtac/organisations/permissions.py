"""Who keeps the register of units, and why others don't."""

from congtac.kernel.actor import Actor
from congtac.kernel.guard import signed_in
from congtac.kernel.verdict import Verdict, allowed_if

KEEPERS = ("administrator", "system")


def may_keep_units(actor: Actor) -> Verdict:
    """Those who administer the system: units, their names, places, functions and successions."""
    if not actor.is_signed_in:
        return signed_in(actor)
    return allowed_if(
        actor.has_role(*KEEPERS),
        "Chỉ quản trị hệ thống được sửa danh mục đơn vị. "
        "Hãy gửi đề nghị kèm căn cứ cho quản trị hệ thống.",
    )
