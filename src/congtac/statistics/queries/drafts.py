"""Reads of what is typed and not saved: one's own, the others', who wrote which cell since."""

from collections.abc import Iterable

from django.db.models import QuerySet

from congtac.kernel.actor import Actor
from congtac.statistics.models import Draft, Revision, Submission
from congtac.statistics.queries.submissions import grid_of, revision
from congtac.statistics.rules.entry import Posted, read_posted
from congtac.statistics.rules.grids import Grid, Place, changes, read_typed


def own(actor: Actor, asked: Submission) -> Draft | None:
    """What the actor has typed into a form and not saved."""
    return asked.drafts.filter(person=actor.person).first()


def others(actor: Actor, asked: Submission) -> QuerySet[Draft]:
    """What others have typed into the same form and not saved, the newest first."""
    return asked.drafts.exclude(person=actor.person)


def posted_of(draft: Draft) -> Posted:
    """A draft as if it had just come from the page."""
    return read_posted(draft.submission.form.form, draft.fields)


def unsaved(asked: Submission, posted: Posted, seen: int) -> tuple[Place, ...]:
    """The cells that a page holds differently from the revision it showed, faults and all."""
    typed = read_typed(asked.form.form, posted.rows, posted.typed)
    before = grid_of(revision(asked, seen)) if seen else Grid()
    differing = {(it.row, it.column) for it in changes(before, typed.grid)} - set(typed.faults)
    named = {(name, "") for row in posted.rows if row not in before.rows for name in row[1:]}
    left_out = {(name, "") for slot, name in before.rows if (slot, name) not in posted.rows}
    return tuple(sorted({*differing, *typed.faults, *named, *left_out}))


def writers(asked: Submission, seen: int, places: Iterable[Place]) -> dict[Place, str]:
    """Who last wrote each of some cells in the revisions after the one seen."""
    wanted, found = set(places), dict[Place, str]()
    made: list[Revision] = list(asked.revisions.filter(ordinal__gte=seen).order_by("ordinal"))
    grids = [Grid() if not seen else None, *(grid_of(it) for it in made)]
    for before, after, it in zip(grids, grids[1:], made, strict=False):
        if before is None or after is None:
            continue
        changed = {(one.row, one.column) for one in changes(before, after)}
        found |= dict.fromkeys(wanted & changed, it.person_name)
    return found
