"""Signing in and out, and stepping into the demo."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.test import Client

from congtac.accounts.models import Person
from congtac.accounts.services.people import set_password
from congtac.ground.audit.models import Line
from congtac.kernel.actor import SYSTEM, Actor

DOOR = "/tai-khoan/dang-nhap/"
PASSWORD = "mot-mat-khau-dai-2024"


@pytest.fixture
def lan(cast: Mapping[str, Actor]) -> Person:
    person = Person.objects.get(username="lan")
    set_password(SYSTEM, person, PASSWORD)
    return person


@pytest.mark.usefixtures("lan")
def test_name_and_password_lead_to_the_page_that_was_wanted(client: Client) -> None:
    given = {"username": "lan", "password": PASSWORD, "next": "/don-vi/"}
    answer = client.post(DOOR, given)
    assert (answer.status_code, answer["Location"]) == (302, "/don-vi/")
    assert "Nguyễn Thị Lan" in client.get("/").content.decode()
    assert Line.objects.filter(act="accounts.person.signed_in", actor="lan").count() == 1


@pytest.mark.usefixtures("lan")
@pytest.mark.parametrize("given", [("lan", "sai"), ("khong-co", PASSWORD), ("lan", "")])
def test_wrong_names_and_passwords_get_the_same_page_back(
    client: Client, given: tuple[str, str]
) -> None:
    answer = client.post(DOOR, {"username": given[0], "password": given[1]})
    assert answer.status_code == 422
    assert "Chưa gửi được" in answer.content.decode()
    assert client.get("/").status_code == 302


@pytest.mark.usefixtures("lan")
def test_what_was_typed_stays_but_the_password(client: Client) -> None:
    page = client.post(DOOR, {"username": "lan", "password": "sai-roi"}).content.decode()
    assert 'value="lan"' in page
    assert "sai-roi" not in page


@pytest.mark.usefixtures("lan")
@pytest.mark.parametrize("wanted", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client: Client, wanted: str) -> None:
    answer = client.post(DOOR, {"username": "lan", "password": PASSWORD, "next": wanted})
    assert answer["Location"] == "/"


def test_a_person_who_left_does_not_come_in(client: Client, lan: Person) -> None:
    lan.is_active = False
    lan.save()
    assert client.post(DOOR, {"username": "lan", "password": PASSWORD}).status_code == 422


def test_signing_out_ends_the_session(client_of: Callable[[str], Client]) -> None:
    client = client_of("lan")
    assert client.get("/tai-khoan/dang-xuat/").status_code == 405
    assert client.post("/tai-khoan/dang-xuat/").status_code == 302
    assert client.get("/").status_code == 302


@pytest.mark.usefixtures("cast")
def test_a_real_site_shows_no_cast_and_knows_no_stepping_in(client: Client) -> None:
    assert "Mật khẩu" in client.get(DOOR).content.decode()
    assert client.post("/tai-khoan/vao-vai/lan/").status_code == 404
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("username", ["lan", "minh", "hoa", "ha", "an"])
@pytest.mark.usefixtures("cast")
def test_the_demo_shows_the_cast_and_lets_a_visitor_be_any_of_them(
    client: Client, settings: Any, username: str
) -> None:
    settings.DEMO = True
    assert f"/tai-khoan/vao-vai/{username}/" in client.get(DOOR).content.decode()
    client.post(f"/tai-khoan/vao-vai/{username}/")
    person = Person.objects.get(username=username)
    assert person.name in client.get("/").content.decode()


@pytest.mark.usefixtures("lan")
def test_the_demo_still_has_a_door_with_a_password(client: Client, settings: Any) -> None:
    settings.DEMO = True
    assert "Mật khẩu" in client.get(f"{DOOR}?form=1").content.decode()
    assert client.post(DOOR, {"username": "lan", "password": PASSWORD}).status_code == 302
