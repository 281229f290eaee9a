"""Making people, their posts, their powers to sign and their passwords."""

import secrets
from datetime import date, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtac.accounts.models import ROLES, Person, Post, SigningPower
from congtac.accounts.permissions import may_keep_people
from congtac.accounts.rules.signing import KINDS, do_overlap, fault_of, has_inside
from congtac.ground.audit.services import record
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.kernel.numbers import print_date
from congtac.kernel.problem import Problem
from congtac.kernel.subject import Subject
from congtac.kernel.words import gettext_noop
from congtac.organisations.queries import unit

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # letters that nobody mistakes for others
SENTENCES = {
    "ACC-010": gettext_noop("Hãy chọn hình thức ký ({kinds}) và ghi chức vụ được ký cho."),
    "ACC-011": gettext_noop("Ngày cuối phải không sớm hơn ngày đầu."),
    "ACC-012": gettext_noop(
        "Ủy quyền (TUQ.) phải có văn bản căn cứ, nội dung được ký và ngày cuối "
        "(Nghị định 30/2020/NĐ-CP, Điều 13)."
    ),
}


@transaction.atomic
def add_person(
    actor: Actor, username: str, name: str, password: str | None = None, *, email: str = ""
) -> Person:
    """Add someone who may sign in; without a password only the demo lets them in."""
    may_keep_people(actor).demand()
    if Person.objects.filter(username__iexact=username).exists():
        raise Problem(
            "ACC-001",
            _("Tên đăng nhập “{username}” đã có người dùng. Hãy chọn tên khác.").format(
                username=username
            ),
        )
    if password is not None:
        _refuse_weak(password)
    person = Person(username=username, email=email)
    person.call(name)
    person.set_password(password)
    person.save()
    record(actor, "accounts.person.added", subject_of(person), {"email": email} if email else None)
    return person


@transaction.atomic
def change_person(
    actor: Actor, person: Person, *, name: str, email: str, is_active: bool
) -> Person:
    """Change a name or an address, or shut someone out; the log keeps old and new."""
    may_keep_people(actor).demand()
    if person.username == actor.person and not is_active:
        raise Problem("ACC-006", _("Bạn không tự khóa tài khoản của mình được. Nhờ quản trị khác."))
    old = {"name": person.name, "email": person.email, "is_active": person.is_active}
    new = {"name": name, "email": email, "is_active": is_active}
    changed = {key: [old[key], new[key]] for key in new if old[key] != new[key]}
    if not changed:
        return person
    person.call(name)
    person.email, person.is_active = email, is_active
    person.save(update_fields=["name", "search_key", "sort_key", "email", "is_active"])
    record(actor, "accounts.person.changed", subject_of(person), changed)
    return person


@transaction.atomic
def hire(actor: Actor, person: Person, *, unit_key: str, title: str, roles: list[str]) -> Post:
    """Give a person a post in the unit of a key from today on."""
    found = unit(unit_key)
    if found is None:
        raise Problem(
            "ACC-004", _("Không có đơn vị nào mang mã “{unit_key}”.").format(unit_key=unit_key)
        )
    post = Post(person=person, unit=found, title=title, roles=roles, since=today())
    return appoint(actor, post)


@transaction.atomic
def set_password(actor: Actor, person: Person, password: str) -> None:
    """Give someone a new password."""
    may_keep_people(actor).demand()
    _refuse_weak(password)
    _save_password(person, password, is_temporary=False)
    record(actor, "accounts.password.set", subject_of(person))


@transaction.atomic
def reset_password(actor: Actor, person: Person) -> str:
    """Give someone a password for one sign-in and return it: shown once, kept nowhere."""
    may_keep_people(actor).demand()
    password = "-".join(_random(4) for _ in range(4))
    _save_password(person, password, is_temporary=True)
    record(actor, "accounts.password.reset", subject_of(person))
    return password


@transaction.atomic
def change_own_password(actor: Actor, person: Person, *, old: str, new: str) -> None:
    """Let a person change their own password, for which they give the old one."""
    if person.username != actor.person or not person.check_password(old):
        raise Problem("ACC-007", _("Mật khẩu đang dùng chưa đúng."))
    if old == new:
        raise Problem("ACC-008", _("Mật khẩu mới phải khác mật khẩu đang dùng."))
    _refuse_weak(new)
    _save_password(person, new, is_temporary=False)
    record(actor, "accounts.password.changed", subject_of(person))


@transaction.atomic
def appoint(actor: Actor, post: Post) -> Post:
    """Give a person a post: `Post(person=..., unit=..., title=..., roles=[...], since=...)`."""
    may_keep_people(actor).demand()
    unknown = sorted(set(post.roles) - set(ROLES))
    if unknown:
        raise Problem(
            "ACC-002",
            _("Không có vai trò “{unknown}”. Có: {roles}.").format(
                unknown=unknown[0], roles=", ".join(ROLES)
            ),
        )
    _refuse_no_days(post.since, post.until)
    _refuse_gone_unit(post)
    _refuse_held_twice(post)
    post.save(force_insert=True)
    facts = {
        "unit": post.unit.key,
        "title": post.title,
        "roles": post.roles,
        "since": post.since,
        "until": post.until,
    }
    record(actor, "accounts.person.appointed", subject_of(post.person), facts)
    return post


@transaction.atomic
def end_post(actor: Actor, post: Post, *, last_day: date, basis: str = "") -> None:
    """End a post after its last day; powers to sign that go with it end no later."""
    may_keep_people(actor).demand()
    until = last_day + timedelta(days=1)
    if until <= post.since:
        raise Problem(
            "ACC-013",
            _("Chức vụ bắt đầu ngày {since}: chọn ngày sau.").format(since=print_date(post.since)),
        )
    ended = Post.objects.filter(pk=post.pk, until=post.until).update(
        until=until, basis=basis or post.basis
    )
    if not ended or post.until == until:
        raise Problem("ACC-014", _("Chức vụ này đã kết thúc. Hãy mở lại trang để xem."))
    facts = {"unit": post.unit.key, "title": post.title, "last_day": last_day, "basis": basis}
    record(actor, "accounts.post.ended", subject_of(post.person), facts)


