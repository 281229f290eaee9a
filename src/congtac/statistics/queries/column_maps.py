"""Reads of the column maps: which versions of which forms a series runs through, and how."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from congtac.statistics.models import ColumnMap, FormVersion
from congtac.statistics.rules.column_maps import (
    KINDS,
    Mapped,
    completed,
    composed,
    proposed,
    turned,
)
from congtac.statistics.rules.definitions import CONFIRMED


def maps() -> list[ColumnMap]:
    """The maps that hold, the newest of each pair of versions."""
    newest: dict[tuple[int, int], ColumnMap] = {}
    for it in ColumnMap.objects.select_related("before__regime", "after__regime"):
        newest.setdefault((it.before_id, it.after_id), it)
    return list(newest.values())


def map_between(before: FormVersion, after: FormVersion) -> ColumnMap | None:
    """The map that holds between two versions."""
    return ColumnMap.objects.filter(before=before, after=after).order_by("-ordinal").first()


def history(before: FormVersion, after: FormVersion) -> QuerySet[ColumnMap]:
    """Every map ever kept between two versions, the newest first."""
    return ColumnMap.objects.filter(before=before, after=after).order_by("-ordinal")


def begun(before: FormVersion, after: FormVersion) -> Mapped:
    """The map as it is kept, or else a proposal."""
    kept = map_between(before, after)
    found = kept.mapped if kept else proposed(before.form, after.form)
    return completed(found, before.form, after.form)


@dataclass(frozen=True, slots=True)
class Way:
    """How figures of a version come to be cells of the version that a series is of."""

    version: FormVersion
    mapped: Mapped | None  # None for the version itself
    notes: tuple[str, ...] = ()


def ways(target: FormVersion) -> dict[int, Way]:
    """Every version whose figures can be carried to a version, by the shortest line of maps."""
    steps: dict[int, list[tuple[FormVersion, Mapped, tuple[str, ...]]]] = {}
    for before, after, mapped, notes in _edges():
        steps.setdefault(after.pk, []).append((before, mapped, notes))
        steps.setdefault(before.pk, []).append((after, turned(mapped), notes))
    found = {target.pk: Way(target, None)}
    waiting = [target.pk]
    for here in waiting:
        way = found[here]
        for version, mapped, notes in steps.get(here, ()):
            if version.pk not in found:
                on = mapped if way.mapped is None else composed(mapped, way.mapped)
                found[version.pk] = Way(version, on, (*notes, *way.notes))
                waiting.append(version.pk)
    return found


Edge = tuple[FormVersion, FormVersion, Mapped, tuple[str, ...]]


def _edges() -> list[Edge]:
    """The maps kept, and between versions of one code that have none a map by their words."""
    made: list[Edge] = []
    for it in maps():
        made.append((it.before, it.after, it.mapped, _notes(it)))
    known = {(it[0].pk, it[1].pk) for it in made}
    for earlier, later in _neighbours():
        if (earlier.pk, later.pk) not in known:
            said = _("{code} bản {one} và bản {other}: nối theo tên cột, chưa ai xem lại.")
            note = said.format(code=earlier.code, one=earlier.version, other=later.version)
            mapped = proposed(earlier.form, later.form)
            made.append((earlier, later, mapped, (note, *lost_notes(earlier, mapped))))
    return made


def _neighbours() -> Iterable[tuple[FormVersion, FormVersion]]:
    by_code: dict[str, list[FormVersion]] = {}
    confirmed = FormVersion.objects.filter(state=CONFIRMED).select_related("regime")
    for it in confirmed.order_by("code", "version"):
        by_code.setdefault(it.code, []).append(it)
    return [pair for many in by_code.values() for pair in pairwise(many)]


def _notes(kept: ColumnMap) -> tuple[str, ...]:
    said = _("Từ {before} sang {after}: {note}")
    own = said.format(before=kept.before.code, after=kept.after.code, note=kept.note)
    return (*((own,) if kept.note else ()), *lost_notes(kept.before, kept.mapped))


def lost_notes(before: FormVersion, mapped: Mapped) -> tuple[str, ...]:
    """Which columns and slots of a version go nowhere, and of which only the sum goes on."""
    titles = {it.code: it.title for it in before.form.columns}
    lost = [titles.get(it, it) for it in mapped.lost]
    row = _("các dòng “{row}”")
    lost += [row.format(row=it) for it in mapped.lost_rows if it in mapped.slots]
    notes = []
    if lost:
        said = _("Không nối tiếp được từ {code}: {columns}.")
        notes.append(said.format(code=before.code, columns="; ".join(lost)))
    for slot, into in mapped.melted:
        said = _("Các dòng “{slot}” của {code} chỉ còn số cộng, ở dòng “{row}”.")
        notes.append(said.format(slot=slot, code=before.code, row=into))
    return tuple(notes)


@dataclass(frozen=True, slots=True)
class MapShown:
    """A map with how many columns go on in which way."""

    row: ColumnMap
    counts: tuple[tuple[str, int], ...]


def maps_shown() -> list[MapShown]:
    """The maps that hold, with how many columns go on in which way."""
    made = []
    for it in maps():
        kinds = [link.kind for link in it.mapped.columns]
        made.append(MapShown(it, tuple((KINDS[kind], kinds.count(kind)) for kind in KINDS)))
    return made


def mappable() -> list[FormVersion]:
    """The versions that may be mapped: those that are or were in force."""
    found = FormVersion.objects.filter(state=CONFIRMED).select_related("regime")
    return list(found.order_by("sort_key", "version"))
