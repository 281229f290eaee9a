"""The people of a province in a year, as a formula reads them; restated over the mergers.

`[Dân số].c1` in a formula means the people of the reporter's province. The worked table is in
docs/rules/statistics-indicators.md.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from congtac.statistics.rules.forms import ONLY_ROW, Column, Form, Row

CODE = "Dân số"  # in formulas it stands where the code of a form stands
COLUMN = "c1"
FORM = Form(
    CODE,
    "Dân số trung bình của tỉnh, thành phố",
    columns=(Column(COLUMN, ("Dân số trung bình",), unit="người"),),
    rows=(Row(ONLY_ROW, ""),),
)
FIRST_YEAR, LAST_YEAR = 2000, 2100
BACK = 2  # years that a number may be older than the period: the newest ones come late


@dataclass(frozen=True, slots=True)
class Counted:
    """A number kept: of which province and year, from which source, and whether compared."""

    province: str
    year: int
    people: int
    source: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class People:
    """The people of a province for a period, and the numbers that they are the sum of."""

    total: int
    year: int
    of: tuple[Counted, ...]

    @property
    def is_confirmed(self) -> bool:
        return all(it.is_confirmed for it in self.of)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(it.source for it in self.of))


def people_of(
    province: str,
    year: int,
    kept: Mapping[tuple[str, int], Counted],
    became: Callable[[int], Mapping[str, Collection[str]]],
) -> People | None:
    """The people of a province that exists on the last day of a period of a year.

    Its own number of the year or of one of the two before; else the sum of those of the provinces
    that became it, if each has one and went over whole. A province can't be divided. `became`
    says for a year who stands, on the last day, for the provinces of its beginning.
    """
    for asked in range(year, year - BACK - 1, -1):
        own = kept.get((province, asked))
        if own is not None:
            return People(own.people, asked, (own,))
        heirs = became(asked) if any(it == asked for _key, it in kept) else {}
        before = [it for it, some in heirs.items() if province in some]
        is_whole = all(set(heirs[it]) == {province} for it in before)
        parts = [kept.get((it, asked)) for it in before]
        found = [it for it in parts if it is not None]
        if before and is_whole and len(found) == len(parts):
            return People(sum(it.people for it in found), asked, tuple(found))
    return None


def objection(people: int, year: int, source: str) -> str | None:
    """Why a number may not be kept."""
    if people < 1 or not FIRST_YEAR <= year <= LAST_YEAR:
        return "STA-537"
    return None if source.strip() else "STA-538"
