"""Coming in: lock-out after failures, the second step, recovery codes, sessions and their end."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from congtac.accounts.models import Entry, FailedEntry, Person, PhoneCode, RecoveryCode
from congtac.accounts.permissions import is_self, may_keep_people
from congtac.accounts.rules.codes import (
    new_recovery_codes,
    new_secret,
    recovery_digest,
    step_of,
)
from congtac.accounts.services.people import subject_of
from congtac.accounts.services.seals import seal, unseal
from congtac.ground.audit.services import record
from congtac.kernel.actor import NOBODY, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.subject import Subject
from congtac.kernel.verdict import refused

PHONE = "phone_code"
FAILURES = 5  # in a row, then the name is locked
LOCKED_FOR = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)


def minutes_locked(username: str) -> int:
    """Return for how many more minutes a name is locked, 0 if it isn't."""
    now = timezone.now()
    found = FailedEntry.objects.filter(username=_name(username), locked_until__gt=now).first()
    if found is None or found.locked_until is None:
        return 0
    return 1 + int((found.locked_until - now).total_seconds() // 60)


def locked_names() -> list[str]:
    """Return the names that are locked now, somebody's or nobody's."""
    found = FailedEntry.objects.filter(locked_until__gt=timezone.now())
    return list(found.values_list("username", flat=True))


@transaction.atomic
def note_failure(username: str) -> None:
    """Count a failure under a name, whether somebody has it or not; the fifth in a row locks it."""
    now, name = timezone.now(), _name(username)
    FailedEntry.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    FailedEntry.objects.get_or_create(username=name, defaults={"last_at": now})
    found = FailedEntry.objects.filter(username=name)
    is_old = When(last_at__lt=now - LOCKED_FOR, then=Value(1))
    found.update(failures=Case(is_old, default=F("failures") + 1), last_at=now)
    locked = found.filter(failures__gte=FAILURES)
    if locked.update(failures=0, locked_until=now + LOCKED_FOR):
        subject = Subject("accounts.person", name, name)
        record(NOBODY, "accounts.entry.locked", subject, {"minutes": LOCKED_FOR.seconds // 60})


def forget_failures(username: str) -> None:
    """Begin to count anew after someone came in."""
    FailedEntry.objects.filter(username=_name(username)).delete()


@transaction.atomic
def unlock(actor: Actor, person: Person) -> None:
    """Let a locked name try again at once."""
    may_keep_people(actor).demand()
    if not FailedEntry.objects.filter(username=_name(person.username)).delete()[0]:
        raise Problem("ACC-030", _("Tài khoản này không bị khóa."))
    record(actor, "accounts.entry.unlocked", subject_of(person))


def begin_phone_code() -> str:
    """Return a new secret for a phone; it counts once a code of it was typed."""
    return new_secret()


@transaction.atomic
def confirm_phone_code(actor: Actor, person: Person, *, secret: str, code: str) -> list[str]:
    """Ask for a code at each sign-in from now on; return the recovery codes, shown once."""
    _only_self(actor, person)
    now = timezone.now()
    step = step_of(secret, code, at=now.timestamp())
    if step is None:
        raise Problem(
            "ACC-031", _("Mã chưa đúng. Hãy chờ mã mới hiện trên điện thoại rồi nhập lại.")
        )
    if PhoneCode.objects.filter(person=person).exists():
        raise Problem("ACC-032", _("Bạn đã bật mã trên điện thoại. Hãy tắt trước khi đổi máy."))
    PhoneCode.objects.create(
        person=person, sealed=seal(secret, PHONE), last_step=step, added_at=now
    )
    record(actor, "accounts.phone_code.added", subject_of(person))
    return _renew_recovery_codes(person)


@transaction.atomic
def renew_recovery_codes(actor: Actor, person: Person) -> list[str]:
    """Make new recovery codes; the old ones end."""
    _only_self(actor, person)
    record(actor, "accounts.recovery_codes.renewed", subject_of(person))
    return _renew_recovery_codes(person)


@transaction.atomic
def drop_second_step(actor: Actor, person: Person) -> None:
    """Ask for no second step any more: the person, or an administrator when the phone is lost."""
    if not is_self(actor, person):
        may_keep_people(actor).demand()
    gone = PhoneCode.objects.filter(person=person).delete()[0]
    gone += person.passkeys.all().delete()[0]
    person.recovery_codes.all().delete()
    if not gone:
        raise Problem("ACC-033", _("Tài khoản này chưa bật bước thứ hai."))
    record(actor, "accounts.second_step.dropped", subject_of(person))


@transaction.atomic
def passes_second_step(person: Person, typed: str) -> bool:
    """Say whether a code of the phone, or a recovery code, lets a person in; each works once."""
    return _passes_phone(person, typed) or _passes_recovery(person, typed)


@transaction.atomic
def keep_entry(person: Person, session: str, *, way: str, device: str, address: str | None) -> None:
    """Remember a session that began, so that its person sees it and can end it."""
    person.entries.exclude(session__in=Session.objects.values("session_key")).delete()
    Entry.objects.update_or_create(
        session=session,
        defaults={
            "person": person,
            "at": timezone.now(),
            "way": way,
            "device": device[:200],
            "address": address,
        },
    )


def move_entry(old: str, new: str) -> None:
    """Follow a session whose key was changed."""
    Entry.objects.filter(session=old).update(session=new)


@transaction.atomic
def end_sessions(actor: Actor, person: Person, *, but: str = "") -> int:
    """End the sessions of a person everywhere, all but one; return how many."""
    if not is_self(actor, person):
        may_keep_people(actor).demand()
    keys = list(person.entries.exclude(session=but).values_list("session", flat=True))
    ended, _ = Session.objects.filter(session_key__in=keys).delete()
    person.entries.filter(session__in=keys).delete()
    record(actor, "accounts.sessions.ended", subject_of(person), {"sessions": ended})
    return ended


def live_entries(person: Person) -> list[Entry]:
    """Return the sessions of a person that have not ended, newest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return list(person.entries.filter(session__in=alive))


def _passes_phone(person: Person, typed: str) -> bool:
    found = PhoneCode.objects.filter(person=person).first()
    secret = unseal(found.sealed, PHONE) if found else None
    if found is None or secret is None:
        return False
    step = step_of(secret, typed, at=timezone.now().timestamp(), after=found.last_step)
    if step is None:
        return False
    spent = PhoneCode.objects.filter(pk=found.pk, last_step__lt=step).update(last_step=step)
    return bool(spent)


def _passes_recovery(person: Person, typed: str) -> bool:
    unused = RecoveryCode.objects.filter(
        person=person, digest=recovery_digest(typed), used_at__isnull=True
    )
    return bool(unused.update(used_at=timezone.now()))


def _renew_recovery_codes(person: Person) -> list[str]:
    person.recovery_codes.all().delete()
    codes = new_recovery_codes()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, digest=recovery_digest(code)) for code in codes
    )
    return codes


def _only_self(actor: Actor, person: Person) -> None:
    if not is_self(actor, person):
        refused(_("Chỉ chính người dùng đặt được cách đăng nhập của mình.")).demand()


def _name(username: str) -> str:
    return username.strip().casefold()[:150]
