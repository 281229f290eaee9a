"""Who may do what with a document, and why not."""

from django.utils.translation import gettext as _

from congtac.documents.models import Delivery, Document
from congtac.kernel.actor import Actor
from congtac.kernel.guard import signed_in
from congtac.kernel.verdict import ALLOWED, Verdict, allowed_if

WORKERS = ("officer", "leader", "ministry")


def may_add(actor: Actor) -> Verdict:
    """Whoever works in a unit may put a document on its shelf."""
    if not actor.is_signed_in:
        return signed_in(actor)
    reason = _("Chỉ người có chức vụ trong một đơn vị được đưa văn bản lên.")
    return allowed_if(bool(actor.unit) and actor.has_role(*WORKERS), reason)


def may_see(actor: Actor, document: Document) -> Verdict:
    """The unit that holds the document; the Ministry and administrators see all."""
    if not actor.is_signed_in:
        return signed_in(actor)
    is_near = actor.unit == document.unit or actor.has_role("ministry", "administrator")
    return allowed_if(
        is_near,
        _("Văn bản này do {unit_name} giữ; chỉ người của đơn vị đó và của Bộ được mở.").format(
            unit_name=document.unit_name
        ),
    )


def may_review(actor: Actor, document: Document) -> Verdict:
    """Officers and leaders of the unit that holds the document."""
    seen = may_see(actor, document)
    if not seen:
        return seen
    is_own = actor.unit == document.unit and actor.has_role(*WORKERS)
    return allowed_if(
        is_own,
        _("Chỉ cán bộ và lãnh đạo của {unit_name} được sửa bản đọc của văn bản này.").format(
            unit_name=document.unit_name
        ),
    )


def may_accept(actor: Actor, document: Document) -> Verdict:
    """The person who put the document up, or a leader of the unit."""
    reviewed = may_review(actor, document)
    if not reviewed:
        return reviewed
    if actor.person == document.added_by or actor.has_role("leader"):
        return ALLOWED
    return Verdict(
        False,
        _("Chỉ {added_by_name}, người đưa lên, hoặc lãnh đạo đơn vị được tiếp nhận.").format(
            added_by_name=document.added_by_name
        ),
    )


def may_see_delivery(actor: Actor, delivery: Delivery) -> Verdict:
    """The person who put the files up."""
    reason = _("Chỉ người đưa các tệp này lên được xem kết quả của lần đưa lên đó.")
    return allowed_if(actor.is_signed_in and actor.person == delivery.person, reason)
