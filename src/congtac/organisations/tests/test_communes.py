"""The communes of the province in depth, and what became of them on 01/07/2025."""

from datetime import date

import pytest

from congtac.kernel.actor import SYSTEM
from congtac.organisations.data_files import rows
from congtac.organisations.models import Succession, Unit
from congtac.organisations.queries import (
    Matcher,
    ancestors,
    children,
    ended_without_heir,
    history,
    predecessors,
    successors,
    units_on,
)
from congtac.organisations.services import load_units

pytestmark = pytest.mark.django_db
BEFORE, LAST_DAY, FIRST_DAY = date(2024, 6, 3), date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(autouse=True)
def _units() -> None:
    load_units(SYSTEM)


def unit(key: str) -> Unit:
    return Unit.objects.get(key=key)


def communes(day: date) -> set[str]:
    return set(units_on(day, kind="commune").values_list("key", flat=True))


def test_they_live_until_the_last_of_june_2025_and_others_from_the_next_day() -> None:
    assert len(communes(BEFORE)) == len(communes(LAST_DAY)) == 62
    assert len(communes(FIRST_DAY)) == 24
    assert communes(LAST_DAY).isdisjoint(communes(FIRST_DAY))


def test_a_commune_stands_in_its_district_and_the_new_one_right_under_the_province() -> None:
    old, new = unit("ninh-thuan.ninh-phuoc.an-hai"), unit("khanh-hoa-2025.phuoc-dinh")
    assert [it.name for it in ancestors(old, BEFORE)] == ["Huyện Ninh Phước", "Tỉnh Ninh Thuận"]
    assert [it.name for it in ancestors(new, FIRST_DAY)] == ["Tỉnh Khánh Hòa"]
    assert "Xã An Hải" in {it.name for it in children(unit("ninh-thuan.ninh-phuoc"), BEFORE)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("phan-rang-thap-cham.phu-ha", "phan-rang"),
        ("ninh-son.nhon-son", "do-vinh"),
        ("ninh-hai.khanh-hai", "ninh-chu"),
        ("thuan-bac.bac-son", "ninh-hai"),
        ("ninh-phuoc.an-hai", "phuoc-dinh"),
    ],
)
def test_a_commune_and_its_committee_lead_to_what_became_of_them(old: str, new: str) -> None:
    for ending in ("", ".ubnd"):
        before, after = unit(f"ninh-thuan.{old}{ending}"), unit(f"khanh-hoa-2025.{new}{ending}")
        assert list(successors(before, BEFORE, FIRST_DAY)) == [after]
        assert list(successors(before, BEFORE, LAST_DAY)) == [before]
        assert before in predecessors(after, BEFORE, FIRST_DAY)


def test_what_we_do_not_know_leads_nowhere_and_is_listed() -> None:
    lost = ended_without_heir(FIRST_DAY).filter(kind="commune")
    assert {it.parent.key for it in lost if it.parent} == {"ninh-thuan.bac-ai"}
    assert lost.count() == 9


def test_each_row_says_that_it_was_recalled() -> None:
    assert {row["sure"] for row in rows("communes.csv")} == {"recalled"}
    told = [event.basis for event in history(unit("ninh-thuan.ninh-son.nhon-son"))]
    assert any("cần đối chiếu" in basis for basis in told)


def test_the_committee_of_a_commune_is_told_by_its_name() -> None:
    matcher = Matcher("ninh-thuan.stp", BEFORE)
    found = matcher.unit("UBND thị trấn Phước Dân")
    assert found is not None
    assert found.key == "ninh-thuan.ninh-phuoc.phuoc-dan.ubnd"
    assert matcher.unit("UBND tỉnh") == unit("ninh-thuan.ubnd")


def test_loading_twice_changes_nothing() -> None:
    before = (Unit.objects.count(), Succession.objects.count())
    load_units(SYSTEM)
    assert (Unit.objects.count(), Succession.objects.count()) == before
