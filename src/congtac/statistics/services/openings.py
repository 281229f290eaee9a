"""A unit asks for its closed form to be opened; the receiver refuses, or opens it."""

from datetime import date

from django.db import IntegrityError, transaction

from congtac.kernel.actor import Actor
from congtac.statistics import permissions
from congtac.statistics.models import OpeningRequest, Submission
from congtac.statistics.queries import submissions as queries
from congtac.statistics.rules import openings as rules
from congtac.statistics.rules.problems import demand, problem
from congtac.statistics.rules.tellings import ASKED_TO_OPEN, NOT_OPENED
from congtac.statistics.services.submissions import Turn, tell, turn


def ask(actor: Actor, asked: Submission, *, reason: str, day: date) -> OpeningRequest:
    """Ask the receiver to open a closed form, with the reason."""
    permissions.may_fill(actor, asked.answering.key, asked.answering_name).demand()
    demand("STA-403" if queries.is_open(asked, day) else None)
    try:
        with transaction.atomic():
            turn(actor, asked, Turn("ask_open", day, reason))
            made = OpeningRequest.objects.create(
                submission=asked,
                reason=reason.strip(),
                asked_by=actor.person,
                asked_by_name=actor.name,
                asked_on=day,
            )
            tell(actor, asked, ASKED_TO_OPEN, to_unit=asked.receiver.key)
    except IntegrityError:
        asked.refresh_from_db()
        raise problem("STA-404") from None
    return made


def refuse(actor: Actor, made: OpeningRequest, *, words: str, day: date) -> None:
    """Refuse to open a form, with the reason."""
    asked = made.submission
    permissions.may_take(actor, asked).demand()
    with transaction.atomic():
        turn(actor, asked, Turn("refuse", day, words))
        unmoved = OpeningRequest.objects.filter(pk=made.pk, state=rules.ASKED)
        decided = {"decided_by_name": actor.name, "decided_on": day, "words": words.strip()}
        demand(None if unmoved.update(state=rules.REFUSED, **decided) else "STA-405")
        tell(actor, asked, NOT_OPENED, to_person=made.asked_by)
    made.refresh_from_db()
