"""Lock-out, the code of the phone, recovery codes and sessions."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from congtac.accounts.models import Entry, FailedEntry, Person, PhoneCode
from congtac.accounts.rules.codes import STEP, code_at
from congtac.accounts.services import entry
from congtac.accounts.services.people import set_password
from congtac.ground.audit.models import Line
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused

DOOR, STEP_TWO = "/tai-khoan/dang-nhap/", "/tai-khoan/buoc-hai/"
PASSWORD = "mot-mat-khau-dai-2024"
GIVEN = {"username": "lan", "password": PASSWORD}
Enter = Callable[[str], Client]


@pytest.fixture
def lan(cast: Mapping[str, Actor]) -> Person:
    person = Person.objects.get(username="lan")
    set_password(SYSTEM, person, PASSWORD)
    return person


def code(secret: str, steps: int = 0) -> str:
    now = timezone.now()  # noqa: TID251 - a phone reads the real clock, as the site does
    return code_at(secret, int(now.timestamp()) // STEP + steps)


@pytest.fixture
def phone(lan: Person, cast: Mapping[str, Actor]) -> tuple[str, list[str]]:
    """The secret of Lan's phone, and her recovery codes."""
    secret = entry.begin_phone_code()
    codes = entry.confirm_phone_code(cast["lan"], lan, secret=secret, code=code(secret, -1))
    return secret, codes


def fail(client: Client, times: int, username: str = "lan") -> Any:
    for _ in range(times):
        answer = client.post(DOOR, {"username": username, "password": "sai"})
    return answer


@pytest.mark.usefixtures("lan")
def test_five_failures_lock_the_name_for_a_quarter_of_an_hour() -> None:
    fail(Client(), 5)
    answer = Client().post(DOOR, GIVEN)
    assert answer.status_code == 422
    assert "tạm khóa" in answer.content.decode()
    assert Line.objects.filter(act="accounts.entry.locked", subject_key="lan").count() == 1
    FailedEntry.objects.update(locked_until=datetime(2024, 1, 1, tzinfo=UTC))
    assert Client().post(DOOR, GIVEN).status_code == 302


@pytest.mark.usefixtures("lan")
def test_an_unknown_name_is_locked_just_the_same() -> None:
    assert "tạm khóa" in fail(Client(), 6, "khong-co").content.decode()


@pytest.mark.usefixtures("lan")
def test_coming_in_begins_the_count_anew() -> None:
    fail(Client(), 4)
    Client().post(DOOR, GIVEN)
    fail(Client(), 4)
    assert Client().post(DOOR, GIVEN).status_code == 302


@pytest.mark.usefixtures("lan")
def test_capitals_do_not_go_around_the_lock() -> None:
    for name in ("lan", "LAN", " Lan", "lAn", "laN"):
        fail(Client(), 1, name)
    assert Client().post(DOOR, GIVEN).status_code == 422


def test_the_administrator_unlocks_once_and_nobody_else_does(
    lan: Person, client_of: Enter, cast: Mapping[str, Actor]
) -> None:
    fail(Client(), 5)
    for stranger in ("lan", "minh", "hoa", "ha"):
        with pytest.raises(Refused):
            entry.unlock(cast[stranger], lan)
    assert "Mở khóa" in client_of("an").get("/tai-khoan/nguoi/lan/").content.decode()
    client_of("an").post("/tai-khoan/nguoi/lan/mo-khoa/")
    assert Client().post(DOOR, GIVEN).status_code == 302
    with pytest.raises(Problem) as twice:
        entry.unlock(cast["an"], lan)
    assert twice.value.code == "ACC-030"


