"""Which units exist on a day."""

from datetime import date

import pytest

from congtac.kernel.actor import SYSTEM
from congtac.organisations.models import Unit
from congtac.organisations.queries import unit, units_on
from congtac.organisations.services import load_units

pytestmark = pytest.mark.django_db
LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(autouse=True)
def _units() -> None:
    load_units(SYSTEM)


def provinces(day: date) -> set[str]:
    return set(units_on(day).filter(kind="province").values_list("key", flat=True))


def test_there_are_63_provinces_until_the_last_of_june_2025_and_34_from_the_next_day() -> None:
    assert len(provinces(date(2024, 6, 3))) == 63
    assert len(provinces(LAST_DAY)) == 63
    assert len(provinces(FIRST_DAY)) == 34


def test_each_province_of_a_day_has_one_department_of_justice() -> None:
    for day in (LAST_DAY, FIRST_DAY):
        departments = units_on(day).filter(key__endswith=".stp")
        assert set(departments.values_list("parent__key", flat=True)) == provinces(day)


def test_thua_thien_hue_becomes_hue_with_the_year_2025() -> None:
    assert "thua-thien-hue" in provinces(date(2024, 12, 31))
    assert "hue" not in provinces(date(2024, 12, 31))
    assert "hue" in provinces(date(2025, 1, 1))


def test_a_code_that_was_used_again_names_two_units_with_two_keys() -> None:
    keys = list(Unit.objects.filter(kind="province", code="52").values_list("key", flat=True))
    assert len(keys) == 2


def test_a_unit_is_found_without_tone_marks_and_sorted_as_a_dictionary_does() -> None:
    found = units_on(LAST_DAY, "tinh dak").filter(kind="province")
    assert [unit.name for unit in found] == ["Tỉnh Đắk Lắk", "Tỉnh Đắk Nông"]


def test_one_province_is_there_in_depth() -> None:
    inspectorate = unit("ninh-thuan.ttr")
    assert inspectorate is not None
    assert inspectorate.name == "Thanh tra tỉnh Ninh Thuận"
    assert unit("khanh-hoa.ttr") is None


def test_loading_again_changes_nothing() -> None:
    before = Unit.objects.count()
    load_units(SYSTEM)
    assert Unit.objects.count() == before
