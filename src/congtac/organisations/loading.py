"""The data files of the register as rows ready to be saved: units, places, functions, passages."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from congtac.kernel.keys import search_key, sort_key
from congtac.organisations.data_files import rows
from congtac.organisations.models import Function, Group, GroupDefinition, Place, Succession, Unit
from congtac.organisations.rules.lives import Life
from congtac.organisations.rules.words import ADMINISTRATIVE, PARTY, PROFESSIONAL

TYPES = ("Tỉnh ", "Thành phố ")
DISTRICT_AGENCIES = (
    ("ubnd", "committee", "Ủy ban nhân dân {district}", "UBND {district}"),
    ("ptp", "division", "Phòng Tư pháp {district}", "Phòng TP {district}"),
)
COMMUNE_AGENCIES = (("ubnd", "committee", "Ủy ban nhân dân {district}", "UBND {district}"),)
RECALLED = "{basis} (ghi theo trí nhớ, cần đối chiếu)"


class Register:
    """What the data files say, for the provinces that are loaded `in_depth` and their heirs."""

    def __init__(self, in_depth: frozenset[str]) -> None:
        self.passages = rows("successions.csv")
        self.changes = rows("agency_changes.csv")
        self.agencies = rows("agencies.csv")
        self.communes = [_as_believed(row) for row in rows("communes.csv")]
        heirs = {it["successor"] for it in self.passages if it["predecessor"] in in_depth}
        self.in_depth = in_depth | heirs
        self.units: dict[str, Unit] = {}
        self.above: list[tuple[str, str, str, str]] = []  # unit, hierarchy, parent, basis
        self._read_units()

    def _read_units(self) -> None:
        self._add("", key="btp", name="Bộ Tư pháp", kind="ministry", level="centre")
        for row in rows("ministry_units.csv"):
            names: dict[str, Any] = {"name": row["name"]}
            names["short_names"] = _split(row["short_names"])
            fields = {"kind": row["kind"], "level": "centre", **names, **_life(row)._asdict()}
            self._add("btp", key=f"btp.{row['suffix']}", **fields, basis=row["basis"])
        provinces = rows("provinces.csv")
        for row in provinces:
            names = {"key": row["key"], "name": row["name"], "code": row["code"]}
            self._add("", kind="province", level="province", **names, **_life(row)._asdict())
        for row in self.agencies:
            for province in provinces:
                if row["everywhere"] or province["key"] in self.in_depth:
                    self._add_agency(self.units[province["key"]], row)
        for row in rows("districts.csv"):
            if row["province"] in self.in_depth:
                self._add_district(row)
        self.communes = [row for row in self.communes if row["above"] in self.units]
        for row in self.communes:
            self._add_place(row, "commune", COMMUNE_AGENCIES)

    def _add_agency(self, province: Unit, row: dict[str, str]) -> None:
        life = _life(row).within(province.life)
        if life is None:
            return
        key = f"{province.key}.{row['suffix']}"
        names: dict[str, Any] = {
            "name": of_province(row["name"], province.name),
            "short_names": [of_province(it, province.name) for it in _split(row["short_names"])],
        }
        above = row["above"] or province.key
        self._add(above, key=key, kind=row["kind"], level="province", **names, **life._asdict())
        if row["guided_by"]:
            self.above.append((key, PROFESSIONAL, row["guided_by"], ""))
        if row["party_above"]:
            self.above.append((key, PARTY, f"{province.key}.{row['party_above']}", ""))

    def _add_district(self, row: dict[str, str]) -> None:
        self._add_place(row | {"above": row["province"]}, "district", DISTRICT_AGENCIES)
        division = f"{row['province']}.{row['suffix']}.ptp"
        self.above.append((division, PROFESSIONAL, f"{row['province']}.stp", ""))

    def _add_place(
        self, row: dict[str, str], level: str, agencies: Iterable[tuple[str, str, str, str]]
    ) -> None:
        """Add a district or a commune with the agencies that each of them has."""
        key, name, life = f"{row['above']}.{row['suffix']}", row["name"], _life(row)._asdict()
        fields = {"kind": level, "level": level, **life}
        self._add(row["above"], key=key, name=name, **fields, basis=row["basis"])
        spoken = name[0].lower() + name[1:]
        for suffix, kind, pattern, short in agencies:
            names = {
                "name": pattern.format(district=spoken),
                "short_names": [short.format(district=spoken)],
            }
            fields = {"kind": kind, "level": level, **names, **life}
            self._add(key, key=f"{key}.{suffix}", **fields)

    def _add(self, above: str, *, key: str, basis: str = "", **fields: Any) -> None:
        self.units[key] = with_keys(Unit(key=key, **fields))
        if above:
            self.above.append((key, ADMINISTRATIVE, above, basis))

    def places(self, saved: Mapping[str, Unit]) -> Iterator[Place]:
        """Return where each unit stands: under its parent, then under the parent's heirs."""
        heirs = {it["predecessor"]: it["successor"] for it in self.passages}
        for key, hierarchy, above, basis in self.above:
            unit, parent = saved[key], above
            while parent:
                life = saved[parent].life.within(unit.life)
                if life:
                    place = Place(unit=unit, parent=saved[parent], hierarchy=hierarchy, basis=basis)
                    place.since, place.until = life
                    yield place
                parent = heirs.get(parent, "")

    def functions(self, saved: Mapping[str, Unit]) -> Iterator[Function]:
        """Return which unit holds which function, cut to the life of the unit."""
        for row in rows("functions.csv"):
            for key, unit in saved.items():
                life = _life(row).within(unit.life)
                if key.endswith(f".{row['suffix']}") and life:
                    held = Function(unit=unit, code=row["code"], name=row["name"])
                    held.since, held.until = life
                    held.basis = row["basis"]
                    yield held

    def successions(self, saved: Mapping[str, Unit]) -> Iterator[Succession]:
        """Return who passed to whom: provinces, units of the Ministry, and agencies with them."""
        for row in self.passages:
            yield _passage(saved, row)
            yield from self._agencies_follow(saved, row)
        for row in self.communes:
            yield from _communes_follow(saved, row)
        for key in saved:
            province, _, suffix = key.partition(".")
            for row in self.changes:
                if row["predecessor"] == suffix:
                    heir = f"{province}.{row['successor']}"
                    if heir in saved and saved[key].until == date.fromisoformat(row["day"]):
                        yield _passage(saved, row, predecessor=key, successor=heir)

    def _agencies_follow(
        self, saved: Mapping[str, Unit], row: dict[str, str]
    ) -> Iterator[Succession]:
        """When a province passes, each of its agencies passes to the same one of its heir."""
        day = date.fromisoformat(row["day"])
        renamed = {it["predecessor"]: it["successor"] for it in self.changes}
        for agency in self.agencies:
            suffix = agency["suffix"]
            before = saved.get(f"{row['predecessor']}.{suffix}")
            same, other = (f"{row['successor']}.{it}" for it in (suffix, renamed.get(suffix)))
            heir = same if same in saved else other
            if before and before.until == day and heir in saved:
                yield _passage(saved, row, predecessor=before.key, successor=heir)


