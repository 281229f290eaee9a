"""A programme as a board and along time, what has changed, the sheet of the Monday meeting."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.programmes import permissions
from congtac.programmes.forms.counting import DayForm
from congtac.programmes.models import Programme
from congtac.programmes.queries import overviews as queries
from congtac.programmes.queries.tasks import programme
from congtac.programmes.rules.words import ACT_NAMES

CHANGES = 100  # of a page: a month of an office prints on few sheets
LOOK_BACK = timedelta(days=7)


def programme_to_see(request: HttpRequest, number: int) -> Programme:
    found = programme(number)
    if found is None:
        raise Http404
    permissions.may_see_programme(actor_of(request), found).demand()
    return found


@require_GET
@opens_to(signed_in)
def board(request: HttpRequest, number: int) -> HttpResponse:
    """The tasks of a programme by how they stand."""
    found, day = programme_to_see(request, number), today()
    rows = queries.rows_of_programme(actor_of(request), number, day)
    facts = {"programme": found, "day": day, "columns": queries.columns(rows), "view": "board"}
    return render(request, "programmes/board.html", facts)


@require_GET
@opens_to(signed_in)
def timeline(request: HttpRequest, number: int) -> HttpResponse:
    """The tasks of a programme by the month of their last day."""
    found, day = programme_to_see(request, number), today()
    rows = queries.rows_of_programme(actor_of(request), number, day)
    facts = {"programme": found, "day": day, "months": queries.months(rows), "view": "timeline"}
    return render(request, "programmes/timeline.html", facts)


@require_GET
@opens_to(signed_in)
def changes(request: HttpRequest) -> HttpResponse:
    """What was recorded about tasks since a day."""
    actor, day = actor_of(request), today()
    form = DayForm(request.GET if "ngay" in request.GET else None, day=day, since=day - LOOK_BACK)
    since = form.cleaned_data["ngay"] if form.is_bound and form.is_valid() else day - LOOK_BACK
    found = queries.changed_since(actor, since)
    page = Paginator(found, CHANGES).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "since": since,
        "page": page,
        "steps": [(ACT_NAMES[step.act], step) for step in page],
    }
    return render(request, "programmes/changes.html", facts, status=422 if form.errors else 200)


@require_GET
@opens_to(signed_in)
def monday(request: HttpRequest) -> HttpResponse:
    """The sheet of the Monday meeting: what is late, due, and waits for a word."""
    actor, day = actor_of(request), today()
    facts = {"sheet": queries.monday_sheet(actor, day), "day": day, "actor": actor}
    return render(request, "programmes/monday.html", facts)
