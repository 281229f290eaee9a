"""Screens of the calendars: periods with the last days of each level, opening, moving."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.numbers import print_date
from congtac.kernel.problem import Problem
from congtac.statistics import permissions
from congtac.statistics.forms.periods import MoveForm, OpenForm
from congtac.statistics.models import Period
from congtac.statistics.queries import periods as queries
from congtac.statistics.rules.periods import LEVELS
from congtac.statistics.services import calendars as services


@require_GET
@opens_to(signed_in)
def listed(request: HttpRequest) -> HttpResponse:
    """The periods of a regime and a year with the last day of each level."""
    years = queries.years()
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in years else None
    regime = request.GET.get("che_do", "")
    facts = {
        "periods": queries.shown(queries.periods(regime, year), today()),
        "regimes": queries.regimes(),
        "regime": regime,
        "years": years,
        "year": year,
        "may_keep": permissions.may_keep_statistics(actor_of(request)),
        "is_keeper": permissions.may_keep_statistics(actor_of(request)),
    }
    return render(request, "statistics/periods.html", facts)


@require_GET
@opens_to(signed_in)
def period(request: HttpRequest, number: int) -> HttpResponse:
    """One period: its days, the last day of each level, and how those were moved."""
    found = _period(number)
    [shown] = queries.shown([found], today())
    facts = {
        "period": found,
        "shown": shown,
        "history": [(LEVELS[it.level], it) for it in queries.history(found)],
        "before": queries.year_before(found),
        "may_keep": permissions.may_keep_statistics(actor_of(request)),
    }
    return render(request, "statistics/period.html", facts)


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_statistics)
def open_one(request: HttpRequest) -> HttpResponse:
    """Open a period of a year."""
    initial = {"year": today().year}
    form = OpenForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = services.open_period(
                actor_of(request), given["kind"], given["year"], day=today()
            )
        except Problem as problem:
            form.add_error(None, problem.sentence)
        else:
            messages.success(request, _("Đã mở kỳ {period}.").format(period=made.title))
            return redirect("statistics:period", number=made.pk)
    facts = {"form": form, "regimes": queries.regimes()}
    status = 422 if form.errors else 200
    return render(request, "statistics/period_open.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_statistics)
def move(request: HttpRequest, number: int) -> HttpResponse:
    """Move the last day of a level by a letter."""
    found = _period(number)
    [shown] = queries.shown([found], today())
    levels = [it.level for it in shown.dues]
    initial: dict[str, Any] = {"level": request.GET.get("cap", "")}
    form = MoveForm(levels, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        level = form.cleaned_data["level"]
        try:
            moved = services.move_due(actor_of(request), found, level, form.moving(), day=today())
        except Problem as problem:
            form.add_error(None, problem.sentence)
        else:
            said = _("{level}: hạn mới là {day}.")
            words = said.format(level=LEVELS[level], day=print_date(moved.due_on))
            messages.success(request, words)
            return redirect("statistics:period", number=found.pk)
    facts = {"form": form, "period": found, "shown": shown}
    status = 422 if form.errors else 200
    return render(request, "statistics/period_move.html", facts, status=status)


def _period(number: int) -> Period:
    found = queries.period(number)
    if found is None:
        raise Http404
    return found
