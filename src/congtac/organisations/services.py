"""Keeping the register of units: bringing it in, renaming, moving, ending, passing on."""

from datetime import date

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery

from congtac.ground.audit.services import record
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.subject import Subject
from congtac.organisations import permissions
from congtac.organisations.loading import Register, with_keys
from congtac.organisations.models import FormerName, Function, Place, Succession, Unit
from congtac.organisations.queries import on, parents_on
from congtac.organisations.rules.lives import Order, turning_days
from congtac.organisations.rules.trees import closes_circle
from congtac.organisations.rules.words import ADMINISTRATIVE, HIERARCHIES


@transaction.atomic
def load_units(actor: Actor, *, in_depth: frozenset[str] = frozenset({"ninh-thuan"})) -> int:
    """Bring in the register of our data files; all agencies of the provinces `in_depth`.

    What is there already stays as people have made it: units by their keys; places, functions
    and successions of a unit that has some.
    """
    register = Register(in_depth)
    Unit.objects.bulk_create(register.units.values(), ignore_conflicts=True)
    saved = Unit.objects.in_bulk(register.units, field_name="key")
    placed = set(Place.objects.values_list("unit", "hierarchy"))
    places = [it for it in register.places(saved) if (it.unit_id, it.hierarchy) not in placed]
    Place.objects.bulk_create(places)
    _keep_latest_parents({it.unit_id for it in places})
    holding = set(Function.objects.values_list("unit", "code"))
    functions = [it for it in register.functions(saved) if (it.unit_id, it.code) not in holding]
    Function.objects.bulk_create(functions)
    Succession.objects.bulk_create(register.successions(saved), ignore_conflicts=True)
    subject = Subject("organisations.units", "example", "Danh mục đơn vị")
    record(actor, "organisations.units.loaded", subject, {"units": len(saved)})
    return len(saved)


def _keep_latest_parents(units: set[int]) -> None:
    """Keep beside each unit the one above it last in the administrative hierarchy."""
    places = Place.objects.filter(unit=OuterRef("pk"), hierarchy=ADMINISTRATIVE)
    latest = places.order_by(F("since").desc(nulls_last=True)).values("parent")[:1]
    Unit.objects.filter(pk__in=units).update(parent=Subquery(latest))


@transaction.atomic
def rename(actor: Actor, unit: Unit, name: str, order: Order) -> None:
    """Give a unit another name from a day on; the old one stays as its name until then."""
    permissions.may_keep_units(actor).demand()
    _demand_life(unit, order.day)
    last = FormerName.objects.filter(unit=unit).order_by("-until").first()
    if name == unit.name or (last and last.until and last.until >= order.day):
        raise Problem(
            "ORG-001",
            f"{unit.name} đã mang tên này hoặc đã đổi tên vào ngày sau đó. "
            "Hãy kiểm tra tên và ngày.",
        )
    old = FormerName(unit=unit, name=unit.name, short_names=unit.short_names)
    old.since, old.until, old.basis = (last.until if last else unit.since), *order
    old.save(force_insert=True)
    facts = {"from": unit.name, "to": name, **order._asdict()}
    unit.name, unit.short_names = name, []
    with_keys(unit, former=[it.name for it in unit.former_names.all()])
    unit.save(update_fields=["name", "short_names", "search_key", "sort_key"])
    record(actor, "organisations.unit.renamed", subject_of(unit), facts)


@transaction.atomic
def move(
    actor: Actor, unit: Unit, parent: Unit | None, order: Order, hierarchy: str = ADMINISTRATIVE
) -> None:
    """Put a unit under another one from a day on, in a hierarchy; under none with None."""
    permissions.may_keep_units(actor).demand()
    _demand_life(unit, order.day)
    places = Place.objects.filter(unit=unit, hierarchy=hierarchy)
    places.filter(since__gte=order.day).delete()
    places.filter(on(order.day)).update(until=order.day)
    if parent is not None:
        place = Place(unit=unit, parent=parent, hierarchy=hierarchy, basis=order.basis)
        place.since, place.until = order.day, unit.until
        _put(place)
    if hierarchy == ADMINISTRATIVE:
        unit.parent = parent
        unit.save(update_fields=["parent"])
    above = parent.key if parent else None
    facts = {"hierarchy": hierarchy, "parent": above, **order._asdict()}
    record(actor, "organisations.unit.moved", subject_of(unit), facts)


