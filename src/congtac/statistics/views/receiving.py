"""Screens of the lists: what a unit owes for a period, what comes to a body; returning, opening."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations.queries import MINISTRY_KEY
from congtac.statistics import permissions
from congtac.statistics.forms.submissions import OpeningForm, ReturnForm
from congtac.statistics.models import Period, Submission
from congtac.statistics.queries import corrections as correction_queries
from congtac.statistics.queries import openings as opening_queries
from congtac.statistics.queries import pages
from congtac.statistics.queries import parts as part_queries
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries import receiving as queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.queries.provisions import norm_on
from congtac.statistics.rules import submissions as rules
from congtac.statistics.rules.provisions import MEND_DAYS
from congtac.statistics.services import submissions as services

PAGE = 50


@require_GET
@opens_to(signed_in)
def mine(request: HttpRequest) -> HttpResponse:
    """The forms that the actor's unit owes for a period."""
    actor, day = actor_of(request), today()
    periods, period = _period(request)
    owed = submission_queries.owed_by(actor.unit, period, day) if period and actor.unit else []
    facts = {
        "owed": owed,
        "periods": periods,
        "period": period,
        "counts": queries.counts(owed),
        "may_fill": permissions.is_own(actor, actor.unit),
        "parts": list(part_queries.to_fill(actor)[:PAGE]),
        "day": day,
        "is_keeper": permissions.may_keep_statistics(actor),
    }
    return render(request, "statistics/mine.html", facts)


def _period(request: HttpRequest) -> tuple[list[Period], Period | None]:
    """The periods opened, and the one asked for or else the newest whose figures are there."""
    periods = list(period_queries.periods())
    asked = request.GET.get("ky", "")
    named = next((it for it in periods if str(it.pk) == asked), None)
    return periods, named or submission_queries.newest_period(periods, today())


@require_GET
@opens_to(signed_in)
def received(request: HttpRequest) -> HttpResponse:
    """What comes to the actor's body for a period: who sent, who is late, what waits."""
    actor, day = actor_of(request), today()
    periods, period = _period(request)
    sought = queries.Sought.of(request.GET.dict())
    every = submission_queries.owed_to(_receiver(actor), period, day) if period else []
    found = queries.narrowed(every, sought)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    may_keep = not actor.has_role("ministry") or permissions.may_keep_statistics(actor)
    asked = list(opening_queries.to_decide(actor)[:PAGE]) if may_keep else []
    corrections = list(correction_queries.to_decide(actor)[:PAGE]) if may_keep else []
    facts = {
        "page": page,
        "sought": sought,
        "periods": periods,
        "period": period,
        "forms": sorted({it.form.code for it in every}),
        "states": queries.STANDINGS.choices(),
        "counts": queries.counts(every),
        "asked": asked,
        "corrections": corrections,
        "asks_count": len(asked) + len(corrections),
        "may_keep": may_keep,
        "may_bring": not actor.has_role("ministry") and permissions.may_bring_figures(actor),
        "is_keeper": permissions.may_keep_statistics(actor),
    }
    return render(request, "statistics/received.html", facts)


def _receiver(actor: Actor) -> str:
    return MINISTRY_KEY if actor.has_role("ministry") else actor.unit


def taken_submission(request: HttpRequest, number: int) -> Submission:
    """A form that the actor's body receives."""
    found = submission_queries.submission(number)
    if found is None:
        raise Http404
    permissions.may_take(actor_of(request), found).demand()
    return found


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def give_back(request: HttpRequest, number: int) -> HttpResponse:
    """Return a form with remarks at cells."""
    found = taken_submission(request, number)
    if found.state != rules.SENT:
        return redirect("statistics:submission", number=number)
    figures = pages.figures(found, submission_queries.revision(found, found.sent_revision))
    cells = {cell.anchor: (line, cell) for line in figures.lines for cell in line.cells}
    choices = [(key, f"{cell.label}: {cell.value}") for key, (_line, cell) in cells.items()]
    days = norm_on(MEND_DAYS, today())
    form = ReturnForm(choices, request.POST or None, days=days)
    if request.method == "POST" and form.is_valid():
        places = {key: (line.name, cell.column.code) for key, (line, cell) in cells.items()}
        given = form.cleaned_data
        why = services.Returning(given["words"], form.remarks(places), given["until"])
        try:
            services.give_back(actor_of(request), found, why, day=today())
        except Refused:
            raise
        except Problem as problem:
            form.add_error("until", problem.sentence)
        else:
            messages.success(request, _("Đã trả lại biểu. Đơn vị sửa và gửi bản mới."))
            return redirect("statistics:submission", number=number)
    facts: dict[str, Any] = {"submission": found, "form": form, "figures": figures}
    status = 422 if form.errors else 200
    return render(request, "statistics/give_back.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def open_again(request: HttpRequest, number: int) -> HttpResponse:
    """Grant an exception to a closed period."""
    found, form = taken_submission(request, number), OpeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.open_again(actor_of(request), found, **form.cleaned_data, day=today())
        except Refused:
            raise
        except Problem as problem:
            form.add_error("until", problem.sentence)
        else:
            messages.success(request, _("Đã mở khóa. Đơn vị được báo và nộp đến hết ngày đã ghi."))
            return redirect("statistics:received")
    facts = {"submission": found, "form": form, "owed": submission_queries.owed(found, today())}
    status = 422 if form.errors else 200
    return render(request, "statistics/open_again.html", facts, status=status)
