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


def standing(actor: Actor, asked: Submission) -> Draft | None:
    """The actor's draft, if it holds anything that isn't saved.

    A page that is left while it saves may keep the same figures a moment later: no draft then.
    """
    draft = own(actor, asked)
    return draft if draft and unsaved(asked, posted_of(draft), draft.seen) else None


def unsaved(asked: Submission, posted: Posted, seen: int) -> tuple[Place, ...]:
    """The cells that a page holds differently from the revision it showed, faults and all.

    What stands in the newest revision just as it was typed is saved, whoever saved it.
    """
    typed = read_typed(asked.form.form, posted.rows, posted.typed)
    before = grid_of(revision(asked, seen)) if seen else Grid()
    last = before if seen == asked.revisions_count else grid_of(revision(asked))
    differing = _places(before, typed.grid) & _places(last, typed.grid) - set(typed.faults)
    new = [row for row in posted.rows if row not in before.rows and row not in last.rows]
    gone = [row for row in before.rows if row in last.rows and row not in posted.rows]
    named = {(name, "") for _slot, name in (*new, *gone)}
    return tuple(sorted({*differing, *typed.faults, *named}))


def _places(before: Grid, after: Grid) -> set[Place]:
    return {(it.row, it.column) for it in changes(before, after)}


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
