"""Who keeps the register of units, and why others don't."""

from congtac.kernel.actor import Actor
from congtac.kernel.guard import signed_in
from congtac.kernel.verdict import ALLOWED, Verdict, allowed_if

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


def may_settle_names(actor: Actor) -> Verdict:
    """Those who keep the register, and leaders for the names read in their own province."""
    if not actor.is_signed_in:
        return signed_in(actor)
    return allowed_if(
        actor.has_role("leader", *KEEPERS),
        "Chỉ lãnh đạo đơn vị và quản trị hệ thống được quyết định tên cơ quan chưa rõ.",
    )


def may_settle(actor: Actor, near: str) -> Verdict:
    """Like `may_settle_names`, for a name that was read in the province `near`."""
    general = may_settle_names(actor)
    if not general or actor.has_role(*KEEPERS):
        return general
    if actor.unit.partition(".")[0] == near:
        return ALLOWED
    return allowed_if(False, "Tên này được đọc ở địa phương khác; lãnh đạo ở đó quyết định.")
