"""What accounts show on pages of other areas: who holds posts in a unit, people in a search."""

from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from congtac.accounts.models import Intake, Person, Post
from congtac.accounts.permissions import may_keep_filter, may_keep_people
from congtac.accounts.queries import (
    filters_seen_by,
    holders_on,
    people,
    people_without_post,
    posts_ending,
)
from congtac.accounts.rules.filters import plain
from congtac.accounts.services.entry import locked_names
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.kernel.desk import DAYS, Line, lines
from congtac.kernel.lists import TITLES
from congtac.kernel.numbers import print_date
from congtac.kernel.panels import Panel
from congtac.kernel.ranking import PEOPLE, best_first, weight
from congtac.organisations.models import Unit

SHOWN = 6
LOOKED_AT = 200  # found people among whom the best are chosen


def holders(_actor: Actor, unit: Unit) -> Panel | None:
    """Who holds a post in a unit today."""
    held = holders_on(unit, today())
    facts = {"posts": held}
    return Panel(_("Người giữ chức vụ"), "accounts/panel_holders.html", facts) if held else None


def search(_actor: Actor, words: object) -> Panel | None:
    """The people whose names hold all the words sought."""
    sought = str(words)
    every = people(today(), sought)
    found = best_first(sought, every[:LOOKED_AT], lambda person: person.name)
    if not found:
        return None
    facts = {
        "people": found[:SHOWN],
        "count": every.count(),
        "shown": SHOWN,
        "address": f"{reverse('accounts:people')}?{urlencode({'q': sought})}",
    }
    place = weight(sought, found[0].name, PEOPLE)
    return Panel(_("Người"), "accounts/panel_search.html", facts, place)


def to_keep(actor: Actor, _subject: object) -> Panel | None:
    """What waits for an administrator: locked names, people without a post, sheets not taken."""
    if not may_keep_people(actor):
        return None
    told = [*_locked(), *_without_post(), *_untaken()]
    return lines(_("Người dùng"), told, count=len(told), weight=30)


def ending_posts(actor: Actor, _subject: object) -> Panel | None:
    """The posts that end within the days that the desk looks ahead, for administrators."""
    if not may_keep_people(actor):
        return None
    day = today()
    ending = posts_ending(day, day + timedelta(days=DAYS))
    told = [
        Line(
            f"{post.person.name}: {post.title}",
            reverse("accounts:person", args=[post.person.username]),
            _("{unit}, hết ngày {day}").format(unit=post.unit.name, day=_last_day(post)),
        )
        for post in ending[:SHOWN]
    ]
    return lines(_("Chức vụ sắp kết thúc"), told, count=ending.count())


def _last_day(post: Post) -> str:
    return print_date(post.until - timedelta(days=1)) if post.until else ""


def _locked() -> list[Line]:
    people_of = Person.objects.in_bulk(locked_names()[:SHOWN], field_name="username")
    return [
        Line(
            _("{name} đang bị khóa vì nhập sai nhiều lần").format(name=person.name),
            reverse("accounts:person", args=[username]),
            label=_("tạm khóa"),
            colour="yellow",
        )
        for username, person in people_of.items()
    ]


def _without_post() -> list[Line]:
    count = people_without_post(today()).count()
    said = _("{count} người đăng nhập được nhưng chưa giữ chức vụ nào").format(count=count)
    address = f"{reverse('accounts:people')}?chuc_vu=khong"
    return [Line(said, address, _("Chưa có chức vụ thì chưa làm được việc gì."))] if count else []


def _untaken() -> list[Line]:
    waiting = Intake.objects.filter(taken_at__isnull=True).select_related("file")[:SHOWN]
    said = _("Tệp “{name}” đã đối chiếu, chưa nhận")
    return [
        Line(said.format(name=it.file.name), reverse("accounts:look_people", args=[it.pk]))
        for it in waiting
    ]


def saved_filters(actor: Actor, address: object) -> Panel | None:
    """The saved filters of the list that stands at an address, and a way to keep this one."""
    parts = urlsplit(str(address))
    name = _list_at(parts.path)
    if not name:
        return None
    here, start = plain(parts.query, today=today()), reverse(name)
    kept = [(it, f"{start}?{it.query}", it.query == here) for it in filters_seen_by(actor, name)]
    if not kept and not here:
        return None
    is_new = bool(here) and not any(row[2] for row in kept)
    facts = {
        "kept": kept,
        "address": f"{start}?{here}" if is_new else "",
        "may_share": may_keep_filter(actor, for_unit=True),
    }
    return Panel(_("Bộ lọc đã lưu"), "accounts/panel_filters.html", facts)


def _list_at(path: str) -> str:
    try:
        name = resolve(path).view_name
    except Resolver404:
        return ""
    return name if name in TITLES else ""
