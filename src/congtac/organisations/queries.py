"""Which units exist on a day, where they stand in a hierarchy, who follows whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congtac.ground.files.queries import content
from congtac.kernel.actor import Actor, Watch
from congtac.kernel.keys import search_key
from congtac.organisations.models import (
    DOUBTFUL,
    WITHDRAWN,
    Cluster,
    FormerName,
    Function,
    Group,
    GroupDefinition,
    Handover,
    HandoverItem,
    Intake,
    NameMatch,
    Oversight,
    Place,
    Succession,
    Unit,
)
from congtac.organisations.rules import lines, trees
from congtac.organisations.rules.belongings import Belonging, open_at
from congtac.organisations.rules.intake import Line, compare
from congtac.organisations.rules.lives import Life
from congtac.organisations.rules.names import name_key, without_place
from congtac.organisations.rules.sheet import UnitRow, read_rows
from congtac.organisations.rules.words import ADMINISTRATIVE, MINISTRY, PROVINCE

MINISTRY_KEY = "btp"


def on(day: date, prefix: str = "") -> Q:
    """Return the condition that a dated row (or, with `prefix`, what it points to) has a day."""
    began = Q(**{f"{prefix}since__isnull": True}) | Q(**{f"{prefix}since__lte": day})
    goes_on = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": day})
    return began & goes_on


def units_on(day: date, search: str = "", *, kind: str = "", level: str = "") -> QuerySet[Unit]:
    """Return the units that exist on a day; each word of `search` must occur in a name."""
    found = Unit.objects.filter(on(day))
    if kind:
        found = found.filter(kind=kind)
    if level:
        found = found.filter(level=level)
    for word in search_key(search).split():
        found = found.filter(search_key__contains=word)
    return found


def unit(key: str) -> Unit | None:
    """Return the unit of a key, whenever it existed."""
    return Unit.objects.filter(key=key).first()


def names_on(day: date, units: Iterable[Unit]) -> dict[int, str]:
    """Return what each unit was called on a day, by its number; one query for all."""
    listed = list(units)
    former = FormerName.objects.filter(on(day), unit__in=listed).values_list("unit_id", "name")
    return {unit.pk: unit.name for unit in listed} | dict(former)


def parents_on(day: date, hierarchy: str = ADMINISTRATIVE) -> dict[int, int]:
    """Return a whole hierarchy of a day: the number of each unit and of the one above it."""
    places = Place.objects.filter(
        on(day), on(day, "unit__"), on(day, "parent__"), hierarchy=hierarchy
    )
    return dict(places.values_list("unit_id", "parent_id"))


def ancestors(unit: Unit, day: date, hierarchy: str = ADMINISTRATIVE) -> list[Unit]:
    """Return the units above one on a day, the nearest first."""
    found = trees.ancestors(parents_on(day, hierarchy), unit.pk)
    by_number = Unit.objects.in_bulk(found)
    return [by_number[number] for number in found]


def descendants(unit: Unit, day: date, hierarchy: str = ADMINISTRATIVE) -> QuerySet[Unit]:
    """Return all units below one on a day."""
    below = trees.descendants(parents_on(day, hierarchy), unit.pk)
    return Unit.objects.filter(pk__in=below)


def children(unit: Unit, day: date, hierarchy: str = ADMINISTRATIVE) -> QuerySet[Unit]:
    """Return the units right below one on a day."""
    places = Place.objects.filter(on(day), parent=unit, hierarchy=hierarchy)
    return Unit.objects.filter(on(day), pk__in=places.values("unit"))


def successors(unit: Unit, start: date, end: date) -> QuerySet[Unit]:
    """Return the units of day `end` that stand for a unit of day `start`, itself if it goes on."""
    passages, lives = _line(start, end, unit)
    found = lines.successors(passages, lives.__getitem__, unit.pk, start=start, end=end)
    return Unit.objects.filter(pk__in=found)


def predecessors(unit: Unit, start: date, end: date) -> QuerySet[Unit]:
    """Return the units of day `start` for which a unit of day `end` stands."""
    passages, lives = _line(start, end, unit)
    found = lines.predecessors(passages, lives.__getitem__, unit.pk, start=start, end=end)
    return Unit.objects.filter(pk__in=found)


def _line(start: date, end: date, unit: Unit) -> tuple[list[lines.Passage], dict[int, Life]]:
    """Return the passages between two days, and the lives of all units in them; one query."""
    lives = {unit.pk: unit.life}
    passages = []
    rows = Succession.objects.filter(day__gt=start, day__lte=end)
    for row in rows.select_related("predecessor", "successor"):
        passages.append(lines.Passage(row.predecessor_id, row.successor_id, row.day))
        for side in (row.predecessor, row.successor):
            lives[side.pk] = side.life
    return passages, lives


class Lineage:
    """The successions between two days, read once: who stands for whom on any days between."""

    def __init__(self, first: date, last: date) -> None:
        self.passages: list[lines.Passage] = []
        self.units: dict[int, Unit] = {}
        rows = Succession.objects.filter(day__gt=first, day__lte=last)
        for row in rows.select_related("predecessor", "successor"):
            self.passages.append(lines.Passage(row.predecessor_id, row.successor_id, row.day))
            for side in (row.predecessor, row.successor):
                self.units[side.pk] = side

    def stand_ins(self, units: Iterable[Unit], start: date, end: date) -> dict[str, set[str]]:
        """Return by keys who stands on day `end` for each of the units of day `start`."""
        listed = {it.pk: it for it in units}
        known = {**self.units, **listed}
        found = lines.stand_ins(
            self.passages, lambda pk: known[pk].life, listed, start=start, end=end
        )
        return {known[pk].key: {known[it].key for it in heirs} for pk, heirs in found.items()}


def days_of_change(kind: str = "province") -> list[date]:
    """Return the days on which units of a kind were merged or divided, the last one first."""
    rows = Succession.objects.filter(predecessor__kind=kind).exclude(kind="rename")
    return list(rows.order_by("-day").values_list("day", flat=True).distinct())


def ended_without_heir(day: date) -> QuerySet[Unit]:
    """Return the units that had ended by a day and of which no one took anything over."""
    return Unit.objects.filter(until__lte=day, passed_to__isnull=True)


def has_function(unit: Unit, code: str, day: date) -> bool:
    """Say whether a unit holds a function on a day."""
    return Function.objects.filter(on(day), unit=unit, code=code).exists()


def holders(code: str, day: date) -> QuerySet[Unit]:
    """Return the units that hold a function on a day."""
    holding = Function.objects.filter(on(day), code=code)
    return units_on(day).filter(pk__in=holding.values("unit"))


def province_of(key: str) -> str:
    """Return the key of the province (or of the Ministry) to which a unit's key belongs."""
    return key.partition(".")[0]


