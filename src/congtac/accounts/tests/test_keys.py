"""Keys by which programs act for a unit."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from django.test import Client

from congtac.accounts.models import ApiKey
from congtac.accounts.services.keys import actor_of_key, give_key, revoke_key
from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations.models import Unit

Cast = Mapping[str, Actor]
Enter = Callable[[str], Client]
SHOWN = re.compile(r"<code>(ct_[0-9a-f]{8}_[0-9a-f]{64})</code>")


@pytest.fixture(autouse=True)
def _the_day(on_day: Callable[[date], None]) -> None:
    on_day(date(2024, 6, 3))


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return Unit.objects.get(key="ninh-thuan.stp")


def give(cast: Cast, unit: Unit, username: str = "minh", **changes: Any) -> tuple[ApiKey, str]:
    asked = {"name": "Phần mềm một cửa", "rights": ["read"], **changes}
    return give_key(cast[username], unit, **asked)


def test_a_key_names_a_program_of_its_unit_with_its_rights(cast: Cast, unit: Unit) -> None:
    made, key = give(cast, unit)
    actor = actor_of_key(key)
    assert actor is not None
    assert (actor.unit, actor.name) == ("ninh-thuan.stp", "Phần mềm một cửa")
    assert (actor.roles, actor.on_behalf_of) == (frozenset({"api.read"}), "minh")
    made.refresh_from_db()
    assert made.used_at is not None


def test_nothing_that_is_kept_opens_anything(cast: Cast, unit: Unit) -> None:
    made, key = give(cast, unit)
    assert key not in (made.digest, made.prefix)
    assert actor_of_key(made.digest) is None
    assert actor_of_key(f"{made.prefix}_{made.digest}") is None
    assert not any(key in str(line.body) for line in Line.objects.all())


@pytest.mark.parametrize("key", ["", "ct", "ct_12345678_", "ct__", "khóa", "ct_00000000_00"])
def test_what_is_no_key_opens_nothing(cast: Cast, key: str) -> None:
    assert actor_of_key(key) is None


def test_a_key_that_was_taken_back_opens_nothing_and_is_not_taken_back_twice(
    cast: Cast, unit: Unit
) -> None:
    made, key = give(cast, unit)
    revoke_key(cast["minh"], made)
    assert actor_of_key(key) is None
    with pytest.raises(Problem) as twice:
        revoke_key(cast["minh"], made)
    assert twice.value.code == "ACC-041"


def test_a_key_ends_after_its_last_day(
    cast: Cast, unit: Unit, on_day: Callable[[date], None]
) -> None:
    _, key = give(cast, unit, until=date(2024, 7, 1))
    on_day(date(2024, 6, 30))
    assert actor_of_key(key) is not None
    on_day(date(2024, 7, 1))
    assert actor_of_key(key) is None


def test_a_key_ends_with_its_unit(cast: Cast, unit: Unit, on_day: Callable[[date], None]) -> None:
    _, key = give(cast, unit)
    Unit.objects.filter(pk=unit.pk).update(until=date(2025, 7, 1))
    on_day(date(2025, 7, 1))
    assert actor_of_key(key) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "ACC-040"),
        ({"until": date(2024, 6, 3)}, "ACC-040"),
        ({"rights": []}, "ACC-042"),
        ({"rights": ["rule"]}, "ACC-042"),
    ],
)
def test_it_refuses_what_is_incomplete(
    cast: Cast, unit: Unit, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(Problem) as refused:
        give(cast, unit, **changes)
    assert refused.value.code == code


@pytest.mark.parametrize("username", ["lan", "hoa", "ha"])
def test_only_the_leader_of_the_unit_and_the_administrator_keep_its_keys(
    cast: Cast, unit: Unit, client_of: Enter, username: str
) -> None:
    made, _ = give(cast, unit, "an")
    with pytest.raises(Refused):
        give(cast, unit, username)
    with pytest.raises(Refused):
        revoke_key(cast[username], made)
    assert client_of(username).get("/tai-khoan/khoa-phan-mem/").status_code == 403


def test_a_leader_does_not_give_keys_of_another_unit(cast: Cast) -> None:
    with pytest.raises(Refused, match="chính đơn vị đó"):
        give(cast, Unit.objects.get(key="ninh-thuan.stc"))


def test_only_an_administrator_gives_a_key_to_the_figures_of_all(cast: Cast, unit: Unit) -> None:
    with pytest.raises(Refused, match="mọi đơn vị"):
        give(cast, unit, rights=["read", "read_all"])
    made, key = give(cast, unit, "an", rights=["read_all", "check"])
    actor = actor_of_key(key)
    assert actor is not None
    assert actor.roles == {"api.read_all", "api.check"}
    assert made.rights_named == [
        "Đọc số liệu của mọi đơn vị",
        "Kiểm tra số liệu gửi kèm, không lưu lại",
    ]


def test_the_screen_shows_a_key_once_and_lists_it_afterwards(client_of: Enter, unit: Unit) -> None:
    minh, asked = client_of("minh"), {"name": "Một cửa", "unit": unit.key, "rights": ["read"]}
    answer = minh.post("/tai-khoan/khoa-phan-mem/", asked)
    shown = SHOWN.search(answer.content.decode())
    assert shown
    assert answer["Cache-Control"] == "no-store"
    page = minh.get("/tai-khoan/khoa-phan-mem/").content.decode()
    assert shown[1] not in page
    assert shown[1][:11] in page
    minh.post(f"/tai-khoan/khoa-phan-mem/{ApiKey.objects.get().pk}/thu-hoi/")
    assert actor_of_key(shown[1]) is None
    assert "đã thu hồi" in minh.get("/tai-khoan/khoa-phan-mem/").content.decode()


def test_the_screen_says_what_is_wrong(client_of: Enter) -> None:
    asked = {"name": "Một cửa", "unit": "ninh-thuan.stc", "rights": ["read"]}
    answer = client_of("minh").post("/tai-khoan/khoa-phan-mem/", asked)
    assert answer.status_code == 422
    assert "chính đơn vị đó" in answer.content.decode()
