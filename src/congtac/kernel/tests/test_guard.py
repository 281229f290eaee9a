"""Who may open a screen."""

from types import SimpleNamespace

import pytest

from congtac.kernel.actor import NOBODY, Actor
from congtac.kernel.guard import PUBLIC, access_of, actor_of, holds, opens_to, public, signed_in
from congtac.kernel.verdict import Refused

LAN = Actor(person="lan", name="Lan", roles=frozenset({"officer"}))


@opens_to(signed_in)
def desk(request: object, page: int = 1) -> str:
    return f"page {page}"


def test_a_view_opens_to_whom_the_rule_allows_and_passes_arguments_on() -> None:
    assert desk(SimpleNamespace(actor=LAN), page=3) == "page 3"


def test_a_view_stays_shut_to_others_with_the_reason() -> None:
    with pytest.raises(Refused, match="đăng nhập"):
        desk(SimpleNamespace(actor=NOBODY))


def test_a_request_without_an_actor_is_nobodys() -> None:
    assert actor_of(SimpleNamespace()) is NOBODY
    assert actor_of(SimpleNamespace(actor="lan")) is NOBODY


def test_a_view_tells_its_access_and_an_undeclared_one_tells_none() -> None:
    assert access_of(desk) is signed_in
    assert access_of(public(lambda request: "")) == PUBLIC
    assert access_of(lambda request: "") is None


def test_a_rule_of_roles_refuses_strangers_and_other_roles_for_different_reasons() -> None:
    rule = holds("leader", "administrator")
    leader = Actor(person="minh", name="Minh", roles=frozenset({"leader"}))
    assert rule(leader)
    assert "đăng nhập" in rule(NOBODY).reason
    assert "chức vụ" in rule(LAN).reason