def definition(group: Group, day: date) -> GroupDefinition | None:
    """Return what a group means on a day."""
    return group.definitions.filter(on(day)).first()


def members(group: Group, *, near: str, day: date) -> QuerySet[Unit]:
    """Return the units that a group means on a day, read near a unit (its issuer, its reader).

    A group within a province, read near the Ministry, is that of all provinces.
    """
    said = definition(group, day)
    if said is None:
        return Unit.objects.none()
    found = units_on(day)
    top = MINISTRY_KEY if said.scope == MINISTRY else province_of(near)
    if said.scope == MINISTRY or (said.scope == PROVINCE and top not in ("", MINISTRY_KEY)):
        found = found.filter(key__startswith=f"{top}.")
    if said.kinds:
        found = found.filter(kind__in=said.kinds)
    if said.levels:
        found = found.filter(level__in=said.levels)
    if said.ending:
        found = found.filter(key__endswith=f".{said.ending}")
    return found


class Matcher:
    """Tells units and groups by the names that documents write, read near a unit on a day.

    What a person settled comes first. Then names of the same province ("Sở Tư pháp",
    "UBND tỉnh"), then those of the province that the name itself ends with. Two that fit are
    no match: a person decides. It asks the database once for many names.
    """

    def __init__(self, near: str, day: date) -> None:
        self.day = day
        self.top = province_of(near)
        self.tops = list(units_on(day).exclude(key__contains="."))
        self.groups = list(Group.objects.all())
        decided = NameMatch.objects.filter(near=self.top).exclude(state=DOUBTFUL)
        self.decided = {it.key: it for it in decided.select_related("unit", "group")}
        self._agencies: dict[str, list[tuple[Unit, set[str]]]] = {}

    def unit(self, name: str) -> Unit | None:
        """Return the one unit that a name means."""
        wanted = name_key(name)
        if wanted in self.decided:
            return alive(self.decided[wanted].unit, self.day)
        near = [top for top in self.tops if top.key == self.top]
        for top in (*near, *tops_named(wanted, self.tops)):
            found = self._fitting(wanted, top)
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def group(self, name: str) -> Group | None:
        """Return the group that a name means."""
        key = name_key(name)
        if key in self.decided:
            return self.decided[key].group
        tops = [top for top in self.tops if top.key == self.top]
        wanted = {key, *(without_place(key, top.name, by_name=True) for top in tops)}
        fitting = [
            group
            for group in self.groups
            if wanted & {name_key(it) for it in (group.name, *group.written)}
        ]
        return fitting[0] if len(fitting) == 1 else None

    def is_doubtful(self, name: str) -> bool:
        """Say whether a name leads to no unit and no group, and nobody has settled it."""
        return name_key(name) not in self.decided and not (self.unit(name) or self.group(name))

    def likely(self, name: str, count: int = 6) -> list[Unit]:
        """Return the units of the place whose names share most words with a name."""
        wanted = set(name_key(name).split())
        scored = []
        for top in self.tops:
            if top.key == self.top:
                named = [(top, whole_keys(top)), *self._agencies_of(top)]
                scored += [(_likeness(wanted, keys), unit.sort_key, unit) for unit, keys in named]
        scored.sort(key=lambda row: (-row[0], row[1]))
        return [unit for score, _, unit in scored[:count] if score > 0]

    def _fitting(self, wanted: str, top: Unit) -> list[Unit]:
        if wanted in whole_keys(top):
            return [top]
        bare = without_place(wanted, top.name)
        return [unit for unit, keys in self._agencies_of(top) if bare in keys]

    def _agencies_of(self, top: Unit) -> list[tuple[Unit, set[str]]]:
        """Return the agencies of a province with the keys of their names, without the place."""
        if top.key not in self._agencies:
            self._agencies[top.key] = [
                (unit, {without_place(key, top.name) for key in whole_keys(unit)})
                for unit in units_on(self.day).filter(key__startswith=f"{top.key}.")
            ]
        return self._agencies[top.key]


