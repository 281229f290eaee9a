"""Passkeys: keys in a person's device that open the door instead of a password."""

import base64
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from congtac.accounts.models import Passkey, Person
from congtac.accounts.permissions import is_self
from congtac.accounts.services.people import subject_of
from congtac.ground.audit.services import record
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import refused
from congtac.kernel.words import gettext_noop

Answer = dict[str, Any]
LIMIT = 10  # passkeys of one person
FAILED = gettext_noop("Khóa truy cập chưa được nhận. Hãy thử lại, hoặc dùng tên và mật khẩu.")
SELF_ONLY = gettext_noop("Chỉ chính người dùng đặt được cách đăng nhập của mình.")


def begin_adding(person: Person, origin: str) -> tuple[Answer, Answer]:
    """Return what the browser is asked for a new passkey, and what to remember meanwhile."""
    options, state = _server(origin).register_begin(
        PublicKeyCredentialUserEntity(
            id=str(person.pk).encode(), name=person.username, display_name=person.name
        ),
        credentials=[_public(key) for key in person.passkeys.all()],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(options), state


@transaction.atomic
def add_passkey(
    actor: Actor, person: Person, *, origin: str, state: Answer, answer: Answer
) -> Passkey:
    """Take the passkey that a browser made after `begin_adding`."""
    if not is_self(actor, person):
        refused(_(SELF_ONLY)).demand()
    if person.passkeys.count() >= LIMIT:
        raise Problem(
            "ACC-034",
            _("Mỗi người có nhiều nhất {limit} khóa truy cập. Hãy bỏ bớt khóa.").format(
                limit=LIMIT
            ),
        )
    try:
        made = _server(origin).register_complete(state, answer).credential_data
    except (ValueError, TypeError, KeyError) as error:
        raise Problem("ACC-035", _(FAILED)) from error
    if made is None or Passkey.objects.filter(credential=_code(made.credential_id)).exists():
        raise Problem("ACC-035", _(FAILED))
    key = Passkey.objects.create(
        person=person,
        name=str(answer.get("name") or "Khóa truy cập")[:100],
        credential=_code(made.credential_id),
        public=base64.b64encode(bytes(made)).decode(),
        added_at=timezone.now(),
    )
    record(actor, "accounts.passkey.added", subject_of(person), {"name": key.name})
    return key


@transaction.atomic
def drop_passkey(actor: Actor, key: Passkey) -> None:
    """Take a passkey away."""
    if not is_self(actor, key.person):
        refused(_(SELF_ONLY)).demand()
    record(actor, "accounts.passkey.dropped", subject_of(key.person), {"name": key.name})
    key.delete()


def begin_entering(origin: str) -> tuple[Answer, Answer]:
    """Return what the browser is asked to come in by any passkey, and what to remember."""
    options, state = _server(origin).authenticate_begin(
        user_verification=UserVerificationRequirement.REQUIRED
    )
    return dict(options), state


@transaction.atomic
def person_entering(*, origin: str, state: Answer, answer: Answer) -> Person:
    """Return who came in by a passkey; its counter must go up, or stay at 0 for ever."""
    try:
        given = AuthenticationResponse.from_dict(answer)
        found = Passkey.objects.select_related("person").get(credential=_code(given.raw_id))
        _server(origin).authenticate_complete(state, [_public(found)], given)
    except (ValueError, TypeError, KeyError, Passkey.DoesNotExist) as error:
        raise Problem("ACC-035", _(FAILED)) from error
    uses = given.response.authenticator_data.counter
    fresh = Passkey.objects.filter(pk=found.pk, uses__lt=uses) if uses or found.uses else None
    known = Passkey.objects.filter(pk=found.pk) if fresh is None else fresh
    if not known.update(uses=uses, used_at=timezone.now()) or not found.person.is_active:
        raise Problem("ACC-035", _(FAILED))
    return found.person


def _server(origin: str) -> Fido2Server:
    """The site as passkeys know it: its host, and pages of exactly this origin."""
    host = origin.partition("://")[2].rsplit(":", 1)[0]
    site = PublicKeyCredentialRpEntity(id=host, name="Công tác")
    return Fido2Server(site, verify_origin=lambda given: given == origin)


def _public(key: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(base64.b64decode(key.public))


def _code(credential: bytes) -> str:
    return str(websafe_encode(credential))
