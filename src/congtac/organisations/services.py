"""Bringing units in from data files."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from congtac.ground.audit.services import record
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key, sort_key
from congtac.kernel.subject import Subject
from congtac.organisations.models import Unit

DATA = Path(__file__).parent / "data"
TYPES = ("Tỉnh ", "Thành phố ")


@transaction.atomic
def load_units(actor: Actor, *, in_depth: frozenset[str] = frozenset({"ninh-thuan"})) -> int:
    """Bring in the Ministry, the provinces and their Sở Tư pháp; all agencies of those `in_depth`.

    Units that are there already stay as they are.
    """
    ministry = _unit(None, key="btp", name="Bộ Tư pháp", kind="ministry", level="centre")
    ministries = _save([ministry])
    provinces = _save([_province(row) for row in _rows("provinces.csv")])
    agencies = _save(
        [
            _agency(province, row)
            for row in _rows("agencies.csv")
            for province in provinces.values()
            if row["everywhere"] or province.key in in_depth
        ]
    )
    count = len(ministries) + len(provinces) + len(agencies)
    subject = Subject("organisations.units", "example", "Danh mục đơn vị")
    record(actor, "organisations.units.loaded", subject, {"units": count})
    return count


def _province(row: dict[str, str]) -> Unit:
    life = {"since": _day(row["since"]), "until": _day(row["until"])}
    names = {"key": row["key"], "name": row["name"], "code": row["code"]}
    return _unit(None, kind="province", level="province", **names, **life)


def _agency(province: Unit, row: dict[str, str]) -> Unit:
    return _unit(
        province,
        key=f"{province.key}.{row['suffix']}",
        name=_of_province(row["name"], province.name),
        short_names=_short_names(row["short_names"], province.name),
        kind=row["kind"],
        level="province",
        since=province.since,
        until=province.until,
    )


def _unit(parent: Unit | None, **fields: Any) -> Unit:
    """Make a unit with the keys by which it is found and sorted."""
    unit = Unit(parent=parent, **fields)
    unit.search_key = search_key(" ".join((unit.name, *unit.short_names)))
    unit.sort_key = sort_key(unit.name)
    return unit


def _save(units: list[Unit]) -> dict[str, Unit]:
    """Save those whose keys are free; return the units of these keys as the database has them."""
    Unit.objects.bulk_create(units, ignore_conflicts=True)
    return Unit.objects.in_bulk([unit.key for unit in units], field_name="key")


def _of_province(pattern: str, province: str) -> str:
    """Fill in the province: "Thanh tra {province}" -> "Thanh tra tỉnh Ninh Thuận"."""
    name = province
    for kind in TYPES:
        name = name.removeprefix(kind)
    return pattern.format(province=province[0].lower() + province[1:], name=name)


def _short_names(patterns: str, province: str) -> list[str]:
    return [_of_province(pattern, province) for pattern in patterns.split("|") if pattern]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
