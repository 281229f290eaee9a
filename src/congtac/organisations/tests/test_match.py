"""Which unit a name in a document means."""

from datetime import date

import pytest

from congtac.kernel.actor import SYSTEM
from congtac.organisations.queries import match
from congtac.organisations.services import load_units

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 3)
NEAR = "ninh-thuan.stp"
NAMES = [
    ("Sở Tư pháp", "ninh-thuan.stp"),
    ("Sở Tư pháp tỉnh", "ninh-thuan.stp"),
    ("Sở Tư pháp tỉnh Ninh Thuận", "ninh-thuan.stp"),
    ("sở tư pháp Ninh Thuận", "ninh-thuan.stp"),
    ("UBND tỉnh", "ninh-thuan.ubnd"),
    ("Uỷ ban nhân dân tỉnh", "ninh-thuan.ubnd"),
    ("Văn phòng UBND tỉnh", "ninh-thuan.vpubnd"),
    ("Sở Thông tin và Truyền thông", "ninh-thuan.stttt"),
    ("Sở TT&TT", "ninh-thuan.stttt"),
    ("Sở Văn hoá, Thể thao và Du lịch", "ninh-thuan.svhttdl"),
    ("Sở VH,TT&DL", "ninh-thuan.svhttdl"),
    ("Sở LĐ-TB&XH", "ninh-thuan.sldtbxh"),
    ("Công an tỉnh", "ninh-thuan.ca"),
    ("Thanh tra tỉnh", "ninh-thuan.ttr"),
    ("Cục THADS tỉnh", "ninh-thuan.cthads"),
    ("Cục Thi hành án dân sự tỉnh", "ninh-thuan.cthads"),
    ("Toà án nhân dân tỉnh", "ninh-thuan.tand"),
    ("Viện Kiểm sát nhân dân tỉnh", "ninh-thuan.vksnd"),
    ("Báo Ninh Thuận", "ninh-thuan.bao"),
    ("Đài Phát thanh và Truyền hình tỉnh", "ninh-thuan.dai"),
    ("Đài PT-TH tỉnh", "ninh-thuan.dai"),
    ("Hội Luật gia tỉnh", "ninh-thuan.hlg"),
    ("Ban Nội chính Tỉnh ủy", "ninh-thuan.bnc"),
    ("UBMTTQ Việt Nam tỉnh", "ninh-thuan.mttq"),
    ("Bộ Tư pháp", "btp"),
    ("Sở Tư pháp tỉnh Khánh Hòa", "khanh-hoa.stp"),
]
NOBODY = ["các sở, ngành", "UBND các huyện, thành phố", "Sở", "tỉnh", "", "Sở Tư", "Công an huyện"]


@pytest.fixture(autouse=True)
def _units() -> None:
    load_units(SYSTEM)


@pytest.mark.parametrize(("name", "key"), NAMES)
def test_an_agency_is_known_by_the_ways_in_which_it_is_written(name: str, key: str) -> None:
    found = match(name, near=NEAR, day=DAY)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("name", NOBODY)
def test_a_group_or_half_a_name_is_nobody(name: str) -> None:
    assert match(name, near=NEAR, day=DAY) is None


def test_the_same_short_name_means_another_agency_elsewhere() -> None:
    found = match("Sở Tư pháp", near="ha-noi.stp", day=DAY)
    assert found is not None
    assert found.key == "ha-noi.stp"


def test_a_unit_that_is_gone_is_not_meant_any_more() -> None:
    assert match("Sở Tư pháp tỉnh Ninh Thuận", near="btp", day=date(2025, 7, 1)) is None
