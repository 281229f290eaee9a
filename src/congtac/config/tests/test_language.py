"""The visitor chooses the language: Vietnamese unless they said English."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from congtac.config.tests.test_frame import drawn
from congtac.kernel.periods import Period
from congtac.kernel.problem import Problem

Enter = Callable[[str], Client]
DOOR = "/tai-khoan/dang-nhap/"


def choose(client: Client, language: str, back: str = "/don-vi/") -> str:
    answer = client.post("/ngon-ngu/", {"language": language, "back": back})
    assert answer.status_code == 302
    return str(answer["Location"])


@pytest.mark.django_db
def test_a_stranger_chooses_english_before_signing_in_and_vietnamese_again(client: Client) -> None:
    assert '<html lang="vi"' in client.get(DOOR).content.decode()
    assert choose(client, "en", DOOR) == DOOR
    page = client.get(DOOR)
    assert '<html lang="en"' in page.content.decode()
    assert page["Content-Language"] == "en"
    choose(client, "vi")
    assert '<html lang="vi"' in client.get(DOOR).content.decode()


def test_the_choice_goes_with_the_person_through_the_site(client_of: Enter) -> None:
    lan, minh = client_of("lan"), client_of("minh")
    choose(lan, "en")
    assert "My desk" in lan.get("/").content.decode()
    assert "Bàn làm việc" not in lan.get("/").content.decode()
    assert "Bàn làm việc" in minh.get("/").content.decode()


@pytest.mark.django_db
def test_what_the_browser_asks_for_does_not_count(client: Client) -> None:
    page = client.get(DOOR, headers={"accept-language": "en"}).content.decode()
    assert '<html lang="vi"' in page


@pytest.mark.django_db
def test_an_unknown_language_changes_nothing_and_leads_nowhere_else(client: Client) -> None:
    assert choose(client, "xx", "https://elsewhere.example/") == "/"
    assert "language" not in client.cookies
    client.cookies["language"] = "xx"
    assert '<html lang="vi"' in client.get(DOOR).content.decode()


def test_the_language_changes_by_post_alone(client_of: Enter) -> None:
    assert client_of("lan").get("/ngon-ngu/?language=en").status_code == 405


def test_pages_that_say_no_are_in_the_chosen_language(client_of: Enter) -> None:
    hoa = client_of("hoa")
    choose(hoa, "en")
    assert "This address does not exist" in hoa.get("/khong-co/").content.decode()
    assert "The log is open only to" in hoa.get("/nhat-ky/").content.decode()


def test_pure_code_speaks_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert Period.parse("2024-Q1").title == "Quarter I of 2024"
        with pytest.raises(Problem, match="is not the code of a period"):
            Period.parse("x")
    assert Period.parse("2024-Q1").title == "Quý I năm 2024"


def test_figures_follow_the_language_and_days_stay_as_they_are() -> None:
    with translation.override("en"):
        assert drawn("{{ n|number }}", n=12345) == "12,345"
    assert drawn("{{ n|number }}", n=12345) == "12.345"
