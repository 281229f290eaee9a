"""The acts on documents: put up, read, decide, close; each one transaction with its audit line."""

import hashlib
import json
import logging
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from congtac.documents import entering, permissions, queries
from congtac.documents.models import (
    ACCEPTED,
    READ,
    UNREADABLE,
    WAITING,
    Decision,
    Delivered,
    Delivery,
    Document,
    Proposal,
    Reading,
)
from congtac.documents.rules.acceptance import obstacles
from congtac.documents.rules.problems import problem
from congtac.documents.rules.proposals import proposals
from congtac.documents.rules.review import ADD, CONFIRM, CORRECT, Item, objection
from congtac.documents.rules.shapes import Content
from congtac.documents.rules.stored import as_stored
from congtac.ground.audit.services import record
from congtac.ground.files import queries as files
from congtac.ground.files.services import store
from congtac.ground.jobs.services import start
from congtac.kernel.actor import Actor
from congtac.kernel.keys import sort_key
from congtac.kernel.problem import Problem
from congtac.kernel.subject import Subject
from congtac.notices.rules.kinds import Telling
from congtac.notices.services import notify
from vanban import read
from vanban.model import Document as Found
from vanban.model import Unreadable

logger = logging.getLogger("congtac.documents")

TOLD = "documents.reading.ended"  # the kind of its notices
SMALL = 200_000  # bytes that are read while the user waits
READ_AT_ONCE = ("txt", "md", "html", "docx")
READABLE = (*READ_AT_ONCE, "pdf", "doc")


@dataclass(frozen=True, slots=True)
class Act:
    """What a person decides on an item; `seen` is how many decisions they had before them."""

    act: str
    seen: int
    content: Content | None = None
    reason: str = ""


def subject_of(document: Document) -> Subject:
    """The document as the log names it."""
    return Subject("documents.document", str(document.pk), document.called)


def add_document(
    actor: Actor, name: str, data: bytes, *, earlier: Document | None = None
) -> Document:
    """Put a file on the shelf and have it read: now when it is small, else in the background.

    With `earlier` it is the next version of that document, which stays as it is.
    """
    permissions.may_add(actor).demand()
    with transaction.atomic():
        document = _shelve(actor, name, data)
        record(actor, "documents.document.added", subject_of(document), {"file": name})
        if earlier is not None:
            join_versions(actor, document, earlier)
        is_small = len(data) <= SMALL and document.file.kind in READ_AT_ONCE
        if not is_small:
            _read_later(actor, document)
    if is_small:
        read_document(actor, document)
    return document


def _shelve(actor: Actor, name: str, data: bytes) -> Document:
    stored = store(actor, name, data)
    if stored.kind not in READABLE:
        raise problem("DOC-005")
    document = Document.objects.create(
        file=stored,
        name=stored.name,
        unit=actor.unit,
        unit_name=actor.unit_name,
        added_by=actor.person,
        added_by_name=actor.name,
        added_at=timezone.now(),
        sort_key=sort_key(stored.name)[:255],
    )
    entering.enter_name(document)
    return document


def _read_later(actor: Actor, document: Document) -> None:
    document.job = start(actor, "documents.read", document=document.pk, person=actor.person)
    document.save(update_fields=("job",))


def read_again(actor: Actor, document: Document) -> None:
    """Read the file once more into a new revision; the old one and its decisions stay."""
    permissions.may_review(actor, document).demand()
    _demand_open(document)
    with transaction.atomic():
        Document.objects.filter(pk=document.pk).update(state=WAITING)
        record(actor, "documents.document.read_again", subject_of(document), {})
        document.refresh_from_db()
        _read_later(actor, document)


def read_document(actor: Actor, document: Document, *, asked_by: str = "") -> Reading | None:
    """Read the file; a file that can't be read stays on the shelf with the reason beside it."""
    try:
        found = read(files.content(document.file), name=document.name)
    except Unreadable as unreadable:
        _note_unreadable(actor, document, Problem.of(unreadable), asked_by)
        return None
    except Exception:  # whatever breaks in the reader is logged and told; the file stays
        logger.exception("reading document %s broke", document.pk)
        _note_unreadable(actor, document, problem("DOC-004"), asked_by)
        return None
    return save_reading(actor, document, found, asked_by=asked_by)


