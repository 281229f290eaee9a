"""Reads of the forms: the register, one form, which of them a period uses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce

from django.db.models import Q, QuerySet

from congtac.kernel.keys import search_key
from congtac.organisations.queries import on
from congtac.statistics.models import FormVersion, Period
from congtac.statistics.rules.definitions import CONFIRMED

NAMES = {
    "q": "words",
    "che_do": "regime",
    "trang_thai": "state",
    "cap": "level",
    "linh_vuc": "field",
}  # of the filters in the address


@dataclass(frozen=True, slots=True)
class Sought:
    """What the register of forms is asked for; empty words don't narrow it."""

    words: str = ""
    regime: str = ""
    state: str = ""
    level: str = ""
    field: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Sought":
        """Read the filters of an address."""
        return cls(**{name: asked.get(key, "").strip()[:200] for key, name in NAMES.items()})

    @property
    def is_narrow(self) -> bool:
        return any(getattr(self, name) for name in NAMES.values())


def register(sought: Sought) -> QuerySet[FormVersion]:
    """The versions of forms that are sought."""
    found = FormVersion.objects.select_related("regime")
    exact = {"state": sought.state, "level": sought.level, "field": sought.field}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if sought.regime:
        found = found.filter(regime__key=sought.regime)
    for word in search_key(sought.words).split():
        found = found.filter(search_key__contains=word)
    return found


def form(number: int) -> FormVersion | None:
    """A version of a form by its number."""
    found = FormVersion.objects.select_related("regime", "reporters")
    return found.filter(pk=number).first()


def versions(code: str) -> list[FormVersion]:
    """The versions of a form, the newest first."""
    return list(FormVersion.objects.filter(code=code).order_by("-version"))


def fields_used() -> list[str]:
    """The fields of work that have forms."""
    every = FormVersion.objects.exclude(field="").order_by("field")
    return list(every.values_list("field", flat=True).distinct())


def in_force(day: date) -> Q:
    """The condition that a version is confirmed and holds on a day."""
    return Q(state=CONFIRMED) & on(day)


def forms_of(period: Period) -> QuerySet[FormVersion]:
    """The forms that a period uses: confirmed, in force on its last day, due in its kind."""
    found = FormVersion.objects.filter(in_force(period.last_day), kinds=period.kind)
    return found.select_related("regime", "reporters")


def overlapping(version: FormVersion) -> QuerySet[FormVersion]:
    """Other confirmed versions of a form that hold on days on which this one would."""
    others = FormVersion.objects.filter(code=version.code, state=CONFIRMED).exclude(pk=version.pk)
    tests = [Q(until=None) | Q(until__gt=version.since)] if version.since else []
    tests += [Q(since=None) | Q(since__lt=version.until)] if version.until else []
    return others.filter(reduce(lambda one, other: one & other, tests, Q()))
