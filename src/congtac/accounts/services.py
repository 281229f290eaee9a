"""Making people and posts."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from congtac.accounts.models import ROLES, Person, Post
from congtac.ground.audit.services import record
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.subject import Subject
from congtac.organisations.queries import unit


@transaction.atomic
def add_person(actor: Actor, username: str, name: str, password: str | None = None) -> Person:
    """Add someone who may sign in; without a password only the demo lets them in."""
    if Person.objects.filter(username=username).exists():
        raise Problem("ACC-001", f"Tên đăng nhập “{username}” đã có người dùng. Hãy chọn tên khác.")
    if password is not None:
        _refuse_weak(password)
    person = Person(username=username, name=name)
    person.set_password(password)
    person.save()
    record(actor, "accounts.person.added", subject_of(person))
    return person


@transaction.atomic
def hire(actor: Actor, person: Person, *, unit_key: str, title: str, roles: list[str]) -> Post:
    """Give a person a post in the unit of a key from today on."""
    found = unit(unit_key)
    if found is None:
        raise Problem("ACC-004", f"Không có đơn vị nào mang mã “{unit_key}”.")
    post = Post(person=person, unit=found, title=title, roles=roles, since=today())
    return appoint(actor, post)


@transaction.atomic
def set_password(actor: Actor, person: Person, password: str) -> None:
    """Give someone a new password."""
    _refuse_weak(password)
    person.set_password(password)
    person.save(update_fields=["password"])
    record(actor, "accounts.password.set", subject_of(person))


@transaction.atomic
def appoint(actor: Actor, post: Post) -> Post:
    """Give a person a post: `Post(person=..., unit=..., title=..., roles=[...], since=...)`."""
    unknown = sorted(set(post.roles) - set(ROLES))
    if unknown:
        raise Problem("ACC-002", f"Không có vai trò “{unknown[0]}”. Có: {', '.join(ROLES)}.")
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


def note_sign_in(actor: Actor, act: str) -> None:
    """Write into the log that someone came in or went: "signed_in", "signed_out", "stepped_in"."""
    subject = Subject("accounts.person", actor.person, actor.name)
    record(actor, f"accounts.person.{act}", subject)


def subject_of(person: Person) -> Subject:
    return Subject("accounts.person", person.username, person.name)


def _refuse_weak(password: str) -> None:
    try:
        validate_password(password)
    except ValidationError as error:
        raise Problem("ACC-003", " ".join(error.messages)) from error
