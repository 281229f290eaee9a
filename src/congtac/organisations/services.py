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
MINISTRY = "btp"
TYPES = ("Tỉnh ", "Thành phố ")


@transaction.atomic
def load_units(actor: Actor, *, in_depth: frozenset[str] = frozenset({"ninh-thuan"})) -> int:
    """Bring in the Ministry, the provinces and their Sở Tư pháp; all agencies of those `in_depth`.

    Units that are there already stay as they are.
    """
    ministry = _save(None, key=MINISTRY, name="Bộ Tư pháp", kind="ministry", level="centre")
    for row in _rows("provinces.csv"):
        _load_province(ministry, row, is_deep=row["key"] in in_depth)
    count = Unit.objects.count()
    subject = Subject("organisations.units", "example", "Danh mục đơn vị")
    record(actor, "organisations.units.loaded", subject, {"units": count})
    return count


def _load_province(ministry: Unit, row: dict[str, str], *, is_deep: bool) -> None:
    life = {"since": _day(row["since"]), "until": _day(row["until"])}
    province = _save(
        ministry,
        key=row["key"],
        name=row["name"],
        kind="province",
        level="province",
        code=row["code"],
        **life,
    )
    for agency in _rows("agencies.csv"):
        if is_deep or agency["everywhere"]:
            _save(
                province,
                key=f"{province.key}.{agency['suffix']}",
                name=_of_province(agency["name"], province.name),
                short_names=_short_names(agency["short_names"], province.name),
                kind=agency["kind"],
                level="province",
                **life,
            )


def _save(parent: Unit | None, *, key: str, name: str, **fields: Any) -> Unit:
    """Save a unit unless its key is taken; with the keys for searching and sorting."""
    names = (name, *fields.get("short_names", ()))
    keys = {"search_key": search_key(" ".join(names)), "sort_key": sort_key(name)}
    unit, _ = Unit.objects.get_or_create(
        key=key, defaults={"parent": parent, "name": name, **keys, **fields}
    )
    return unit


def _of_province(pattern: str, province: str) -> str:
    """Fill in the province: "Thanh tra {province}" -> "Thanh tra tỉnh Ninh Thuận"."""
    bare = next((province.removeprefix(kind) for kind in TYPES if province.startswith(kind)), province)
    return pattern.format(province=province[0].lower() + province[1:], name=bare)


def _short_names(patterns: str, province: str) -> list[str]:
    return [_of_province(pattern, province) for pattern in patterns.split("|") if pattern]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
