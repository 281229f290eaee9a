"""Keys by which programs act for a unit: given once, used, taken back."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from congtac.accounts.models import ApiKey
from congtac.accounts.permissions import may_give_rights, may_keep_keys
from congtac.accounts.rules.keys import RIGHTS, digest_of, is_same, new_key, prefix_of
from congtac.ground.audit.services import record
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.subject import Subject
from congtac.organisations.models import Unit

USED_EVERY = timedelta(minutes=1)  # how exactly the last use is kept


@transaction.atomic
def give_key(
    actor: Actor, unit: Unit, *, name: str, rights: list[str], until: date | None = None
) -> tuple[ApiKey, str]:
    """Give a program a key to act for a unit; return its row and the key, shown this once."""
    may_keep_keys(actor, unit.key).demand()
    if not name.strip() or (until is not None and until <= today()):
        raise Problem("ACC-040", _("Hãy ghi phần mềm dùng khóa, và ngày cuối từ hôm nay trở đi."))
    if not rights or set(rights) - set(RIGHTS):
        raise Problem(
            "ACC-042",
            _("Hãy chọn quyền trong: {rights}.").format(rights=", ".join(RIGHTS.values())),
        )
    may_give_rights(actor, rights).demand()
    key, prefix = new_key()
    made = ApiKey.objects.create(
        unit=unit,
        name=name,
        prefix=prefix,
        digest=digest_of(key),
        rights=sorted(set(rights)),
        made_by=actor.person,
        made_at=timezone.now(),
        until=until,
    )
    facts = {"unit": unit.key, "rights": made.rights, "until": until}
    record(actor, "accounts.api_key.given", _subject(made), facts)
    return made, key


@transaction.atomic
def revoke_key(actor: Actor, key: ApiKey) -> None:
    """Take a key back: from now on it opens nothing."""
    may_keep_keys(actor, key.unit.key).demand()
    now = timezone.now()
    if not ApiKey.objects.filter(pk=key.pk, revoked_at__isnull=True).update(revoked_at=now):
        raise Problem("ACC-041", _("Khóa này đã thu hồi rồi."))
    record(actor, "accounts.api_key.revoked", _subject(key), {"unit": key.unit.key})


def actor_of_key(key: str) -> Actor | None:
    """Return the program that a key names, as an actor of its unit; None if the key opens nothing.

    Its roles are "api.read", "api.read_all", "api.check", "api.write", as given. A unit that has
    ended opens nothing.
    """
    day = today()
    goes_on = Q(until__isnull=True) | Q(until__gt=day)
    unit_lives = Q(unit__until__isnull=True) | Q(unit__until__gt=day)
    found = (
        ApiKey.objects.filter(goes_on, unit_lives, revoked_at__isnull=True, prefix=prefix_of(key))
        .select_related("unit")
        .first()
    )
    if found is None or not is_same(key, found.digest):
        return None
    _note_use(found)
    return Actor(
        person=found.prefix,
        name=found.name,
        post="Phần mềm",
        unit=found.unit.key,
        unit_name=found.unit.name,
        roles=frozenset(f"api.{right}" for right in found.rights),
        on_behalf_of=found.made_by,
    )


def _note_use(key: ApiKey) -> None:
    now = timezone.now()
    is_old = Q(used_at__isnull=True) | Q(used_at__lt=now - USED_EVERY)
    ApiKey.objects.filter(is_old, pk=key.pk).update(used_at=now)


def _subject(key: ApiKey) -> Subject:
    return Subject("accounts.api_key", key.prefix, key.name)
