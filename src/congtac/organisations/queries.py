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


def family(key: str, day: date) -> list[Unit]:
    """Return the units of the province (or of the Ministry) of a unit, on a day."""
    top = province_of(key)
    return list(units_on(day).filter(Q(key=top) | Q(key__startswith=f"{top}.")))


def match(name: str, *, near: str, day: date) -> Unit | None:
    """Return the unit that a document means by a name, read near a unit (its issuer, its reader).

    Names of the same province come first ("Sở Tư pháp", "UBND tỉnh"), then full names of
    anyone. Two that fit are no match: a person decides.
    """
    candidates = family(near, day)
    top = next((unit.name for unit in candidates if "." not in unit.key), "")
    wanted = without_place(name_key(name), top)
    found = [unit for unit in candidates if wanted in _keys_of(unit, top)]
    if not found:
        whole = name_key(name)
        found = [unit for unit in units_on(day, name) if whole in _keys_of(unit, "")]
    return found[0] if len(found) == 1 else None


def _keys_of(unit: Unit, top: str) -> set[str]:
    return {without_place(name_key(name), top) for name in (unit.name, *unit.short_names)}
