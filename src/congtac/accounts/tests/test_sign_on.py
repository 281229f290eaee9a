"""A ministry's own sign-on opens the door for whom it knows and we know; nobody else."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from django.test import Client

from congtac.accounts.models import Entry, Person, SignOn, SignOnLink
from congtac.accounts.rules.codes import STEP, code_at
from congtac.accounts.services import entry
from congtac.accounts.services.people import reset_password
from congtac.accounts.services.sign_on import Terms, add_sign_on, change_sign_on, unlink
from congtac.accounts.tests.ministry import (
    CLIENT,
    FOREIGN,
    SECRET,
    Ministry,
    opened,
    signed,
    signed_with_the_public_half,
    unsigned,
)
from congtac.ground.audit.models import Line
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused

Cast = Mapping[str, Actor]
Enter = Callable[[str], Client]
TERMS = Terms(
    name="Bộ Tư pháp",
    client=CLIENT,
    claim="preferred_username",
    names="username",
    contact="Phòng Công nghệ thông tin, máy lẻ 123",
    secret=SECRET,
)


class NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_options: Any) -> None:
        return None


@pytest.fixture
def ministry() -> Iterator[Ministry]:
    made, server = opened()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def sign_on(cast: Cast, ministry: Ministry) -> SignOn:
    return add_sign_on(cast["an"], ministry.issuer, TERMS)


def go(client: Client, sign_on: SignOn, wanted: str = "") -> str:
    """Set out for the ministry; return the way back that it sends the browser on."""
    begun = client.post(f"/tai-khoan/dang-nhap/co-quan/{sign_on.pk}/", {"next": wanted})
    assert begun.status_code == 302
    with pytest.raises(HTTPError) as moved:
        build_opener(NoRedirects).open(begun["Location"], timeout=10)
    parts = urlsplit(str(moved.value.headers["Location"]))
    return f"{parts.path}?{parts.query}"


def come(client: Client, sign_on: SignOn, wanted: str = "") -> Any:
    return client.get(go(client, sign_on, wanted))


def is_in(client: Client) -> bool:
    return client.get("/don-vi/").status_code == 200


def test_who_is_known_comes_in_to_the_page_they_wanted(sign_on: SignOn) -> None:
    client = Client(headers={"user-agent": "Máy cơ quan"})
    assert come(client, sign_on, "/van-ban/")["Location"] == "/van-ban/"
    page = client.get("/").content.decode()
    assert "Nguyễn Thị Lan" in page
    link = SignOnLink.objects.get()
    assert (link.person.username, link.subject) == ("lan", "so-hieu-0001")
    kept = Entry.objects.get()
    assert (kept.way, kept.device) == ("tài khoản cơ quan", "Máy cơ quan")
    acts = set(Line.objects.filter(subject_key="lan").values_list("act", flat=True))
    assert {"accounts.sign_on.linked", "accounts.person.signed_in"} <= acts


def test_the_subject_stays_the_person_whatever_the_name_becomes(
    sign_on: SignOn, ministry: Ministry
) -> None:
    come(Client(), sign_on)
    ministry.username = "hoa"
    client = Client()
    come(client, sign_on)
    assert "Nguyễn Thị Lan" in client.get("/").content.decode()
    assert SignOnLink.objects.count() == 1


def test_a_stranger_is_refused_and_told_whom_to_ask(sign_on: SignOn, ministry: Ministry) -> None:
    ministry.username, client = "nguoi-la", Client()
    answer = come(client, sign_on)
    assert answer.status_code == 403
    assert "Phòng Công nghệ thông tin, máy lẻ 123" in answer.content.decode()
    assert "ACC-055" in answer.content.decode()
    assert not is_in(client)
    assert not SignOnLink.objects.exists()
    assert not Person.objects.filter(username="nguoi-la").exists()
    line = Line.objects.get(act="accounts.sign_on.refused")
    assert "nguoi-la" in str(line.body)


def test_a_name_that_passed_to_someone_else_opens_nothing(
    sign_on: SignOn, ministry: Ministry
) -> None:
    come(Client(), sign_on)
    ministry.subject, client = "so-hieu-0002", Client()
    answer = come(client, sign_on)
    assert "ACC-056" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": "của lượt khác"},
        {"nonce": None},
        {"aud": "phan-mem-khac"},
        {"aud": [CLIENT, "phan-mem-khac"]},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"iss": "https://khac.example.vn"},
        {"sub": None},
    ],
    ids=str,
)
def test_a_token_that_says_something_else_lets_nobody_in(
    sign_on: SignOn, ministry: Ministry, changes: dict[str, Any]
) -> None:
    ministry.changes, client = changes, Client()
    answer = come(client, sign_on)
    assert (answer.status_code, "ACC-053" in answer.content.decode()) == (403, True)
    assert not is_in(client)
    assert not SignOnLink.objects.exists()


@pytest.mark.parametrize(
    "write", [unsigned, signed_with_the_public_half, lambda said: signed(said, FOREIGN)]
)
def test_a_token_that_the_issuer_did_not_sign_lets_nobody_in(
    sign_on: SignOn, ministry: Ministry, write: Any
) -> None:
    ministry.lies, client = write, Client()
    assert "ACC-053" in come(client, sign_on).content.decode()
    assert not is_in(client)


def test_an_answer_opens_once(sign_on: SignOn) -> None:
    client = Client()
    back = go(client, sign_on)
    assert client.get(back).status_code == 302
    client.post("/tai-khoan/dang-xuat/")
    assert "ACC-052" in client.get(back).content.decode()
    assert not is_in(client)


def test_the_answer_to_one_browser_opens_nothing_in_another(sign_on: SignOn) -> None:
    back, victim = go(Client(), sign_on), Client()
    assert "ACC-052" in victim.get(back).content.decode()
    go(victim, sign_on)
    assert "ACC-052" in victim.get(back).content.decode()
    assert not is_in(victim)


@pytest.mark.parametrize("named", ["https://khac.example.vn", ""])
def test_an_answer_mixed_up_with_another_issuer_is_refused(
    sign_on: SignOn, ministry: Ministry, named: str
) -> None:
    ministry.answers, client = {"iss": named}, Client()
    assert "ACC-053" in come(client, sign_on).content.decode()
    assert not is_in(client)


def test_an_attempt_with_one_sign_on_is_not_answered_at_another(
    sign_on: SignOn, cast: Cast
) -> None:
    other, server = opened()
    second = add_sign_on(cast["an"], other.issuer, TERMS_OF_OTHER)
    client = Client()
    asked = urlsplit(go(client, sign_on)).query
    answer = client.get(f"/tai-khoan/dang-nhap/co-quan/{second.pk}/tra-loi/?{asked}")
    server.shutdown()
    server.server_close()
    assert "ACC-052" in answer.content.decode()
    assert not is_in(client)


TERMS_OF_OTHER = Terms("Bộ Khác", CLIENT, "preferred_username", "username", "ai đó", secret=SECRET)


def test_a_code_that_was_stolen_is_worth_nothing_without_the_verifier(sign_on: SignOn) -> None:
    stolen = parse_qs(urlsplit(go(Client(), sign_on)).query)["code"][0]
    thief = Client()
    own = {key: it[0] for key, it in parse_qs(urlsplit(go(thief, sign_on)).query).items()}
    asked = urlencode(own | {"code": stolen})
    answer = thief.get(f"/tai-khoan/dang-nhap/co-quan/{sign_on.pk}/tra-loi/?{asked}")
    assert "ACC-050" in answer.content.decode()
    assert not is_in(thief)


def test_who_gives_up_there_is_told_what_to_do(sign_on: SignOn, ministry: Ministry) -> None:
    ministry.answers = {"error": "access_denied"}
    assert "ACC-054" in come(Client(), sign_on).content.decode()


def test_a_locked_name_and_one_shut_out_stay_outside(sign_on: SignOn) -> None:
    for _ in range(entry.FAILURES):
        entry.note_failure("lan")
    client = Client()
    page = come(client, sign_on).content.decode()
    assert "ACC-057" in page
    assert "phút" in page
    entry.forget_failures("lan")
    Person.objects.filter(username="lan").update(is_active=False)
    assert "ACC-057" in come(client, sign_on).content.decode()
    assert not is_in(client)


def test_a_second_step_here_is_asked_unless_the_ministry_has_asked(
    sign_on: SignOn, cast: Cast
) -> None:
    lan = Person.objects.get(username="lan")
    secret = entry.begin_phone_code()
    code = code_at(secret, int(time.time()) // STEP)  # noqa: TID251 - a phone reads the real clock
    entry.confirm_phone_code(cast["lan"], lan, secret=secret, code=code)
    client = Client()
    assert come(client, sign_on, "/van-ban/")["Location"].startswith("/tai-khoan/buoc-hai/")
    assert not is_in(client)
    change_sign_on(cast["an"], sign_on, Terms(**{**as_dict(TERMS), "has_second_step": True}))
    assert come(client, sign_on)["Location"] == "/"
    assert is_in(client)


def as_dict(terms: Terms) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in Terms.__dataclass_fields__} | {"secret": ""}


def test_who_never_had_a_password_is_not_asked_for_one(sign_on: SignOn) -> None:
    reset_password(SYSTEM, Person.objects.get(username="lan"))
    client = Client()
    assert come(client, sign_on)["Location"] == "/"
    assert is_in(client)


def test_signing_out_ends_the_session_and_leads_to_the_one_at_the_ministry(
    sign_on: SignOn, ministry: Ministry
) -> None:
    client = Client()
    come(client, sign_on)
    out = client.post("/tai-khoan/dang-xuat/")
    assert not is_in(client)
    page = client.get(out["Location"]).content.decode()
    assert f"{ministry.issuer}/ra?client_id=congtac" in page
    assert "Đăng xuất khỏi Bộ Tư pháp" in page


def test_an_address_is_taken_only_when_the_ministry_has_verified_it(
    cast: Cast, ministry: Ministry
) -> None:
    Person.objects.filter(username="lan").update(email="LAN@example.vn")
    by_mail = Terms(**{**as_dict(TERMS), "claim": "email", "names": "email", "secret": SECRET})
    sign_on = add_sign_on(cast["an"], ministry.issuer, by_mail)
    ministry.changes = {"email_verified": False}
    assert "ACC-055" in come(Client(), sign_on).content.decode()
    ministry.changes = {}
    assert come(Client(), sign_on).status_code == 302


def test_two_people_with_one_address_are_nobody(cast: Cast, ministry: Ministry) -> None:
    Person.objects.filter(username__in=["lan", "minh"]).update(email="lan@example.vn")
    by_mail = Terms(**{**as_dict(TERMS), "claim": "email", "names": "email", "secret": SECRET})
    sign_on = add_sign_on(cast["an"], ministry.issuer, by_mail)
    assert "ACC-055" in come(Client(), sign_on).content.decode()


def test_a_ministry_that_takes_the_secret_in_the_form_gets_it_there(
    cast: Cast, ministry: Ministry
) -> None:
    ministry.published = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert come(Client(), add_sign_on(cast["an"], ministry.issuer, TERMS)).status_code == 302


def test_a_sign_on_that_is_shut_is_not_there(sign_on: SignOn, cast: Cast) -> None:
    shut = Terms(**{**as_dict(TERMS), "is_open": False})
    change_sign_on(cast["an"], sign_on, shut)
    assert Client().post(f"/tai-khoan/dang-nhap/co-quan/{sign_on.pk}/").status_code == 404
    assert "Bộ Tư pháp" not in Client().get("/tai-khoan/dang-nhap/").content.decode()


def test_the_door_shows_the_button_and_lets_its_form_lead_there(
    sign_on: SignOn, ministry: Ministry
) -> None:
    answer = Client().get("/tai-khoan/dang-nhap/")
    assert "Vào bằng tài khoản Bộ Tư pháp" in answer.content.decode()
    assert f"form-action 'self' {ministry.issuer}" in answer["Content-Security-Policy"]
    elsewhere = Client().get("/tai-khoan/da-ra/99/")["Content-Security-Policy"]
    assert ministry.issuer not in elsewhere


def test_nobody_is_led_off_this_site_after_coming_in(sign_on: SignOn) -> None:
    assert come(Client(), sign_on, "https://khac.example.vn/")["Location"] == "/"


def test_administrators_keep_sign_ons_on_a_screen_and_the_secret_is_never_shown(
    client_of: Enter, ministry: Ministry
) -> None:
    client = client_of("an")
    given = {**as_dict(TERMS), "issuer": ministry.issuer, "secret": SECRET, "is_open": "on"}
    given.pop("has_second_step")
    assert client.post("/tai-khoan/dang-nhap-co-quan/them/", given).status_code == 302
    kept = SignOn.objects.get()
    shown = client.get("/tai-khoan/dang-nhap-co-quan/").content.decode()
    shown += client.get(f"/tai-khoan/dang-nhap-co-quan/{kept.pk}/").content.decode()
    assert f"http://testserver/tai-khoan/dang-nhap/co-quan/{kept.pk}/tra-loi/" in shown
    assert SECRET not in shown
    assert SECRET not in kept.sealed
    assert not any(SECRET in str(line.body) for line in Line.objects.all())
    given |= {"name": "Bộ Tư pháp (mới)", "secret": "", "issuer": "https://khac.example.vn"}
    assert client.post(f"/tai-khoan/dang-nhap-co-quan/{kept.pk}/", given).status_code == 302
    kept.refresh_from_db()
    assert (kept.name, kept.issuer) == ("Bộ Tư pháp (mới)", ministry.issuer)
    assert come(Client(), kept).status_code == 302  # the secret was left as it is


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "http://khac.example.vn", "chữ"])
def test_an_issuer_that_does_not_answer_is_told_beside_the_form(
    client_of: Enter, address: str
) -> None:
    given = {**as_dict(TERMS), "issuer": address, "is_open": "on"}
    answer = client_of("an").post("/tai-khoan/dang-nhap-co-quan/them/", given)
    assert answer.status_code == 422
    assert "Chưa hỏi được hệ thống đăng nhập" in answer.content.decode()
    assert 'value="Bộ Tư pháp"' in answer.content.decode()


@pytest.mark.parametrize("username", ["lan", "minh", "hoa", "ha"])
def test_only_administrators_keep_sign_ons(
    sign_on: SignOn, cast: Cast, client_of: Enter, username: str
) -> None:
    come(Client(), sign_on)
    link = SignOnLink.objects.get()
    for act in (
        lambda: add_sign_on(cast[username], "https://x.example.vn", TERMS),
        lambda: change_sign_on(cast[username], sign_on, TERMS),
        lambda: unlink(cast[username], link),
    ):
        with pytest.raises(Refused):
            act()
    assert client_of(username).get("/tai-khoan/dang-nhap-co-quan/").status_code == 403


def test_a_sign_on_is_added_once(sign_on: SignOn, cast: Cast) -> None:
    with pytest.raises(Problem) as twice:
        add_sign_on(cast["an"], sign_on.issuer, TERMS)
    assert twice.value.code == "ACC-059"


def test_an_unlinked_person_is_linked_anew_by_the_name(
    sign_on: SignOn, ministry: Ministry, client_of: Enter
) -> None:
    come(Client(), sign_on)
    client = client_of("an")
    assert "Bỏ liên kết" in client.get("/tai-khoan/nguoi/lan/").content.decode()
    client.post(f"/tai-khoan/lien-ket/{SignOnLink.objects.get().pk}/bo/")
    ministry.subject = "so-hieu-0002"
    assert come(Client(), sign_on).status_code == 302
    assert SignOnLink.objects.get().subject == "so-hieu-0002"


def test_a_new_key_of_the_site_asks_for_the_secret_again(sign_on: SignOn, settings: Any) -> None:
    client = Client()
    back = go(client, sign_on)
    SignOn.objects.update(sealed="không đọc được")
    assert "ACC-058" in client.get(back).content.decode()
    assert settings.SECRET_KEY