def _note_unreadable(actor: Actor, document: Document, why: Problem, asked_by: str) -> None:
    with transaction.atomic():
        document.state = UNREADABLE
        document.problem_code, document.problem_sentence = why.code, why.sentence
        document.save(update_fields=("state", "problem_code", "problem_sentence"))
        record(actor, "documents.document.unreadable", subject_of(document), {"code": why.code})
        _tell(actor, document, f"Không đọc được {document.called}", why.sentence, asked_by)


def save_reading(actor: Actor, document: Document, found: Found, *, asked_by: str = "") -> Reading:
    """Keep what the reader found as the document's next revision, with its proposals."""
    content = as_stored(found)
    with transaction.atomic():
        reading = _revision(document, found.source.text, content)
        Proposal.objects.bulk_create(
            Proposal(reading=reading, kind=it.kind, key=it.key, position=place, content=it.content)
            for place, it in enumerate(proposals(content))
        )
        document.state = READ
        document.problem_code = document.problem_sentence = ""
        entering.enter_reading(document, reading, queries.items_of(reading))
        facts = {"revision": reading.revision, "digest": reading.digest}
        record(actor, "documents.reading.made", subject_of(document), facts)
        waits = "Bản đọc đang chờ soát."
        _tell(actor, document, f"Đã đọc xong {document.called}", waits, asked_by)
    return reading


def _tell(actor: Actor, document: Document, subject: str, text: str, asked_by: str) -> None:
    """Tell who put the file up, and who asked for it to be read; who reads it themselves knows."""
    address = reverse("documents:review", args=[document.pk])
    telling = Telling(TOLD, subject, text, address)
    notify(actor, telling, to_person={document.added_by, asked_by})


def _revision(document: Document, text: str, content: Content) -> Reading:
    last = queries.latest_reading(document)
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return Reading.objects.create(
        document=document,
        revision=last.revision + 1 if last else 1,
        text=text,
        content=content,
        digest=hashlib.sha256(f"{text}\n{canonical}".encode()).hexdigest(),
        made_at=timezone.now(),
    )


def decide(actor: Actor, reading: Reading, item: Item, made: Act) -> Decision:
    """Add a person's decision on an item; refused when another was added meanwhile."""
    permissions.may_review(actor, reading.document).demand()
    _demand_open(reading.document)
    if made.seen != len(item.decisions):
        raise problem("DOC-018")
    code = objection(item, made.act, content=made.content, reason=made.reason)
    if code:
        raise problem(code)
    with transaction.atomic():
        decision = _decision(actor, reading, (item.kind, item.key), made)
        if made.act != CONFIRM:
            _mirror(reading, item.kind)
    return decision


def add_task(actor: Actor, reading: Reading, content: Content) -> Decision:
    """Add a task that the reader did not propose."""
    permissions.may_review(actor, reading.document).demand()
    _demand_open(reading.document)
    with transaction.atomic():
        added = reading.decisions.filter(act=ADD).count()
        made = Act(ADD, seen=0, content=content)
        decision = _decision(actor, reading, ("task", f"n{added + 1}"), made)
        _mirror(reading, "task")
    return decision


def _decision(actor: Actor, reading: Reading, item: tuple[str, str], made: Act) -> Decision:
    kind, key = item
    try:
        with transaction.atomic():
            decision = Decision.objects.create(
                reading=reading,
                kind=kind,
                key=key,
                ordinal=made.seen + 1,
                act=made.act,
                content=made.content if made.act in (CORRECT, ADD) else None,
                reason=made.reason.strip(),
                person=actor.person,
                person_name=actor.name,
                at=timezone.now(),
            )
    except IntegrityError as clash:
        raise problem("DOC-018") from clash
    facts = {"kind": kind, "key": key, "reason": decision.reason, "content": decision.content}
    record(actor, f"documents.item.{made.act}", subject_of(reading.document), facts)
    return decision


