"""Keeping filters of lists under a name, for oneself or for one's unit."""

from urllib.parse import urlsplit

from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from congtac.accounts.models import Person, SavedFilter
from congtac.accounts.permissions import may_change_filter, may_keep_filter
from congtac.accounts.rules.filters import LONGEST, plain
from congtac.ground.audit.services import record
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.kernel.lists import TITLES
from congtac.kernel.problem import Problem
from congtac.kernel.subject import Subject
from congtac.organisations.models import Unit

MOST = 50  # filters of one owner


@transaction.atomic
def keep_filter(actor: Actor, address: str, name: str, *, for_unit: bool = False) -> SavedFilter:
    """Keep the conditions of a list, as they stand in its address, under a name."""
    may_keep_filter(actor, for_unit=for_unit).demand()
    parts = urlsplit(address)
    query = plain(parts.query, today=today())
    if not query or len(query) > LONGEST:
        raise Problem("ACC-062", _("Hãy lọc hoặc tìm trước, rồi lưu bộ lọc đó."))
    made = SavedFilter(list_name=_list_of(address), query=query, made_at=timezone.now())
    made.made_by, made.name = actor.person, _sound(name)
    if for_unit:
        made.unit = Unit.objects.get(key=actor.unit)
    else:
        made.person = Person.objects.get(username=actor.person)
    _refuse_too_many(made)
    _refuse_name_twice(made)
    made.save(force_insert=True)
    record(actor, "accounts.filter.kept", _subject(made), _facts(made))
    return made


@transaction.atomic
def rename_filter(actor: Actor, kept: SavedFilter, name: str) -> None:
    """Call a filter by another name."""
    may_change_filter(actor, kept).demand()
    old, kept.name = kept.name, _sound(name)
    if old == kept.name:
        return
    _refuse_name_twice(kept)
    kept.save(update_fields=["name"])
    record(actor, "accounts.filter.renamed", _subject(kept), {"name": [old, kept.name]})


@transaction.atomic
def remove_filter(actor: Actor, kept: SavedFilter) -> None:
    """Take a filter away; what it showed stays."""
    may_change_filter(actor, kept).demand()
    record(actor, "accounts.filter.removed", _subject(kept), _facts(kept))
    kept.delete()


def _list_of(address: str) -> str:
    """Return the name of the list at an address of this site; a `Problem` if none stands there."""
    parts = urlsplit(address)
    try:
        name = "" if parts.scheme or parts.netloc else resolve(parts.path).view_name
    except Resolver404:
        name = ""
    if name not in TITLES:
        raise Problem("ACC-060", _("Trang này không có bộ lọc để lưu. Hãy mở một danh sách."))
    return name


def _sound(name: str) -> str:
    plain_name = " ".join(name.split())
    if not plain_name or len(plain_name) > 100:
        raise Problem("ACC-061", _("Hãy đặt tên cho bộ lọc, không quá 100 chữ."))
    return plain_name


def _same_owner(kept: SavedFilter) -> dict[str, object]:
    return {"unit": kept.unit} if kept.unit else {"person": kept.person}


def _refuse_too_many(made: SavedFilter) -> None:
    if SavedFilter.objects.filter(**_same_owner(made)).count() >= MOST:
        said = _("Đã có {most} bộ lọc. Hãy xóa bớt bộ lọc không dùng nữa.")
        raise Problem("ACC-063", said.format(most=MOST))


def _refuse_name_twice(kept: SavedFilter) -> None:
    same = SavedFilter.objects.filter(**_same_owner(kept), list_name=kept.list_name)
    names = same.exclude(pk=kept.pk).values_list("name", flat=True)
    if kept.name.casefold() in {name.casefold() for name in names}:
        said = _("Danh sách này đã có bộ lọc tên “{name}”. Hãy đặt tên khác.")
        raise Problem("ACC-064", said.format(name=kept.name))


def _subject(kept: SavedFilter) -> Subject:
    return Subject("accounts.filter", str(kept.pk), kept.name)


def _facts(kept: SavedFilter) -> dict[str, object]:
    unit = kept.unit.key if kept.unit else ""
    return {"list": kept.list_name, "query": kept.query, "unit": unit}
