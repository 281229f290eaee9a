"""The acts on a form that a unit owes: begin, write, explain, submit, check, sign, send, take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from congtac.ground.audit.services import record
from congtac.ground.files.services import store
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject
from congtac.notices.rules.kinds import Telling
from congtac.notices.services import notify
from congtac.organisations.models import Unit
from congtac.statistics import permissions
from congtac.statistics.models import (
    Cause,
    Explanation,
    FormVersion,
    Opening,
    Period,
    Remark,
    Revision,
    Submission,
    SubmissionLine,
)
from congtac.statistics.queries import findings as finding_queries
from congtac.statistics.queries import parts as part_queries
from congtac.statistics.queries import provisions
from congtac.statistics.queries import submissions as queries
from congtac.statistics.rules import openings
from congtac.statistics.rules import parts as part_rules
from congtac.statistics.rules import submissions as rules
from congtac.statistics.rules.grids import Change, Grid, changes, merge
from congtac.statistics.rules.problems import demand, problem, problem_of
from congtac.statistics.rules.tellings import SUBMISSION
from congtac.statistics.services import quoting
from congtac.statistics.services.errors import keep_findings


@dataclass(frozen=True, slots=True)
class Turn:
    """An act on a submission: its words, and what else it writes."""

    act: str
    day: date
    words: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """What came of saving: the revision, and the cells that someone else changed too."""

    revision: Revision | None
    grid: Grid
    clashes: tuple[Change, ...] = ()


@transaction.atomic
def turn(actor: Actor, asked: Submission, to: Turn) -> None:
    """Let an act follow, with its line; STA-340 if someone else acted meanwhile."""
    is_open = to.act not in rules.SHUT or queries.is_open(asked, to.day)
    demand(rules.objection(to.act, state=asked.state, words=to.words, is_open=is_open))
    unmoved = Submission.objects.filter(pk=asked.pk, lines_count=asked.lines_count)
    state = rules.state_after(to.act, asked.state)
    moved = unmoved.update(state=state, lines_count=F("lines_count") + 1, **to.fields)
    demand(None if moved else "STA-340")
    asked.refresh_from_db()
    add_line(actor, asked, to)


def add_line(actor: Actor, asked: Submission, to: Turn) -> None:
    """Write a line of the history, and of the log."""
    SubmissionLine.objects.create(
        submission=asked,
        ordinal=asked.lines_count,
        act=to.act,
        state=asked.state,
        revision=asked.revisions_count,
        words=to.words.strip(),
        person=actor.person,
        person_name=actor.name,
        unit_name=actor.unit_name,
        recorded_on=to.day,
        at=timezone.now(),
    )
    facts = {"state": asked.state, "revision": asked.revisions_count, "words": to.words.strip()}
    record(actor, f"statistics.submission.{to.act}", submission_subject(asked), facts)


def submission_subject(asked: Submission) -> Subject:
    """A submission as the log names it."""
    return Subject("statistics.submission", str(asked.pk), str(asked))


def begin(actor: Actor, form: FormVersion, period: Period, *, day: date) -> Submission:
    """Begin the form of the actor's unit for a period; one that was begun comes back."""
    unit = queries.reporters(form, period, actor.unit).filter(key=actor.unit).first()
    if unit is None:
        raise problem("STA-348")
    permissions.may_fill(actor, unit.key, unit.name).demand()
    return begin_for(actor, form, period, unit, day=day)


def begin_for(
    actor: Actor, form: FormVersion, period: Period, unit: Unit, *, day: date
) -> Submission:
    """Begin the form of a unit that the actor may fill in; one that was begun comes back."""
    kept = queries.submission_of(form, unit.key, period)
    if kept is not None:
        return kept
    permissions.may_bring(actor, unit, form, None).demand()
    receiver = Unit.objects.get(key=queries.receiver_key(form, unit.key))
    asked = Submission(form=form, period=period, unit=unit, receiver=receiver, begun_on=day)
    asked.unit_name, asked.lines_count = unit.name, 1
    try:
        with transaction.atomic():
            asked.save(force_insert=True)
            add_line(actor, asked, Turn("begin", day))
    except IntegrityError:
        kept = queries.submission_of(form, unit.key, period)
        if kept is None:
            raise
        return kept
    return asked