def _likeness(wanted: set[str], keys: set[str]) -> float:
    """Return the greatest share of words that a name has in common with one of the keys."""
    return max(
        len(wanted & words) / len(wanted | words) for words in (set(k.split()) for k in keys)
    )


def alive(unit: Unit | None, day: date) -> Unit | None:
    """Return a settled unit on a day; when it has ended, the one unit that stands for it."""
    if unit is None or unit.life.has(day):
        return unit
    if unit.until is None or unit.until > day:
        return None
    heirs = list(successors(unit, unit.until - timedelta(days=1), day))
    return heirs[0] if len(heirs) == 1 else None


def match(name: str, *, near: str, day: date) -> Unit | None:
    """Return the unit that a document means by a name, read near its issuer or its reader."""
    return Matcher(near, day).unit(name)


def match_group(name: str, *, near: str, day: date) -> Group | None:
    """Return the group that a document means by a name, None if it names none we know."""
    return Matcher(near, day).group(name)


def tops_named(wanted: str, tops: list[Unit]) -> list[Unit]:
    """Return the provinces with whose name a key ends, and who is called so as a whole."""
    named = [top for top in tops if without_place(wanted, top.name, by_name=True) != wanted]
    return named + [top for top in tops if wanted in whole_keys(top)]


def whole_keys(unit: Unit) -> set[str]:
    """Return the keys of all names of a unit."""
    return {name_key(name) for name in (unit.name, *unit.short_names)}


def name_matches(state: str, near: str = "") -> QuerySet[NameMatch]:
    """Return the names in a state, only those read in a province if one is named."""
    found = NameMatch.objects.filter(state=state).select_related("unit", "group")
    return found.filter(near=near) if near else found


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a unit's history: between which days, what, on which paper, and the other unit."""

    life: Life
    what: str
    said: str
    basis: str = ""
    other: Unit | None = None


def history(unit: Unit) -> list[Event]:
    """Return all that is known of a unit's life, the earliest first; five queries."""
    events = [Event(it.life, _("Tên gọi"), it.name, it.basis) for it in unit.former_names.all()]
    events += [
        Event(
            it.life,
            _("Trực thuộc ({hierarchy_name})").format(hierarchy_name=it.hierarchy_name.lower()),
            it.parent.name,
            it.basis,
            it.parent,
        )
        for it in unit.places.select_related("parent")
    ]
    events += [Event(it.life, _("Chức năng"), it.name, it.basis) for it in unit.functions.all()]
    for row in unit.came_from.select_related("predecessor"):
        other = row.predecessor
        what = _("Kế thừa ({kind_name}) từ").format(kind_name=row.kind_name)
        events.append(Event(Life(row.day), what, other.name, row.basis, other))
    for row in unit.passed_to.select_related("successor"):
        other = row.successor
        what = _("Chuyển ({kind_name}) sang").format(kind_name=row.kind_name)
        events.append(Event(Life(row.day), what, other.name, row.basis, other))
    return sorted(events, key=lambda event: (event.life.since or date.min, event.what))


