"""Who is above whom on a day: as-of questions agree with a search through every row."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from congtac.kernel.actor import SYSTEM
from congtac.organisations.models import Place, Unit
from congtac.organisations.queries import ancestors, children, descendants, parents_on, unit
from congtac.organisations.rules.lives import Life
from congtac.organisations.rules.trees import descendants as walk_down
from congtac.organisations.rules.trees import outline
from congtac.organisations.services import load_units

DAY = date(2024, 6, 3)


def known(key: str) -> Unit:
    found = unit(key)
    assert found is not None
    return found


@pytest.mark.django_db
def test_a_unit_stands_in_several_hierarchies_at_once() -> None:
    load_units(SYSTEM)
    department = known("ninh-thuan.stp")
    assert [it.key for it in ancestors(department, DAY)] == ["ninh-thuan"]
    assert [it.key for it in ancestors(department, DAY, "professional")] == ["btp"]
    assert [it.key for it in ancestors(known("ninh-thuan.bnc"), DAY, "party")] == ["ninh-thuan.tu"]
    division = known("ninh-thuan.ninh-son.ptp")
    above = [it.key for it in ancestors(division, DAY, "professional")]
    assert above == ["ninh-thuan.stp", "btp"]


@pytest.mark.django_db
def test_enforcement_changes_its_head_office_in_march_2025() -> None:
    load_units(SYSTEM)
    office = known("ha-noi.cthads")
    before, after = date(2025, 2, 28), date(2025, 3, 1)
    assert [it.key for it in ancestors(office, before)] == ["btp.tcthads", "btp"]
    assert [it.key for it in ancestors(office, after)] == ["btp.cqlthads", "btp"]
    assert office.parent == known("btp.cqlthads")


@pytest.mark.django_db
def test_below_the_ministry_stand_63_departments_then_34() -> None:
    load_units(SYSTEM)
    ministry = known("btp")
    for day, count in ((date(2025, 6, 30), 63), (date(2025, 7, 1), 34)):
        assert children(ministry, day, "professional").filter(kind="department").count() == count
    assert descendants(ministry, DAY, "professional").filter(kind="division").count() == 7


@pytest.mark.django_db
def test_the_database_refuses_two_parents_on_one_day() -> None:
    load_units(SYSTEM)
    second = Place(unit=known("ninh-thuan.stp"), parent=known("btp"), hierarchy="administrative")
    second.since = date(2025, 6, 30)
    with pytest.raises(DatabaseError, match="overlapping"), transaction.atomic():
        second.save()
    stretched = Place.objects.get(unit=known("ha-noi.cthads"), until=date(2025, 3, 1))
    stretched.until = date(2025, 3, 2)
    with pytest.raises(DatabaseError, match="overlapping"), transaction.atomic():
        stretched.save()
    second.since, second.until = date(2025, 7, 1), None
    second.save()


@given(st.dictionaries(st.integers(1, 30), st.integers(0, 30)))
def test_a_walk_down_ends_and_finds_each_unit_once_even_in_a_circle(
    parents: dict[int, int],
) -> None:
    found = walk_down(parents, 5)
    assert len(found) == len(set(found))
    assert 5 not in found


def downward(parents: dict[int, int]) -> dict[int, int]:
    return {child: above for child, above in parents.items() if above < child}


@given(st.dictionaries(st.integers(2, 30), st.integers(1, 29)).map(downward))
def test_an_outline_shows_every_unit_once_below_its_parent(parents: dict[int, int]) -> None:
    units = list(range(1, 31))
    rows = outline(parents, units)
    assert sorted(number for _, number in rows) == units
    depths = {number: depth for depth, number in rows}
    for child, above in parents.items():
        assert depths[child] == depths[above] + 1


SPANS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 40), st.integers(1, 20)),
    max_size=25,
)


class AsOf(TestCase):
    """Places at random; what overlaps is refused, the rest is asked for on every day."""

    @settings(max_examples=25, deadline=None)
    @given(SPANS)
    def test_the_parents_of_a_day_are_those_that_a_search_through_all_rows_finds(
        self, spans: list[tuple[int, int, int, int]]
    ) -> None:
        units = [Unit.objects.create(key=f"u{it}", name=f"U{it}") for it in range(6)]
        kept: list[Place] = []
        for child, above, start, length in spans:
            life = Life(DAY + timedelta(days=start), DAY + timedelta(days=start + length))
            taken = any(it.unit == units[child] and it.life.meets(life) for it in kept)
            place = Place(unit=units[child], parent=units[above], hierarchy="party")
            place.since, place.until = life
            try:
                with transaction.atomic():
                    place.save()
            except DatabaseError:
                assert taken or child == above
                continue
            assert not taken
            kept.append(place)
        for offset in range(0, 62, 3):
            day = DAY + timedelta(days=offset)
            sought = {it.unit_id: it.parent_id for it in kept if it.life.has(day)}
            assert parents_on(day, "party") == sought