@dataclass(frozen=True, slots=True)
class Saving:
    """Figures to save: upon which revision they were made, and the file from which they came."""

    grid: Grid
    seen: int
    source: str = ""


def write(actor: Actor, asked: Submission, grid: Grid, *, seen: int, day: date) -> Written:
    """Save figures as a new revision, put upon what others saved since revision `seen`.

    Where both changed a cell differently nothing is saved: the clashes come back.
    """
    return write_all(actor, asked, Saving(grid, seen), day=day)


def write_all(actor: Actor, asked: Submission, what: Saving, *, day: date) -> Written:
    """Save figures as `write` does; the history names the file from which they came."""
    permissions.may_save(actor, asked).demand()
    last = queries.grid_of(queries.revision(asked))
    base = queries.grid_of(queries.revision(asked, what.seen))
    if permissions.may_write(actor, asked):  # a receiver who brings figures brings all of them
        _demand_own_cells(actor, asked, base, what.grid)
    merged = merge(base, what.grid, last)
    if merged.clashes:
        return Written(None, merged.grid, merged.clashes)
    if asked.revisions_count and merged.grid.text() == last.text():
        return Written(None, merged.grid)
    told = finding_queries.findings_of(asked, merged.grid)
    blocking, unexplained = finding_queries.counts_of(told)
    fields = {
        "revisions_count": F("revisions_count") + 1,
        "blocking_count": blocking,
        "explain_count": unexplained,
        "filled_by": actor.person,
        "filled_by_name": actor.name,
    }
    with transaction.atomic():
        words = _what_changed(changes(last, merged.grid), what.source)
        turn(actor, asked, Turn("write", day, words, fields))
        made = Revision.objects.create(
            submission=asked,
            ordinal=asked.revisions_count,
            cells=merged.grid.text(),
            digest=merged.grid.digest(asked.form.digest),
            person=actor.person,
            person_name=actor.name,
            saved_on=day,
            at=timezone.now(),
        )
        keep_findings(asked, told)
    return Written(made, merged.grid)


def _demand_own_cells(actor: Actor, asked: Submission, before: Grid, after: Grid) -> None:
    """Refuse figures in cells that are given to someone else (STA-385) or not given (STA-386)."""
    shut = part_queries.locked_for(actor, asked)
    form = asked.form.form
    for row, column in part_rules.touched(form, before, after, shut):
        line, head = form.row(row), form.column(column)
        cell = ", ".join(
            it for it in (line.label if line else "", head.title if head else "") if it
        )
        name = shut[(row, column)]
        raise problem_of("STA-385" if name else "STA-386", cell=cell, name=name)


def _what_changed(found: Sequence[Change], source: str) -> str:
    counted = f"{len(found)} ô thay đổi" if found else ""
    return ", ".join(filter(None, (counted, source)))


@dataclass(frozen=True, slots=True)
class Note:
    """A note to a finding: the cause, the words, a file of evidence if there is one."""

    finding: str
    cause: str
    words: str
    file: tuple[str, bytes] | None = None  # of evidence: its name, its bytes


def explain(actor: Actor, asked: Submission, notes: Sequence[Note], *, day: date) -> None:
    """Write notes to findings of the newest figures; each has a cause and words."""
    permissions.may_fill(actor, asked.answering.key, asked.answering_name).demand()
    demand(None if all(it.words.strip() and it.cause for it in notes) else "STA-350")
    grid = queries.grid_of(queries.revision(asked))
    told = {it.key: it for it in finding_queries.findings_of(asked, grid)}
    demand(None if all(it.finding in told for it in notes) else "STA-351")
    causes = {it.key: it for it in provisions.offered(asked.period)}
    demand(None if all(it.cause in causes for it in notes) else "STA-500")
    lacking = [it for it in notes if told[it.finding].needs_evidence and not it.file]
    demand("STA-402" if any(_has_no_file(told[it.finding]) for it in lacking) else None)
    _demand_evidence(notes, told, causes)
    with transaction.atomic():
        for note in notes:
            meant = (causes[note.cause], told[note.finding].compared)
            _add_note(actor, asked, note, meant, day)
        left = finding_queries.counts_of(finding_queries.findings_of(asked, grid))[1]
        words = "; ".join(it.words.strip() for it in notes)
        turn(actor, asked, Turn("explain", day, words, {"explain_count": left}))


