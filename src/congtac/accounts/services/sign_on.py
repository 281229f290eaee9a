"""Ministries' own sign-ons: keeping them, asking them who comes in, linking people to them."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from congtac.accounts.models import Person, SignOn, SignOnLink
from congtac.accounts.permissions import may_keep_people
from congtac.accounts.queries import actor_on
from congtac.accounts.rules import sign_on as rule
from congtac.accounts.services.entry import minutes_locked, note_failure
from congtac.accounts.services.people import subject_of
from congtac.accounts.services.seals import seal, unseal
from congtac.accounts.services.wire import ask, send_form
from congtac.ground.audit.services import record
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import NOBODY, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.subject import Subject

logger = logging.getLogger("congtac.sign_on")
SECRET = "sign_on"  # noqa: S105 - the name of a kind of seal, no secret
TOLD = ("name", "client", "claim", "names", "has_second_step", "contact", "is_open")


@dataclass(frozen=True, slots=True)
class Terms:
    """What an administrator says of a sign-on; an empty secret leaves the one that is kept."""

    name: str
    client: str
    claim: str
    names: str
    contact: str
    has_second_step: bool = False
    is_open: bool = True
    secret: str = ""


def add_sign_on(actor: Actor, issuer: str, terms: Terms) -> SignOn:
    """Let a ministry's sign-on open the door; its addresses are read from the issuer."""
    may_keep_people(actor).demand()
    issuer = issuer.strip()
    if SignOn.objects.filter(issuer=issuer).exists():
        raise Problem("ACC-059", _("Hệ thống đăng nhập này đã có trong danh sách."))
    made = SignOn(issuer=issuer)
    return _keep(actor, made, terms, rule.addresses_of(issuer, _publication(issuer)))


def change_sign_on(actor: Actor, kept: SignOn, terms: Terms) -> SignOn:
    """Change what was said of a sign-on, and read its addresses anew; it stays the same issuer."""
    may_keep_people(actor).demand()
    if not terms.is_open:
        return _keep(actor, kept, terms, kept.published)  # one that is gone can still be shut
    return _keep(actor, kept, terms, rule.addresses_of(kept.issuer, _publication(kept.issuer)))


@transaction.atomic
def unlink(actor: Actor, link: SignOnLink) -> None:
    """Forget by which subject a sign-on knows a person; the next time begins anew."""
    may_keep_people(actor).demand()
    record(actor, "accounts.sign_on.unlinked", subject_of(link.person), _facts_of(link))
    link.delete()


def begin_attempt(sign_on: SignOn, wanted: str = "") -> rule.Attempt:
    """Return a new attempt to come in by a sign-on, to be kept in the session."""
    return rule.begin(sign_on.pk, at=_seconds(), wanted=wanted)


def person_answered(
    sign_on: SignOn, attempt: rule.Attempt | None, answer: Mapping[str, str], *, back: str
) -> Person:
    """Return who comes in with an answer of a sign-on; a `Problem` says why nobody does."""
    try:
        code = rule.code_in(answer, attempt, sign_on.published, at=_seconds())
        said = _said(sign_on, attempt, code, back) if attempt else None
    except Problem as problem:
        logger.warning("an answer of %s was refused: %s", sign_on.issuer, problem.code)
        raise
    if said is None:
        raise Problem("ACC-052", _(rule.STALE))
    try:
        return _person_of(sign_on, said)
    except Problem as refusal:
        _note_refusal(sign_on, said, refusal)
        raise


@transaction.atomic
def _keep(actor: Actor, kept: SignOn, terms: Terms, addresses: rule.Addresses) -> SignOn:
    is_new = kept.pk is None
    before = {field: getattr(kept, field) for field in TOLD}
    for field in TOLD:
        setattr(kept, field, getattr(terms, field))
    if terms.secret:
        kept.sealed = seal(terms.secret, SECRET)
    kept.addresses = addresses._asdict()
    kept.save()
    changed = {
        field: getattr(kept, field) if is_new else [before[field], getattr(kept, field)]
        for field in TOLD
        if is_new or before[field] != getattr(kept, field)
    }
    facts = {**changed, "issuer": kept.issuer, "has_new_secret": bool(terms.secret)}
    act = "accounts.sign_on.added" if is_new else "accounts.sign_on.changed"
    record(actor, act, _subject(kept), facts)
    return kept