@transaction.atomic
def correct_post(
    actor: Actor, post: Post, *, roles: list[str], until: date | None, basis: str
) -> None:
    """Write down the roles, the end or the paper of a post as they should have been."""
    may_keep_people(actor).demand()
    _refuse_no_days(post.since, until)
    old = {"roles": post.roles, "until": post.until, "basis": post.basis}
    new = {"roles": roles, "until": until, "basis": basis}
    changed = {key: [old[key], new[key]] for key in new if old[key] != new[key]}
    if not changed:
        return
    post.roles, post.until, post.basis = roles, until, basis
    _refuse_held_twice(post)
    post.save(update_fields=["roles", "until", "basis"])
    facts = {"unit": post.unit.key, "title": post.title, **changed}
    record(actor, "accounts.post.corrected", subject_of(post.person), facts)


@transaction.atomic
def give_power(actor: Actor, power: SigningPower) -> SigningPower:
    """Give a post a power to sign: standing (KT., TL.), or by dated authorisation (TUQ.)."""
    may_keep_people(actor).demand()
    fault = fault_of(power.as_rule)
    if fault:
        raise Problem(fault, _(SENTENCES[fault]).format(kinds=", ".join(KINDS)))
    post = power.post
    if not has_inside(power.since, power.until or post.until, outer=(post.since, post.until)):
        raise Problem("ACC-015", _("Quyền ký phải nằm trong thời gian giữ chức vụ."))
    _refuse_power_twice(power)
    power.save(force_insert=True)
    record(actor, "accounts.power.given", subject_of(post.person), _facts_of(power))
    return power


@transaction.atomic
def end_power(actor: Actor, power: SigningPower, *, last_day: date) -> None:
    """End a power to sign after its last day."""
    may_keep_people(actor).demand()
    until = last_day + timedelta(days=1)
    if until <= power.since:
        raise Problem(
            "ACC-016",
            _("Quyền ký bắt đầu ngày {since}: chọn ngày sau.").format(
                since=print_date(power.since)
            ),
        )
    ended = power.until is None or until < power.until
    found = SigningPower.objects.filter(pk=power.pk, until=power.until)
    if not ended or not found.update(until=until):
        raise Problem("ACC-017", _("Quyền ký này đã kết thúc. Hãy mở lại trang để xem."))
    facts = {**_facts_of(power), "until": until}
    record(actor, "accounts.power.ended", subject_of(power.post.person), facts)


def note_sign_in(actor: Actor, act: str) -> None:
    """Write into the log that someone came in or went: "signed_in", "signed_out", "stepped_in"."""
    subject = Subject("accounts.person", actor.person, actor.name)
    record(actor, f"accounts.person.{act}", subject)


def note_acting(actor: Actor) -> None:
    """Write into the log in which post, and on whose behalf, a person goes on working."""
    subject = Subject("accounts.person", actor.person, actor.name)
    facts = {"post": actor.post, "unit": actor.unit, "on_behalf_of": actor.on_behalf_of}
    record(actor, "accounts.person.acting", subject, facts)


def subject_of(person: Person) -> Subject:
    return Subject("accounts.person", person.username, person.name)


def _facts_of(power: SigningPower) -> dict[str, object]:
    return {
        "kind": power.kind,
        "principal": power.principal,
        "unit": power.unit.key,
        "since": power.since,
        "until": power.until,
        "basis": power.basis,
    }


def _random(length: int) -> str:
    return "".join(secrets.choice(READABLE) for _ in range(length))


def _save_password(person: Person, password: str, *, is_temporary: bool) -> None:
    person.set_password(password)
    person.must_change_password = is_temporary
    person.save(update_fields=["password", "must_change_password"])


def _refuse_no_days(since: date, until: date | None) -> None:
    if until is not None and until <= since:
        raise Problem("ACC-011", _(SENTENCES["ACC-011"]))


def _refuse_gone_unit(post: Post) -> None:
    gone = post.unit.until is not None and post.since >= post.unit.until
    unborn = post.unit.since is not None and post.since < post.unit.since
    if gone or unborn:
        raise Problem(
            "ACC-018",
            _(
                "{name} không hoạt động vào ngày {since}. Hãy chọn đơn vị khác hoặc ngày khác."
            ).format(name=post.unit.name, since=print_date(post.since)),
        )


def _refuse_held_twice(post: Post) -> None:
    same = Post.objects.filter(person=post.person, unit=post.unit, title=post.title)
    same = same.exclude(pk=post.pk)
    if any(do_overlap((post.since, post.until), (it.since, it.until)) for it in same):
        raise Problem(
            "ACC-019",
            _("Người này đã giữ chức vụ “{title}” tại đó trong thời gian ấy.").format(
                title=post.title
            ),
        )


def _refuse_power_twice(power: SigningPower) -> None:
    same = SigningPower.objects.filter(
        post=power.post, kind=power.kind, unit=power.unit, principal=power.principal
    )
    if power.kind != "TUQ" and any(
        do_overlap((power.since, power.until), (it.since, it.until)) for it in same
    ):
        raise Problem("ACC-020", _("Chức vụ này đã có quyền ký ấy trong thời gian ấy."))


def _refuse_weak(password: str) -> None:
    try:
        validate_password(password)
    except ValidationError as error:
        raise Problem("ACC-003", " ".join(error.messages)) from error