@dataclass(frozen=True, slots=True)
class Branch:
    """A top of a hierarchy on a day, with the units below it in order as (depth, unit)."""

    top: Unit
    below: list[tuple[int, Unit]]


def branches(day: date, hierarchy: str, top: str = "") -> list[Branch]:
    """Return a hierarchy of a day, branch by branch; only the branch of `top` if it is named."""
    parents = parents_on(day, hierarchy)
    part = set(parents) | set(parents.values())
    units = {unit.pk: unit for unit in units_on(day) if unit.pk in part or unit.key == top}
    rows = trees.outline(parents, units)
    found: list[Branch] = []
    depth_of_top = 0
    for depth, number in rows:
        unit = units[number]
        if unit.key == top or (not top and depth == 0):
            depth_of_top = depth
            found.append(Branch(unit, []))
        elif found and depth > depth_of_top:
            found[-1].below.append((depth - depth_of_top, unit))
        elif top and found:
            break
    return found


def sheet_rows(units: Iterable[Unit]) -> list[UnitRow]:
    """Return units as rows of the sheet, with the names and the parents they have last."""
    return [
        UnitRow(
            key=unit.key,
            name=unit.name,
            short_names=tuple(unit.short_names),
            kind=unit.kind,
            level=unit.level,
            code=unit.code,
            parent=unit.parent.key if unit.parent else "",
            since=unit.since,
            until=unit.until,
        )
        for unit in units
    ]


def dry_run(intake: Intake) -> list[Line]:
    """Return what a sheet that came in would change today, line by line."""
    units = Unit.objects.select_related("parent")
    known = {row.key: row for row in sheet_rows(units)}
    return compare(read_rows(content(intake.file)), known)


def clusters(year: int) -> QuerySet[Cluster]:
    """Return the clusters of a year with their heads and members."""
    found = Cluster.objects.filter(year=year).select_related("head", "deputy")
    return found.prefetch_related("members__unit")


def cluster_of(unit: Unit, year: int) -> Cluster | None:
    """Return the cluster in which a unit competes in a year."""
    return Cluster.objects.filter(year=year, members__unit=unit).first()


def oversights_on(day: date) -> QuerySet[Oversight]:
    """Return who watches what on a day."""
    found = Oversight.objects.filter(on(day)).select_related("watcher")
    return found.prefetch_related("territories")


def watchers(unit_key: str, field: str, day: date) -> list[Oversight]:
    """Return who watches a field of work at a unit on a day: there, or in its province."""
    return [it for it in oversights_on(day) if _as_watch(it).covers(unit_key, field)]


def watches_of(person: str, unit_key: str, day: date) -> tuple[Watch, ...]:
    """Return what a person of a unit watches on a day: in person, or through the unit."""
    theirs = Q(person=person) | Q(person="", watcher__key=unit_key)
    return tuple(_as_watch(it) for it in oversights_on(day).filter(theirs))


def _as_watch(oversight: Oversight) -> Watch:
    places = frozenset(unit.key for unit in oversight.territories.all())
    return Watch(places=places, fields=frozenset(oversight.fields))


def handovers_of(actor: Actor, *, keeps: bool) -> QuerySet[Handover]:
    """Return the handovers of an actor's unit; all of them for who `keeps` the register."""
    found = Handover.objects.select_related("giver", "receiver").prefetch_related("signatures")
    if keeps or actor.has_role("ministry"):
        return found
    return found.filter(Q(giver__key=actor.unit) | Q(receiver__key=actor.unit))


def heirs_without_handover(unit: Unit) -> list[Succession]:
    """Return the successions of a unit for which no handover is drawn up or done."""
    drawn = Handover.objects.filter(giver=unit).exclude(state=WITHDRAWN).values("receiver")
    return list(unit.passed_to.exclude(successor__in=drawn).select_related("successor"))


def open_belongings(giver: Unit, day: date) -> list[Belonging]:
    """Return what is open at a unit on the last day before a handover and listed nowhere yet."""
    handovers = Handover.objects.filter(giver=giver).exclude(state=WITHDRAWN)
    items = HandoverItem.objects.filter(handover__in=handovers)
    listed = set(items.values_list("kind", "key"))
    return [it for it in open_at(giver.key, day) if (it.kind, it.key) not in listed]
