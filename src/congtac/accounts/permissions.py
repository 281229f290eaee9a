"""Who may change people, posts and powers, and see what is private."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from congtac.accounts.models import Person, SavedFilter
from congtac.accounts.rules.keys import FAR_RIGHTS
from congtac.kernel.actor import Actor
from congtac.kernel.guard import signed_in
from congtac.kernel.verdict import Verdict, allowed_if
from congtac.kernel.words import gettext_noop

FOR_ADMINISTRATORS = gettext_noop(
    "Chỉ quản trị hệ thống thêm người dùng, giao chức vụ và đặt lại mật khẩu. "
    "Hãy gửi đề nghị cho quản trị."
)


def may_keep_people(actor: Actor) -> Verdict:
    """Administrators keep people, posts and powers; so does the command line as the system."""
    return allowed_if(actor.has_role("administrator", "system"), _(FOR_ADMINISTRATORS))


def may_see_private(actor: Actor, person: Person) -> Verdict:
    """The person and the administrators see the address for mail and the sessions."""
    return allowed_if(
        is_self(actor, person) or may_keep_people(actor).is_allowed,
        _("Chỉ chính người đó và quản trị hệ thống xem được mục này."),
    )


def is_self(actor: Actor, person: Person) -> bool:
    """Say whether the actor is this person."""
    return actor.is_signed_in and actor.person == person.username


def may_see_keys(actor: Actor) -> Verdict:
    """Leaders and administrators see keys for programs; leaders those of their unit."""
    return allowed_if(
        actor.has_role("leader", "administrator"),
        _("Chỉ lãnh đạo đơn vị và quản trị hệ thống xem được khóa cho phần mềm."),
    )


def may_keep_keys(actor: Actor, unit_key: str) -> Verdict:
    """A leader gives and takes back the keys of the own unit; administrators those of any."""
    is_own_leader = actor.has_role("leader") and actor.unit == unit_key
    return allowed_if(
        is_own_leader or actor.has_role("administrator"),
        _("Chỉ lãnh đạo của chính đơn vị đó và quản trị hệ thống cấp, thu hồi khóa cho phần mềm."),
    )


def may_give_rights(actor: Actor, rights: Collection[str]) -> Verdict:
    """What reaches beyond the unit only an administrator gives to a program."""
    return allowed_if(
        not FAR_RIGHTS & set(rights) or actor.has_role("administrator"),
        _("Chỉ quản trị hệ thống cấp khóa đọc số liệu của mọi đơn vị."),
    )


def may_keep_filter(actor: Actor, *, for_unit: bool) -> Verdict:
    """Everyone keeps filters for themselves; for a unit, who holds a post in it."""
    if not for_unit:
        return signed_in(actor)
    return allowed_if(
        bool(actor.unit and actor.roles),
        _("Chỉ người giữ chức vụ trong đơn vị lưu được bộ lọc chung của đơn vị."),
    )


def may_change_filter(actor: Actor, kept: SavedFilter) -> Verdict:
    """Own filters by their person; those of a unit by who kept them and by its leaders."""
    if kept.person is not None:
        return allowed_if(is_self(actor, kept.person), _("Bộ lọc này là của người khác."))
    is_here = kept.unit is not None and actor.unit == kept.unit.key
    return allowed_if(
        is_here and (actor.person == kept.made_by or actor.has_role("leader")),
        _("Chỉ người đã lưu và lãnh đạo đơn vị sửa, xóa được bộ lọc chung của đơn vị."),
    )
