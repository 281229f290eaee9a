"""Who may change people, posts and powers, and see what is private."""

from congtac.accounts.models import Person
from congtac.kernel.actor import Actor
from congtac.kernel.verdict import Verdict, allowed_if

FOR_ADMINISTRATORS = (
    "Chỉ quản trị hệ thống thêm người dùng, giao chức vụ và đặt lại mật khẩu. "
    "Hãy gửi đề nghị cho quản trị."
)


def may_keep_people(actor: Actor) -> Verdict:
    """Administrators keep people, posts and powers; so does the command line as the system."""
    return allowed_if(actor.has_role("administrator", "system"), FOR_ADMINISTRATORS)


def may_see_private(actor: Actor, person: Person) -> Verdict:
    """The person and the administrators see the address for mail and the sessions."""
    return allowed_if(
        is_self(actor, person) or may_keep_people(actor).is_allowed,
        "Chỉ chính người đó và quản trị hệ thống xem được mục này.",
    )


def is_self(actor: Actor, person: Person) -> bool:
    """Say whether the actor is this person."""
    return actor.is_signed_in and actor.person == person.username