def _put(place: Place) -> None:
    """Save a place, unless it reaches beyond the parent's life or closes a circle."""
    if place.life.within(place.parent.life) != place.life:
        raise Problem(
            "ORG-002",
            f"{place.parent.name} không hoạt động suốt thời gian {place.unit.name} trực thuộc. "
            "Hãy chọn ngày khác hoặc đơn vị kế thừa.",
        )
    others = Place.objects.filter(hierarchy=place.hierarchy).exclude(since=None)
    for day in turning_days((it.life for it in others), place.life):
        if closes_circle(parents_on(day, place.hierarchy), place.unit_id, place.parent_id):
            raise Problem(
                "ORG-003",
                f"{place.parent.name} đang thuộc {place.unit.name} trong hệ thống "
                f"{HIERARCHIES[place.hierarchy].lower()}, nên không thể là cấp trên.",
            )
    place.save(force_insert=True)


@transaction.atomic
def give_function(actor: Actor, function: Function) -> Function:
    """Let a unit hold a function: `Function(unit=..., code=..., name=..., since=..., basis=...)`.

    A time in which it holds it already is refused.
    """
    permissions.may_keep_units(actor).demand()
    held = Function.objects.filter(unit=function.unit, code=function.code)
    if any(it.life.meets(function.life) for it in held):
        raise Problem(
            "ORG-004", f"{function.unit} đã có chức năng “{function.name}” trong thời gian này."
        )
    function.save(force_insert=True)
    facts = {"code": function.code, **function.life._asdict(), "basis": function.basis}
    record(actor, "organisations.function.given", subject_of(function.unit), facts)
    return function


@transaction.atomic
def end_function(actor: Actor, unit: Unit, code: str, order: Order) -> None:
    """Let a unit hold a function no longer, from a day on."""
    permissions.may_keep_units(actor).demand()
    held = Function.objects.filter(on(order.day), unit=unit, code=code)
    held = held.filter(Q(since__isnull=True) | Q(since__lt=order.day))
    if not held.update(until=order.day):
        raise Problem("ORG-005", f"{unit.name} không có chức năng này trước ngày đã chọn.")
    facts = {"code": code, **order._asdict()}
    record(actor, "organisations.function.ended", subject_of(unit), facts)


@transaction.atomic
def pass_on(actor: Actor, unit: Unit, heirs: list[Unit], kind: str, order: Order) -> None:
    """End a unit on a day and let others stand for it: a merger, a split, a renaming.

    With the kind "transfer" the unit goes on and only a part of it passes.
    """
    permissions.may_keep_units(actor).demand()
    _demand_heirs(unit, heirs, order.day)
    if kind != "transfer":
        _end(unit, order.day)
    Succession.objects.bulk_create(
        Succession(predecessor=unit, successor=heir, kind=kind, **order._asdict()) for heir in heirs
    )
    facts = {"heirs": [heir.key for heir in heirs], "kind": kind, **order._asdict()}
    record(actor, "organisations.unit.passed_on", subject_of(unit), facts)


def _demand_heirs(unit: Unit, heirs: list[Unit], on_day: date) -> None:
    _demand_life(unit, on_day)
    absent = [heir.name for heir in heirs if not heir.life.has(on_day)]
    if not heirs or unit in heirs or absent:
        raise Problem(
            "ORG-006",
            "Đơn vị kế thừa phải là đơn vị khác và hoạt động từ ngày kế thừa"
            + (f"; ngày đó chưa có {', '.join(absent)}." if absent else "."),
        )


def _end(unit: Unit, on_day: date) -> None:
    """End the life of a unit, and cut what was said of it beyond that day."""
    unit.until = on_day
    unit.save(update_fields=["until"])
    later = Q(until__isnull=True) | Q(until__gt=on_day)
    for rows in (unit.places.all(), unit.functions.all()):
        rows.filter(since__gte=on_day).delete()
        rows.filter(later).update(until=on_day)
    Place.objects.filter(parent=unit, since__gte=on_day).delete()
    Place.objects.filter(later, parent=unit).update(until=on_day)


def _demand_life(unit: Unit, day: date) -> None:
    began_before = unit.since is None or unit.since < day
    if not began_before or not unit.life.has(day):
        raise Problem(
            "ORG-007", f"{unit.name} không hoạt động vào ngày đã chọn. Hãy chọn ngày khác."
        )


def subject_of(unit: Unit) -> Subject:
    return Subject("organisations.unit", unit.key, unit.name)
