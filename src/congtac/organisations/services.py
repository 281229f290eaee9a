"""Keeping the register of units: bringing it in, renaming, moving, ending, passing on."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from congtac.ground.audit.services import record
from congtac.ground.files.services import store
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.subject import Subject
from congtac.organisations import permissions
from congtac.organisations.loading import Register, groups, with_keys
from congtac.organisations.models import (
    GIVER,
    HANDED_OVER,
    NOBODY,
    OPEN,
    RECEIVER,
    SETTLED,
    WITHDRAWN,
    Cluster,
    ClusterMember,
    FormerName,
    Function,
    Group,
    GroupDefinition,
    Handover,
    HandoverItem,
    HandoverSignature,
    Intake,
    NameMatch,
    Oversight,
    Place,
    Succession,
    Unit,
)
from congtac.organisations.queries import (
    Matcher,
    dry_run,
    on,
    open_belongings,
    parents_on,
    province_of,
)
from congtac.organisations.rules.belongings import Passing
from congtac.organisations.rules.belongings import pass_on as pass_things
from congtac.organisations.rules.fields import WORK_FIELDS
from congtac.organisations.rules.intake import CHANGED, FAULTY, NEW, Line, counts, fingerprint
from congtac.organisations.rules.lives import Life, Order, turning_days
from congtac.organisations.rules.names import name_key
from congtac.organisations.rules.settlings import Settled, tell
from congtac.organisations.rules.sheet import UnitRow, read_rows
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
    _load_groups()
    subject = Subject("organisations.units", "example", "Danh mục đơn vị")
    record(actor, "organisations.units.loaded", subject, {"units": len(saved)})
    return len(saved)


def _load_groups() -> None:
    """Bring in the groups that are not there yet, each with its definitions."""
    there = set(Group.objects.values_list("key", flat=True))
    read = [(group, said) for group, said in groups() if group.key not in there]
    Group.objects.bulk_create({group.key: group for group, _ in read}.values())
    GroupDefinition.objects.bulk_create(said for _, said in read)


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
            _(
                "{name} đã mang tên này hoặc đã đổi tên vào ngày sau đó. Hãy kiểm tra tên và ngày."
            ).format(name=unit.name),
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
            _(
                "{parent} không hoạt động suốt thời gian {unit} trực thuộc. "
                "Hãy chọn ngày khác hoặc đơn vị kế thừa."
            ).format(parent=place.parent.name, unit=place.unit.name),
        )
    others = Place.objects.filter(hierarchy=place.hierarchy).exclude(since=None)
    for day in turning_days((it.life for it in others), place.life):
        if closes_circle(parents_on(day, place.hierarchy), place.unit_id, place.parent_id):
            raise Problem(
                "ORG-003",
                _(
                    "{name} đang thuộc {unit} trong hệ thống {hierarchy}, nên không thể là cấp "
                    "trên."
                ).format(
                    name=place.parent.name,
                    unit=place.unit.name,
                    hierarchy=HIERARCHIES[place.hierarchy].lower(),
                ),
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
            "ORG-004",
            _("{unit} đã có chức năng “{name}” trong thời gian này.").format(
                unit=function.unit, name=function.name
            ),
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
        raise Problem(
            "ORG-005", _("{name} không có chức năng này trước ngày đã chọn.").format(name=unit.name)
        )
    facts = {"code": code, **order._asdict()}
    record(actor, "organisations.function.ended", subject_of(unit), facts)


@transaction.atomic
def define_group(actor: Actor, definition: GroupDefinition) -> GroupDefinition:
    """Let a group mean other units from the definition's `since` on; what it meant before stays."""
    permissions.may_keep_units(actor).demand()
    group, since = definition.group, definition.since
    later = group.definitions.filter(since__gte=since) if since else group.definitions.all()
    if since is None or later.exists():
        raise Problem(
            "ORG-008",
            _("{name} đã có định nghĩa từ ngày đó hoặc sau đó. Hãy chọn ngày sau.").format(
                name=group.name
            ),
        )
    group.definitions.filter(on(since)).update(until=since)
    definition.save(force_insert=True)
    facts = {"since": since, "basis": definition.basis, "means": definition.in_words}
    subject = Subject("organisations.group", group.key, group.name)
    record(actor, "organisations.group.defined", subject, facts)
    return definition


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
            _("Đơn vị kế thừa phải là đơn vị khác và hoạt động từ ngày kế thừa.")
            + (
                " " + _("Ngày đó chưa có {absent}.").format(absent=", ".join(absent))
                if absent
                else ""
            ),
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
            "ORG-007",
            _("{name} không hoạt động vào ngày đã chọn. Hãy chọn ngày khác.").format(
                name=unit.name
            ),
        )


