"""Reads of the people of provinces: what is kept, and what it comes to for a period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from congtac.organisations.queries import Lineage, province_of, units_on
from congtac.statistics.models import Period, Population
from congtac.statistics.rules.population import BACK, Counted, People, people_of

PROVINCE = "province"


def newest(years: Iterable[int]) -> list[Population]:
    """The row that holds for each province and year, the newest year first."""
    found = Population.objects.filter(year__in=list(years)).select_related("unit")
    held: dict[tuple[int, int], Population] = {}
    for it in found:  # the newest ordinal of each stands first
        held.setdefault((it.unit_id, it.year), it)
    return list(held.values())


def years() -> list[int]:
    """The years of which anything is kept, the newest first."""
    found = Population.objects.order_by("-year").values_list("year", flat=True)
    return list(found.distinct())


@dataclass
class Register:
    """The people of provinces for some periods; a few queries for each year, made when asked."""

    periods: Iterable[Period] = ()
    _kept: dict[tuple[str, int], Counted] | None = None
    _became: dict[tuple[int, date], Mapping[str, set[str]]] = field(default_factory=dict)

    @property
    def kept(self) -> Mapping[tuple[str, int], Counted]:
        if self._kept is None:
            asked = {it.year - back for it in self.periods for back in range(BACK + 1)}
            self._kept = {
                (it.unit.key, it.year): Counted(
                    it.unit.key, it.year, it.people, it.source, it.is_confirmed
                )
                for it in newest(asked)
            }
        return self._kept

    def of(self, unit: str, period: Period) -> People | None:
        """The people of the province of a unit for a period."""
        day = period.last_day
        return people_of(
            province_of(unit), period.year, self.kept, lambda year: self._heirs(year, day)
        )

    def _heirs(self, year: int, day: date) -> Mapping[str, set[str]]:
        key = (year, day)
        if key not in self._became:
            start = date(year, 1, 1)
            provinces = list(units_on(start, kind=PROVINCE))
            self._became[key] = Lineage(start, day).stand_ins(provinces, start, day)
        return self._became[key]


def heads(units: Iterable[str], period: Period) -> dict[str, int]:
    """The people of the provinces of some units, as the comparison with peers takes them."""
    register = Register([period])
    found = {it: register.of(it, period) for it in units}
    return {unit: it.total for unit, it in found.items() if it is not None}
