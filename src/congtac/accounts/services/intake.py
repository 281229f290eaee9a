"""People and their posts from a sheet: brought, looked at, taken whole and once, as it was seen."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from congtac.accounts.models import ROLES, Intake, Person, Post
from congtac.accounts.permissions import may_keep_people
from congtac.accounts.queries import dry_run
from congtac.accounts.rules.intake import FAULTY, OF_PERSON, OF_POST, Line, counts, fingerprint
from congtac.accounts.rules.sheet import PersonRow, read_rows
from congtac.accounts.services.people import add_person, appoint, change_person, correct_post
from congtac.ground.audit.services import record
from congtac.ground.files.services import store
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.subject import Subject
from congtac.organisations.models import Unit


@transaction.atomic
def bring_people(actor: Actor, name: str, data: bytes, *, basis: str) -> Intake:
    """Keep a sheet of people that came in, to be looked at; a `Problem` if it can't be read."""
    may_keep_people(actor).demand()
    stored = store(actor, name, data)
    if stored.kind != "xlsx":
        raise Problem("ACC-070", _("Không mở được tệp Excel này. Hãy lưu lại tệp .xlsx."))
    read_rows(data, ROLES.written)
    intake = Intake(file=stored, basis=basis, brought_at=timezone.now())
    intake.brought_by = actor.person
    intake.save(force_insert=True)
    record(actor, "accounts.sheet.brought", _subject(intake), {"basis": basis})
    return intake


@transaction.atomic
def take_people(actor: Actor, intake: Intake, seen: str) -> dict[str, int]:
    """Take a sheet whole; only what was `seen` (its fingerprint), and once."""
    may_keep_people(actor).demand()
    lines = dry_run(intake, actor.person)
    found = counts(lines)
    if found[FAULTY] or fingerprint(lines) != seen:
        raise Problem(
            "ACC-072",
            _(
                "Danh sách đã khác so với bảng bạn vừa xem, hoặc còn dòng có lỗi. "
                "Hãy xem lại bảng đối chiếu."
            ),
        )
    untaken = Intake.objects.filter(pk=intake.pk, taken_at__isnull=True)
    if not untaken.update(taken_at=timezone.now()):
        raise Problem("ACC-073", _("Tệp này đã được nhận rồi."))
    for line in lines:
        _take(actor, line)
    record(actor, "accounts.sheet.taken", _subject(intake), {"basis": intake.basis, **found})
    return found


def _take(actor: Actor, line: Line) -> None:
    said, changed = line.person, {it.field for it in line.differences}
    if line.is_new_person:
        made = add_person(actor, said.username, said.name, email=said.email)
        if not said.is_active:
            _change(actor, made, said)
    elif changed & set(OF_PERSON):
        _change(actor, Person.objects.get(username=said.username), said)
    if line.is_new_post:
        appoint(actor, _post_of(said))
    elif said.since and changed & set(OF_POST):
        post = Post.objects.select_related("person", "unit").get(
            person__username=said.username,
            unit__key=said.unit,
            title=said.title,
            since=said.since,
        )
        correct_post(actor, post, roles=list(said.roles), until=said.until, basis=said.basis)


def _change(actor: Actor, person: Person, said: PersonRow) -> None:
    change_person(actor, person, name=said.name, email=said.email, is_active=said.is_active)


def _post_of(said: PersonRow) -> Post:
    if said.since is None:
        raise ValueError("a post without a first day is a fault of the line")
    return Post(
        person=Person.objects.get(username=said.username),
        unit=Unit.objects.get(key=said.unit),
        title=said.title,
        roles=list(said.roles),
        since=said.since,
        until=said.until,
        basis=said.basis,
    )


def _subject(intake: Intake) -> Subject:
    return Subject("accounts.sheet", str(intake.pk), intake.file.name)
