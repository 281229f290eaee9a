"""The tile map of the provinces: a tile for each, about where it lies; places are dated data.

The quần đảo Hoàng Sa stands beside Đà Nẵng, the quần đảo Trường Sa beside Khánh Hòa.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data" / "tiles.csv"
WIDTH, HEIGHT, GAP = 48, 36, 2  # of a tile, in the units of the drawing
SHADES = 5
ISLANDS = {"Hoàng|Sa", "Trường|Sa"}


@dataclass(frozen=True, slots=True)
class Tile:
    """A province on the map, or islands of one: its key, label and place."""

    key: str
    label: str
    column: int
    row: int
    since: date | None
    until: date | None

    @property
    def is_islands(self) -> bool:
        """It shows the islands of a province, without a number of their own."""
        return self.label in ISLANDS

    def is_on(self, day: date) -> bool:
        """Whether the tile is part of the map of a day."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A tile with its corner, its words and its shade; 0 is the shade of no number."""

    tile: Tile
    lines: tuple[str, ...]
    shade: int

    @property
    def left(self) -> int:
        return (self.tile.column - 1) * WIDTH

    @property
    def top(self) -> int:
        return (self.tile.row - 1) * HEIGHT

    @property
    def middle(self) -> int:
        return self.left + WIDTH // 2

    @property
    def texts(self) -> tuple[tuple[int, str], ...]:
        """Each line with the height on which it stands."""
        first = self.top + (15 if len(self.lines) > 1 else 21)
        return tuple((first + 11 * at, line) for at, line in enumerate(self.lines))


@cache
def tiles() -> tuple[Tile, ...]:
    """All tiles of the data file."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return tuple(
            Tile(
                it["key"],
                it["label"],
                int(it["column"]),
                int(it["row"]),
                _day(it["since"]),
                _day(it["until"]),
            )
            for it in csv.DictReader(file)
        )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def tiles_on(day: date) -> tuple[Tile, ...]:
    """The map of a day: 63 provinces before 01/07/2025, 34 since, and the islands."""
    return tuple(it for it in tiles() if it.is_on(day))


def size(shown: tuple[Tile, ...]) -> tuple[int, int]:
    """The width and height of a map."""
    columns = max((it.column for it in shown), default=1)
    rows = max((it.row for it in shown), default=1)
    return columns * WIDTH, rows * HEIGHT


def drawn(shown: tuple[Tile, ...], values: Mapping[str, Decimal]) -> list[Drawn]:
    """The tiles of a map, each in the shade of its value."""
    shades = shaded(values)
    return [
        Drawn(it, tuple(it.label.split("|")), 0 if it.is_islands else shades.get(it.key, 0))
        for it in shown
    ]


def shaded(values: Mapping[str, Decimal]) -> dict[str, int]:
    """In which fifth of the values each lies, from 1 up; equal values share a shade."""
    order = sorted(values.values())
    return {
        key: 1 + min(SHADES - 1, order.index(value) * SHADES // len(order))
        for key, value in values.items()
    }


def edges(values: Mapping[str, Decimal]) -> list[tuple[int, Decimal, Decimal]]:
    """The shades in use with the least and the greatest value of each: the legend."""
    found: dict[int, list[Decimal]] = {}
    for key, shade in shaded(values).items():
        found.setdefault(shade, []).append(values[key])
    return [(shade, min(some), max(some)) for shade, some in sorted(found.items())]
