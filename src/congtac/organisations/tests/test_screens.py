"""Screens of the units."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client

from congtac.organisations.models import Unit

Enter = Callable[[str], Client]
Move = Callable[[date], None]
QUERIES = 8  # session, person, two times the day, post, the day, count and page of units


def test_the_list_shows_the_units_of_the_day(client_of: Enter, on_day: Move) -> None:
    on_day(date(2025, 6, 30))
    client = client_of("ha")
    assert "Sở Tư pháp Ninh Thuận" in client.get("/don-vi/?q=ninh+thuan").content.decode()
    on_day(date(2025, 7, 1))
    page = client.get("/don-vi/?q=ninh+thuan").content.decode()
    assert "Sở Tư pháp Ninh Thuận" not in page
    assert "Không có đơn vị nào khớp" in page


def test_the_list_asks_the_database_as_often_for_many_units_as_for_few(
    client_of: Enter, django_assert_num_queries: Any, on_day: Move
) -> None:
    on_day(date(2024, 6, 3))
    client = client_of("lan")
    for address in ("/don-vi/", "/don-vi/?q=thanh+tra+tinh+ninh+thuan"):
        with django_assert_num_queries(QUERIES):
            client.get(address)


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
