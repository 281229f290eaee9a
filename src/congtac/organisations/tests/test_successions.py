"""Who stands for whom between two days: nothing is lost, nothing is invented."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.kernel.actor import SYSTEM
from congtac.organisations.models import Succession, Unit
from congtac.organisations.queries import (
    ended_without_heir,
    predecessors,
    successors,
    unit,
    units_on,
)
from congtac.organisations.rules.lines import Passage, stand_ins
from congtac.organisations.rules.lines import predecessors as walk_back
from congtac.organisations.rules.lines import successors as walk_on
from congtac.organisations.rules.lives import Life
from congtac.organisations.services import load_units

BEFORE, AFTER = date(2024, 6, 3), date(2025, 7, 1)
BASIS = "Nghị quyết 202/2025/QH15"


def keys(units: Iterable[Unit]) -> set[str]:
    return {found.key for found in units}


def known(key: str) -> Unit:
    found = unit(key)
    assert found is not None
    return found


@pytest.mark.django_db
def test_the_63_provinces_of_2024_pass_to_the_34_of_2025_and_none_is_lost() -> None:
    load_units(SYSTEM)
    provinces = list(units_on(BEFORE, kind="province"))
    heirs = [keys(successors(province, BEFORE, AFTER)) for province in provinces]
    assert all(len(found) == 1 for found in heirs)
    assert set().union(*heirs) == keys(units_on(AFTER, kind="province"))


@pytest.mark.django_db
def test_the_way_back_from_a_merged_province_names_all_it_was_made_of() -> None:
    load_units(SYSTEM)
    assert keys(predecessors(known("khanh-hoa-2025"), BEFORE, AFTER)) == {"khanh-hoa", "ninh-thuan"}
    assert keys(predecessors(known("hue"), BEFORE, AFTER)) == {"thua-thien-hue"}
    assert keys(predecessors(known("ha-noi"), BEFORE, AFTER)) == {"ha-noi"}


@pytest.mark.django_db
def test_each_merger_of_2025_names_the_paper_it_rests_on() -> None:
    load_units(SYSTEM)
    mergers = Succession.objects.filter(day=AFTER, predecessor__kind="province")
    assert mergers.count() == 52
    assert set(mergers.values_list("basis", flat=True)) == {BASIS}


@pytest.mark.django_db
def test_seven_codes_that_name_another_province_since_2025_lead_to_two_units_each() -> None:
    load_units(SYSTEM)
    for code in ("15", "24", "44", "52", "80", "82", "91"):
        named = Unit.objects.filter(kind="province", code=code)
        old, new = named.get(until=AFTER), named.get(since=AFTER)
        assert old.key != new.key
        assert keys(units_on(BEFORE, kind="province").filter(code=code)) == {old.key}
        assert keys(units_on(AFTER, kind="province").filter(code=code)) == {new.key}


@pytest.mark.django_db
def test_the_agencies_of_a_province_pass_to_the_same_agency_of_its_heir() -> None:
    load_units(SYSTEM)
    expected = {
        "ninh-thuan.stp": "khanh-hoa-2025.stp",
        "ninh-thuan.stttt": "khanh-hoa-2025.skhcn",
        "ninh-thuan.cthads": "khanh-hoa-2025.thads",
        "ninh-thuan.dai": "khanh-hoa-2025.bptth",
        "ha-noi.cthads": "ha-noi.thads",
    }
    for key, heir in expected.items():
        assert keys(successors(known(key), BEFORE, AFTER)) == {heir}


@pytest.mark.django_db
def test_an_agency_of_a_province_that_ended_has_an_heir_but_for_those_of_districts() -> None:
    load_units(SYSTEM)
    lost = ended_without_heir(AFTER).exclude(level__in=["district", "commune"])
    assert keys(lost) == {"btp.tllqg"}  # its work left the sector


@pytest.mark.django_db
def test_loading_again_adds_no_succession() -> None:
    load_units(SYSTEM)
    before = Succession.objects.count()
    load_units(SYSTEM)
    assert Succession.objects.count() == before


# Random histories: each generation of units lives one year, and passes to the next.
DAY = date(2020, 1, 1)
YEAR = timedelta(days=365)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Passage], dict[int, Life], int]:
    """Units in generations; each passes to one or more of the next, each has someone before it."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=5))
    lives: dict[int, Life] = {}
    passages: set[Passage] = set()
    number = 0
    previous: list[int] = []
    for turn, size in enumerate(sizes):
        now = list(range(number + 1, number + size + 1))
        number += size
        lives |= {it: Life(DAY + turn * YEAR, DAY + (turn + 1) * YEAR) for it in now}
        for before in previous:
            for after in draw(st.sets(st.sampled_from(now), min_size=1)):
                passages.add(Passage(before, after, DAY + turn * YEAR))
        previous = now
    return sorted(passages), lives, len(sizes)


