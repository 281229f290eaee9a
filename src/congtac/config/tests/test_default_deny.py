"""Default deny, and the pages that say no."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django.views.decorators.http import require_POST

from congtac.kernel.guard import opens_to, public, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import refused

Enter = Callable[[str], Client]


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("mở toang")


@public
def open_to_all(request: HttpRequest) -> HttpResponse:
    return HttpResponse("chào")


@opens_to(lambda actor: refused("Đợt này đã khóa từ 01/06/2024."))
def shut(request: HttpRequest) -> HttpResponse:
    return HttpResponse("không tới đây")


@opens_to(signed_in)
def troubled(request: HttpRequest) -> HttpResponse:
    raise Problem("TST-002", "Cột 3 phải bằng tổng cột 4 và cột 5.")


@public
def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


@public
@require_POST
def posted(request: HttpRequest) -> HttpResponse:
    return HttpResponse("đã gửi")


urlpatterns = [
    path("thu/khong-khai/", undeclared),
    path("thu/moi-nguoi/", open_to_all),
    path("thu/dong/", shut),
    path("thu/vuong/", troubled),
    path("thu/hong/", broken),
    path("thu/gui/", posted),
    path("", include("congtac.config.urls")),
]
handler404 = "congtac.config.failures.not_found"
handler500 = "congtac.config.failures.broken"


@pytest.fixture(autouse=True)
def _with_these_addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.mark.parametrize("username", ["lan", "an"])
def test_a_view_that_declares_nothing_opens_to_nobody(client_of: Enter, username: str) -> None:
    answer = client_of(username).get("/thu/khong-khai/")
    assert answer.status_code == 403
    assert "chưa khai ai được mở" in answer.content.decode()


@pytest.mark.django_db
def test_a_view_that_declares_nothing_is_shut_for_visitors_too(client: Client) -> None:
    assert client.get("/thu/khong-khai/").status_code == 403


@pytest.mark.django_db
def test_a_public_view_opens_to_all(client: Client) -> None:
    assert client.get("/thu/moi-nguoi/").content.decode() == "chào"


def test_a_refusal_shows_its_reason(client_of: Enter) -> None:
    answer = client_of("lan").get("/thu/dong/")
    assert answer.status_code == 403
    assert "Đợt này đã khóa từ 01/06/2024." in answer.content.decode()


@pytest.mark.django_db
def test_a_visitor_is_asked_to_sign_in_first(client: Client) -> None:
    assert client.get("/thu/dong/")["Location"] == "/tai-khoan/dang-nhap/?next=/thu/dong/"


def test_a_problem_becomes_a_page_with_its_sentence_and_code(client_of: Enter) -> None:
    answer = client_of("lan").get("/thu/vuong/")
    assert answer.status_code == 422
    assert "Cột 3 phải bằng tổng cột 4 và cột 5." in answer.content.decode()
    assert "TST-002" in answer.content.decode()


FRAGMENT = {"HX-Request": "true", "HX-Current-URL": "http://testserver/thu/moi-nguoi/"}


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [("/thu/vuong/", 422, "Cột 3"), ("/thu/dong/", 403, "đã khóa"), ("/thu/khong-co/", 404, "có")],
)
def test_a_fragment_that_fails_says_so_above_the_page_and_spoils_nothing(
    client_of: Enter, address: str, status: int, words: str
) -> None:
    answer = client_of("lan").get(address, headers=FRAGMENT)
    assert (answer.status_code, answer["HX-Retarget"]) == (status, "#messages")
    assert words in answer.content.decode()
    assert "<html" not in answer.content.decode()


@pytest.mark.django_db
def test_a_fragment_without_sign_in_moves_the_whole_page_to_the_door(client: Client) -> None:
    answer = client.post("/thu/dong/", headers=FRAGMENT)
    assert answer["HX-Redirect"] == "/tai-khoan/dang-nhap/?next=/thu/moi-nguoi/"


@pytest.mark.django_db
def test_what_breaks_is_told_in_vietnamese_without_its_insides(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/thu/hong/")
    assert answer.status_code == 500
    assert "Máy chủ gặp lỗi" in answer.content.decode()
    assert "ZeroDivisionError" not in answer.content.decode()


@pytest.mark.django_db
def test_an_address_that_is_not_there_is_told_in_vietnamese(client: Client) -> None:
    answer = client.get("/thu/khong-co/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_told_in_vietnamese() -> None:
    answer = Client(enforce_csrf_checks=True).post("/thu/gui/")
    assert answer.status_code == 403
    assert "Phiên làm việc của trang đã cũ" in answer.content.decode()
