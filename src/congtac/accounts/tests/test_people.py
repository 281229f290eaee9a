"""The screens of people, for the administrator, the person, and others."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from congtac.accounts.models import Person, Post, SigningPower
from congtac.ground.audit.models import Line
from congtac.organisations.models import Unit

Enter = Callable[[str], Client]
QUERIES = 8  # session, person, their posts and oversight, count, people, posts, saved filters
NEW = {"username": "binh.tv", "name": "Trần Văn Bình", "email": "binh@example.vn"}
ONE_TIME = re.compile(r"<code>((?:\w{4}-){3}\w{4})</code>")


def test_people_are_found_without_tone_marks_with_their_posts(client_of: Enter) -> None:
    page = client_of("lan").get("/tai-khoan/nguoi/?q=tran+quang").content.decode()
    assert "Phó Giám đốc Sở" in page
    assert "Nguyễn Thị Lan</a></td>" not in page


def test_the_list_asks_the_database_as_often_for_many_as_for_few(
    client_of: Enter, django_assert_num_queries: Any
) -> None:
    client = client_of("an")
    for number in range(70):
        person = Person(username=f"p{number}")
        person.call(f"Người Thử {number}")
        person.save()
    for address in ("/tai-khoan/nguoi/", "/tai-khoan/nguoi/?q=lan"):
        with django_assert_num_queries(QUERIES):
            client.get(address)


def test_the_sheet_holds_the_narrowed_list_and_no_formula(client_of: Enter) -> None:
    lan = Person.objects.get(username="lan")
    lan.call("=1+1 Lan")
    lan.save()
    answer = client_of("an").get("/tai-khoan/nguoi/excel/?q=lan")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[3:]] == ["'=1+1 Lan"]


def test_the_administrator_adds_a_person_who_must_change_the_password(client_of: Enter) -> None:
    answer = client_of("an").post("/tai-khoan/nguoi/them/", NEW)
    shown = ONE_TIME.search(answer.content.decode())
    assert shown
    assert answer["Cache-Control"] == "no-store"
    client, given = Client(), {"username": "binh.tv", "password": shown[1]}
    assert client.post("/tai-khoan/dang-nhap/", given)["Location"] == "/tai-khoan/mat-khau/"
    assert client.get("/don-vi/")["Location"] == "/tai-khoan/mat-khau/"
    new = {"old": shown[1], "new": "ca-kho-lang-vu-dai", "again": "ca-kho-lang-vu-dai"}
    assert client.post("/tai-khoan/mat-khau/", new).status_code == 302
    assert client.get("/don-vi/").status_code == 200


def test_no_password_ever_enters_the_log(client_of: Enter) -> None:
    page = client_of("an").post("/tai-khoan/nguoi/lan/mat-khau/").content.decode()
    shown = ONE_TIME.search(page)
    assert shown
    assert Line.objects.filter(act="accounts.password.reset", subject_key="lan").count() == 1
    assert not any(shown[1] in str(line.body) for line in Line.objects.all())


def test_administrators_change_their_own_password_where_it_ends_no_session(
    client_of: Enter,
) -> None:
    client = client_of("an")
    assert client.post("/tai-khoan/nguoi/an/mat-khau/")["Location"] == "/tai-khoan/mat-khau/"
    assert "Cấp mật khẩu dùng một lần" not in client.get("/tai-khoan/nguoi/an/").content.decode()
    assert client.get("/tai-khoan/mat-khau/").status_code == 200
    assert not Line.objects.filter(act="accounts.password.reset").exists()


@pytest.mark.parametrize("username", ["lan", "minh", "hoa", "ha"])
def test_others_are_told_why_they_may_not_keep_people(client_of: Enter, username: str) -> None:
    client = client_of(username)
    post = Post.objects.get(person__username="lan")
    answers = [
        client.post("/tai-khoan/nguoi/them/", NEW),
        client.get("/tai-khoan/nguoi/lan/sua/"),
        client.post("/tai-khoan/nguoi/lan/mat-khau/"),
        client.get(f"/tai-khoan/chuc-vu/{post.pk}/ket-thuc/"),
        client.get(f"/tai-khoan/chuc-vu/{post.pk}/quyen-ky/"),
    ]
    assert [answer.status_code for answer in answers] == [403] * 5
    assert "Chỉ quản trị hệ thống" in answers[0].content.decode()


def test_a_name_is_taken_once_and_what_was_typed_stays(client_of: Enter) -> None:
    client = client_of("an")
    client.post("/tai-khoan/nguoi/them/", NEW)
    again = client.post("/tai-khoan/nguoi/them/", NEW)
    assert again.status_code == 422
    assert "đã có người dùng" in again.content.decode()
    assert 'value="Trần Văn Bình"' in again.content.decode()


def test_the_person_shows_posts_by_date_with_last_days(client_of: Enter) -> None:
    client, lan = client_of("an"), Person.objects.get(username="lan")
    old = Post(person=lan, unit=Unit.objects.get(key="ninh-thuan.ubnd"), title="Văn thư")
    old.since, old.until = date(2021, 1, 1), date(2023, 1, 1)
    old.save()
    page = client.get("/tai-khoan/nguoi/lan/").content.decode()
    assert page.index("Chuyên viên") < page.index("Văn thư")
    assert "đến hết 31/12/2022" in page
    assert "đã kết thúc" in page


def test_a_post_is_given_and_ended_on_screens(client_of: Enter, on_day: Any) -> None:
    on_day(date(2024, 6, 3))
    client = client_of("an")
    given = {"unit": "Sở Tư pháp Ninh Thuận", "title": "Trưởng phòng", "roles": ["leader"]}
    given |= {"since": "01/06/2024", "last_day": "", "basis": "12/QĐ-STP"}
    assert client.post("/tai-khoan/nguoi/lan/chuc-vu/", given).status_code == 302
    post = Post.objects.get(title="Trưởng phòng")
    assert (post.unit.key, post.since, post.until) == ("ninh-thuan.stp", date(2024, 6, 1), None)
    end = {"last_day": "30/06/2024"}
    assert client.post(f"/tai-khoan/chuc-vu/{post.pk}/ket-thuc/", end).status_code == 302
    post.refresh_from_db()
    assert post.until == date(2024, 7, 1)


def test_a_wrong_unit_or_day_is_said_beside_the_field(client_of: Enter) -> None:
    given = {"unit": "Sở Không Có", "title": "X", "roles": ["leader"], "since": "31/02/2024"}
    answer = client_of("an").post("/tai-khoan/nguoi/lan/chuc-vu/", given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Không có đơn vị nào mang tên" in page
    assert "Ngày viết như 31/12/2024" in page


def test_a_power_is_given_on_a_screen_and_taken_up_by_its_holder(
    client_of: Enter, on_day: Any
) -> None:
    on_day(date(2024, 6, 3))
    post = Post.objects.get(person__username="minh") if client_of("an") else None
    assert post
    given = {"kind": "KT", "principal": "Giám đốc", "unit": post.unit.key, "since": "01/06/2024"}
    address = f"/tai-khoan/chuc-vu/{post.pk}/quyen-ky/"
    assert client_of("an").post(address, given).status_code == 302
    power, minh = SigningPower.objects.get(), client_of("minh")
    minh.post("/tai-khoan/tu-cach/", {"post": post.pk, "power": power.pk})
    assert "KT. Giám đốc, Sở Tư pháp Ninh Thuận" in minh.get("/don-vi/").content.decode()
    lan = client_of("lan")
    lan.post("/tai-khoan/tu-cach/", {"post": post.pk, "power": power.pk})
    assert "KT. Giám đốc" not in lan.get("/don-vi/").content.decode()


def test_mail_and_sessions_are_seen_by_the_person_and_the_administrator_alone(
    client_of: Enter,
) -> None:
    assert "Thư điện tử" in client_of("lan").get("/tai-khoan/nguoi/lan/").content.decode()
    assert "Thư điện tử" in client_of("an").get("/tai-khoan/nguoi/lan/").content.decode()
    assert "Thư điện tử" not in client_of("hoa").get("/tai-khoan/nguoi/lan/").content.decode()


def test_the_administrator_cannot_shut_themselves_out(client_of: Enter) -> None:
    shut = {"name": "Đỗ Văn An", "email": ""}
    answer = client_of("an").post("/tai-khoan/nguoi/an/sua/", shut)
    assert answer.status_code == 422
    assert "Bạn không tự khóa" in answer.content.decode()


def test_who_is_shut_out_is_out_at_once(client_of: Enter) -> None:
    lan = client_of("lan")
    client_of("an").post("/tai-khoan/nguoi/lan/sua/", {"name": "Nguyễn Thị Lan", "email": ""})
    assert lan.get("/don-vi/").status_code == 302


def test_the_unit_shows_who_holds_its_posts_and_the_search_finds_people(client_of: Enter) -> None:
    client = client_of("hoa")
    assert "Trần Quang Minh" in client.get("/don-vi/ninh-thuan.stp/").content.decode()
    assert "/tai-khoan/nguoi/minh/" in client.get("/tim/?q=quang+minh").content.decode()