@transaction.atomic
def note_doubtful(
    actor: Actor, names: Iterable[str], *, near: str, day: date, seen_in: Subject
) -> list[str]:
    """Keep those of the names a document wrote that lead to no unit and no group.

    Areas that read names call it in their own act; `near` is the unit that reads, `seen_in`
    the thing in which the names stand. Returns the doubtful ones.
    """
    matcher, top = Matcher(near, day), province_of(near)
    doubtful = {name_key(name): name for name in names if matcher.is_doubtful(name)}
    doubtful.pop("", None)
    if not doubtful:
        return []
    rows = [
        NameMatch(written=name[:300], key=key[:300], near=top) for key, name in doubtful.items()
    ]
    NameMatch.objects.bulk_create(rows, ignore_conflicts=True)
    known = NameMatch.objects.filter(near=top, key__in=[row.key for row in rows])
    known.update(times=F("times") + 1, seen_in=seen_in.name[:300])
    found = list(doubtful.values())
    record(actor, "organisations.name.doubted", seen_in, {"names": found, "near": top})
    return found


@transaction.atomic
def settle(actor: Actor, name: NameMatch, meaning: Unit | Group | None) -> int:
    """Say once for all what a name means near its province: a unit, a group, or nobody we keep.

    Returns how many things of other areas found their unit by it.
    """
    permissions.may_settle(actor, name.near).demand()
    before = name.unit or name.group
    name.unit = meaning if isinstance(meaning, Unit) else None
    name.group = meaning if isinstance(meaning, Group) else None
    name.state = SETTLED if meaning else NOBODY
    name.settled_by, name.settled_at = actor.name, timezone.now()
    name.save()
    facts = {
        "from": before.key if before else None,
        "to": meaning.key if meaning else None,
        "near": name.near,
    }
    subject = Subject("organisations.name", str(name.pk), name.written)
    record(actor, "organisations.name.settled", subject, facts)
    was = before.key if isinstance(before, Unit) else ""
    now = name.unit.key if name.unit else ""
    return tell(actor, Settled(name.written, name.key, name.near, was, now))


@transaction.atomic
def form_cluster(actor: Actor, cluster: Cluster, members: list[Unit]) -> Cluster:
    """Form a cluster of a year: `Cluster(year=..., name=..., head=..., basis=...)`, its members."""
    permissions.may_keep_units(actor).demand()
    if cluster.head not in members or cluster.deputy not in (None, *members):
        raise Problem("ORG-014", _("Cụm trưởng, cụm phó phải là hai đơn vị thành viên của cụm."))
    if cluster.head == cluster.deputy:
        raise Problem("ORG-014", _("Cụm trưởng, cụm phó phải là hai đơn vị thành viên của cụm."))
    taken = ClusterMember.objects.filter(year=cluster.year, unit__in=members).first()
    if taken or Cluster.objects.filter(year=cluster.year, name=cluster.name).exists():
        said = (
            _("{unit} đã ở {cluster}").format(unit=taken.unit, cluster=taken.cluster)
            if taken
            else _("đã có cụm mang tên này")
        )
        raise Problem(
            "ORG-015",
            _("Trong năm {year} {said}. Hãy chọn lại.").format(year=cluster.year, said=said),
        )
    cluster.save(force_insert=True)
    ClusterMember.objects.bulk_create(
        ClusterMember(cluster=cluster, unit=unit, year=cluster.year) for unit in members
    )
    facts = {
        "year": cluster.year,
        "members": [unit.key for unit in members],
        "head": cluster.head.key,
        "deputy": cluster.deputy.key if cluster.deputy else None,
        "basis": cluster.basis,
    }
    subject = Subject("organisations.cluster", str(cluster.pk), cluster.name)
    record(actor, "organisations.cluster.formed", subject, facts)
    return cluster


