"""Who a person is on a day, what they may sign, and who is there at all."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from congtac.accounts.models import (
    ROLES,
    ApiKey,
    Intake,
    Person,
    PhoneCode,
    Post,
    SavedFilter,
    SigningPower,
    SignOn,
    SignOnLink,
)
from congtac.accounts.rules.intake import Known, Life, Line, compare, key_of
from congtac.accounts.rules.sheet import PersonRow, codes_of, in_order, read_rows
from congtac.ground.files.queries import content
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext_noop
from congtac.organisations.models import Unit
from congtac.organisations.queries import province_of, watches_of

DATA = Path(__file__).parent / "data"
PLACES = {
    "btp": "Bộ Tư pháp",
    "ninh-thuan.stp": "Sở Tư pháp Ninh Thuận",
    "": gettext_noop("Cơ quan khác của tỉnh, cấp xã, cụm thi đua"),
}
CAST, YEAR = DATA / "cast.csv", DATA / "year.csv"


def person_named(username: str) -> Person:
    """Return the person of a user name; a `Problem` (ACC-005) if there is none."""
    found = Person.objects.filter(username=username).first()
    if found is None:
        raise Problem(
            "ACC-005", _("Không có ai dùng tên đăng nhập “{username}”.").format(username=username)
        )
    return found


def posts_on(day: date) -> QuerySet[Post]:
    """Return the posts that are held on a day, with their people and units."""
    goes_on = Q(until__isnull=True) | Q(until__gt=day)
    return Post.objects.filter(goes_on, since__lte=day).select_related("person", "unit")


def people(
    day: date, search: str = "", unit_key: str = "", *, without_post: bool = False
) -> QuerySet[Person]:
    """Return people by given name, with their posts of a day in `posts_now`."""
    found = people_without_post(day) if without_post else Person.objects.all()
    found = found.order_by("sort_key", "username")
    for word in search_key(search).split():
        found = found.filter(search_key__contains=word)
    if unit_key:
        held = posts_on(day).filter(unit__key=unit_key)
        found = found.filter(pk__in=held.values("person"))
    return found.prefetch_related(Prefetch("posts", queryset=posts_on(day), to_attr="posts_now"))


def people_without_post(day: date) -> QuerySet[Person]:
    """Return who may come in and holds no post on a day."""
    held = posts_on(day).values("person")
    return Person.objects.filter(is_active=True).exclude(pk__in=held)


def posts_ending(day: date, until: date) -> QuerySet[Post]:
    """Return the posts held on a day that end before another, the nearest end first."""
    found = posts_on(day).filter(until__lte=until)
    return found.order_by("until", "person__sort_key", "id")


def posts_of(person: Person) -> list[Post]:
    """Return all posts of a person, newest first, with their units and powers to sign."""
    powers = SigningPower.objects.select_related("unit", "post")
    found = Post.objects.filter(person=person).select_related("unit", "person")
    return list(found.prefetch_related(Prefetch("powers", queryset=powers)))


def holders_on(unit: Unit, day: date) -> list[Post]:
    """Return who holds a post in a unit on a day, in the order of names."""
    return list(posts_on(day).filter(unit=unit).order_by("person__sort_key", "id"))


def has_second_step(person: Person) -> bool:
    """Say whether a password alone does not let a person in."""
    return PhoneCode.objects.filter(person=person).exists()


def powers_on(day: date) -> QuerySet[SigningPower]:
    """Return the powers to sign that hold on a day: theirs, and the posts that carry them."""
    goes_on = Q(until__isnull=True) | Q(until__gt=day)
    held = Q(post__until__isnull=True) | Q(post__until__gt=day)
    found = SigningPower.objects.filter(goes_on, held, since__lte=day, post__since__lte=day)
    return found.select_related("unit", "post__unit", "post__person")


def powers_of(actor: Actor, day: date) -> list[SigningPower]:
    """Return the powers to sign of an actor on a day; those of all posts of the person."""
    return list(powers_on(day).filter(post__person__username=actor.person))


def actor_on(
    person: Person, day: date, *, post_id: int | None = None, power_id: int | None = None
) -> Actor:
    """Return a person as an actor with a post of that day; without a post, without roles.

    Who holds several posts acts in the one chosen (`post_id`), else in the newest. With a
    power to sign (`power_id`) that holds on the day, the actor says on whose behalf.
    """
    held = list(posts_on(day).filter(person=person))
    if not held:
        return Actor(person=person.username, name=person.name)
    power = None
    if power_id is not None:
        power = powers_on(day).filter(pk=power_id, post__person=person).first()
    if power is not None:
        behalf = f"{power.kind}. {power.principal}, {power.unit}"
        return watching(as_actor(power.post, on_behalf_of=behalf), day)
    return watching(as_actor(next((post for post in held if post.pk == post_id), held[0])), day)


def watching(actor: Actor, day: date) -> Actor:
    """Return the actor with what the oversight of a day gives them to watch."""
    return replace(actor, watches=watches_of(actor.person, actor.unit, day))


def as_actor(post: Post, on_behalf_of: str = "") -> Actor:
    """Return the holder of a post as an actor."""
    return Actor(
        on_behalf_of=on_behalf_of,
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
    return _roles(CAST)


def cast_of_year() -> tuple[Role, ...]:
    """Return who else stands on the entry page of the demo, on its example year."""
    return _roles(YEAR)


def _roles(path: Path) -> tuple[Role, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    return tuple(Role(**{**row, "roles": tuple(row["roles"].split("|"))}) for row in rows)


def cast_of_demo(day: date) -> list[tuple[Role, Actor]]:
    """Return the members of the cast who hold a post on a day, with who they are then."""
    roles = (*cast(), *cast_of_year())
    held = posts_on(day).filter(person__username__in=[role.username for role in roles])
    actors = {post.person.username: as_actor(post) for post in held}
    return [(role, actors[role.username]) for role in roles if role.username in actors]


def places_of_cast(day: date) -> list[tuple[str, list[tuple[Role, Actor]]]]:
    """Return the cast of a day by where they work: the Ministry, the Sở in depth, elsewhere."""
    found: dict[str, list[tuple[Role, Actor]]] = {"btp": [], "ninh-thuan.stp": [], "": []}
    for role, actor in cast_of_demo(day):
        top = province_of(role.unit)
        found[next((key for key in (role.unit, top) if key in found), "")].append((role, actor))
    return [(PLACES[key], members) for key, members in found.items() if members]


def actors_of(day: date) -> dict[str, Actor]:
    """Return everyone who holds a post on a day as an actor, by user name."""
    return {post.person.username: as_actor(post) for post in posts_on(day)}


def sheet_rows(found: QuerySet[Person], day: date) -> Iterator[PersonRow]:
    """Yield the lines of the sheet of people: one a post that has not ended, one for who has none.

    The posts are those of the day and those to come.
    """
    goes_on = Q(until__isnull=True) | Q(until__gt=day)
    posts = Post.objects.filter(goes_on).select_related("unit").order_by("since", "id")
    listed = Prefetch("posts", queryset=posts, to_attr="posts_listed")
    for person in found.prefetch_related(None).prefetch_related(listed):
        held: list[Post] = getattr(person, "posts_listed", [])
        shown: list[Post | None] = [*held] or [None]
        yield from (row_of(person, post) for post in shown)


def row_of(person: Person, post: Post | None) -> PersonRow:
    """Return a person, and a post if one is given, as a line of the sheet."""
    row = PersonRow(person.username, person.name, person.email, person.is_active)
    if post is None:
        return row
    return row._replace(
        title=post.title,
        unit=post.unit.key,
        unit_name=post.unit.name,
        roles=in_order(post.roles, codes_of(ROLES.written)),
        since=post.since,
        until=post.until,
        basis=post.basis,
    )


def dry_run(intake: Intake, bringer: str) -> list[Line]:
    """Return what a sheet that came in would change today, line by line."""
    read = read_rows(content(intake.file), ROLES.written)
    names = {row.person.username for row in read}
    posts = Post.objects.filter(person__username__in=names).select_related("person", "unit")
    held = (row_of(post.person, post) for post in posts)
    known = Known(
        people={it.username: row_of(it, None) for it in Person.objects.filter(username__in=names)},
        posts={key_of(row): row for row in held},
        units={it.key: Life(it.name, it.since, it.until) for it in Unit.objects.all()},
        roles=ROLES,
        bringer=bringer,
    )
    return compare(read, known)


def keys_seen_by(actor: Actor) -> QuerySet[ApiKey]:
    """Return the keys for programs that an actor may keep: of the own unit, or all."""
    found = ApiKey.objects.select_related("unit")
    return found if actor.has_role("administrator") else found.filter(unit__key=actor.unit)


def open_sign_ons() -> list[SignOn]:
    """Return the ministries' own sign-ons that open the door today."""
    return list(SignOn.objects.filter(is_open=True))


def links_of(person: Person) -> list[SignOnLink]:
    """Return by which sign-ons a person is known."""
    return list(person.sign_on_links.select_related("sign_on"))


def filters_seen_by(actor: Actor, list_name: str = "") -> QuerySet[SavedFilter]:
    """Return the filters that a person kept and those of the unit, for a list or for all."""
    mine = Q(person__username=actor.person) | Q(unit__key=actor.unit, unit__isnull=False)
    found = SavedFilter.objects.filter(mine).select_related("person", "unit")
    return found.filter(list_name=list_name) if list_name else found
