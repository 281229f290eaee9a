"""Keeping what is typed before it is saved; saving it as a revision; throwing it away.

A draft is nothing official and changes every few seconds, so the log holds no line of it: the
revision that comes of it has one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from congtac.kernel.actor import Actor
from congtac.statistics import permissions
from congtac.statistics.models import Draft, Submission
from congtac.statistics.queries import drafts as queries
from congtac.statistics.rules import submissions as rules
from congtac.statistics.rules.entry import Posted, fields_of
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.problems import demand
from congtac.statistics.services import submissions as services
from congtac.statistics.services.submissions import Written


@dataclass(frozen=True, slots=True)
class Typed:
    """What a page holds: its fields, the revision it showed, the page and the draft it knows."""

    fields: Mapping[str, str]
    posted: Posted
    seen: int
    page: str
    ordinal: int


def keep(actor: Actor, asked: Submission, typed: Typed) -> Draft | None:
    """Keep what one person has typed; nothing where it is as the revision seen.

    STA-360 where another window of the same person has kept something that this one doesn't know.
    """
    permissions.may_write(actor, asked).demand()
    demand(None if asked.state in rules.BEING_FILLED else "STA-340")
    demand(None if typed.seen <= asked.revisions_count else "STA-361")
    places = queries.unsaved(asked, typed.posted, typed.seen)
    if not places:
        _known(actor, asked, typed).delete()
        demand("STA-360" if queries.own(actor, asked) else None)
        return None
    values = {
        "seen": typed.seen,
        "fields": fields_of(asked.form.form, typed.fields),
        "count": len(places),
        "page": typed.page,
        "at": timezone.now(),
    }
    _put(actor, asked, typed, values)
    return queries.own(actor, asked)


def _known(actor: Actor, asked: Submission, typed: Typed) -> QuerySet[Draft]:
    own = Draft.objects.filter(submission=asked, person=actor.person)
    return own.filter(Q(page=typed.page) | Q(ordinal=typed.ordinal))


def _put(actor: Actor, asked: Submission, typed: Typed, values: Mapping[str, object]) -> None:
    if _known(actor, asked, typed).update(ordinal=F("ordinal") + 1, **values):
        return
    demand("STA-360" if queries.own(actor, asked) else None)
    made = Draft(submission=asked, person=actor.person, person_name=actor.name, **values)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # another window came first
        demand("STA-360")


def drop(actor: Actor, asked: Submission) -> None:
    """Throw away what the actor has typed and not saved; the revisions stay."""
    permissions.may_write(actor, asked).demand()
    Draft.objects.filter(submission=asked, person=actor.person).delete()


@transaction.atomic
def save(actor: Actor, asked: Submission, grid: Grid, *, seen: int, day: date) -> Written:
    """Save figures as a revision, which ends the actor's draft; a clash leaves the draft."""
    written = services.write(actor, asked, grid, seen=seen, day=day)
    if not written.clashes:
        Draft.objects.filter(submission=asked, person=actor.person).delete()
    return written
