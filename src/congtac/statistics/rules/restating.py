"""Figures on the units of another day: which belong together, what can't be divided, growth.

Source: Nghị quyết 202/2025/QH15. The tables are in docs/rules/statistics-series.md. Units are
known by their keys, never by their province codes: seven codes name two provinces each.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from congtac.kernel.words import Names, gettext_noop
from congtac.statistics.rules.rolling_up import Added
from congtac.statistics.rules.wording import rounded

NOT_THERE, REFUSED_THEN, LACKED_THEN, LACKING_NOW = "none", "refused", "lacked", "lacking"
WHY_NOT = Names(
    {
        NOT_THERE: gettext_noop("chưa so được: năm trước không có số liệu"),
        REFUSED_THEN: gettext_noop("không so được: số năm trước không quy đổi được"),
        LACKED_THEN: gettext_noop("chưa so được: năm trước thiếu đơn vị"),
        LACKING_NOW: gettext_noop("chưa so được: kỳ này thiếu đơn vị"),
    }
)


@dataclass(frozen=True, slots=True)
class Block:
    """Units of a period and units of the chosen day that succession ties together."""

    sources: frozenset[str]
    targets: frozenset[str]

    @property
    def is_divided(self) -> bool:
        """Its figure would have to be divided among several units of the day."""
        return len(self.targets) > 1

    @property
    def is_left_over(self) -> bool:
        """Nobody of the day took these units over."""
        return not self.targets

    @property
    def is_unborn(self) -> bool:
        """The unit of the day had no predecessor in the period."""
        return not self.sources


def blocks(heirs: Mapping[str, Collection[str]], targets: Iterable[str]) -> tuple[Block, ...]:
    """The blocks of units of a period, each with those of the day that stand for it.

    Every unit of either side is in exactly one block, so that totals are conserved.
    """
    known = set(targets)
    tied = {unit: known.intersection(found) for unit, found in heirs.items()}
    back: dict[str, set[str]] = defaultdict(set)
    for unit, found in tied.items():
        for target in found:
            back[target].add(unit)
    made: list[Block] = []
    seen: set[str] = set()
    for unit in tied:
        if unit not in seen:
            block = _block(unit, tied, back)
            seen |= block.sources
            made.append(block)
    made += [Block(frozenset(), frozenset({it})) for it in targets if it not in back]
    return tuple(made)


def _block(
    unit: str, tied: Mapping[str, Collection[str]], back: Mapping[str, Collection[str]]
) -> Block:
    sources, targets = {unit}, set[str]()
    waiting = [unit]
    while waiting:
        for target in set(tied[waiting.pop()]) - targets:
            targets.add(target)
            waiting += set(back[target]) - sources
            sources |= set(back[target])
    return Block(frozenset(sources), frozenset(targets))


@dataclass(frozen=True, slots=True)
class Growth:
    """How a figure changed against the same window of the year before.

    In per cent; a share in % in percentage points.
    """

    percent: Decimal | None = None
    is_new: bool = False
    points: Decimal | None = None


def growth(before: str, now: str, *, in_points: bool = False) -> Growth | None:
    """The growth between two cells as they are kept; nothing where either is no figure."""
    one, other = _amount(before), _amount(now)
    if one is None or other is None:
        return None
    if in_points:
        return Growth(points=rounded(other - one))
    if one == 0:
        return Growth(is_new=True) if other else Growth(Decimal(0))
    return Growth(rounded((other - one) * 100 / abs(one)))


def _amount(kept: str) -> Decimal | None:
    if kept == "-":
        return Decimal(0)
    try:
        return Decimal(kept) if kept else None
    except ArithmeticError:
        return None


def why_not(before: Added | None, now: Added | None) -> str | None:
    """Why two figures of equal windows may not be held against each other; None if they may.

    Nothing is said where there is no figure to be compared.
    """
    if now is None or now.is_refused or not now.kept:
        return None
    if before is None or before.is_refused:
        return REFUSED_THEN
    if not before.kept:
        return NOT_THERE
    if not before.tally.is_whole:
        return LACKED_THEN
    return None if now.tally.is_whole else LACKING_NOW


def may_compare(before: Added | None, now: Added | None) -> bool:
    """Whether two sums may be held against each other: both are there, nobody is missing."""
    return bool(before and now and now.kept and not now.is_refused) and not why_not(before, now)
