"""Walking a hierarchy as it stood on one day: who is above whom, and whether it closes a circle."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

Parents = Mapping[int, int]  # unit -> the unit above it, on one day in one hierarchy


def ancestors(parents: Parents, unit: int) -> list[int]:
    """Return all units above one, the nearest first."""
    found: list[int] = []
    while (unit := parents.get(unit, 0)) and unit not in found:
        found.append(unit)
    return found


def descendants(parents: Parents, unit: int) -> list[int]:
    """Return all units below one, level by level."""
    below = children(parents)
    found, seen = [], {unit}
    queue = [unit]
    for above in queue:
        fresh = [child for child in below.get(above, ()) if child not in seen]
        seen.update(fresh)
        found += fresh
        queue += fresh
    return found


def children(parents: Parents) -> dict[int, list[int]]:
    """Turn a hierarchy round: for each unit those right below it."""
    below: dict[int, list[int]] = defaultdict(list)
    for child, above in parents.items():
        below[above].append(child)
    return dict(below)


def closes_circle(parents: Parents, child: int, parent: int) -> bool:
    """Say whether putting `child` under `parent` would make a unit stand above itself."""
    return child == parent or child in ancestors(parents, parent)


def outline(parents: Parents, units: Iterable[int]) -> list[tuple[int, int]]:
    """Return units in the order of a tree as (depth, unit); siblings keep the given order.

    A unit whose parent is not among the units is a root.
    """
    listed = list(units)
    known = set(listed)
    below: dict[int, list[int]] = defaultdict(list)
    for unit in listed:
        above = parents.get(unit, 0)
        below[above if above in known else 0].append(unit)
    rows: list[tuple[int, int]] = []
    waiting = [(0, unit) for unit in reversed(below[0])]
    while waiting:
        depth, unit = waiting.pop()
        rows.append((depth, unit))
        waiting += [(depth + 1, child) for child in reversed(below.get(unit, ()))]
    return rows