@given(histories(), st.data())
def test_whoever_lived_has_an_heir_on_every_later_day(
    history: tuple[list[Passage], dict[int, Life], int], data: st.DataObject
) -> None:
    passages, lives, turns = history
    first, last = sorted(data.draw(st.lists(st.integers(0, turns - 1), min_size=2, max_size=2)))
    start, end = DAY + first * YEAR, DAY + last * YEAR
    for number, life in lives.items():
        if life.has(start):
            heirs = walk_on(passages, lives.__getitem__, number, start=start, end=end)
            assert heirs
            assert all(lives[heir].has(end) for heir in heirs)


@given(histories(), st.data())
def test_the_way_on_and_the_way_back_agree(
    history: tuple[list[Passage], dict[int, Life], int], data: st.DataObject
) -> None:
    passages, lives, turns = history
    first, last = sorted(data.draw(st.lists(st.integers(0, turns - 1), min_size=2, max_size=2)))
    start, end = DAY + first * YEAR, DAY + last * YEAR
    look = lives.__getitem__
    forth = {
        (one, heir)
        for one in lives
        if lives[one].has(start)
        for heir in walk_on(passages, look, one, start=start, end=end)
    }
    back = {
        (source, one)
        for one in lives
        if lives[one].has(end)
        for source in walk_back(passages, look, one, start=start, end=end)
    }
    assert forth == back


@given(histories(), st.data())
def test_many_units_at_once_have_the_stand_ins_that_each_has(
    history: tuple[list[Passage], dict[int, Life], int], data: st.DataObject
) -> None:
    passages, lives, turns = history
    first, last = sorted(data.draw(st.lists(st.integers(0, turns - 1), min_size=2, max_size=2)))
    start, end = DAY + first * YEAR, DAY + last * YEAR
    look = lives.__getitem__
    forth = stand_ins(passages, look, lives, start=start, end=end)
    assert forth == {it: walk_on(passages, look, it, start=start, end=end) for it in lives}
    if start < end:
        back = stand_ins(passages, look, lives, start=end, end=start)
        assert back == {it: walk_back(passages, look, it, start=start, end=end) for it in lives}


@pytest.mark.django_db
def test_the_table_of_the_rule_holds() -> None:
    load_units(SYSTEM)
    table = [
        ("ninh-thuan", BEFORE, date(2025, 6, 30), "ninh-thuan"),
        ("ninh-thuan", BEFORE, AFTER, "khanh-hoa-2025"),
        ("khanh-hoa", BEFORE, AFTER, "khanh-hoa-2025"),
        ("thua-thien-hue", date(2024, 12, 31), date(2025, 1, 1), "hue"),
        ("ninh-thuan.stttt", BEFORE, AFTER, "khanh-hoa-2025.skhcn"),
        ("ha-noi.cthads", BEFORE, AFTER, "ha-noi.thads"),
    ]
    for key, start, end, heir in table:
        assert keys(successors(known(key), start, end)) == {heir}
