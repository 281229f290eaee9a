"""Who keeps the register of units, settles names and signs handovers, and why others don't."""

from datetime import date

from django.utils.translation import gettext as _

from congtac.kernel.actor import Actor
from congtac.kernel.guard import signed_in
from congtac.kernel.verdict import ALLOWED, Verdict, allowed_if, refused
from congtac.organisations.models import GIVER, Handover, Unit

KEEPERS = ("administrator", "system")


def may_keep_units(actor: Actor) -> Verdict:
    """Those who administer the system: units, their names, places, functions and successions."""
    if not actor.is_signed_in:
        return signed_in(actor)
    return allowed_if(
        actor.has_role(*KEEPERS),
        _(
            "Chỉ quản trị hệ thống được sửa danh mục đơn vị. "
            "Hãy gửi đề nghị kèm căn cứ cho quản trị hệ thống."
        ),
    )


def may_settle_names(actor: Actor) -> Verdict:
    """Those who keep the register, and leaders for the names read in their own province."""
    if not actor.is_signed_in:
        return signed_in(actor)
    return allowed_if(
        actor.has_role("leader", *KEEPERS),
        _("Chỉ lãnh đạo đơn vị và quản trị hệ thống được quyết định tên cơ quan chưa rõ."),
    )


def may_settle(actor: Actor, near: str) -> Verdict:
    """Like `may_settle_names`, for a name that was read in the province `near`."""
    general = may_settle_names(actor)
    if not general or actor.has_role(*KEEPERS):
        return general
    if actor.unit.partition(".")[0] == near:
        return ALLOWED
    return allowed_if(False, _("Tên này được đọc ở địa phương khác; lãnh đạo ở đó quyết định."))


def may_see_handover(actor: Actor, handover: Handover) -> Verdict:
    """Both units, the Ministry, and those who keep the register."""
    if not actor.is_signed_in:
        return signed_in(actor)
    is_party = actor.unit in (handover.giver.key, handover.receiver.key)
    return allowed_if(
        is_party or actor.has_role("ministry", *KEEPERS),
        _("Biên bản này là việc của {giver} và {receiver}.").format(
            giver=handover.giver, receiver=handover.receiver
        ),
    )


def may_draw_up(actor: Actor, giver: Unit, receiver: Unit) -> Verdict:
    """Who works in one of the two units, and those who keep the register."""
    if not actor.is_signed_in:
        return signed_in(actor)
    is_party = actor.unit in (giver.key, receiver.key)
    return allowed_if(
        (is_party and actor.has_role("officer", "leader")) or actor.has_role(*KEEPERS),
        _("Chỉ người của {giver} hoặc {receiver} được lập biên bản bàn giao này.").format(
            giver=giver, receiver=receiver
        ),
    )


def may_sign(actor: Actor, handover: Handover, side: str, day: date) -> Verdict:
    """A leader of the side's unit; the administrator for a giver that has already ended.

    The receiver signs from the day of the handover on, when it answers for the things.
    """
    seen = may_see_handover(actor, handover)
    if not seen:
        return seen
    unit = handover.giver if side == GIVER else handover.receiver
    if side != GIVER and day < handover.day:
        return refused(_("Bên nhận ký từ ngày bàn giao; hôm nay chưa đến ngày đó."))
    is_ended = side == GIVER and not unit.life.has(day)
    if is_ended and actor.has_role(*KEEPERS):
        return ALLOWED
    return allowed_if(
        actor.unit == unit.key and actor.has_role("leader"),
        _("Chỉ lãnh đạo {unit} ký cho bên này.").format(unit=unit),
    )