def _mirror(reading: Reading, kind: str) -> None:
    """Let the register follow a decision on an item of this kind."""
    if kind == "metadata":
        entering.enter_fields(reading.document, entering.fields_of(queries.items_of(reading)))
    elif kind == "task":
        entering.enter_topics(reading.document, queries.items_of(reading))
    elif kind == "citation":
        entering.enter_mentions(reading.document, queries.items_of(reading))


def close_review(actor: Actor, reading: Reading) -> tuple[Item, ...]:
    """Accept a reading as it stands: nothing in it may be decided any more; its items come back."""
    permissions.may_accept(actor, reading.document).demand()
    _demand_open(reading.document)
    standing = queries.items_of(reading)
    if obstacles(standing):
        raise problem("DOC-034")
    with transaction.atomic():
        open_ones = Document.objects.filter(pk=reading.document_id, state=READ)
        if not open_ones.update(state=ACCEPTED):
            raise problem("DOC-019")
        reading.document.refresh_from_db()
        facts = {"revision": reading.revision, "digest": reading.digest}
        record(actor, "documents.reading.accepted", subject_of(reading.document), facts)
    return standing


def _demand_open(document: Document) -> None:
    if document.state == ACCEPTED:
        raise problem("DOC-019")
    if document.state == WAITING and document.readings.exists():
        raise problem("DOC-002")


def join_versions(actor: Actor, document: Document, earlier: Document) -> None:
    """Say that a document is the next version of another; both stay, the new one stands first."""
    for one in (document, earlier):
        permissions.may_review(actor, one).demand()
    if document.series == earlier.series:
        raise problem("DOC-041")
    if queries.versions_of(document).count() > 1 or document.unit != earlier.unit:
        raise problem("DOC-042")
    with transaction.atomic():
        last = queries.versions_of(earlier).get(is_newest=True)
        _stand_aside(last)
        document.first_id, document.version = last.series, last.version + 1
        document.save(update_fields=("first", "version"))
        facts = {"version": document.version, "of": last.pk}
        record(actor, "documents.version.joined", subject_of(document), facts)


def _stand_aside(last: Document) -> None:
    """Let a document no longer be the newest version; refused when another came meanwhile."""
    if not Document.objects.filter(pk=last.pk, is_newest=True).update(is_newest=False):
        raise problem("DOC-040")


def part_versions(actor: Actor, document: Document) -> None:
    """Say that the newest version is a document of its own; the one before stands first again."""
    permissions.may_review(actor, document).demand()
    if document.version == 1 or not document.is_newest:
        raise problem("DOC-043")
    with transaction.atomic():
        series, version = document.series, document.version
        document.first, document.version = None, 1
        document.save(update_fields=("first", "version"))
        before = queries.series(series).exclude(pk=document.pk).order_by("-version")
        Document.objects.filter(pk=before[0].pk).update(is_newest=True)
        facts = {"version": version, "of": series}
        record(actor, "documents.version.parted", subject_of(document), facts)


def deliver(actor: Actor, key: UUID, name: str, data: bytes) -> Delivered:
    """Put up one of several files; what can't be used is kept as a line with its reason."""
    permissions.may_add(actor).demand()
    delivery = _delivery(actor, key)
    document, why = None, None
    try:
        document = add_document(actor, name, data)
    except Problem as refusal:
        why = refusal
    with transaction.atomic():
        line = Delivered.objects.create(
            delivery=delivery,
            name=name[-255:],
            document=document,
            problem_code=why.code if why else "",
            problem_sentence=why.sentence if why else "",
        )
        if why:
            subject = Subject("documents.delivery", str(delivery.key), line.name)
            record(actor, "documents.file.refused", subject, {"code": why.code})
    return line


def _delivery(actor: Actor, key: UUID) -> Delivery:
    made = {"person": actor.person, "made_at": timezone.now()}
    delivery, _ = Delivery.objects.get_or_create(key=key, defaults=made)
    permissions.may_see_delivery(actor, delivery).demand()
    return delivery