@transaction.atomic
def give_oversight(actor: Actor, oversight: Oversight, territories: list[Unit]) -> Oversight:
    """Let a unit, or a person in it, watch fields in territories from a day on."""
    permissions.may_keep_units(actor).demand()
    unknown = sorted(set(oversight.fields) - set(WORK_FIELDS))
    if unknown:
        raise Problem(
            "ORG-016",
            _("Không có lĩnh vực công tác “{unknown}” trong danh mục.").format(unknown=unknown[0]),
        )
    oversight.save(force_insert=True)
    oversight.territories.set(territories)
    facts = {
        "watcher": oversight.watcher.key,
        "person": oversight.person,
        "fields": oversight.fields,
        "territories": [unit.key for unit in territories],
        **oversight.life._asdict(),
        "basis": oversight.basis,
    }
    record(actor, "organisations.oversight.given", _oversight(oversight), facts)
    return oversight


@transaction.atomic
def end_oversight(actor: Actor, oversight: Oversight, order: Order) -> None:
    """Let an oversight hold no longer, from a day on."""
    permissions.may_keep_units(actor).demand()
    running = Oversight.objects.filter(on(order.day), pk=oversight.pk)
    running = running.filter(Q(since__isnull=True) | Q(since__lt=order.day))
    if not running.update(until=order.day):
        raise Problem("ORG-017", _("Phân công này không có hiệu lực trước ngày đã chọn."))
    record(actor, "organisations.oversight.ended", _oversight(oversight), order._asdict())


def _oversight(oversight: Oversight) -> Subject:
    return Subject("organisations.oversight", str(oversight.pk), str(oversight))


@transaction.atomic
def draw_up_handover(actor: Actor, succession: Succession) -> Handover:
    """Draw up the handover of a unit to one that stands for it, with all that is open there."""
    giver, receiver = succession.predecessor, succession.successor
    permissions.may_draw_up(actor, giver, receiver).demand()
    if Handover.objects.filter(giver=giver, receiver=receiver).exclude(state=WITHDRAWN).exists():
        raise Problem(
            "ORG-018",
            _("Đã có biên bản bàn giao từ {giver} sang {receiver}.").format(
                giver=giver, receiver=receiver
            ),
        )
    handover = Handover(giver=giver, receiver=receiver, day=succession.day)
    handover.basis, handover.drawn_up_by = succession.basis, actor.name
    handover.drawn_up_at = timezone.now()
    handover.save(force_insert=True)
    count = _list_belongings(handover)
    record(actor, "organisations.handover.drawn_up", _handover(handover), {"items": count})
    return handover


@transaction.atomic
def list_again(actor: Actor, handover: Handover) -> int:
    """Bring the list of a handover up to date, as long as nobody has signed it."""
    permissions.may_draw_up(actor, handover.giver, handover.receiver).demand()
    _demand_open(handover)
    if handover.signatures.exists():
        raise Problem("ORG-019", _("Biên bản đã có chữ ký nên danh mục không đổi được nữa."))
    handover.items.all().delete()
    count = _list_belongings(handover)
    record(actor, "organisations.handover.listed", _handover(handover), {"items": count})
    return count


@transaction.atomic
def leave_out(actor: Actor, handover: Handover, item: int) -> None:
    """Take a thing off the list of a handover: it goes to another one, or is closed."""
    permissions.may_draw_up(actor, handover.giver, handover.receiver).demand()
    _demand_open(handover)
    found = handover.items.filter(pk=item).first()
    if handover.signatures.exists() or found is None:
        raise Problem("ORG-019", _("Biên bản đã có chữ ký nên danh mục không đổi được nữa."))
    facts = {"kind": found.kind, "key": found.key}
    found.delete()
    record(actor, "organisations.handover.left_out", _handover(handover), facts)


