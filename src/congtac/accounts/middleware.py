"""Names the actor of each request, once."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url

from congtac.accounts.models import Person
from congtac.accounts.queries import actor_on
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import NOBODY, Actor

Respond = Callable[[HttpRequest], HttpResponseBase]


def name_the_actor(get_response: Respond) -> Respond:
    """Put the actor of the day on the request, where `kernel.guard.actor_of` finds it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.actor = _actor(request)  # type: ignore[attr-defined]  # read through kernel.guard.actor_of
        return _to_a_new_password(request) or get_response(request)

    return middleware


def _actor(request: HttpRequest) -> Actor:
    if not isinstance(request.user, Person):
        return NOBODY
    chosen = request.session
    return actor_on(request.user, today(), post_id=chosen.get("post"), power_id=chosen.get("power"))


def _to_a_new_password(request: HttpRequest) -> HttpResponseBase | None:
    """Lead who came in with a password for one sign-in to the page that asks for a new one."""
    if not isinstance(request.user, Person) or not request.user.must_change_password:
        return None
    if request.session.get("sign_on"):
        return None  # came in by the ministry's own sign-on, without a password
    own, out = resolve_url("accounts:own_password"), resolve_url("accounts:sign_out")
    return None if request.path in (own, out) else redirect(own)