def _demand_evidence(
    notes: Sequence[Note], told: Mapping[str, finding_queries.Told], causes: Mapping[str, Cause]
) -> None:
    """Whichever cause always asks for evidence has to come with it."""
    for it in notes:
        cause = causes[it.cause]
        if cause.asks_evidence and not it.file and _has_no_file(told[it.finding]):
            raise problem_of("STA-507", name=cause.said)


def _has_no_file(told: finding_queries.Told) -> bool:
    """Whether no note before brought the evidence for these numbers."""
    return told.note is None or told.note.file is None


def _add_note(
    actor: Actor, asked: Submission, note: Note, meant: tuple[Cause, str], day: date
) -> None:
    cause, compared = meant
    before = asked.explanations.filter(finding=note.finding).count()
    kept = asked.explanations.filter(finding=note.finding, compared=compared).last()
    stored = store(actor, *note.file, with_images=True) if note.file else None
    Explanation.objects.create(
        submission=asked,
        finding=note.finding,
        ordinal=before + 1,
        compared=compared,
        cause=cause,
        words=note.words.strip(),
        file=stored or (kept.file if kept else None),
        person_name=actor.name,
        made_on=day,
    )


def submit(actor: Actor, asked: Submission, *, day: date) -> None:
    """Put the figures up for checking; what is wrong or unexplained is in the way."""
    permissions.may_fill(actor, asked.answering.key, asked.answering_name).demand()
    demand(rules.objection("submit", state=asked.state, is_open=queries.is_open(asked, day)))
    for part in part_queries.open_parts(asked)[:1]:
        raise problem_of("STA-388", name=part.holder)
    grid = queries.grid_of(queries.revision(asked))
    told = finding_queries.findings_of(asked, grid)
    blocking, unexplained = finding_queries.counts_of(told)
    blocking = blocking if grid.cells else 1
    demand(rules.objection_to_sending(blocking=blocking, unexplained=unexplained))
    unsigned = {"checked_by": "", "checked_by_name": "", "signed_by": "", "signed_by_name": ""}
    fields: dict[str, object] = {**unsigned, "is_on_paper": False}
    counted = {"blocking_count": blocking, "explain_count": unexplained}
    with transaction.atomic():
        turn(actor, asked, Turn("submit", day, fields={**fields, **counted}))
        tell(actor, asked, "Biểu chờ kiểm tra: {form}", to_unit=asked.answering.key)


def check(actor: Actor, asked: Submission, *, words: str = "", day: date) -> None:
    """Say that the figures are right; another person than the one who filled them in."""
    permissions.may_check(actor, asked).demand()
    fields = {"checked_by": actor.person, "checked_by_name": actor.name}
    with transaction.atomic():
        turn(actor, asked, Turn("check", day, words, fields))
        tell(actor, asked, "Biểu chờ ký: {form}", to_unit=asked.answering.key)


def redo(actor: Actor, asked: Submission, *, words: str, day: date) -> None:
    """Take a form that has not left the unit back into work, with the reason."""
    permissions.may_fill(actor, asked.answering.key, asked.answering_name).demand()
    with transaction.atomic():
        turn(actor, asked, Turn("redo", day, words))
        tell(actor, asked, "Biểu trả về để nhập lại: {form}", to_person=asked.filled_by)


