"""Telling people: in the site at once, by letter at once or together in the morning."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from congtac.accounts.models import Person
from congtac.accounts.queries import posts_on
from congtac.accounts.services.people import subject_of
from congtac.ground.audit.services import record
from congtac.ground.calendars.queries import today
from congtac.ground.jobs.services import Progress, job, start
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.numbers import print_date
from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext_noop
from congtac.notices.models import Choice, Notice
from congtac.notices.queries import choices_of, notices_of
from congtac.notices.rules.kinds import DIGEST as BY_DIGEST
from congtac.notices.rules.kinds import NOW, SITE, WAYS, Telling, kind_of, may_offer
from congtac.notices.rules.letters import Told, digest, letter

DIGEST, MAIL = "notices.digest", "notices.mail"
_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


@contextmanager
def nobody_is_told() -> Iterator[None]:
    """Let an example do acts of long ago: who was told of them has read it since."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def is_quiet() -> bool:
    """Say whether nobody is told at all, so that who would be need not be looked for."""
    return _quiet.get()


def notify(
    actor: Actor, telling: Telling, *, to_person: str | Iterable[str] = (), to_unit: str = ""
) -> int:
    """Tell people something; return how many are told. Call it inside the transaction of the act.

    To persons by user name, to everyone who holds a post in a unit today, or both; never to
    the actor themselves. What somebody has not read yet is not told a second time.
    """
    if not may_offer(telling.kind):
        raise ValueError(f"no area offers the kind {telling.kind}")
    if is_quiet():
        return 0
    names = {to_person} if isinstance(to_person, str) else set(to_person)
    if to_unit:
        held = posts_on(today()).filter(unit__key=to_unit)
        names |= set(held.values_list("person__username", flat=True))
    others = names - {actor.person, ""}
    people = list(Person.objects.filter(username__in=others, is_active=True)) if others else []
    if not people:
        return 0
    chosen = dict(
        Choice.objects.filter(person__in=people, kind=telling.kind).values_list("person", "way")
    )
    usual = kind_of(telling.kind).way
    with transaction.atomic():
        return _tell(actor, telling, {person: chosen.get(person.pk, usual) for person in people})


@transaction.atomic
def mark_read(actor: Actor, notice: Notice) -> None:
    """Note that the actor has seen one of their notices; a second time changes nothing."""
    if notice.person.username != actor.person:
        raise Problem("NTC-001", _("Thông báo này gửi cho người khác."))
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=timezone.now())


@transaction.atomic
def mark_all_read(actor: Actor) -> int:
    """Note that the actor has seen everything; return how many were new."""
    return notices_of(actor, state="chua-xem").update(read_at=timezone.now())


@transaction.atomic
def choose(actor: Actor, ways: Mapping[str, str]) -> None:
    """Let kinds of notices come to the actor as they want: {"programmes.task.assigned": "now"}."""
    person = Person.objects.get(username=actor.person)
    if any(way not in WAYS or not may_offer(kind) for kind, way in ways.items()):
        raise Problem("NTC-002", _("Hãy chọn một trong các cách nhận có trên trang."))
    now = {kind.key: way for kind, way in choices_of(actor)}
    changed = {kind: way for kind, way in ways.items() if now[kind] != way}
    for kind, way in changed.items():
        Choice.objects.update_or_create(person=person, kind=kind, defaults={"way": way})
    if changed:
        record(actor, "notices.choice.made", subject_of(person), changed)


@job(MAIL, title=gettext_noop("Gửi thư thông báo"), attempts=5)
def send_at_once(progress: Progress, *, notices: list[int]) -> dict[str, object]:
    """Send a letter for each notice that has none yet."""
    waiting = Notice.objects.filter(pk__in=notices, mailed_at__isnull=True, way=NOW)
    sent = sum(_send([notice], is_digest=False) for notice in waiting.select_related("person"))
    return {"letters": sent}


@job(DIGEST, title=gettext_noop("Thư tổng hợp buổi sáng"), attempts=5)
def send_digests(progress: Progress) -> dict[str, object]:
    """Send to each person one letter with what they have not read and not been sent."""
    waiting = Notice.objects.filter(way=BY_DIGEST, mailed_at__isnull=True, read_at__isnull=True)
    by_person = waiting.select_related("person").order_by("person_id", "at", "id")
    groups = [list(rows) for _, rows in groupby(by_person, key=lambda row: row.person_id)]
    sent = 0
    for place, rows in enumerate(groups, start=1):
        sent += _send(rows, is_digest=True)
        progress.tell(place, len(groups), gettext_noop("Đang gửi thư"))
    return {"letters": sent}


def _tell(actor: Actor, telling: Telling, ways: Mapping[Person, str]) -> int:
    subject = telling.subject[:300]
    same = Notice.objects.filter(kind=telling.kind, subject=subject, address=telling.address)
    unread = same.filter(person__in=list(ways), read_at__isnull=True)
    known = set(unread.values_list("person", flat=True))
    rows = [
        Notice(
            person=person,
            kind=telling.kind,
            subject=subject,
            text=telling.text,
            address=telling.address,
            sender=actor.name,
            at=timezone.now(),
            way=way if person.email and settings.EMAIL_HOST else SITE,
        )
        for person, way in ways.items()
        if person.pk not in known
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)  # two acts may tell it at once
    if any(row.way == NOW for row in rows):
        new = unread.filter(way=NOW, mailed_at__isnull=True).exclude(person__in=known)
        start(SYSTEM, MAIL, notices=list(new.values_list("pk", flat=True)))
    return len(rows)


def _send(notices: list[Notice], *, is_digest: bool) -> int:
    """Send one letter; who has no address or was sent it meanwhile gets none.

    The rows are taken before the letter goes, so two workers never send it twice; when the
    server of letters refuses, they are given back and the job is tried again.
    """
    keys = [notice.pk for notice in notices]
    taken = Notice.objects.filter(pk__in=keys, mailed_at__isnull=True)
    person = notices[0].person
    if not person.email or taken.update(mailed_at=timezone.now()) != len(keys):
        return 0
    try:
        _letter(person, notices, is_digest=is_digest).send()
    except OSError:
        Notice.objects.filter(pk__in=keys).update(mailed_at=None)
        raise
    return 1


def _letter(person: Person, notices: list[Notice], *, is_digest: bool) -> EmailMessage:
    choices = _whole(reverse("notices:choices"))
    told = [Told(it.subject, it.text, _whole(it.address), kind_of(it.kind).title) for it in notices]
    if is_digest:
        subject, body = digest(person.name, told, day=print_date(today()), choices=choices)
    else:
        subject, body = letter(person.name, told[0], choices=choices)
    return EmailMessage(subject, body, to=[person.email], connection=get_connection())


def _whole(address: str) -> str:
    return f"{settings.SITE_ADDRESS}{address}" if address else ""
