"""A name that means several units, and who they are on a day."""

from collections.abc import Mapping
from datetime import date

import pytest

from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations import queries, services
from congtac.organisations.models import Group, GroupDefinition

pytestmark = pytest.mark.django_db
DAY, LAST_DAY, FIRST_DAY = date(2024, 6, 3), date(2025, 6, 30), date(2025, 7, 1)
NEAR = "ninh-thuan.stp"
WRITTEN = [
    ("các cơ quan chuyên môn thuộc UBND tỉnh", "co-quan-chuyen-mon"),
    ("Các cơ quan chuyên môn thuộc Uỷ ban nhân dân tỉnh", "co-quan-chuyen-mon"),
    ("UBND các huyện, thành phố", "ubnd-cap-huyen"),
    ("Ủy ban nhân dân các huyện, thành phố", "ubnd-cap-huyen"),
    ("UBND cấp huyện", "ubnd-cap-huyen"),
    ("các Sở Tư pháp", "so-tu-phap"),
    ("Sở Tư pháp các tỉnh, thành phố trực thuộc Trung ương", "so-tu-phap"),
    ("các sở, ngành tỉnh Ninh Thuận", "so-ban-nganh"),
    ("các đơn vị thuộc Bộ", "don-vi-thuoc-bo"),
]


@pytest.fixture(autouse=True)
def _units() -> None:
    services.load_units(SYSTEM)


def keys(group: str, near: str, day: date) -> set[str]:
    found = queries.members(Group.objects.get(key=group), near=near, day=day)
    return set(found.values_list("key", flat=True))


@pytest.mark.parametrize(("name", "key"), WRITTEN)
def test_a_group_is_known_by_the_ways_in_which_it_is_written(name: str, key: str) -> None:
    found = queries.match_group(name, near=NEAR, day=DAY)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("name", ["Sở Tư pháp", "UBND tỉnh", "các sở có liên quan", ""])
def test_one_unit_or_a_vague_word_is_no_group(name: str) -> None:
    assert queries.match_group(name, near=NEAR, day=DAY) is None


def test_the_committees_of_districts_are_seven_until_the_districts_end() -> None:
    assert len(keys("ubnd-cap-huyen", NEAR, LAST_DAY)) == 7
    assert keys("ubnd-cap-huyen", NEAR, FIRST_DAY) == set()


def test_the_departments_of_justice_are_63_and_then_34_wherever_one_asks() -> None:
    for near in (NEAR, "btp.vp"):
        assert len(keys("so-tu-phap", near, LAST_DAY)) == 63
        assert len(keys("so-tu-phap", near, FIRST_DAY)) == 34


def test_the_specialised_agencies_are_those_of_the_province_near_which_they_are_named() -> None:
    found = keys("co-quan-chuyen-mon", NEAR, DAY)
    assert {"ninh-thuan.stp", "ninh-thuan.ttr", "ninh-thuan.vpubnd"} <= found
    assert all(key.startswith("ninh-thuan.") for key in found)
    assert "ninh-thuan.ca" not in found
    assert "ninh-thuan.skhdt" in found
    assert "ninh-thuan.skhdt" not in keys("co-quan-chuyen-mon", NEAR, date(2025, 3, 1))


def test_a_group_may_mean_others_from_a_day_on_and_keeps_its_former_meaning(
    cast: Mapping[str, Actor],
) -> None:
    group = Group.objects.get(key="so-ban-nganh")
    fresh = GroupDefinition(group=group, scope="province", kinds=["department"], since=DAY)
    services.define_group(cast["an"], fresh)
    assert "ninh-thuan.ca" in keys("so-ban-nganh", NEAR, date(2024, 6, 2))
    assert "ninh-thuan.ca" not in keys("so-ban-nganh", NEAR, DAY)
    with pytest.raises(Problem, match="ORG-008"):
        services.define_group(cast["an"], GroupDefinition(group=group, scope="country", since=DAY))


def test_others_than_the_administrator_define_no_group(cast: Mapping[str, Actor]) -> None:
    group = Group.objects.get(key="so-ban-nganh")
    for name in ("lan", "minh", "hoa", "ha"):
        with pytest.raises(Refused):
            services.define_group(cast[name], GroupDefinition(group=group, since=DAY))