@transaction.atomic
def sign_handover(actor: Actor, handover: Handover, side: str, *, day: date) -> None:
    """Sign for one side; with the second signature everything listed passes."""
    permissions.may_sign(actor, handover, side, day).demand()
    _demand_open(handover)
    if handover.signatures.filter(side=side).exists():
        raise Problem("ORG-020", _("Bên này đã ký biên bản rồi."))
    signature = HandoverSignature(handover=handover, side=side, signed_at=timezone.now())
    signature.person, signature.name, signature.post = actor.person, actor.name, actor.post
    signature.save(force_insert=True)
    record(actor, "organisations.handover.signed", _handover(handover), {"side": side})
    if handover.signatures.count() == len((GIVER, RECEIVER)):
        _hand_over(actor, handover, max(day, handover.day))


def _hand_over(actor: Actor, handover: Handover, day: date) -> None:
    """Let everything listed pass; the state moves once, whoever signs at the same time."""
    if not Handover.objects.filter(pk=handover.pk, state=OPEN).update(state=HANDED_OVER):
        raise Problem("ORG-021", _("Biên bản này đã bàn giao xong hoặc đã rút."))
    handover.state = HANDED_OVER
    passing = Passing(handover.giver.key, handover.receiver.key, day)
    things = list(handover.items.values_list("kind", "key"))
    pass_things(actor, passing, things)
    facts = {**asdict(passing), "items": len(things)}
    record(actor, "organisations.handover.done", _handover(handover), facts)


@transaction.atomic
def withdraw_handover(actor: Actor, handover: Handover, reason: str) -> None:
    """Withdraw a handover that is not done, with a reason; it may be drawn up anew."""
    permissions.may_draw_up(actor, handover.giver, handover.receiver).demand()
    if not reason.strip():
        raise Problem("ORG-022", _("Ghi lý do rút biên bản."))
    if not Handover.objects.filter(pk=handover.pk, state=OPEN).update(state=WITHDRAWN):
        raise Problem("ORG-021", _("Biên bản này đã bàn giao xong hoặc đã rút."))
    handover.state = WITHDRAWN
    record(actor, "organisations.handover.withdrawn", _handover(handover), {"reason": reason})


def _list_belongings(handover: Handover) -> int:
    last_day = handover.day - timedelta(days=1)
    found = open_belongings(handover.giver, last_day)
    HandoverItem.objects.bulk_create(
        HandoverItem(handover=handover, kind=it.kind, key=it.key, name=it.name[:500])
        for it in found
    )
    return len(found)


def _demand_open(handover: Handover) -> None:
    """Refuse what is done or withdrawn; the row is held, so that two signatures come in turn."""
    held = Handover.objects.select_for_update().filter(pk=handover.pk, state=OPEN)
    if held.first() is None:
        raise Problem("ORG-021", _("Biên bản này đã bàn giao xong hoặc đã rút."))


def _handover(handover: Handover) -> Subject:
    return Subject("organisations.handover", str(handover.pk), str(handover))


@transaction.atomic
def bring_sheet(
    actor: Actor, name: str, data: bytes, *, basis: str, day: date | None = None
) -> Intake:
    """Keep a sheet of units that came in, to be looked at; a `Problem` if it can't be read."""
    permissions.may_keep_units(actor).demand()
    stored = store(actor, name, data)
    if stored.kind != "xlsx":
        raise Problem("ORG-009", _("Không mở được tệp Excel này. Hãy lưu lại tệp .xlsx."))
    read_rows(data)
    intake = Intake(file=stored, day=day, basis=basis, brought_at=timezone.now())
    intake.brought_by, intake.brought_by_name = actor.person, actor.name
    intake.save(force_insert=True)
    record(actor, "organisations.sheet.brought", _sheet(intake), {"day": day, "basis": basis})
    return intake


@transaction.atomic
def take_sheet(actor: Actor, intake: Intake, seen: str) -> dict[str, int]:
    """Take a sheet into the register, whole; only what was `seen` (its fingerprint), and once."""
    permissions.may_keep_units(actor).demand()
    lines = dry_run(intake)
    found = counts(lines)
    if found[FAULTY] or fingerprint(lines) != seen:
        raise Problem(
            "ORG-011",
            _(
                "Danh mục đã khác so với bảng bạn vừa xem, hoặc còn dòng có lỗi. "
                "Hãy xem lại bảng đối chiếu."
            ),
        )
    untaken = Intake.objects.filter(pk=intake.pk, taken_at__isnull=True)
    if not untaken.update(taken_at=timezone.now()):
        raise Problem("ORG-012", _("Tệp này đã được nhận vào danh mục rồi."))
    fresh = [line.unit for line in lines if line.standing == NEW]
    _add_rows(fresh, intake.basis)
    for line in lines:
        if line.standing == CHANGED:
            _change(actor, line, intake)
    facts = {"day": intake.day, "basis": intake.basis, **found}
    record(actor, "organisations.sheet.taken", _sheet(intake), facts)
    return found


