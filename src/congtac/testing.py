"""The cast and the makers that the tests and the demo use."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db import transaction

from congtac.accounts import queries as accounts
from congtac.accounts.examples import people_of_year
from congtac.accounts.models import Person, Post
from congtac.accounts.services.people import add_person, appoint
from congtac.ground.calendars.services import load_special_days, move_demo_day
from congtac.kernel import panels
from congtac.kernel.actor import SYSTEM, Actor
from congtac.organisations.models import Unit
from congtac.organisations.services import load_units

EXAMPLE_DAY = date(2024, 12, 16)
IN_POST_SINCE = date(2023, 1, 1)
Say = Callable[[str], None]


def load_cast(since: date = IN_POST_SINCE) -> dict[str, Actor]:
    """Make the cast with their posts and return them as actors; who is there already stays."""
    hire_all(accounts.cast(), since)
    return actors_on(since)


def hire_all(roles: Iterable[accounts.Role], since: date) -> None:
    """Make people with their posts; who is there already stays."""
    for role in roles:
        if not Person.objects.filter(username=role.username).exists():
            person = add_person(SYSTEM, role.username, role.name)
            unit = Unit.objects.get(key=role.unit)
            post = Post(person=person, unit=unit, title=role.title, since=since)
            post.roles = list(role.roles)
            appoint(SYSTEM, post)


def actors_on(day: date) -> dict[str, Actor]:
    """Return the cast as actors of a day, by user name."""
    return {role.username: actor for role, actor in accounts.cast_of_demo(day)}


@transaction.atomic  # one commit: the year is there whole, or not at all
def build_example(say: Say) -> None:
    """Fill an empty database with the example year: units, cast, and what each area brings."""
    say("Nạp đơn vị và ngày nghỉ")
    load_special_days(SYSTEM)
    load_units(SYSTEM)
    say("Mời các vai vào chỗ")
    load_cast()
    hire_all(people_of_year(EXAMPLE_DAY), IN_POST_SINCE)
    move_demo_day(SYSTEM, EXAMPLE_DAY)
    members = accounts.actors_of(EXAMPLE_DAY)
    for load in panels.examples():
        load(members, say)
