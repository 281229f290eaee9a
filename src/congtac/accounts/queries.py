"""Who a person is on a day."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet

from congtac.accounts.models import Person, Post
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem

CAST = Path(__file__).parent / "data" / "cast.csv"


def person_named(username: str) -> Person:
    """Return the person of a user name; a `Problem` (ACC-005) if there is none."""
    found = Person.objects.filter(username=username).first()
    if found is None:
        raise Problem("ACC-005", f"Không có ai dùng tên đăng nhập “{username}”.")
    return found


def posts_on(day: date) -> QuerySet[Post]:
    """Return the posts that are held on a day, with their people and units."""
    goes_on = Q(until__isnull=True) | Q(until__gt=day)
    return Post.objects.filter(goes_on, since__lte=day).select_related("person", "unit")


def actor_on(person: Person, day: date) -> Actor:
    """Return a person as an actor with the post of that day; without a post, without roles."""
    post = posts_on(day).filter(person=person).first()
    if post is None:
        return Actor(person=person.username, name=person.name)
    return as_actor(post)


def as_actor(post: Post) -> Actor:
    """Return the holder of a post as an actor."""
    return Actor(
        person=post.person.username,
        name=post.person.name,
        post=post.title,
        unit=post.unit.key,
        unit_name=post.unit.name,
        roles=frozenset(post.roles),
    )


@dataclass(frozen=True, slots=True)
class Role:
    """A member of the demo's cast: who, where, and what they may do."""

    username: str
    name: str
    unit: str
    title: str
    roles: tuple[str, ...]
    may: str


def cast() -> tuple[Role, ...]:
    """Return the cast of the demo and of the tests, from its data file."""
    with CAST.open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    return tuple(Role(**{**row, "roles": tuple(row["roles"].split("|"))}) for row in rows)


def cast_of_demo(day: date) -> list[tuple[Role, Actor]]:
    """Return the members of the cast who hold a post on a day, with who they are then."""
    actors = {post.person.username: as_actor(post) for post in posts_on(day)}
    return [(role, actors[role.username]) for role in cast() if role.username in actors]