def sign(actor: Actor, asked: Submission, *, day: date) -> None:
    """Sign for the unit, as head or by a power to sign."""
    permissions.may_sign(actor, asked, day).demand()
    fields = {
        "signed_by": actor.person,
        "signed_by_name": actor.name,
        "signed_on": day,
        "is_on_paper": False,
        "capacity": list(queries.signature_of(actor, day) or ()),
    }
    with transaction.atomic():
        turn(actor, asked, Turn("sign", day, fields=fields))
        tell(actor, asked, "Biểu đã ký, chờ gửi: {form}", to_person=asked.filled_by)


def send(actor: Actor, asked: Submission, *, day: date) -> None:
    """Send the signed figures; the revision sent before is superseded and stays."""
    permissions.may_fill(actor, asked.answering.key, asked.answering_name).demand()
    demand(rules.objection_to_sending(blocking=asked.blocking_count, unexplained=0))
    fields = {
        "sent_revision": F("revisions_count"),
        "first_sent_on": asked.first_sent_on or day,
    }
    with transaction.atomic():
        turn(actor, asked, Turn("send", day, fields=fields))
        tell(actor, asked, "{unit} gửi biểu {form}", to_unit=asked.receiver.key)
        quoting.mark(asked, day=day)


def accept(actor: Actor, asked: Submission, *, words: str = "", day: date) -> None:
    """Take the form: it is settled."""
    permissions.may_take(actor, asked).demand()
    demand("STA-400" if asked.explain_count else None)
    with transaction.atomic():
        turn(actor, asked, Turn("accept", day, words, {"accepted_on": day}))
        tell(actor, asked, "Đã tiếp nhận biểu {form}", to_unit=asked.answering.key)


@dataclass(frozen=True, slots=True)
class Returning:
    """Why a form goes back: the words, remarks at cells, until when it may be mended."""

    words: str
    remarks: Mapping[tuple[str, str], str] = field(default_factory=dict)
    until: date | None = None


def give_back(actor: Actor, asked: Submission, why: Returning, *, day: date) -> None:
    """Return a form with remarks at cells; it may be mended until a day, closed period or not."""
    permissions.may_take(actor, asked).demand()
    until = why.until or queries.days_to_mend(day)
    demand("STA-346" if until < day else None)
    with transaction.atomic():
        turn(actor, asked, Turn("return", day, why.words))
        Remark.objects.bulk_create(
            Remark(
                submission=asked,
                revision=asked.sent_revision,
                row=row,
                column=column,
                words=words.strip(),
                person_name=actor.name,
                made_on=day,
            )
            for (row, column), words in why.remarks.items()
            if words.strip()
        )
        _open_until(actor, asked, until, why.words, day)
        tell(actor, asked, "Biểu bị trả lại: {form}", to_unit=asked.answering.key)


def open_again(actor: Actor, asked: Submission, *, until: date, reason: str, day: date) -> None:
    """Grant an exception to a closed period: with a reason, until the end of a day."""
    permissions.may_take(actor, asked).demand()
    due = queries.due_of(asked)
    due_on = due.counts if due else None
    demand(rules.objection_to_opening(until=until, due_on=due_on, today=day))
    with transaction.atomic():
        turn(actor, asked, Turn("open", day, reason))
        _open_until(actor, asked, until, reason, day)
        decided = {"decided_by_name": actor.name, "decided_on": day, "words": reason.strip()}
        asked.opening_requests.filter(state=openings.ASKED).update(
            state=openings.GRANTED, **decided
        )
        tell(actor, asked, "Đã mở khóa biểu {form}", to_unit=asked.answering.key)


def _open_until(actor: Actor, asked: Submission, until: date, reason: str, day: date) -> None:
    Opening.objects.create(
        submission=asked, until=until, reason=reason.strip(), person_name=actor.name, made_on=day
    )


def tell(
    actor: Actor, asked: Submission, words: str, *, to_person: str = "", to_unit: str = ""
) -> None:
    """Tell people that a form has moved; the words may name the form and the unit."""
    subject = words.format(form=asked.form.code, unit=asked.unit_name)
    address = reverse("statistics:submission", args=[asked.pk])
    telling = Telling(SUBMISSION, subject, str(asked.period), address)
    notify(actor, telling, to_person=to_person, to_unit=to_unit)
