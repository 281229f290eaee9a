"""Screens of feeds: sources, giving a file, what came, the difference, the mapping."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics import permissions
from congtac.statistics.forms.feeds import ChoiceOfForm, FeedForm, GiveForm, initial_of
from congtac.statistics.models import Feed, FeedOffer, FormVersion
from congtac.statistics.queries import feeds as queries
from congtac.statistics.queries import forms as form_queries
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules.feeds import HOWS, written_where
from congtac.statistics.services import feeds as services

PAGE = 25


@require_GET
@opens_to(signed_in)
def listed(request: HttpRequest) -> HttpResponse:
    """The sources in use, what waits to be taken, what came."""
    actor = actor_of(request)
    keeps = bool(permissions.may_keep_statistics(actor))
    runs = queries.runs_seen_by(actor, keeps=keeps)
    facts = {
        "feeds": queries.feeds(today()),
        "waiting": queries.waiting(actor.unit)[:PAGE] if actor.unit else [],
        "page": Paginator(runs, PAGE).get_page(request.GET.get("page")),
        "keeps": keeps,
    }
    return render(request, "statistics/feeds.html", facts)


def _feed(code: str) -> Feed:
    found = queries.feed(code, today())
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """One source: how it is mapped; a file of it is given here."""
    found, actor = _feed(code), actor_of(request)
    periods = list(period_queries.periods())
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = GiveForm(periods, *given)
    if given and form.is_valid():
        came = _given(request, found, form)
        if came is not None:
            return came
    facts = {
        "feed": found,
        "form": form,
        "cells": [(it, HOWS[it.how], written_where(it.where)) for it in found.rules.cells],
        "versions": queries.versions(code),
        "may_give": bool(permissions.may_give_figures(actor)),
        "keeps": bool(permissions.may_keep_statistics(actor)),
    }
    return render(request, "statistics/feed.html", facts, status=422 if form.errors else 200)


def _given(request: HttpRequest, found: Feed, form: GiveForm) -> HttpResponse | None:
    period = period_queries.period(int(form.cleaned_data["period"]))
    file = form.cleaned_data["file"]
    if period is None:
        raise Http404
    try:
        handed = services.Handed(file.name, file.read())
        came = services.give(actor_of(request), found, period, handed, day=today())
    except Refused:
        raise
    except Problem as problem:
        form.add_error("file", problem.sentence)
        return None
    if not came.is_new:
        messages.info(request, _("Tệp này đã được nhận trước đây; đây là lần nhận đó."))
    return redirect("statistics:feed-run", number=came.run.pk)


@require_GET
@opens_to(signed_in)
def run(request: HttpRequest, number: int) -> HttpResponse:
    """One file or call: what was read, what is wrong, to whom it is offered."""
    found = queries.run(number)
    if found is None:
        raise Http404
    permissions.may_see_run(actor_of(request), found).demand()
    return render(request, "statistics/feed_run.html", {"run": found})


def _offer(request: HttpRequest, number: int) -> FeedOffer:
    found = queries.offer(number)
    if found is None:
        raise Http404
    may = permissions.may_fill(actor_of(request), found.unit.key, found.unit.name)
    if not may:
        permissions.may_see_run(actor_of(request), found.run).demand()
    return found


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def offer(request: HttpRequest, number: int) -> HttpResponse:
    """The difference between what is offered and the form; what is chosen goes into it."""
    found, actor, problem = _offer(request, number), actor_of(request), ""
    shown = queries.difference_of(found, today())
    if request.method == "POST":
        chosen = {it.offered.place for it in shown.lines if it.name in request.POST}
        try:
            made = services.take(actor, found, chosen, day=today())
        except Refused:
            raise
        except Problem as refusal:
            problem = refusal.sentence
        else:
            said = _("Đã lấy {count} ô vào biểu. Soát lại rồi trình như số nhập tay.")
            messages.success(request, said.format(count=len(chosen)))
            return redirect("statistics:fill", number=made.submission_id)
    facts = {
        "offer": found,
        "run": found.run,
        "shown": shown,
        "problem": problem,
        "posted": request.POST if request.method == "POST" else None,
        "may_take": bool(permissions.may_fill(actor, found.unit.key, found.unit.name)),
    }
    return render(request, "statistics/offer.html", facts, status=422 if problem else 200)


@require_GET
@opens_to(permissions.may_keep_statistics)
def new(request: HttpRequest) -> HttpResponse:
    """Choose the form that a new source fills."""
    forms = FormVersion.objects.filter(form_queries.in_force(today())).order_by("sort_key")
    form = ChoiceOfForm(forms, request.GET if "bieu" in request.GET else None)
    if form.is_valid():
        return redirect("statistics:feed-map", number=int(form.cleaned_data["bieu"]))
    status = 422 if form.errors else 200
    return render(request, "statistics/feed_new.html", {"form": form}, status=status)


@require_GET
@opens_to(permissions.may_keep_statistics)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a source into a new version: its mapping in the form in force."""
    found = _feed(code)
    forms = FormVersion.objects.filter(form_queries.in_force(today()), code=found.form_code)
    version = forms.order_by("-version").first()
    if version is None:
        raise Http404
    address = reverse("statistics:feed-map", args=[version.pk])
    return redirect(f"{address}?nguon={found.code}")


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_statistics)
def mapped(request: HttpRequest, number: int) -> HttpResponse:
    """The mapping of a new source into a form, or a new version of one; tried on a file first."""
    version = form_queries.form(number)
    if version is None:
        raise Http404
    before = queries.feed(request.GET.get("nguon", ""), today())
    initial = initial_of(before) if before else {}
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FeedForm(version, *given, initial=initial)
    came: Any = None
    if given and form.is_valid():
        try:
            said = form.said()
            if "thu" not in request.POST:
                made = services.keep_feed(actor_of(request), said, day=today())
                messages.success(request, _("Đã lưu nguồn số liệu."))
                return redirect("statistics:feed", code=made.code)
            came = _tried(request, version, said)
        except Refused:
            raise
        except Problem as problem:
            form.add_error(None, problem.sentence)
    facts = {"version": version, "form": form, "came": came, "before": before}
    return render(request, "statistics/feed_map.html", facts, status=422 if form.errors else 200)


def _tried(request: HttpRequest, version: FormVersion, said: services.Said) -> Any:
    """What a mapping makes of a file, for the newest period of the form; nothing is kept."""
    file = request.FILES.get("trial")
    used = [it for it in period_queries.periods() if version.kinds.filter(pk=it.kind_id).exists()]
    period = submission_queries.newest_period(used, today())
    if file is None or period is None:
        raise Problem("STA-482", _("Chọn tệp để thử."))
    return services.tried(
        version, period, said.mapping, services.Handed(file.name or "", file.read())
    )


@require_GET
@opens_to(signed_in)
def mapping(request: HttpRequest, code: str) -> HttpResponse:
    """The mapping as a JSON file."""
    found = _feed(code)
    headers = {"Content-Disposition": f'attachment; filename="{found.code}.json"'}
    options = {"ensure_ascii": False, "indent": 2}
    return JsonResponse(found.mapping, json_dumps_params=options, headers=headers)


@require_POST
@opens_to(permissions.may_keep_statistics)
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Let a source be used no more."""
    services.end_feed(actor_of(request), _feed(code), day=today())
    messages.success(request, _("Đã thôi dùng nguồn số liệu."))
    return redirect("statistics:feeds")
