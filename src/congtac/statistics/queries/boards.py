"""The board of a period: what each unit sent of each form, its sums, a unit over the periods."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.kernel.words import Names, gettext_noop
from congtac.organisations.models import ClusterMember, Unit
from congtac.organisations.queries import MINISTRY_KEY, province_of
from congtac.statistics.models import FormVersion, Period
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries import submissions as queries
from congtac.statistics.queries.submissions import Owed
from congtac.statistics.rules import boards as rules
from congtac.statistics.rules.boards import Stood, Sum
from congtac.statistics.rules.submissions import RETURNED

NAMES = {
    "q": "words",
    "tinh": "province",
    "cum": "cluster",
    "bieu": "form",
    "tinh_trang": "place",
    "xep": "order",
}  # of the filters in the address
BY_NAME, BY_LATE, BY_SHARE = "", "muon", "ty-le"
ORDERS = Names(
    {
        BY_NAME: gettext_noop("Tên đơn vị"),
        BY_LATE: gettext_noop("Chậm nhiều nhất"),
        BY_SHARE: gettext_noop("Tỷ lệ đúng hạn thấp nhất"),
    }
)
PERIODS = 8  # shown of a unit over time


@dataclass(frozen=True, slots=True)
class Sought:
    """What the board is narrowed to."""

    words: str = ""
    province: str = ""
    cluster: str = ""
    form: str = ""
    place: str = ""
    order: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Sought":
        """Read the filters of an address."""
        return cls(**{name: asked.get(key, "").strip()[:200] for key, name in NAMES.items()})

    @property
    def is_narrow(self) -> bool:
        return bool(self.words or self.province or self.cluster or self.form or self.place)


@dataclass(frozen=True, slots=True)
class Cell:
    """One form of one unit at the end of the day of the board."""

    owed: Owed
    stood: Stood


@dataclass(frozen=True, slots=True)
class Row:
    """A unit with a cell for each form of the board, None where it doesn't owe it."""

    unit: Unit
    cells: tuple[Cell | None, ...]
    sum: Sum

    @property
    def stood(self) -> list[Stood]:
        return [it.stood for it in self.cells if it]

    @property
    def unsent(self) -> list[Cell]:
        """What may be urged: not sent yet."""
        return [it for it in self.cells if it and not it.stood.is_sent]


@dataclass(frozen=True, slots=True)
class Board:
    """All that is asked: rows as narrowed, sums by form and of all."""

    forms: tuple[FormVersion, ...]
    rows: tuple[Row, ...]
    sums: tuple[Sum, ...]
    whole: Sum
    counts: Mapping[str, int]
    provinces: tuple[tuple[str, str], ...]
    rank: tuple[int, int] | None = None


def receiver_of(actor: Actor) -> str:
    """The body whose board an actor sees: at the Ministry all of it."""
    return MINISTRY_KEY if actor.has_role("ministry") else actor.unit


def board(actor: Actor, period: Period, day: date, sought: Sought) -> Board:
    """The board that an actor gets to see; the queries grow with the groups of units alone."""
    receiver = receiver_of(actor)
    received = queries.owed_to(receiver, period, day)
    rank = None
    if receiver != MINISTRY_KEY:
        own = queries.owed_by(actor.unit, period, day) if actor.unit else []
        received = [*own, *received]
        rank = _rank(actor.unit, period, day) if own else None
    return _board(received, day, sought, rank)


def _rank(unit: str, period: Period, day: date) -> tuple[int, int] | None:
    """The place of a unit among all that send to the Ministry, without showing the others."""
    every = _board(queries.owed_to(MINISTRY_KEY, period, day), day, Sought(), None)
    return rules.rank_of({it.unit.key: it.sum.percent for it in every.rows}, unit)


def _board(owed: Sequence[Owed], day: date, sought: Sought, rank: tuple[int, int] | None) -> Board:
    asked = [it for it in owed if sought.form in ("", it.form.code)]
    forms = sorted({it.form.pk: it.form for it in asked}.values(), key=lambda it: it.sort_key)
    every = _rows(asked, forms, day)
    rows = _ordered(_sought(every, sought), sought.order)
    columns = zip(*(it.cells for it in rows), strict=True) if rows else iter(())
    sums = tuple(rules.sum_of(it.stood for it in column if it) for column in columns)
    placed = [it.place for row in every for it in row.stood]
    return Board(
        forms=tuple(forms),
        rows=tuple(rows),
        sums=sums,
        whole=rules.sum_of(it for row in rows for it in row.stood),
        counts={it: placed.count(it) for it in rules.PLACES},
        provinces=_provinces(owed),
        rank=rank,
    )


def _rows(owed: Iterable[Owed], forms: Sequence[FormVersion], day: date) -> list[Row]:
    units: dict[int, Unit] = {}
    found: dict[tuple[int, int], Cell] = {}
    for it in owed:
        units[it.unit.pk] = it.unit
        found[it.unit.pk, it.form.pk] = Cell(it, stood_of(it, day))
    rows = []
    for unit in sorted(units.values(), key=lambda it: (it.sort_key, it.key)):
        cells = tuple(found.get((unit.pk, form.pk)) for form in forms)
        rows.append(Row(unit, cells, rules.sum_of(it.stood for it in cells if it)))
    return rows


def stood_of(owed: Owed, day: date) -> Stood:
    """Where a form stood at the end of a day; whether it is returned is only known of today."""
    is_returned = owed.state == RETURNED and day >= owed.day
    return rules.stood_on(
        due_on=owed.due_on, sent_on=owed.sent_on, is_returned=is_returned, day=day
    )


def _sought(rows: Iterable[Row], sought: Sought) -> Iterable[Row]:
    words = search_key(sought.words).split()
    among = _cluster(sought.cluster)
    for row in rows:
        is_there = sought.province in ("", province_of(row.unit.key))
        is_there = is_there and (among is None or row.unit.pk in among)
        is_there = is_there and all(word in row.unit.search_key for word in words)
        if is_there and (not sought.place or sought.place in {it.place for it in row.stood}):
            yield row


def _cluster(number: str) -> set[int] | None:
    if not (number.isascii() and number.isdigit()):
        return None
    found = ClusterMember.objects.filter(cluster=int(number[:9]))
    return set(found.values_list("unit_id", flat=True))


def _ordered(rows: Iterable[Row], order: str) -> list[Row]:
    if order == BY_LATE:
        return sorted(rows, key=lambda it: -(it.sum.overdue * 1000 + it.sum.late))
    if order == BY_SHARE:
        return sorted(rows, key=lambda it: 101 if it.sum.percent is None else it.sum.percent)
    return list(rows)


def _provinces(owed: Iterable[Owed]) -> tuple[tuple[str, str], ...]:
    keys = {province_of(it.unit.key) for it in owed}
    found = Unit.objects.filter(key__in=keys).order_by("sort_key")
    return tuple(found.values_list("key", "name"))


@dataclass(frozen=True, slots=True)
class Turn:
    """One period of a unit over time."""

    period: Period
    sum: Sum


def over_time(unit_key: str, day: date) -> list[Turn]:
    """How a unit sent in each of its last periods, the newest first."""
    begun = [it for it in period_queries.periods() if it.actual_end <= day]
    begun.sort(key=lambda it: (it.end, it.actual_end), reverse=True)
    turns = []
    for period in begun[:PERIODS]:
        owed = queries.owed_by(unit_key, period, day)
        turns.append(Turn(period, rules.sum_of(stood_of(it, day) for it in owed)))
    return [it for it in turns if it.sum.owed]
