"""Names the actor of each request, once."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from congtac.accounts.models import Person
from congtac.accounts.queries import actor_on
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import NOBODY, Actor

Respond = Callable[[HttpRequest], HttpResponseBase]


def name_the_actor(get_response: Respond) -> Respond:
    """Put the actor of the day on the request, where `kernel.guard.actor_of` finds it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.actor = _actor(request)  # type: ignore[attr-defined]  # read through kernel.guard.actor_of
        return get_response(request)

    return middleware


def _actor(request: HttpRequest) -> Actor:
    if isinstance(request.user, Person):
        return actor_on(request.user, today())
    return NOBODY
