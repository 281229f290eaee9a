"""What stands beside the figures of a submission: parts, signed papers, corrections, requests."""

from typing import Any

from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.statistics.models import Part, Revision, SignedPaper, Submission
from congtac.statistics.queries import corrections, openings, papers, parts
from congtac.statistics.queries.corrections import Shown
from congtac.statistics.rules.corrections import ACCEPTED


def inside_and_after(
    actor: Actor, asked: Submission, made: Revision | None, *, is_inside: bool
) -> dict[str, Any]:
    """What the page of a form shows of its parts, papers, corrections and requests."""
    signed, changed = corrections.since_signed(asked, made.ordinal if made else 0)
    seen = corrections.seen_outside(asked)
    found = corrections.corrections_of(asked, is_inside=is_inside)
    return {
        "parts": parts.parts_of(asked) if is_inside else [],
        "own_parts": own_parts(actor, asked),
        "papers": [it for it in papers.papers_of(asked) if is_inside or it.revision in seen],
        "corrections": corrections.shown(asked, found),
        "is_correcting": any(it.is_open for it in found),
        "signed_ordinal": signed,
        "changed": changed,
        "opening_request": openings.request_of(asked),
        "day": today(),
    }


def own_parts(actor: Actor, asked: Submission) -> list[Part]:
    """The parts of the form on which the actor works."""
    return list(parts.to_fill(actor).filter(submission=asked))


def became(asked: Submission, ordinal: int, *, whole: bool = False) -> list[Shown]:
    """The corrections that made a revision; for the whole, all up to it."""
    found = asked.corrections.filter(state=ACCEPTED).prefetch_related("cells")
    near = found.filter(revision__lte=ordinal) if whole else found.filter(revision=ordinal)
    return corrections.shown(asked, list(near))


def paper_of(asked: Submission, ordinal: int) -> SignedPaper | None:
    """The paper on which a revision was signed, if it was."""
    return asked.papers.filter(revision=ordinal).order_by("-id").first()
