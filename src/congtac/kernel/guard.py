"""Who may open a screen: every view declares it, and a view that doesn't stays shut."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from congtac.kernel.actor import NOBODY, Actor
from congtac.kernel.verdict import Verdict, allowed_if
from congtac.kernel.words import gettext as _

P = ParamSpec("P")
R = TypeVar("R")
Rule = Callable[[Actor], Verdict]
View = Callable[Concatenate[Any, P], R]

PUBLIC = "public"


def actor_of(request: object) -> Actor:
    """Return who acts in a request; nobody, if no middleware has said."""
    actor = getattr(request, "actor", NOBODY)
    return actor if isinstance(actor, Actor) else NOBODY


def signed_in(actor: Actor) -> Verdict:
    """Allow everyone who has signed in."""
    return allowed_if(actor.is_signed_in, _("Bạn cần đăng nhập để mở trang này."))


def holds(*roles: str) -> Rule:
    """Make a rule: signed in and holding at least one of the roles."""

    def rule(actor: Actor) -> Verdict:
        if not actor.is_signed_in:
            return signed_in(actor)
        reason = _("Trang này dành cho người có trách nhiệm khác với chức vụ của bạn.")
        return allowed_if(actor.has_role(*roles), reason)

    return rule


def opens_to(rule: Rule) -> Callable[[View[P, R]], View[P, R]]:
    """Open a view only to actors whom the rule allows; the rule stands in `view.access`."""

    def guard(view: View[P, R]) -> View[P, R]:
        @wraps(view)
        def guarded(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> R:
            rule(actor_of(request)).demand()
            return view(request, *args, **kwargs)

        return _declare(guarded, rule)

    return guard


def public(view: View[P, R]) -> View[P, R]:
    """Open a view to everyone, signed in or not."""
    return _declare(view, PUBLIC)


def access_of(view: object) -> object:
    """Return what a view declares about who may open it; None if it declares nothing."""
    return getattr(view, "access", None)


def _declare(view: View[P, R], access: object) -> View[P, R]:
    view.access = access  # type: ignore[attr-defined]  # an attribute on a function, read by access_of
    return view
