"""Reads of the calendars: the periods opened, and the last days that hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from congtac.ground.calendars.queries import special_days, today
from congtac.statistics.models import DueDate, Period, Regime
from congtac.statistics.rules import periods as rules


@dataclass(frozen=True, slots=True)
class Due:
    """When a level is due: the day asked for, the one that counts, the letter that moved it."""

    level: str
    due_on: date
    counts: date
    row: DueDate

    @property
    def level_name(self) -> str:
        return rules.LEVELS[self.level]

    @property
    def is_shifted(self) -> bool:
        """The day asked for is off, so another one counts."""
        return self.counts != self.due_on

    @property
    def is_moved(self) -> bool:
        return self.row.ordinal > 1


@dataclass(frozen=True, slots=True)
class Shown:
    """A period as the list shows it on a day."""

    period: Period
    dues: tuple[Due, ...]
    standing: str

    @property
    def standing_name(self) -> str:
        return rules.STANDINGS[self.standing]

    @property
    def colour(self) -> str:
        return rules.STANDING_COLOURS[self.standing]


def regimes() -> QuerySet[Regime]:
    """All regimes, in their order."""
    return Regime.objects.all()


def periods(regime: str = "", year: int | None = None) -> QuerySet[Period]:
    """The periods opened by now, the last one first; of a regime and a year if they are named."""
    found = Period.objects.select_related("kind__regime").filter(opened_on__lte=today())
    if regime:
        found = found.filter(kind__regime__key=regime)
    return found.filter(year=year) if year else found


def years() -> list[int]:
    """The years that have periods, the last one first."""
    return list(periods().order_by("-year").values_list("year", flat=True).distinct())


def period(number: int) -> Period | None:
    """A period by its number."""
    return Period.objects.select_related("kind__regime").filter(pk=number).first()


def due_now(asked: Period, level: str) -> DueDate | None:
    """The last day of a level that holds now."""
    return asked.dues.filter(level=level).order_by("-ordinal").first()


def dues_of(asked: Iterable[Period]) -> dict[int, tuple[Due, ...]]:
    """The last days that hold, level by level, of some periods; two queries."""
    off, worked = special_days()
    newest: dict[tuple[int, str], DueDate] = {}
    for row in DueDate.objects.filter(period__in=list(asked)).order_by("ordinal"):
        newest[row.period_id, row.level] = row
    found: dict[int, list[Due]] = {}
    for row in newest.values():
        counts = rules.counted(row.due_on, off=off, worked=worked)
        found.setdefault(row.period_id, []).append(Due(row.level, row.due_on, counts, row))
    return {key: tuple(sorted(dues, key=lambda it: it.due_on)) for key, dues in found.items()}


def due_of(asked: Period, level: str) -> Due | None:
    """When a level is due in a period."""
    return next((it for it in dues_of([asked]).get(asked.pk, ()) if it.level == level), None)


def shown(asked: Iterable[Period], day: date) -> list[Shown]:
    """Periods with their last days and how they stand; two queries."""
    listed = list(asked)
    dues = dues_of(listed)
    return [
        Shown(
            it,
            dues.get(it.pk, ()),
            rules.standing_of(
                actual_end=it.actual_end, dues=[due.counts for due in dues.get(it.pk, ())], day=day
            ),
        )
        for it in listed
    ]


def history(asked: Period) -> list[DueDate]:
    """Every last day ever set in a period, the newest first, from the lowest level upwards."""
    levels = list(rules.LEVELS)
    return sorted(asked.dues.all(), key=lambda it: (-it.ordinal, levels.index(it.level)))


def year_before(asked: Period) -> Period | None:
    """The period a year earlier whose data cover the same days: the one figures compare with."""
    code = asked.code.replace(str(asked.year), str(asked.year - 1))
    earlier = periods(year=asked.year - 1).filter(code=code)
    return next((it for it in earlier if it.window.is_like(asked.window)), None)