def _add_rows(fresh: list[UnitRow], basis: str) -> None:
    for row in fresh:
        fields = row._asdict() | {"short_names": list(row.short_names), "parent": None}
        with_keys(Unit(**fields)).save(force_insert=True)
    for row in fresh:
        if row.parent:
            unit, parent = Unit.objects.get(key=row.key), Unit.objects.get(key=row.parent)
            _place_for_good(unit, parent, basis)


def _place_for_good(unit: Unit, parent: Unit, basis: str) -> None:
    """Put a unit under another for all the days that both live."""
    life = unit.life.within(parent.life)
    if life:
        place = Place(unit=unit, parent=parent, hierarchy=ADMINISTRATIVE, basis=basis)
        place.since, place.until = life
        _put(place)
    unit.parent = parent
    unit.save(update_fields=["parent"])


def _change(actor: Actor, line: Line, intake: Intake) -> None:
    """Take a changed row: as an order from the day of the sheet on, or as a correction."""
    unit, fields = Unit.objects.get(key=line.unit.key), {it.field for it in line.differences}
    row, order = line.unit, Order(intake.day, intake.basis) if intake.day else None
    if fields & {"since", "until"}:
        _set_life(unit, Life(row.since, row.until))
    if "parent" in fields:
        parent = Unit.objects.filter(key=row.parent).first()
        if order:
            move(actor, unit, parent, order)
        else:
            _correct_parent(unit, parent, intake.basis)
    if order and "name" in fields:
        rename(actor, unit, row.name, order)
    unit.name, unit.short_names = row.name, list(row.short_names)
    unit.kind, unit.level, unit.code = row.kind, row.level, row.code
    with_keys(unit, former=[it.name for it in unit.former_names.all()]).save()
    facts = {it.field: [it.old, it.new] for it in line.differences} | {"basis": intake.basis}
    record(actor, "organisations.unit.changed", subject_of(unit), facts)


def _correct_parent(unit: Unit, parent: Unit | None, basis: str) -> None:
    """Say that the unit has stood under another one than its latest place says."""
    places = Place.objects.filter(unit=unit, hierarchy=ADMINISTRATIVE)
    latest = places.order_by(F("since").desc(nulls_last=True)).first()
    if latest:
        latest.delete()
    unit.parent = None
    unit.save(update_fields=["parent"])
    if parent and latest:
        life = latest.life.within(parent.life)
        if life is None:
            raise Problem(
                "ORG-002",
                _("{name} không hoạt động khi {unit} trực thuộc.").format(
                    name=parent.name, unit=unit.name
                ),
            )
        latest.pk, latest.parent, latest.basis = None, parent, basis
        latest.since, latest.until = life
        _put(latest)
        unit.parent = parent
        unit.save(update_fields=["parent"])
    elif parent:
        _place_for_good(unit, parent, basis)


def _set_life(unit: Unit, life: Life) -> None:
    """Correct the life of a unit; what reached to its old ends reaches to the new ones."""
    old = unit.life
    for row in (*unit.places.all(), *unit.functions.all()):
        row.since = life.since if row.since == old.since else row.since
        row.until = life.until if row.until == old.until else row.until
        if row.life.within(life) != row.life:
            raise Problem(
                "ORG-013",
                _(
                    "Lịch sử của {name} có sự việc ngoài thời gian hoạt động mới. "
                    "Hãy sửa lịch sử trước."
                ).format(name=unit.name),
            )
        row.save(update_fields=["since", "until"])
    unit.since, unit.until = life
    unit.save(update_fields=["since", "until"])


def _sheet(intake: Intake) -> Subject:
    return Subject("organisations.sheet", str(intake.pk), intake.file.name)


def subject_of(unit: Unit) -> Subject:
    return Subject("organisations.unit", unit.key, unit.name)
