"""The figures of the example series: invented, the same in every run, every relation holds.

A figure is a whole of small parts; `scale` (thousandths) makes the parts of another period.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from congtac.statistics.rules.grids import Grid

NOTARIES, ADOPTIONS, AID = "12b/BTP/BTTP/CC", "22c/BTP/CN/TN", "24/BTP/TGPL"
CERTIFIED, RECORDS, KEPT = "17c/BTP/HTQTCT/CT", "19/BTP/LLTP", "21/BTP/LLTP"
EXAMPLES = (NOTARIES, ADOPTIONS, AID, CERTIFIED, RECORDS, KEPT)
NOTARIES_2025 = "10b/TP/CC"  # the form of notaries under Thông tư 17/2025
WHOLE = 1000  # the scale of the six months of 2024


def figures(code: str, place: int, unit_name: str, scale: int = WHOLE) -> Grid:
    """The figures of one form of the Sở at a place of the list; every relation holds."""
    makers = {NOTARIES: _notaries, ADOPTIONS: _adoptions, AID: _aid, CERTIFIED: _certified}
    if code in (RECORDS, KEPT):
        people = _scaled(1200 + place * 173 % 5200, scale) + (310 if code == KEPT else 0)
        return Grid((), {("1", "x"): str(people)})
    return makers[code](place, unit_name.removeprefix("Sở Tư pháp "), scale)


def _scaled(amount: int, scale: int) -> int:
    return (amount * scale + WHOLE // 2) // WHOLE


def _shares(total: int, place: int, count: int) -> list[int]:
    """Divide a total into some parts, differently at each place; they add up."""
    cuts = sorted((total * ((place * 37 + 61 * number) % 97)) // 97 for number in range(1, count))
    return [after - before for before, after in pairwise((0, *cuts, total))]


def _line(row: str, values: Mapping[int, int]) -> dict[tuple[str, str], str]:
    return {(row, f"c{column}"): str(value) if value else "-" for column, value in values.items()}


def _adoptions(place: int, _name: str, scale: int) -> Grid:
    total = _scaled(9 + place * 7 % 23, scale)
    ages, homes = _shares(total, place, 6), _shares(total, place + 1, 3)
    values = {1: total, **dict(enumerate(ages, 2)), **dict(enumerate(homes, 8))}
    return Grid((), _line("1", values))


SLOT, ALL = "<tổ chức hành nghề công chứng>", "Tổng số"


def _notaries(place: int, name: str, scale: int) -> Grid:
    offices = ["Phòng Công chứng số 1", f"Văn phòng công chứng {name} {1 + place % 3}"]
    offices += ["Văn phòng công chứng Bình Minh"] if place % 2 else []
    parts = [_office(place + 11 * number, scale) for number in range(len(offices))]
    total = {column: sum(part[column] for part in parts) for column in parts[0]}
    cells = _line(ALL, total)
    for office, part in zip(offices, parts, strict=True):
        cells |= _line(office, part)
    return Grid(tuple((SLOT, it) for it in offices), cells)


def _office(seed: int, scale: int) -> dict[int, int]:
    done = (900 + seed * 131 % 2400, 150 + seed * 53 % 400)
    contracts, others = (_scaled(it, scale) for it in done)
    seen = (2000 + seed * 211 % 5000, 300 + seed * 17 % 600)
    copies, signatures = (_scaled(it, scale) for it in seen)
    fee = contracts * 180_000 + others * 50_000
    values = (2 + seed % 4, contracts + others, contracts, others, fee // 3, fee)
    money = (copies * 2_000, signatures * 10_000)
    rest = (copies, money[0], signatures, money[1], (fee + sum(money)) // 10)
    return dict(enumerate((*values, *rest), 1))


BRANCHES = (  # row of the total, slot, what its rows are called, columns
    ("Tổng số Phòng Tư pháp", "Phòng Tư pháp…", "Phòng Tư pháp {name} {number}", 4, "p"),
    ("Tổng số UBND cấp xã", "huyện…", "huyện {name} {number}", 3, "x"),
)


def _certified(place: int, name: str, scale: int) -> Grid:
    every = [
        f"{letter}{at}" for _t, _s, _n, count, letter in BRANCHES for at in range(1, count + 1)
    ]
    cells: dict[tuple[str, str], str] = {}
    rows: list[tuple[str, str]] = []
    for total, slot, called, count, letter in BRANCHES:
        sums = dict.fromkeys(every, 0)
        for number in (1, 2):
            row = called.format(name=name, number=number)
            amounts = {
                f"{letter}{at}": _scaled(40 + (place * 31 + at * 17 + number * 53) % 700, scale)
                for at in range(1, count + 1)
            }
            rows.append((slot, row))
            cells |= {(row, it): str(amounts[it]) if it in amounts else "-" for it in every}
            sums = {it: sums[it] + amounts.get(it, 0) for it in every}
        cells |= {(total, it): str(value) if value else "-" for it, value in sums.items()}
    return Grid(tuple(rows), cells)


CRIMINAL, CIVIL = "1. Pháp luật hình sự", "2. Pháp luật dân sự, hôn nhân gia đình"
LEAVES = {
    CRIMINAL: ("1.1 Tư vấn", "1.2 Tham gia tố tụng"),
    CIVIL: ("2.1 Tư vấn", "2.2 Tham gia tố tụng"),
}
AID_HEAD = "I. Phân theo lĩnh vực TGPL"


def _aid(place: int, _name: str, scale: int) -> Grid:
    cells: dict[tuple[str, str], str] = {}
    whole: dict[int, int] = dict.fromkeys(range(1, 19), 0)
    for number, (branch, leaves) in enumerate(LEAVES.items()):
        parts = [_aided(place + 29 * number + 13 * at, scale) for at in range(len(leaves))]
        sums = {column: sum(part[column] for part in parts) for column in whole}
        cells |= _line(branch, sums)
        for leaf, part in zip(leaves, parts, strict=True):
            cells |= _line(leaf, part)
        whole = {column: whole[column] + sums[column] for column in whole}
    return Grid((), {**cells, **_line(ALL, whole), **_line(AID_HEAD, whole)})


def _aided(seed: int, scale: int) -> dict[int, int]:
    total = _scaled(40 + seed * 19 % 140, scale)
    men, women = _shares(total, seed, 2)
    people = _shares(total, seed + 3, 15)
    return dict(enumerate((total, men, women, *people), 1))


def joined(grids: Mapping[str, Grid]) -> Grid:
    """The figures of units that became one, by their names: cells add, offices keep their own."""
    cells: dict[tuple[str, str], str] = {}
    rows: list[tuple[str, str]] = []
    for name, grid in grids.items():
        called = {row: _told_apart(row, name) for _slot, row in grid.rows}
        rows += [(slot, called[row]) for slot, row in grid.rows]
        for (row, column), value in grid.cells.items():
            place = (called.get(row, row), column)
            cells[place] = _together((cells.get(place, "-"), value))
    return Grid(tuple(rows), cells)


def _told_apart(row: str, name: str) -> str:
    return row if name in row else f"{row} ({name})"


def _together(values: Iterable[str]) -> str:
    counted = [int(it) for it in values if it != "-"]
    return str(sum(counted)) if counted else "-"


KINDS = ("I. Phòng công chứng", "II. Văn phòng công chứng")


def as_of_2025(notaries: Grid) -> Grid:
    """The figures of notaries under the form of Thông tư 17/2025: of offices by their kind."""
    kinds: dict[str, tuple[int, ...]] = dict.fromkeys(KINDS, (0,) * 18)
    for _slot, row in notaries.rows:
        kind = KINDS[0 if row.startswith("Phòng") else 1]
        told = _told_anew({at: notaries.cells[row, f"c{at}"] for at in range(1, 12)})
        kinds[kind] = tuple(map(sum, zip(kinds[kind], told, strict=True)))
    total = tuple(map(sum, zip(*kinds.values(), strict=True)))
    cells: dict[tuple[str, str], str] = {}
    for row, values in {ALL: total, **kinds}.items():
        cells |= _line(row, dict(enumerate(values, 1)))
    return Grid((), cells)


def _told_anew(old: Mapping[int, str]) -> tuple[int, ...]:
    """A row of the old form in the 18 columns of the new: contracts are of land or of others."""
    counted = [0 if it == "-" else int(it) for it in old.values()]
    notaries, _all, contracts, _rest, fees, charges = counted[:6]
    copies, for_copies, signed, for_signed, paid = counted[6:]
    land = contracts * 7 // 10
    others = contracts - land
    done = (notaries, contracts, land, land // 20, others, others // 25)
    money = (charges, charges // 50, fees, fees // 10)
    seen = (copies, copies // 8, for_copies, signed, for_signed, signed // 3, for_signed // 3)
    return (*done, *money, *seen, paid)


def miscounted(grid: Grid) -> Grid:
    """The same figures with one total that its parts don't come to."""
    place = next(it for it, value in grid.cells.items() if value != "-")
    return Grid(grid.rows, {**grid.cells, place: str(int(grid.cells[place]) + 3)})
