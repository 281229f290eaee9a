"""Quoting figures in texts of any area: putting one in, dropping it, marking what changed."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from congtac.ground.audit.services import record
from congtac.ground.lineage.queries import below
from congtac.ground.lineage.rules import Reference
from congtac.ground.lineage.services import link, unlink
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.numbers import print_date
from congtac.kernel.subject import Subject
from congtac.notices.rules.kinds import Telling
from congtac.notices.services import notify
from congtac.organisations.models import Unit
from congtac.statistics.models import Quotation, QuotedCell, Submission
from congtac.statistics.queries import quoting as queries
from congtac.statistics.queries.quoting import Choice
from congtac.statistics.rules.problems import demand
from congtac.statistics.rules.tellings import QUOTED


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure is put: the text, the place in it, the unit whose text it is."""

    text: Reference
    unit: str
    place: str = ""


@transaction.atomic
def quote(actor: Actor, place: Place, choice: Choice, *, day: date) -> Quotation:
    """Keep that a text quotes a figure; the area of the text has asked whether the actor may."""
    demand(None if choice.value and choice.cells else "STA-460")
    made = Quotation(unit=Unit.objects.get(key=place.unit), place=place.place)
    made.area, made.kind, made.key = place.text.thing
    made.name, made.address = place.text.name[:500], place.text.address
    made.indicator, made.source, made.wording = choice.indicator, choice.source, choice.wording
    made.value, made.explanation = choice.value, choice.explanation
    made.person, made.person_name, made.made_on = actor.person, actor.name, day
    made.save(force_insert=True)
    QuotedCell.objects.bulk_create(
        QuotedCell(
            quotation=made,
            submission=it.sent.submission,
            row=it.name.row,
            column=it.name.column,
            revision=it.sent.revision.ordinal,
            value=it.kept,
        )
        for it in choice.cells
    )
    for reference in {queries.reference_of(it.sent): 0 for it in choice.cells}:
        link(actor, place.text, reference, relation="quoted")
    facts = {"value": made.value, "source": made.source, "place": made.place}
    record(actor, "statistics.figure.quoted", quotation_subject(made), facts)
    return made


@transaction.atomic
def drop(actor: Actor, made: Quotation, *, day: date) -> None:
    """Say that a text quotes a figure no more; what was quoted stays on record."""
    live = Quotation.objects.filter(pk=made.pk, dropped_on=None)
    demand(None if live.update(dropped_on=day, dropped_by_name=actor.name) else "STA-461")
    made.refresh_from_db()
    still = {queries.key_of(it.submission_id) for it in queries.cells_quoted_in(made.text)}
    for it in below(made.text).filter(relation="quoted", lower_area="statistics"):
        if it.lower_key not in still:
            unlink(actor, it)
    facts = {"value": made.value, "source": made.source}
    record(actor, "statistics.figure.dropped", quotation_subject(made), facts)


def mark(asked: Submission, *, day: date) -> int:
    """Mark the quotations that stand on a form just sent and no longer say what it says.

    Called inside the act of sending. Returns how many are newly marked; who quoted is told.
    """
    told = 0
    for made in queries.standing_on(asked):
        now = queries.value_now(made)
        if queries.is_same(made.value, now):
            _set_mark(made, "", 0, None)
            continue
        is_news = made.now_value != now or not made.is_changed
        _set_mark(made, now, asked.sent_revision, day)
        if is_news:
            told += 1
            _tell(made, asked, day)
    return told


def _set_mark(made: Quotation, value: str, revision: int, day: date | None) -> None:
    if (made.now_value, made.now_revision) == (value, revision):
        return
    Quotation.objects.filter(pk=made.pk).update(
        now_value=value, now_revision=revision, changed_on=day
    )
    made.refresh_from_db()
    facts = {"quoted": made.value, "now": value, "revision": revision}
    act = "statistics.figure.changed" if day else "statistics.figure.settled"
    record(SYSTEM, act, quotation_subject(made), facts)


def _tell(made: Quotation, asked: Submission, day: date) -> None:
    subject = f"Số liệu trích dẫn đã đổi: {made.name}"
    said = f"{made.source}: {queries.print_value(made.value)} thành "
    said += f"{queries.print_value(made.now_value)} ở bản {asked.sent_revision}, "
    said += f"ngày {print_date(day)}."
    telling = Telling(QUOTED, subject[:250], said, made.address)
    notify(SYSTEM, telling, to_person=made.person, to_unit=made.unit.key)


def quotation_subject(made: Quotation) -> Subject:
    """A quotation as the log names it."""
    return Subject("statistics.figure", str(made.pk), made.name)
