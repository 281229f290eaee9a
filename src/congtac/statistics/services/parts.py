"""The acts on parts of a form inside a unit: give, say done, approve, return, take back."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from congtac.ground.audit.services import record
from congtac.kernel.actor import Actor
from congtac.kernel.numbers import print_date
from congtac.kernel.subject import Subject
from congtac.kernel.words import as_written
from congtac.notices.rules.kinds import Telling
from congtac.notices.services import notify
from congtac.statistics import permissions
from congtac.statistics.models import Part, PartLine, Submission
from congtac.statistics.queries import parts as queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules import parts as rules
from congtac.statistics.rules.problems import demand, problem, problem_of
from congtac.statistics.rules.tellings import PART, SUBMISSION, given_words, part_words
from congtac.statistics.services.submissions import Turn, turn


@dataclass(frozen=True, slots=True)
class Order:
    """Which cells go to whom, by when."""

    scope: rules.Scope
    due_on: date
    division: str = ""
    person: str = ""


def give(actor: Actor, asked: Submission, order: Order, *, day: date) -> Part:
    """Give cells of a form to a division or a person of the unit, by an internal last day."""
    permissions.may_fill(actor, asked.answering.key, asked.answering_name).demand()
    due = submission_queries.due_of(asked)
    due_on = due.counts if due else None
    demand(
        rules.objection_to_giving(order.scope, due_on=order.due_on, form_due_on=due_on, today=day)
    )
    fields = _holder(asked, order, day)
    for it in queries.open_parts(asked):
        if it.scope.meets(order.scope):
            raise problem_of("STA-383", name=it.holder)
    with transaction.atomic():
        words = given_words(_holder_name(fields), order.due_on)
        turn(actor, asked, Turn("divide", day, words))
        made = Part.objects.create(
            submission=asked,
            ordinal=asked.parts.count() + 1,
            rows=list(order.scope.rows),
            columns=list(order.scope.columns),
            due_on=order.due_on,
            given_by=actor.person,
            given_by_name=actor.name,
            **fields,
        )
        _move(actor, made, "give", "", day)
    return made


def _holder(asked: Submission, order: Order, day: date) -> dict[str, str]:
    """The fields that say whose the part is; STA-384 for who doesn't work inside the unit."""
    inside = queries.inside(asked.answering, day)
    name, _title, unit_key = inside.people.get(order.person, ("", "", ""))
    division = inside.divisions.get(order.division or unit_key)
    if division is None or (order.person and not name):
        raise problem("STA-384")
    person = {"person": order.person, "person_name": name}
    return {"division": division.key, "division_name": division.name, **person}


def _holder_name(fields: dict[str, str]) -> str:
    return fields["person_name"] or fields["division_name"]


def done(actor: Actor, found: Part, *, words: str = "", day: date) -> None:
    """Say that a part is done: every cell of it is filled in."""
    permissions.may_do_part(actor, found).demand()
    demand(rules.objection("done", state=found.state, words=words))
    left = queries.missing(found)
    if left:
        raise problem_of("STA-387", count=left)
    _move(actor, found, "done", words, day)


def approve(actor: Actor, found: Part, *, words: str = "", day: date) -> None:
    """Approve a part: its figures count as the form's."""
    permissions.may_approve_part(actor, found).demand()
    demand(rules.objection("approve", state=found.state, words=words))
    _move(actor, found, "approve", words, day, approved_by=actor.person, approved_on=day)


def give_back(actor: Actor, found: Part, *, words: str, day: date) -> None:
    """Return a part to whom it was given, with the reason."""
    permissions.may_approve_part(actor, found).demand()
    demand(rules.objection("return", state=found.state, words=words))
    _move(actor, found, "return", words, day)


def take_back(actor: Actor, found: Part, *, words: str, day: date) -> None:
    """Take a part back into the office, with the reason; what was filled in stays."""
    asked = found.submission
    permissions.may_fill(actor, asked.answering.key, asked.answering_name).demand()
    demand(rules.objection("take", state=found.state, words=words))
    with transaction.atomic():
        turn(actor, asked, Turn("retake", day, f"{found.holder}: {words.strip()}"))
        _move(actor, found, "take", words, day)


@transaction.atomic
def _move(actor: Actor, found: Part, act: str, words: str, day: date, **fields: object) -> None:
    """Let an act follow, with its line; STA-340 if someone else acted meanwhile."""
    unmoved = Part.objects.filter(pk=found.pk, lines_count=found.lines_count)
    fields = {"state": rules.TO.get(act, found.state), **fields}
    demand(None if unmoved.update(lines_count=F("lines_count") + 1, **fields) else "STA-340")
    found.refresh_from_db(fields=["state", "lines_count", "approved_by", "approved_on"])
    PartLine.objects.create(
        part=found,
        ordinal=found.lines_count,
        act=act,
        words=words.strip(),
        person_name=actor.name,
        recorded_on=day,
        at=timezone.now(),
    )
    subject = Subject("statistics.part", str(found.pk), str(found))
    record(actor, f"statistics.part.{act}", subject, {"words": words.strip(), **_facts(found)})
    _tell(actor, found, act)


def _facts(found: Part) -> dict[str, object]:
    return {"rows": found.rows, "columns": found.columns, "due_on": print_date(found.due_on)}


def _tell(actor: Actor, found: Part, act: str) -> None:
    """Tell who gave the part that it is done; of every other act whose part it is."""
    subject = PART[act].format(form=found.submission.form.code)
    with as_written():
        text = part_words(found.words, found.due_on)
    telling = Telling(SUBMISSION, subject, text, reverse("statistics:part", args=[found.pk]))
    if act == "done":
        notify(actor, telling, to_person=found.given_by)
    elif found.person:
        notify(actor, telling, to_person=found.person)
    else:
        notify(actor, telling, to_unit=found.division)
