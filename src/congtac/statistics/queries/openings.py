"""Reads of requests to open a closed form."""

from django.db.models import QuerySet

from congtac.kernel.actor import Actor
from congtac.organisations.queries import MINISTRY_KEY
from congtac.statistics.models import OpeningRequest, Submission
from congtac.statistics.rules.openings import ASKED

NEAR = (
    "submission__form",
    "submission__unit",
    "submission__receiver",
    "submission__period__kind__regime",
)


def request_of(asked: Submission) -> OpeningRequest | None:
    """The newest request of a form, decided or not."""
    return asked.opening_requests.order_by("id").last()


def request(number: int) -> OpeningRequest | None:
    """A request by its number."""
    return OpeningRequest.objects.select_related(*NEAR).filter(pk=number).first()


def to_decide(actor: Actor) -> QuerySet[OpeningRequest]:
    """The requests that wait for the actor's body to decide."""
    key = MINISTRY_KEY if actor.has_role("ministry") else actor.unit
    found = OpeningRequest.objects.filter(state=ASKED, submission__receiver__key=key)
    return found.select_related(*NEAR).order_by("asked_on", "id")
