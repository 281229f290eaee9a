"""Reads of parts: those of a form, those that wait for a person, who may write in which cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from congtac.accounts.queries import posts_on
from congtac.kernel.actor import Actor
from congtac.organisations.models import Unit
from congtac.organisations.queries import children
from congtac.statistics.models import Part, Submission
from congtac.statistics.queries.submissions import answered_by, grid_of, revision
from congtac.statistics.rules import parts as rules
from congtac.statistics.rules.grids import Place

NEAR = (
    "submission__form",
    "submission__period__kind__regime",
    "submission__unit",
    "submission__heir",
)


def part(number: int) -> Part | None:
    """A part by its number."""
    return Part.objects.select_related(*NEAR, "submission__receiver").filter(pk=number).first()


def parts_of(asked: Submission) -> list[Part]:
    """The parts of a form, in the order in which they were given."""
    return list(asked.parts.select_related("submission__form"))


def open_parts(asked: Submission) -> QuerySet[Part]:
    """The parts that are still open."""
    return asked.parts.filter(state__in=rules.OPEN).select_related("submission__form")


def mine(actor: Actor) -> Q:
    """The parts of a person: by name, or of the division when nobody is named."""
    of_division = Q(person="", division=actor.unit) & ~Q(division="")
    return Q(person=actor.person) & ~Q(person="") | of_division


def to_fill(actor: Actor) -> QuerySet[Part]:
    """The parts that wait for this person to fill them in, the one due first on top."""
    found = Part.objects.filter(mine(actor), state__in=rules.AT_WORK)
    return found.select_related(*NEAR).order_by("due_on", "id")


def to_approve(actor: Actor) -> QuerySet[Part]:
    """The parts of the actor's unit that were said to be done and wait for another's eye."""
    found = Part.objects.filter(
        state=rules.DONE, submission__in=Submission.objects.filter(answered_by(actor.unit))
    )
    return found.exclude(person=actor.person).select_related(*NEAR).order_by("due_on", "id")


def has_part(actor: Actor, asked: Submission) -> bool:
    """Whether a part of the form is or was this person's, unless it was taken back."""
    return asked.parts.filter(mine(actor)).exclude(state=rules.TAKEN).exists()


def has_part_at_work(actor: Actor, asked: Submission) -> bool:
    """Whether this person has cells of the form to fill in now."""
    return asked.parts.filter(mine(actor), state__in=rules.AT_WORK).exists()


def locked_for(actor: Actor, asked: Submission) -> Mapping[Place, str]:
    """The cells in which the actor may not write, by form row and column, with whose they are."""
    held = [
        rules.Held(it.scope, it.state, it.person, it.division, it.holder, it.given_by)
        for it in open_parts(asked)
    ]
    is_office = actor.unit == asked.answering.key
    if not held and is_office:
        return {}
    return rules.locked(
        asked.form.form, held, person=actor.person, unit=actor.unit, is_office=is_office
    )


def missing(found: Part) -> int:
    """How many cells of a part nobody has filled in yet."""
    grid = grid_of(revision(found.submission))
    return len(rules.missing(found.submission.form.form, grid, found.scope))


@dataclass(frozen=True, slots=True)
class Inside:
    """To whom a unit can give parts: itself, the units right below it, the people there."""

    divisions: Mapping[str, Unit]
    people: Mapping[str, tuple[str, str, str]]  # user name: name, title, key of the unit


def inside(unit: Unit, day: date) -> Inside:
    """Who works in a unit and in the units right below it on a day."""
    below = children(unit, day).order_by("sort_key")
    divisions = {it.key: it for it in (unit, *below)}
    posts = posts_on(day).filter(unit__key__in=divisions).order_by("person__sort_key")
    held = {it.person.username: (it.person.name, it.title, it.unit.key) for it in posts}
    return Inside(divisions, held)
