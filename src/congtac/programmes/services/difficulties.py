"""Raising and answering difficulties; adding evidence and remarks to a task."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from congtac.ground.audit.services import record
from congtac.ground.files.services import store
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject
from congtac.organisations.models import Unit
from congtac.programmes import permissions
from congtac.programmes.models import Difficulty, DifficultyLine, Evidence, Remark, Task
from congtac.programmes.rules import difficulties as rules
from congtac.programmes.services.steps import demand, task_subject
from congtac.programmes.services.telling import tell_difficulty


@dataclass(frozen=True, slots=True)
class Issue:
    """What is raised, of which kind, and who must answer."""

    kind: str
    words: str
    responsible: Unit


@dataclass(frozen=True, slots=True)
class Reply:
    """An act on a difficulty with its words; `passed_to` where it goes to another body."""

    act: str
    words: str = ""
    passed_to: Unit | None = None


def raise_difficulty(actor: Actor, task: Task, issue: Issue, *, day: date) -> Difficulty:
    """Raise a difficulty of the actor's unit; another body must answer it."""
    permissions.may_divide(actor, task).demand()
    demand(None if issue.words.strip() else "PRG-043")
    demand("PRG-061" if issue.responsible.key == actor.unit else None)
    with transaction.atomic():
        made = Difficulty.objects.create(
            task=task,
            kind=issue.kind,
            words=issue.words.strip(),
            unit=actor.unit,
            unit_name=actor.unit_name,
            responsible=issue.responsible,
            raised_on=day,
        )
        _line(actor, made, Reply("raise", issue.words), day)
    return made


def reply(actor: Actor, item: Difficulty, said: Reply, *, day: date) -> None:
    """Answer, pass on, settle, insist or withdraw."""
    permissions.may_reply(actor, item, said.act).demand()
    demand(rules.objection_to_difficulty(said.act, state=item.state, words=said.words))
    fields: dict[str, object] = {"state": rules.TO[said.act]}
    if said.act == "answer":
        fields["answer"] = said.words.strip()
    if said.act == "pass":
        to = said.passed_to
        demand("PRG-061" if to is None or to.key in (item.unit, actor.unit) else None)
        fields["responsible"] = to
    with transaction.atomic():
        unmoved = Difficulty.objects.filter(pk=item.pk, lines_count=item.lines_count)
        demand(None if unmoved.update(**fields) else "PRG-060")
        _line(actor, item, said, day)
    item.refresh_from_db()


def _line(actor: Actor, item: Difficulty, said: Reply, day: date) -> None:
    DifficultyLine.objects.create(
        difficulty=item,
        ordinal=item.lines_count + 1,
        act=said.act,
        words=said.words.strip(),
        person_name=actor.name,
        unit_name=actor.unit_name,
        recorded_on=day,
        at=timezone.now(),
    )
    Difficulty.objects.filter(pk=item.pk).update(lines_count=F("lines_count") + 1)
    subject = Subject("programmes.difficulty", str(item.pk), str(item))
    facts = {"words": said.words.strip(), "to": said.passed_to.key if said.passed_to else ""}
    record(actor, f"programmes.difficulty.{said.act}", subject, facts)
    item.refresh_from_db()
    tell_difficulty(actor, item, said.act, said.words.strip())


def remark(actor: Actor, task: Task, *, words: str, day: date) -> Remark:
    """Say something about a task."""
    permissions.may_see_task(actor, task).demand()
    demand(None if words.strip() else "PRG-043")
    with transaction.atomic():
        made = Remark.objects.create(
            task=task,
            words=words.strip(),
            person_name=actor.name,
            unit_name=actor.unit_name,
            recorded_on=day,
            at=timezone.now(),
        )
        record(actor, "programmes.task.remark", task_subject(task), {"words": made.words})
    return made


@dataclass(frozen=True, slots=True)
class Proof:
    """A file as it was uploaded, and what it shows."""

    name: str
    data: bytes
    caption: str = ""


def add_evidence(actor: Actor, task: Task, proof: Proof, *, day: date) -> Evidence:
    """Add a file that shows what was done; the problems FIL-00x if it can't be kept."""
    permissions.may_divide(actor, task).demand()
    with transaction.atomic():
        stored = store(actor, proof.name, proof.data)
        made = Evidence.objects.create(
            task=task,
            file=stored,
            caption=(proof.caption.strip() or stored.name)[:500],
            person_name=actor.name,
            unit_name=actor.unit_name,
            recorded_on=day,
            at=timezone.now(),
        )
        facts = {"name": stored.name, "digest": stored.digest}
        record(actor, "programmes.task.evidence", task_subject(task), facts)
    return made