def _publication(issuer: str) -> dict[str, object]:
    return ask(f"{issuer.rstrip('/')}/.well-known/openid-configuration")


def _said(sign_on: SignOn, attempt: rule.Attempt, code: str, back: str) -> rule.Said:
    """Give the code back to the issuer for the token, and return what the token says."""
    addresses = sign_on.published
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "client_id": sign_on.client,
        "code_verifier": attempt.verifier,
    }
    secret = _secret_of(sign_on)
    if addresses.secret_in_body and secret:
        form["client_secret"], secret = secret, ""
    given = send_form(addresses.token, form, client=sign_on.client, secret=secret)
    keys = ask(addresses.keys).get("keys")
    return rule.read_token(
        given.get("id_token"),
        keys if isinstance(keys, list) else [],
        expected=rule.Expected(sign_on.issuer, sign_on.client, attempt.nonce),
        at=_seconds(),
    )


def _secret_of(sign_on: SignOn) -> str:
    secret = unseal(sign_on.sealed, SECRET) if sign_on.sealed else ""
    if secret is None:
        raise Problem(
            "ACC-058",
            _("Khóa của trang đã thay nên không đọc được bí mật. Hãy nhờ quản trị nhập lại."),
        )
    return secret


@transaction.atomic
def _person_of(sign_on: SignOn, said: rule.Said) -> Person:
    """Return the person of a subject; one who comes the first time is linked to it."""
    links = SignOnLink.objects.select_related("person").filter(sign_on=sign_on)
    link = links.filter(subject=said.subject).first() or _link(sign_on, said)
    if link.subject != said.subject:
        raise Problem("ACC-056", _asking(sign_on, _("Tên này ở cơ quan nay là của người khác.")))
    person = link.person
    minutes = minutes_locked(person.username)
    if minutes:
        said_so = _("Tài khoản của bạn ở đây tạm khóa, còn {minutes} phút.")
        raise Problem("ACC-057", _asking(sign_on, said_so.format(minutes=minutes)))
    if not person.is_active:
        raise Problem("ACC-057", _asking(sign_on, _("Tài khoản của bạn ở đây đã khóa.")))
    SignOnLink.objects.filter(pk=link.pk).update(used_at=timezone.now())
    return person


def _link(sign_on: SignOn, said: rule.Said) -> SignOnLink:
    by_mail = sign_on.names == "email"
    name = rule.name_in(said, sign_on.claim, is_address=by_mail)
    field = "email__iexact" if by_mail else "username__iexact"
    found = list(Person.objects.filter(**{field: name})[:2]) if name else []
    if len(found) != 1:
        sentence = _("Cơ quan của bạn đã xác nhận bạn, nhưng ở đây chưa có tài khoản nào của bạn.")
        raise Problem("ACC-055", _asking(sign_on, sentence))
    link, is_new = SignOnLink.objects.get_or_create(
        sign_on=sign_on,
        person=found[0],
        defaults={"subject": said.subject, "linked_at": timezone.now()},
    )
    if is_new:
        actor = actor_on(link.person, today())
        record(actor, "accounts.sign_on.linked", subject_of(link.person), _facts_of(link))
    return link


@transaction.atomic
def _note_refusal(sign_on: SignOn, said: rule.Said, refusal: Problem) -> None:
    """Keep who was refused; a name given to another subject counts as a failure under it."""
    name = rule.name_in(said, sign_on.claim, is_address=False)[:150]
    if refusal.code == "ACC-056" and sign_on.names == "username":
        note_failure(name)
    facts = {"code": refusal.code, "named": name, "subject": said.subject[:255]}
    record(NOBODY, "accounts.sign_on.refused", _subject(sign_on), facts)


def _asking(sign_on: SignOn, sentence: str) -> str:
    return f"{sentence} " + _("Hãy hỏi: {contact}.").format(contact=sign_on.contact.rstrip("."))


def _facts_of(link: SignOnLink) -> dict[str, object]:
    return {"sign_on": link.sign_on.issuer, "subject": link.subject}


def _subject(sign_on: SignOn) -> Subject:
    return Subject("accounts.sign_on", str(sign_on.pk), sign_on.name)


def _seconds() -> int:
    return int(timezone.now().timestamp())
