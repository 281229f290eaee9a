"""Screens of the units."""

from collections.abc import Callable
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.organisations.models import Unit

Enter = Callable[[str], Client]
Move = Callable[[date], None]
MOST_QUERIES = 15  # the frame asks for session, person, posts, day; the page for six things


def test_the_list_shows_the_units_of_the_day(client_of: Enter, on_day: Move) -> None:
    on_day(date(2025, 6, 30))
    client = client_of("ha")
    assert "Sở Tư pháp Ninh Thuận" in client.get("/don-vi/?q=ninh+thuan").content.decode()
    on_day(date(2025, 7, 1))
    page = client.get("/don-vi/?q=ninh+thuan").content.decode()
    assert "Sở Tư pháp Ninh Thuận" not in page
    assert "Không có đơn vị nào khớp" in page


def asked(client: Client, address: str) -> int:
    """How often a page asks the database."""
    with CaptureQueriesContext(connection) as questions:
        assert client.get(address).status_code == 200
    return len(questions)


def test_the_list_asks_the_database_as_often_for_many_units_as_for_few(
    client_of: Enter, on_day: Move
) -> None:
    on_day(date(2024, 6, 3))
    client = client_of("lan")
    few = asked(client, "/don-vi/?q=thanh+tra+tinh+ninh+thuan")
    assert asked(client, "/don-vi/?q=so+tu+phap") == few <= MOST_QUERIES


def test_a_unit_shows_its_last_day_and_its_own_units(client_of: Enter, on_day: Move) -> None:
    on_day(date(2024, 6, 3))
    page = client_of("lan").get("/don-vi/ninh-thuan/").content.decode()
    assert "đến hết 30/06/2025" in page
    assert "Công an tỉnh Ninh Thuận" in page


def test_an_unknown_unit_is_not_found(client_of: Enter) -> None:
    assert client_of("lan").get("/don-vi/khong-co/").status_code == 404


def test_a_stranger_without_sign_in_is_led_to_the_door(client: Client, db: None) -> None:
    assert Unit.objects.count() == 0
    answer = client.get("/don-vi/")
    assert answer.status_code == 302
    assert answer["Location"] == "/tai-khoan/dang-nhap/?next=/don-vi/"


def test_the_list_is_narrowed_by_kind_level_and_day(client_of: Enter) -> None:
    client = client_of("lan")
    page = client.get("/don-vi/?loai=province&ngay=01/07/2025")
    assert page.context["page"].paginator.count == 34
    assert client.get("/don-vi/?cap=district&ngay=01/07/2025").context["page"].paginator.count == 0
    assert client.get("/don-vi/?ngay=khong").status_code == 422


def test_the_tree_stands_as_of_any_day_in_each_hierarchy(client_of: Enter, on_day: Move) -> None:
    on_day(date(2024, 6, 3))
    client = client_of("lan")
    address = "/don-vi/cay/?he=professional&ngay="
    page = client.get(f"{address}30/06/2025")
    (branch,) = page.context["branches"]
    assert branch.top.key == "btp"
    assert len(branch.below) == 63 + 7
    (branch,) = client.get(f"{address}01/07/2025").context["branches"]
    assert len(branch.below) == 34
    assert asked(client, f"{address}30/06/2025") == asked(client, f"{address}01/07/2025")
    page = client.get("/don-vi/cay/?goc=ninh-thuan.ninh-son")
    (branch,) = page.context["branches"]
    agencies = [unit.key for depth, unit in branch.below if depth == 1 and unit.kind != "commune"]
    assert agencies == ["ninh-thuan.ninh-son.ptp", "ninh-thuan.ninh-son.ubnd"]
    assert {depth for depth, unit in branch.below if unit.key.endswith("lam-son.ubnd")} == {2}
    assert "Không có đơn vị nào" in client.get("/don-vi/cay/?goc=khong-co").content.decode()


def test_a_unit_tells_its_history(client_of: Enter, on_day: Move) -> None:
    on_day(date(2024, 6, 3))
    client = client_of("lan")
    page = client.get("/don-vi/ninh-thuan.stp/?ngay=01/07/2025").content.decode()
    assert "không hoạt động vào ngày 01/07/2025" in page
    assert "Chuyển (sáp nhập, hợp nhất) sang" in page
    assert "Nghị quyết 202/2025/QH15" in page
    assert "Cấp Phiếu lý lịch tư pháp" in page


def test_a_group_shows_its_units_as_of_a_day(client_of: Enter) -> None:
    client = client_of("lan")
    listed = client.get("/don-vi/nhom/").content.decode()
    assert "Các Sở Tư pháp" in listed
    page = client.get("/don-vi/nhom/ubnd-cap-huyen/?ngay=30/06/2025").content.decode()
    assert "Ủy ban nhân dân huyện Ninh Sơn" in page
    page = client.get("/don-vi/nhom/ubnd-cap-huyen/?ngay=01/07/2025").content.decode()
    assert "không chỉ đơn vị nào" in page


def test_only_the_administrator_gives_a_group_another_meaning(client_of: Enter) -> None:
    said = {
        "since": "01/08/2025",
        "scope": "province",
        "kinds": ["department"],
        "levels": ["province"],
        "basis": "Quyết định 01/QĐ",
    }
    address = "/don-vi/nhom/so-ban-nganh/dinh-nghia/"
    assert client_of("lan").post(address, said).status_code == 403
    assert client_of("an").post(address, {}).status_code == 422
    assert client_of("an").post(address, said).status_code == 302
    again = client_of("an").post(address, said)
    assert again.status_code == 422
    assert "đã có định nghĩa" in again.content.decode()
