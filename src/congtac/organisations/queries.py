"""Which units exist on a day, and which one a name means."""

from datetime import date

from django.db.models import Q, QuerySet

from congtac.kernel.keys import search_key
from congtac.organisations.models import Unit
from congtac.organisations.rules import name_key, without_place


def units_on(day: date, search: str = "") -> QuerySet[Unit]:
    """Return the units that exist on a day; each word of `search` must occur in a name."""
    began = Q(since__isnull=True) | Q(since__lte=day)
    goes_on = Q(until__isnull=True) | Q(until__gt=day)
    found = Unit.objects.filter(began & goes_on)
    for word in search_key(search).split():
        found = found.filter(search_key__contains=word)
    return found


def unit(key: str) -> Unit | None:
    """Return the unit of a key, whenever it existed."""
    return Unit.objects.filter(key=key).first()


def province_of(key: str) -> str:
    """Return the key of the province (or of the Ministry) to which a unit's key belongs."""
    return key.partition(".")[0]


def match(name: str, *, near: str, day: date) -> Unit | None:
    """Return the unit that a document means by a name, read near a unit (its issuer, its reader).

    Names of the same province come first ("Sở Tư pháp", "UBND tỉnh"), then those of the
    province that the name itself ends with. Two that fit are no match: a person decides.
    """
    wanted = name_key(name)
    tops = list(units_on(day).exclude(key__contains="."))
    for top in (*tops_near(near, tops), *tops_named(wanted, tops)):
        found = _fitting(wanted, top, day)
        if found:
            return found[0] if len(found) == 1 else None
    return None


def tops_near(near: str, tops: list[Unit]) -> list[Unit]:
    """Return the province, or the Ministry, to which a unit belongs."""
    return [top for top in tops if top.key == province_of(near)]


def tops_named(wanted: str, tops: list[Unit]) -> list[Unit]:
    """Return the provinces with whose name a key ends, and who is called so as a whole."""
    named = [top for top in tops if without_place(wanted, top.name, by_name=True) != wanted]
    return named + [top for top in tops if wanted in whole_keys(top)]


def whole_keys(unit: Unit) -> set[str]:
    """Return the keys of all names of a unit."""
    return {name_key(name) for name in (unit.name, *unit.short_names)}


def _fitting(wanted: str, top: Unit, day: date) -> list[Unit]:
    if wanted in whole_keys(top):
        return [top]
    bare = without_place(wanted, top.name)
    agencies = units_on(day).filter(key__startswith=f"{top.key}.")
    return [
        agency
        for agency in agencies
        if bare in {without_place(key, top.name) for key in whole_keys(agency)}
    ]
