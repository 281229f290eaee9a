"""Who a person is on a day."""

from datetime import date

import pytest

from congtac.accounts.models import Person, Post
from congtac.accounts.queries import actor_on
from congtac.accounts.services.people import add_person, appoint, set_password
from congtac.ground.audit.models import Line
from congtac.kernel.actor import SYSTEM
from congtac.kernel.problem import Problem
from congtac.organisations.models import Unit
from congtac.organisations.services import load_units

pytestmark = pytest.mark.django_db
MOVED = date(2024, 7, 1)


@pytest.fixture
def lan() -> Person:
    load_units(SYSTEM, in_depth=frozenset())
    person = add_person(SYSTEM, "lan", "Nguyễn Thị Lan")
    first = Post(person=person, unit=department("ninh-thuan"), title="Chuyên viên")
    first.since, first.until, first.roles = date(2023, 1, 1), MOVED, ["officer"]
    second = Post(person=person, unit=department("khanh-hoa"), title="Trưởng phòng", since=MOVED)
    second.roles = ["leader"]
    for post in (first, second):
        appoint(SYSTEM, post)
    return person


def department(province: str) -> Unit:
    return Unit.objects.get(key=f"{province}.stp")


def test_the_post_of_the_day_gives_unit_and_roles(lan: Person) -> None:
    before, after = actor_on(lan, date(2024, 6, 30)), actor_on(lan, MOVED)
    assert (before.unit, before.roles) == ("ninh-thuan.stp", frozenset({"officer"}))
    assert (after.unit, after.roles) == ("khanh-hoa.stp", frozenset({"leader"}))


def test_who_holds_no_post_on_a_day_has_no_roles(lan: Person) -> None:
    nobody_yet = actor_on(lan, date(2022, 12, 31))
    assert (nobody_yet.person, nobody_yet.unit, nobody_yet.roles) == ("lan", "", frozenset())


def test_an_unknown_role_is_refused_with_those_that_exist(lan: Person) -> None:
    post = Post(person=lan, unit=department("ha-noi"), title="Vua", since=MOVED)
    post.roles = ["king"]
    with pytest.raises(Problem, match="leader") as refused:
        appoint(SYSTEM, post)
    assert refused.value.code == "ACC-002"


def test_a_user_name_is_given_once(lan: Person) -> None:
    with pytest.raises(Problem, match="đã có người dùng"):
        add_person(SYSTEM, "lan", "Người khác")


def test_a_weak_password_is_refused_in_vietnamese(lan: Person) -> None:
    with pytest.raises(Problem, match="mật khẩu|Mật khẩu") as refused:
        set_password(SYSTEM, lan, "123456")
    assert refused.value.code == "ACC-003"


def test_posts_and_people_are_in_the_log(lan: Person) -> None:
    acts = list(Line.objects.filter(subject_key="lan").order_by("id").values_list("act", flat=True))
    assert acts == ["accounts.person.added"] + ["accounts.person.appointed"] * 2