def _communes_follow(saved: Mapping[str, Unit], row: dict[str, str]) -> Iterator[Succession]:
    """A commune passes with its committee to the one that it was merged into, where we know it."""
    key, heir = f"{row['above']}.{row['suffix']}", row["successor"]
    if not heir:
        return
    passage = {"day": row["until"], "kind": "merge", "basis": row["basis"]}
    yield _passage(saved, passage, predecessor=key, successor=heir)
    for suffix, *_ in COMMUNE_AGENCIES:
        keys = {"predecessor": f"{key}.{suffix}", "successor": f"{heir}.{suffix}"}
        yield _passage(saved, passage, **keys)


def _as_believed(row: dict[str, str]) -> dict[str, str]:
    """Say in the basis of a row that it was written from memory, where it was."""
    basis = RECALLED.format(**row) if row["sure"] == "recalled" else row["basis"]
    return row | {"basis": basis}


def _passage(saved: Mapping[str, Unit], row: dict[str, str], **keys: str) -> Succession:
    passage = row | keys
    return Succession(
        predecessor=saved[passage["predecessor"]],
        successor=saved[passage["successor"]],
        day=date.fromisoformat(passage["day"]),
        kind=passage["kind"],
        basis=passage["basis"],
    )


def with_keys(unit: Unit, former: Iterable[str] = ()) -> Unit:
    """Give a unit the keys by which it is found (by its former names too) and sorted."""
    unit.search_key = search_key(" ".join((unit.name, *unit.short_names, *former)))
    unit.sort_key = sort_key(unit.name)
    return unit


def of_province(pattern: str, province: str) -> str:
    """Fill in the province: "Thanh tra {province}" -> "Thanh tra tỉnh Ninh Thuận"."""
    name = province
    for kind in TYPES:
        name = name.removeprefix(kind)
    return pattern.format(province=province[0].lower() + province[1:], name=name)


def groups() -> list[tuple[Group, GroupDefinition]]:
    """Return the groups of the data file, each with one of its definitions."""
    made: dict[str, Group] = {}
    read = []
    for row in rows("groups.csv"):
        fresh = Group(key=row["key"], name=row["name"], written=_split(row["written"]))
        group = made.setdefault(row["key"], fresh)
        said = GroupDefinition(group=group, scope=row["scope"], ending=row["ending"])
        said.kinds, said.levels = _split(row["kinds"]), _split(row["levels"])
        said.since, said.until = _life(row)
        said.basis = row["basis"]
        read.append((group, said))
    return read


def _split(names: str) -> list[str]:
    return [name for name in names.split("|") if name]


def _life(row: Mapping[str, str]) -> Life:
    since, until = (row.get(side) or "" for side in ("since", "until"))
    return Life(
        date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None
    )
