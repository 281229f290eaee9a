"""What a sheet that came in would change in the register, line by line."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from congtac.kernel.words import Names, gettext_noop
from congtac.kernel.words import gettext as _
from congtac.organisations.rules.lives import Life
from congtac.organisations.rules.sheet import COLUMNS, ReadRow, UnitRow, texts
from congtac.organisations.rules.trees import closes_circle

NEW, CHANGED, SAME, FAULTY = "new", "changed", "same", "faulty"
STANDINGS = Names(
    {
        FAULTY: gettext_noop("có lỗi"),
        NEW: gettext_noop("thêm mới"),
        CHANGED: gettext_noop("thay đổi"),
        SAME: gettext_noop("giữ nguyên"),
    }
)
COLOURS = {FAULTY: "red", NEW: "green", CHANGED: "yellow", SAME: "grey"}


class Difference(NamedTuple):
    """A cell that would change: its column, what is there, what would be."""

    field: str
    title: str
    old: str
    new: str


class Line(NamedTuple):
    """What a row of the sheet would do."""

    number: int
    unit: UnitRow
    standing: str
    differences: tuple[Difference, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def standing_name(self) -> str:
        return STANDINGS[self.standing]

    @property
    def colour(self) -> str:
        return COLOURS[self.standing]


def compare(read: Sequence[ReadRow], known: Mapping[str, UnitRow]) -> list[Line]:
    """Compare the rows of a sheet with the register; rows that it lacks stay untouched."""
    times = Counter(row.unit.key for row in read)
    after = dict(known) | {row.unit.key: row.unit for row in read}
    numbers = {key: number for number, key in enumerate(after, start=1)}
    parents = {
        numbers[key]: numbers[unit.parent] for key, unit in after.items() if unit.parent in numbers
    }
    lines = []
    for row in read:
        faults = list(row.faults)
        if times[row.unit.key] > 1:
            faults.append(_("mã này có ở nhiều dòng"))
        faults += _faults_of_place(row.unit, after, numbers, parents)
        lines.append(_line(row, known.get(row.unit.key), tuple(faults)))
    return lines


def _faults_of_place(
    unit: UnitRow,
    after: Mapping[str, UnitRow],
    numbers: Mapping[str, int],
    parents: Mapping[int, int],
) -> list[str]:
    if not unit.parent:
        return []
    above = after.get(unit.parent)
    if above is None:
        return [_("không có đơn vị cấp trên mang mã “{parent}”").format(parent=unit.parent)]
    here = numbers[unit.key]
    others = {child: parent for child, parent in parents.items() if child != here}
    if closes_circle(others, here, numbers[unit.parent]):
        return [_("“{parent}” đang là cấp dưới của đơn vị này").format(parent=unit.parent)]
    if not Life(unit.since, unit.until).meets(Life(above.since, above.until)):
        return [
            _("“{parent}” không hoạt động cùng thời gian với đơn vị này").format(parent=unit.parent)
        ]
    return []


def _line(row: ReadRow, old: UnitRow | None, faults: tuple[str, ...]) -> Line:
    if faults:
        return Line(row.number, row.unit, FAULTY, faults=faults)
    if old is None:
        return Line(row.number, row.unit, NEW)
    before, now = texts(old), texts(row.unit)
    differences = tuple(
        Difference(field, COLUMNS[field][0], before[field], now[field])
        for field in COLUMNS
        if before[field] != now[field]
    )
    return Line(row.number, row.unit, CHANGED if differences else SAME, differences)


def counts(lines: Sequence[Line]) -> dict[str, int]:
    """Count the lines by what they would do."""
    found = Counter(line.standing for line in lines)
    return {standing: found[standing] for standing in STANDINGS}


def fingerprint(lines: Sequence[Line]) -> str:
    """Return a digest of all that the sheet would change, so that only what was seen is taken."""
    acts = [line for line in lines if line.standing != SAME]
    return hashlib.sha256(repr(acts).encode()).hexdigest()[:32]
