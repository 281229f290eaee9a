"""Figures for the benchmarks: forms of so many relation groups, units, two years; seeded errors."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from congtac.statistics.rules.forms import Column, Form, Relation, Row
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.stored import Kept

GROUPS, PARTS = 30, 4
NOW, BEFORE = "2024", "2023"
WRONG = 0.01  # the share of groups whose sum is wrong; as many jump against the year before


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is: every unit fills in every form; a group is a total and its parts."""

    units: int
    forms: int
    groups: int = GROUPS

    @property
    def relations(self) -> int:
        return self.units * self.forms * self.groups

    @property
    def cells(self) -> int:
        return self.relations * (1 + PARTS)


def forms(size: Size) -> tuple[Form, ...]:
    """Forms with a row for each group: c1 = c2 + c3 + c4 + c5."""
    columns = tuple(
        Column(f"c{at}", ("Tổng số",) if at == 1 else ("Chia ra", f"Loại {at - 1}"), "việc")
        for at in range(1, PARTS + 2)
    )
    rows = tuple(Row(str(at), f"{at}. Nhóm việc {at}") for at in range(1, size.groups + 1))
    told = " + ".join(f"c{at}" for at in range(2, PARTS + 2))
    relations = (Relation(f"c1 = {told}"),)
    return tuple(
        Form(f"{at:02d}/ĐO", f"Biểu đo tốc độ số {at}", columns=columns, rows=rows,
             relations=relations)
        for at in range(1, size.forms + 1)
    )  # fmt: skip


def kept(size: Size, form: Form, *, kinds: int = 0) -> Iterator[Kept]:
    """What every unit keeps of a form for both years, the same in every run.

    `kinds`: only so many sheets differ, and units take them in turns; 0: every one differs.
    """
    chance = random.Random(f"2024 {form.code}")
    made = [_pair(size, form, chance) for _ in range(min(kinds, size.units) or size.units)]
    for at in range(size.units):
        unit, (before, now) = unit_name(at), made[at % len(made)]
        yield unit, BEFORE, before
        yield unit, NOW, now


def unit_name(at: int) -> str:
    """The key of a unit by its number."""
    return f"do.{at:05d}"


def _pair(size: Size, form: Form, chance: random.Random) -> tuple[str, str]:
    """A sheet of last year and of this one."""
    before = [[chance.randrange(40, 400) for _ in range(PARTS)] for _ in range(size.groups)]
    now = [
        [part + chance.randrange(-part // 12, part // 12 + 1) for part in line] for line in before
    ]
    return _totals(form, before), _text(form, list(_seeded(now, chance)), chance)


def _seeded(lines: Sequence[list[int]], chance: random.Random) -> Iterator[list[int]]:
    """The figures of this year, a few of them half as many again."""
    for line in lines:
        jumps = chance.random() < WRONG
        yield [part * 3 // 2 for part in line] if jumps else line


def _totals(form: Form, lines: Sequence[Sequence[int]]) -> str:
    """Last year's totals alone, so that each group is compared once."""
    pairs = zip(form.rows, lines, strict=True)
    return Grid((), {(row.code, "c1"): str(sum(line)) for row, line in pairs}).text()


def _text(form: Form, lines: Sequence[Sequence[int]], chance: random.Random) -> str:
    cells: dict[tuple[str, str], str] = {}
    for row, line in zip(form.rows, lines, strict=True):
        wrong = chance.random() < WRONG
        figures = (sum(line) + (7 if wrong else 0), *line)
        cells |= {(row.code, f"c{at}"): str(it) for at, it in enumerate(figures, start=1)}
    return Grid((), cells).text()
