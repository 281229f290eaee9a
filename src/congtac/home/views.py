"""Screens that cross areas: the desk, the log, moving the day of the demo."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congtac.ground.audit import queries as audit
from congtac.ground.calendars.queries import today
from congtac.ground.calendars.services import move_demo_day, parse_demo_day
from congtac.home.permissions import may_read_log
from congtac.home.queries import latest_acts
from congtac.kernel import desk as desks
from congtac.kernel import panels
from congtac.kernel.guard import actor_of, opens_to, public, signed_in
from congtac.kernel.numbers import print_date

PAGE = 50
LONGEST = 200  # letters of a search
LOOKS = ("light", "dark")
YEAR = 365 * 24 * 60 * 60  # seconds


@opens_to(signed_in)
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for the actor, as the areas tell it, and what they did last."""
    actor = actor_of(request)
    facts = {
        "counts": panels.of(desks.COUNTS, actor),
        "waits": panels.of(desks.WAITS, actor),
        "late": panels.of(desks.LATE, actor),
        "week": panels.of(desks.WEEK, actor),
        "works": actor.has_role("officer", "leader", "ministry"),
        "last_day": today() + timedelta(days=desks.DAYS - 1),
        "latest": latest_acts(actor),
    }
    return render(request, "home/desk.html", facts)


@opens_to(may_read_log)
def log(request: HttpRequest) -> HttpResponse:
    """List the lines of the log, newest first, searched without tone marks."""
    search = request.GET.get("q", "")
    page = Paginator(audit.lines(search), PAGE).get_page(request.GET.get("page"))
    rows = [(line, audit.facts_of(line)) for line in page.object_list]
    facts = {"page": page, "rows": rows, "search": search, "head": audit.head()}
    return render(request, "home/log.html", facts)


@require_POST
@opens_to(signed_in)
def move_day(request: HttpRequest) -> HttpResponse:
    """Move the day of the demo, and go back to the page from which it was moved."""
    if not settings.DEMO:
        raise Http404
    day = parse_demo_day(request.POST.get("day", ""))
    move_demo_day(actor_of(request), day)
    messages.success(request, _("Bản trình diễn đang ở ngày {day}.").format(day=print_date(day)))
    return redirect(_back(request))


@opens_to(signed_in)
def search(request: HttpRequest) -> HttpResponse:
    """Look for words in every area that answers; the group of what fits best stands first."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    found = panels.of("search", actor_of(request), words) if words else []
    return render(request, "home/search.html", {"words": words, "panels": found})


@require_POST
@public
def change_look(request: HttpRequest) -> HttpResponse:
    """Keep in a cookie whether pages are light or dark; anything else follows the device."""
    response = redirect(_back(request))
    look = request.POST.get("look", "")
    if look in LOOKS:
        response.set_cookie("look", look, max_age=YEAR, samesite="Lax", httponly=False)
    else:
        response.delete_cookie("look")
    return response


@require_POST
@public
def change_language(request: HttpRequest) -> HttpResponse:
    """Keep in a cookie the language that the visitor chose; an unknown one changes nothing."""
    response = redirect(_back(request))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=YEAR, samesite="Lax", httponly=True
        )
    return response


def _back(request: HttpRequest) -> str:
    """Return the page of this site from which a form was sent, or the desk."""
    wanted = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else resolve_url("home:desk")
