"""Filters are kept under a name, opened with one click, renamed and removed by whose they are."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congtac.accounts.models import SavedFilter
from congtac.accounts.services.filters import MOST, keep_filter, remove_filter, rename_filter
from congtac.ground.audit.models import Line
from congtac.kernel.actor import NOBODY, SYSTEM, Actor
from congtac.kernel.lists import TITLES
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused

Cast = Mapping[str, Actor]
Enter = Callable[[str], Client]
PEOPLE = "/tai-khoan/nguoi/"
KEEP = "/tai-khoan/bo-loc/luu/"


@pytest.fixture(autouse=True)
def _the_day(on_day: Callable[[date], None]) -> None:
    on_day(date(2024, 6, 3))


def test_a_filter_is_kept_from_its_list_and_opened_with_one_click(client_of: Enter) -> None:
    client = client_of("lan")
    assert "Lưu bộ lọc đang dùng" not in client.get(PEOPLE).content.decode()
    assert "Lưu bộ lọc đang dùng" in client.get(f"{PEOPLE}?q=quang&page=1").content.decode()
    answer = client.post(KEEP, {"address": f"{PEOPLE}?q=quang&page=1", "name": " Anh  Minh "})
    assert answer["Location"] == f"{PEOPLE}?q=quang"
    page = client.get(PEOPLE).content.decode()
    assert f'href="{PEOPLE}?q=quang">Anh Minh</a>' in page
    opened = client.get(f"{PEOPLE}?q=quang").content.decode()
    assert "Trần Quang Minh" in opened
    assert 'aria-current="true">Anh Minh' in opened
    assert "Lưu bộ lọc đang dùng" not in opened
    assert Line.objects.filter(act="accounts.filter.kept").count() == 1


def test_what_is_kept_for_the_unit_its_people_see_and_no_others(client_of: Enter) -> None:
    given = {"address": "/don-vi/?q=ninh", "name": "Ninh Thuận", "for_unit": "1"}
    client_of("lan").post(KEEP, given)
    assert "Ninh Thuận <small>của đơn vị" in client_of("minh").get("/don-vi/").content.decode()
    assert "của đơn vị" not in client_of("hoa").get("/don-vi/").content.decode()


def test_what_one_keeps_for_oneself_nobody_else_sees_or_touches(
    client_of: Enter, cast: Cast
) -> None:
    kept = keep_filter(cast["lan"], "/don-vi/?q=ninh", "Của Lan")
    for other in ("minh", "hoa", "an"):
        assert "Của Lan" not in client_of(other).get("/don-vi/").content.decode()
        assert client_of(other).post(f"/tai-khoan/bo-loc/{kept.pk}/xoa/").status_code == 404
        with pytest.raises(Refused):
            rename_filter(cast[other], kept, "Của tôi")
        with pytest.raises(Refused):
            remove_filter(cast[other], kept)


def test_a_filter_of_the_unit_is_changed_by_who_kept_it_and_by_the_leader(cast: Cast) -> None:
    kept = keep_filter(cast["minh"], "/don-vi/?q=ninh", "Chung", for_unit=True)
    with pytest.raises(Refused):
        remove_filter(cast["lan"], kept)
    mine = keep_filter(cast["lan"], "/don-vi/?q=thuan", "Của cả phòng", for_unit=True)
    rename_filter(cast["minh"], mine, "Thuận")
    remove_filter(cast["lan"], mine)
    assert [it.name for it in SavedFilter.objects.all()] == ["Chung"]


def test_it_is_renamed_and_removed_on_a_page(client_of: Enter, cast: Cast) -> None:
    kept = keep_filter(cast["lan"], "/don-vi/?q=ninh", "Cũ")
    client = client_of("lan")
    client.post(f"/tai-khoan/bo-loc/{kept.pk}/doi-ten/", {"name": "Mới"})
    page = client.get("/tai-khoan/bo-loc/").content.decode()
    assert 'href="/don-vi/?q=ninh">Mới</a>' in page
    client.post(f"/tai-khoan/bo-loc/{kept.pk}/xoa/")
    assert "Chưa lưu bộ lọc nào" in client.get("/tai-khoan/bo-loc/").content.decode()
    assert client.post(f"/tai-khoan/bo-loc/{kept.pk}/xoa/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "https://khac.example.vn/don-vi/?q=a",
        "//khac.example.vn/don-vi/?q=a",
        "javascript:alert(1)?q=a",
        "/tai-khoan/bao-mat/?q=a",
        "/khong-co/?q=a",
        "don-vi/?q=a",
        "/don-vi/xuat/?q=a",
        "\\\\khac.example.vn/don-vi/?q=a",
    ],
)
def test_only_lists_of_this_site_are_kept(cast: Cast, address: str) -> None:
    with pytest.raises(Problem) as refusal:
        keep_filter(cast["lan"], address, "Lạ")
    assert refusal.value.code == "ACC-060"
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("address", "name", "code"),
    [
        ("/don-vi/", "Tên", "ACC-062"),
        ("/don-vi/?page=2&ngay=03/06/2024", "Tên", "ACC-062"),
        (f"/don-vi/?q={'a' * 2100}", "Tên", "ACC-062"),
        ("/don-vi/?q=a", "  ", "ACC-061"),
        ("/don-vi/?q=a", "a" * 101, "ACC-061"),
    ],
)
def test_what_cannot_be_kept_is_told(cast: Cast, address: str, name: str, code: str) -> None:
    with pytest.raises(Problem) as refusal:
        keep_filter(cast["lan"], address, name)
    assert refusal.value.code == code


def test_a_name_is_given_once_for_a_list_of_an_owner(cast: Cast) -> None:
    keep_filter(cast["lan"], "/don-vi/?q=a", "Tên")
    keep_filter(cast["lan"], f"{PEOPLE}?q=a", "Tên")
    keep_filter(cast["hoa"], "/don-vi/?q=a", "Tên")
    other = keep_filter(cast["lan"], "/don-vi/?q=b", "Khác")
    for act in (
        lambda: keep_filter(cast["lan"], "/don-vi/?q=c", "tên"),
        lambda: rename_filter(cast["lan"], other, "TÊN"),
    ):
        with pytest.raises(Problem) as refusal:
            act()
        assert refusal.value.code == "ACC-064"


def test_there_are_not_more_than_one_can_find(cast: Cast) -> None:
    for number in range(MOST):
        keep_filter(cast["lan"], f"/don-vi/?q={number}", f"Số {number}")
    with pytest.raises(Problem) as refusal:
        keep_filter(cast["lan"], "/don-vi/?q=x", "Nữa")
    assert refusal.value.code == "ACC-063"


def test_nobody_and_who_holds_no_post_keep_nothing_for_a_unit(cast: Cast) -> None:
    for actor in (NOBODY, Actor(person="lan", name="Lan"), SYSTEM):
        with pytest.raises(Refused):
            keep_filter(actor, "/don-vi/?q=a", "Tên", for_unit=True)
    with pytest.raises(Refused):
        keep_filter(NOBODY, "/don-vi/?q=a", "Tên")
    assert Client().post(KEEP, {"address": "/don-vi/?q=a", "name": "x"}).status_code == 302


def test_a_filter_has_one_owner_in_the_database_too(cast: Cast) -> None:
    kept = keep_filter(cast["lan"], "/don-vi/?q=a", "Tên")
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedFilter.objects.filter(pk=kept.pk).update(person=None)


def test_every_list_that_is_named_shows_its_filters(client_of: Enter, cast: Cast) -> None:
    client = client_of("an")
    for name in TITLES:
        keep_filter(cast["an"], f"{reverse(name)}?q=ninh", "Bộ lọc thử")
        page = client.get(reverse(name)).content.decode()
        assert "Bộ lọc thử</a>" in page, name


def test_many_filters_ask_the_database_no_more_often(
    client_of: Enter, cast: Cast, django_assert_num_queries: Any
) -> None:
    client = client_of("lan")
    keep_filter(cast["lan"], f"{PEOPLE}?q=x", "Một")
    with CaptureQueriesContext(connection) as few:
        client.get(PEOPLE)
    for number in range(20):
        keep_filter(cast["lan"], f"{PEOPLE}?q={number}", f"Số {number}")
    with django_assert_num_queries(len(few)):
        client.get(PEOPLE)
