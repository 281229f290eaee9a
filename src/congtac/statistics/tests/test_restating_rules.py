"""On the units of another day nothing is lost or invented; what can't be divided is said."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from congtac.statistics.rules.restating import Growth, blocks, growth
from congtac.statistics.tests.tables import table

UNITS = [f"u{at}" for at in range(12)]
TARGETS = [f"t{at}" for at in range(8)]
GRAPHS = st.dictionaries(st.sampled_from(UNITS), st.sets(st.sampled_from(TARGETS), max_size=3))


def test_the_table_of_blocks() -> None:
    head = "units of the period | passed to"
    for units, passed, targets, expected in table("statistics-series.md", head):
        heirs: dict[str, set[str]] = {it: set() for it in units.split()}
        for pair in passed.split():
            before, _, after = pair.partition(">")
            heirs[before] |= {after} - {""}
        made = blocks(heirs, targets.split())
        shown = "; ".join(
            f"{'+'.join(sorted(it.sources))}={'+'.join(sorted(it.targets))}" for it in made
        )
        assert shown == expected


@given(GRAPHS)
def test_totals_are_conserved_whoever_passed_to_whom(heirs: dict[str, set[str]]) -> None:
    made = blocks(heirs, TARGETS)
    figures = {unit: Decimal(at + 1) for at, unit in enumerate(heirs)}
    total = sum((figures[unit] for it in made for unit in it.sources), start=Decimal(0))
    assert total == sum(figures.values(), start=Decimal(0))
    assert sorted(t for it in made for t in it.targets) == sorted(TARGETS)


@given(GRAPHS)
def test_what_is_tied_is_in_one_block_and_nothing_else(heirs: dict[str, set[str]]) -> None:
    of = {unit: it for it in blocks(heirs, TARGETS) for unit in it.sources}
    assert all(found <= of[unit].targets for unit, found in heirs.items())
    for block in set(of.values()):
        assert block.targets == {t for unit in block.sources for t in heirs[unit]}


@given(st.lists(st.integers(0, 7), min_size=1, max_size=12))
def test_after_mergers_alone_every_unit_of_the_day_has_one_sum(merged: list[int]) -> None:
    heirs = {UNITS[at]: {TARGETS[into]} for at, into in enumerate(merged)}
    assert not any(it.is_divided or it.is_left_over for it in blocks(heirs, TARGETS))


def test_the_table_of_growth() -> None:
    for before, now, said in table("statistics-series.md", "before | now | said"):
        found = growth(before, now)
        if not said:
            assert found is None
        elif said == "mới":
            assert found == Growth(is_new=True)
        else:
            assert found == Growth(Decimal(said).quantize(Decimal("0.1")))


def test_the_table_of_growth_in_points() -> None:
    for before, now, said in table("statistics-series.md", "share before | share now"):
        found = growth(before, now, in_points=True)
        assert found == (Growth(points=Decimal(said).quantize(Decimal("0.1"))) if said else None)


def test_halves_are_rounded_up_in_per_cent_too() -> None:
    assert growth("2000", "2001") == Growth(Decimal("0.1"))  # 0.05%
