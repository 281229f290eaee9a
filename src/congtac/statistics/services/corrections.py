"""Correcting a form that was accepted: asked, checked, signed inside; decided by the receiver."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from congtac.ground.audit.services import record
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject
from congtac.statistics import permissions
from congtac.statistics.models import CorrectedCell, Correction, Revision, Submission
from congtac.statistics.queries import corrections as queries
from congtac.statistics.queries import findings as finding_queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules import corrections as rules
from congtac.statistics.rules import submissions as submission_rules
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.problems import demand, problem, problem_of
from congtac.statistics.rules.tellings import CORRECTION
from congtac.statistics.services import quoting
from congtac.statistics.services.submissions import Turn, tell, turn


def ask(
    actor: Actor, asked: Submission, cells: Sequence[rules.Mending], *, day: date
) -> Correction:
    """Ask to correct cells of an accepted form; what would break a relation is refused at once."""
    permissions.may_fill(actor, asked.answering.key, asked.answering_name).demand()
    demand(rules.objection_to_asking(cells))
    demand(submission_rules.objection("correct", state=asked.state, words=cells[0].reason))
    grid = submission_queries.grid_of(submission_queries.revision(asked))
    _demand_sound(asked, _corrected(asked, grid, cells))
    try:
        with transaction.atomic():
            made = Correction.objects.create(
                submission=asked,
                ordinal=asked.corrections.count() + 1,
                base=asked.sent_revision,
                asked_by=actor.person,
                asked_by_name=actor.name,
                asked_on=day,
            )
            CorrectedCell.objects.bulk_create(_cell(made, it) for it in cells)
            _told(actor, made, "ask", "")
    except IntegrityError:
        raise problem("STA-398") from None
    return made


def _cell(made: Correction, it: rules.Mending) -> CorrectedCell:
    return CorrectedCell(
        correction=made,
        row=it.row,
        column=it.column,
        before=it.before,
        after=it.after,
        reason=it.reason.strip(),
    )


def _corrected(asked: Submission, grid: Grid, cells: Sequence[rules.Mending]) -> Grid:
    """The corrected figures; STA-340 for values that stand no more, STA-510 for unknown rows."""
    demand(None if rules.is_standing(grid, cells) else "STA-340")
    form = asked.form.form
    made = rules.corrected(grid, cells, [it.code for it in form.slots])
    if strange := rules.strays(form, made):
        raise problem_of("STA-510", row=strange[0])
    return made


def _demand_sound(asked: Submission, grid: Grid) -> tuple[int, int]:
    """Refuse figures with which the form could not be sent (STA-399); return what was counted."""
    told = finding_queries.findings_of(asked, grid)
    wrong = [it.finding.message for it in told if it.is_blocking]
    if wrong:
        raise problem_of("STA-399", finding=wrong[0])
    return finding_queries.counts_of(told)


def check(actor: Actor, made: Correction, *, words: str = "", day: date) -> None:
    """Say that a correction is right; another person than who asked for it."""
    permissions.may_check_correction(actor, made).demand()
    fields = {"checked_by": actor.person, "checked_by_name": actor.name, "checked_on": day}
    _move(actor, made, "check", words, **fields)


def sign(actor: Actor, made: Correction, *, words: str = "", day: date) -> None:
    """Sign a correction for the unit: it goes to the receiver."""
    permissions.may_sign_correction(actor, made, day).demand()
    capacity = list(submission_queries.signature_of(actor, day) or ())
    fields = {"signed_by": actor.person, "signed_by_name": actor.name, "signed_on": day}
    _move(actor, made, "sign", words, capacity=capacity, **fields)


def drop(actor: Actor, made: Correction, *, words: str, day: date) -> None:
    """Take a correction back before it is decided, with the reason."""
    asked = made.submission
    permissions.may_fill(actor, asked.answering.key, asked.answering_name).demand()
    _move(actor, made, "drop", words, decided_by_name=actor.name, decided_on=day)


def refuse(actor: Actor, made: Correction, *, words: str, day: date) -> None:
    """Refuse a correction, with the reason: the figures stay as they are."""
    permissions.may_take(actor, made.submission).demand()
    _move(actor, made, "refuse", words, decided_by_name=actor.name, decided_on=day)


def accept(actor: Actor, made: Correction, *, words: str = "", day: date) -> Revision:
    """Accept a correction: a new revision with its cells takes the place of the one sent."""
    asked = made.submission
    permissions.may_take(actor, asked).demand()
    demand(rules.objection("accept", state=made.state, words=words))
    cells = queries.mendings(made)
    grid = submission_queries.grid_of(submission_queries.revision(asked))
    corrected = _corrected(asked, grid, cells)
    _blocking, unexplained = _demand_sound(asked, corrected)
    with transaction.atomic():
        _turn(actor, made, unexplained, day)
        revision = _revise(made, corrected, day)
        quoting.mark(asked, day=day)
        decided = {"decided_by_name": actor.name, "decided_on": day}
        _move(actor, made, "accept", words, revision=revision.ordinal, **decided)
    return revision


def _turn(actor: Actor, made: Correction, unexplained: int, day: date) -> None:
    """Let the form follow: its newest revision is the one that counts as sent."""
    fields = {
        "revisions_count": F("revisions_count") + 1,
        "sent_revision": F("revisions_count") + 1,
        "explain_count": unexplained,
        "filled_by": made.asked_by,
        "filled_by_name": made.asked_by_name,
        "checked_by": made.checked_by,
        "checked_by_name": made.checked_by_name,
        "signed_by": made.signed_by,
        "signed_by_name": made.signed_by_name,
        "signed_on": made.signed_on,
        "capacity": made.capacity,
        "is_on_paper": False,
    }
    words = "; ".join(dict.fromkeys(it.reason for it in made.cells.all()))
    turn(actor, made.submission, Turn("correct", day, words, fields))


def _revise(made: Correction, grid: Grid, day: date) -> Revision:
    asked = made.submission
    return Revision.objects.create(
        submission=asked,
        ordinal=asked.revisions_count,
        cells=grid.text(),
        digest=grid.digest(asked.form.digest),
        person=made.asked_by,
        person_name=made.asked_by_name,
        saved_on=day,
        at=timezone.now(),
    )


@transaction.atomic
def _move(actor: Actor, made: Correction, act: str, words: str, **fields: object) -> None:
    """Let an act follow on a correction; STA-340 if someone else acted meanwhile."""
    demand(rules.objection(act, state=made.state, words=words))
    unmoved = Correction.objects.filter(pk=made.pk, state=made.state)
    if words.strip():
        fields["words"] = words.strip()
    demand(None if unmoved.update(state=rules.TO[act], **fields) else "STA-340")
    asked = made.submission
    made.refresh_from_db()
    made.submission = asked
    _told(actor, made, act, words)


def _told(actor: Actor, made: Correction, act: str, words: str) -> None:
    facts = {"state": made.state, "base": made.base, "words": words.strip()}
    subject = Subject("statistics.correction", str(made.pk), str(made))
    record(actor, f"statistics.correction.{act}", subject, facts)
    asked = made.submission
    to = asked.receiver.key if act == "sign" else asked.answering.key
    tell(actor, asked, CORRECTION[act], to_unit=to)