def test_the_phone_is_added_on_a_screen_and_asked_for_from_then_on(
    lan: Person, client_of: Enter
) -> None:
    client = client_of("lan")
    page = client.get("/tai-khoan/bao-mat/dien-thoai/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert secret
    wrong = client.post("/tai-khoan/bao-mat/dien-thoai/", {"code": "000000"})
    assert wrong.status_code == 422
    done = client.post("/tai-khoan/bao-mat/dien-thoai/", {"code": code(secret[1])})
    assert len(re.findall(r"<code>\w{5}-\w{5}</code>", done.content.decode())) == 10
    assert secret[1] not in PhoneCode.objects.get().sealed
    assert Client().post(DOOR, GIVEN)["Location"].startswith(STEP_TWO)


def test_the_password_alone_opens_nothing_once_there_is_a_phone(
    phone: tuple[str, list[str]],
) -> None:
    client = Client()
    client.post(DOOR, {**GIVEN, "next": "/don-vi/"})
    assert client.get("/don-vi/").status_code == 302
    answer = client.post(STEP_TWO, {"code": code(phone[0]), "next": "/don-vi/"})
    assert answer["Location"] == "/don-vi/"
    assert client.get("/don-vi/").status_code == 200


def test_a_code_works_once(phone: tuple[str, list[str]], lan: Person) -> None:
    typed = code(phone[0])
    assert entry.passes_second_step(lan, typed)
    assert not entry.passes_second_step(lan, typed)


def test_a_recovery_code_works_once_and_only_for_its_owner(
    phone: tuple[str, list[str]], lan: Person
) -> None:
    minh = Person.objects.get(username="minh")
    assert not entry.passes_second_step(minh, phone[1][0])
    assert entry.passes_second_step(lan, phone[1][0].upper())
    assert not entry.passes_second_step(lan, phone[1][0])


def test_new_recovery_codes_end_the_old_ones(
    phone: tuple[str, list[str]], lan: Person, cast: Mapping[str, Actor]
) -> None:
    entry.renew_recovery_codes(cast["lan"], lan)
    assert not entry.passes_second_step(lan, phone[1][0])


def test_guessing_codes_locks_the_name(phone: tuple[str, list[str]]) -> None:
    client = Client()
    client.post(DOOR, GIVEN)
    for _ in range(5):
        client.post(STEP_TWO, {"code": "000000"})
    answer = client.post(STEP_TWO, {"code": code(phone[0])})
    assert "tạm khóa" in answer.content.decode()


def test_the_second_step_cannot_be_reached_without_the_first(
    client: Client, phone: tuple[str, list[str]]
) -> None:
    assert client.get(STEP_TWO)["Location"] == DOOR
    assert client.post(STEP_TWO, {"code": code(phone[0])})["Location"] == DOOR


def test_another_person_cannot_set_how_someone_comes_in(
    lan: Person, cast: Mapping[str, Actor]
) -> None:
    secret = entry.begin_phone_code()
    for other in ("minh", "hoa", "an"):
        with pytest.raises(Refused):
            entry.confirm_phone_code(cast[other], lan, secret=secret, code=code(secret))
        with pytest.raises(Refused):
            entry.renew_recovery_codes(cast[other], lan)


def test_the_administrator_helps_who_lost_the_phone_and_their_sessions_end(
    phone: tuple[str, list[str]], client_of: Enter
) -> None:
    client = Client()
    client.post(DOOR, GIVEN)
    client.post(STEP_TWO, {"code": phone[1][0]})
    assert client_of("hoa").post("/tai-khoan/nguoi/lan/tat-buoc-hai/").status_code == 403
    client_of("an").post("/tai-khoan/nguoi/lan/tat-buoc-hai/")
    assert client.get("/don-vi/").status_code == 302
    assert Client().post(DOOR, GIVEN)["Location"] == "/"
    assert client_of("an").post("/tai-khoan/nguoi/lan/tat-buoc-hai/").status_code == 422


def test_turning_it_off_asks_for_the_password(phone: tuple[str, list[str]]) -> None:
    client = Client()
    client.post(DOOR, GIVEN)
    client.post(STEP_TWO, {"code": phone[1][0]})
    assert client.post("/tai-khoan/bao-mat/tat/", {"password": "sai"}).status_code == 422
    assert PhoneCode.objects.exists()
    assert client.post("/tai-khoan/bao-mat/tat/", {"password": PASSWORD}).status_code == 302
    assert not PhoneCode.objects.exists()


@pytest.mark.usefixtures("lan")
def test_a_person_sees_their_sessions_and_ends_the_others() -> None:
    here, there = Client(), Client(headers={"user-agent": "Máy ở nhà"})
    for client in (here, there):
        client.post(DOOR, GIVEN)
    page = here.get("/tai-khoan/bao-mat/").content.decode()
    assert "Máy này" in page
    assert "Máy ở nhà" in page
    here.post("/tai-khoan/bao-mat/thoat-het/")
    assert there.get("/don-vi/").status_code == 302
    assert here.get("/don-vi/").status_code == 200
    assert Entry.objects.count() == 1


@pytest.mark.usefixtures("lan")
def test_a_new_password_ends_the_other_sessions_and_keeps_this_one() -> None:
    here, there = Client(), Client()
    for client in (here, there):
        client.post(DOOR, GIVEN)
    new = {"old": PASSWORD, "new": "ca-kho-lang-vu-dai", "again": "ca-kho-lang-vu-dai"}
    here.post("/tai-khoan/mat-khau/", new)
    assert here.get("/don-vi/").status_code == 200
    assert there.get("/don-vi/").status_code == 302
    assert "Máy này" in here.get("/tai-khoan/bao-mat/").content.decode()
