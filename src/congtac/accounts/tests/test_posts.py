"""Giving and ending posts and powers to sign, by the administrator, a colleague and a stranger."""

from collections.abc import Mapping
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from congtac.accounts.examples import load_example
from congtac.accounts.models import Person, Post, SigningPower
from congtac.accounts.queries import actor_on, posts_on, powers_of
from congtac.accounts.services.people import appoint, end_post, end_power, give_power
from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations.models import Unit

DAY = date(2024, 6, 3)
Cast = Mapping[str, Actor]


def post_of(username: str) -> Post:
    return Post.objects.select_related("person", "unit").get(person__username=username)


def second_post(until: date | None = None) -> Post:
    unit = Unit.objects.get(key="ninh-thuan.ubnd")
    post = Post(person=Person.objects.get(username="lan"), unit=unit, title="Thư ký", since=DAY)
    post.roles, post.until = ["officer"], until
    return post


def power(kind: str = "KT", **changes: object) -> SigningPower:
    post = post_of("minh")
    given = {"principal": "Giám đốc", "unit": post.unit, "since": DAY, **changes}
    return SigningPower(post=post, kind=kind, **given)


def test_a_person_holds_two_posts_and_acts_in_the_one_chosen(cast: Cast) -> None:
    first, second = post_of("lan"), appoint(cast["an"], second_post())
    lan = first.person
    assert actor_on(lan, DAY).post == "Thư ký"
    assert actor_on(lan, DAY, post_id=first.pk).post == "Chuyên viên"
    assert actor_on(lan, DAY, post_id=second.pk + 1000).post == "Thư ký"


def test_the_same_post_is_not_given_twice(cast: Cast) -> None:
    appoint(cast["an"], second_post())
    with pytest.raises(Problem, match="đã giữ chức vụ") as refused:
        appoint(cast["an"], second_post())
    assert refused.value.code == "ACC-019"


@pytest.mark.parametrize("username", ["lan", "minh", "hoa", "ha"])
def test_nobody_but_the_administrator_gives_or_ends_posts_and_powers(
    cast: Cast, username: str
) -> None:
    for act in (
        lambda: appoint(cast[username], second_post()),
        lambda: end_post(cast[username], post_of("lan"), last_day=DAY),
        lambda: give_power(cast[username], power()),
    ):
        with pytest.raises(Refused, match="quản trị hệ thống"):
            act()
    assert not Line.objects.filter(actor=username).exists()


def test_a_post_ends_after_its_last_day_and_the_log_says_so(cast: Cast) -> None:
    end_post(cast["an"], post_of("lan"), last_day=DAY, basis="Quyết định 12/QĐ-STP")
    lan = Person.objects.get(username="lan")
    assert actor_on(lan, DAY).unit == "ninh-thuan.stp"
    assert actor_on(lan, date(2024, 6, 4)).roles == frozenset()
    assert (
        Line.objects.filter(act="accounts.post.ended", subject_key="lan", actor="an").count() == 1
    )


def test_a_post_is_not_ended_twice_nor_before_it_began(cast: Cast) -> None:
    stale = post_of("lan")
    with pytest.raises(Problem) as early:
        end_post(cast["an"], stale, last_day=date(2022, 1, 1))
    end_post(cast["an"], stale, last_day=DAY)
    with pytest.raises(Problem) as again:
        end_post(cast["an"], stale, last_day=DAY)
    assert (early.value.code, again.value.code) == ("ACC-013", "ACC-014")


def test_a_post_in_a_unit_that_is_gone_is_refused(cast: Cast) -> None:
    post = second_post()
    post.unit, post.since = Unit.objects.get(key="ninh-thuan"), date(2025, 7, 1)
    with pytest.raises(Problem, match="không hoạt động") as refused:
        appoint(cast["an"], post)
    assert refused.value.code == "ACC-018"


def test_who_signs_for_the_head_says_so_as_an_actor(cast: Cast) -> None:
    given = give_power(cast["an"], power())
    minh = given.post.person
    assert [it.pk for it in powers_of(cast["minh"], DAY)] == [given.pk]
    assert actor_on(minh, DAY).on_behalf_of == ""
    acting = actor_on(minh, DAY, power_id=given.pk)
    assert acting.on_behalf_of == "KT. Giám đốc, Sở Tư pháp Ninh Thuận"
    assert acting.roles == cast["minh"].roles


def test_another_persons_power_gives_nothing(cast: Cast) -> None:
    given = give_power(cast["an"], power())
    lan = Person.objects.get(username="lan")
    assert actor_on(lan, DAY, power_id=given.pk).on_behalf_of == ""


def test_an_authorisation_needs_paper_content_and_end(cast: Cast) -> None:
    with pytest.raises(Problem, match="30/2020") as refused:
        give_power(cast["an"], power("TUQ"))
    assert refused.value.code == "ACC-012"
    with pytest.raises(IntegrityError), transaction.atomic():
        power("TUQ").save()


def test_an_authorisation_holds_until_its_last_day(cast: Cast) -> None:
    end = date(2024, 9, 1)
    give_power(cast["an"], power("TUQ", until=end, basis="12/UQ-STP", matters="Ký báo cáo"))
    assert len(powers_of(cast["minh"], date(2024, 8, 31))) == 1
    assert powers_of(cast["minh"], end) == []


def test_a_standing_power_is_given_once_and_ended_once(cast: Cast) -> None:
    given = give_power(cast["an"], power())
    with pytest.raises(Problem) as twice:
        give_power(cast["an"], power(since=date(2024, 7, 1)))
    end_power(cast["an"], given, last_day=DAY)
    with pytest.raises(Problem) as ended:
        end_power(cast["an"], given, last_day=DAY)
    assert (twice.value.code, ended.value.code) == ("ACC-020", "ACC-017")


def test_a_power_goes_with_its_post(cast: Cast) -> None:
    give_power(cast["an"], power())
    end_post(cast["an"], post_of("minh"), last_day=date(2024, 6, 30))
    assert len(powers_of(cast["minh"], date(2024, 6, 30))) == 1
    assert powers_of(cast["minh"], date(2024, 7, 1)) == []
    assert not posts_on(date(2024, 7, 1)).filter(person__username="minh").exists()


def test_a_power_outside_the_days_of_its_post_is_refused(cast: Cast) -> None:
    with pytest.raises(Problem) as refused:
        give_power(cast["an"], power(since=date(2022, 1, 1)))
    assert refused.value.code == "ACC-015"


def test_the_example_lets_the_deputy_sign_once(cast: Cast) -> None:
    for _ in range(2):
        load_example(cast, lambda sentence: None)
    assert [it.kind for it in powers_of(cast["minh"], DAY)] == ["KT"]
