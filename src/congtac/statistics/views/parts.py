"""Screens of parts inside a unit: giving one, one with its acts, those that wait for a person."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.kernel.words import gettext_noop
from congtac.statistics import permissions
from congtac.statistics.forms.inside import PartForm, WordsForm
from congtac.statistics.models import Part
from congtac.statistics.queries import parts as queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules import submissions as submission_rules
from congtac.statistics.rules.parts import FROM
from congtac.statistics.services import parts as services
from congtac.statistics.views.submissions import own_submission

PAGE = 25
ACTS: Mapping[str, tuple[Callable[..., object], str]] = {
    "xong": (services.done, gettext_noop("Đã báo xong. Người giao phần được báo để duyệt.")),
    "duyet": (services.approve, gettext_noop("Đã duyệt phần.")),
    "tra": (services.give_back, gettext_noop("Đã trả lại phần để nhập lại.")),
    "rut": (services.take_back, gettext_noop("Đã rút phần. Số đã nhập vẫn giữ trong biểu.")),
}


def is_done(act: Callable[..., object], form: forms.Form, field: str | None) -> bool:
    """Do an act today; a problem becomes an error of the form, whose page is shown again."""
    try:
        act(day=today())
    except Refused:
        raise
    except Problem as problem:
        form.add_error(field, problem.sentence)
        return False
    return True


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def give(request: HttpRequest, number: int) -> HttpResponse:
    """Give cells of a form to a division or a person of the unit."""
    found, day = own_submission(request, number), today()
    if found.state not in submission_rules.BEING_FILLED:
        return redirect("statistics:submission", number=number)
    owed, inside = submission_queries.owed(found, day), queries.inside(found.answering, day)
    due_on = owed.due_on if owed.due_on and owed.due_on >= day else None
    data = request.POST if request.method == "POST" else None
    form = PartForm(found.form.form, inside, due_on=due_on, data=data)
    if data is not None and form.is_valid():
        given = form.cleaned_data
        scope = form.scope(found.form.form)
        order = services.Order(scope, given["due_on"], given["division"], given["person"])
        if is_done(partial(services.give, actor_of(request), found, order), form, None):
            messages.success(request, _("Đã giao phần. Người nhận được báo."))
            return redirect("statistics:submission", number=number)
    facts = {"submission": found, "form": form, "owed": owed, "parts": queries.parts_of(found)}
    status = 422 if form.errors else 200
    return render(request, "statistics/part_give.html", facts, status=status)


@require_GET
@opens_to(signed_in)
def mine(request: HttpRequest) -> HttpResponse:
    """The parts that wait for the actor: to fill in, and to approve."""
    actor = actor_of(request)
    page = Paginator(queries.to_fill(actor), PAGE).get_page(request.GET.get("page"))
    is_office = permissions.is_own(actor, actor.unit)
    to_approve = list(queries.to_approve(actor)[:PAGE]) if is_office else []
    facts = {"page": page, "to_approve": to_approve, "day": today()}
    return render(request, "statistics/parts.html", facts)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def part(request: HttpRequest, number: int) -> HttpResponse:
    """One part with its history; the act is named by the button pressed."""
    actor, found = actor_of(request), queries.part(number)
    if found is None:
        raise Http404
    permissions.may_see_part(actor, found).demand()
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("viec", "") not in ACTS:
            raise Http404
        service, said = ACTS[request.POST["viec"]]
        act = partial(service, actor, found, words=form.cleaned_data["words"])
        if is_done(act, form, "words"):
            messages.success(request, _(said))
            return redirect("statistics:part", number=number)
    return _page(request, found, form)


def _page(request: HttpRequest, found: Part, form: WordsForm) -> HttpResponse:
    actor, asked = actor_of(request), found.submission
    may_do = permissions.may_do_part(actor, found)
    may_approve = permissions.may_approve_part(actor, found)
    may_take = permissions.may_fill(actor, asked.answering.key, asked.answering_name)
    facts: dict[str, Any] = {
        "part": found,
        "submission": asked,
        "lines": list(found.lines.all()),
        "missing": queries.missing(found),
        "form": form,
        "day": today(),
        "may_write": may_do and found.state in FROM["done"],
        "may_approve": may_approve and found.state in FROM["approve"],
        "may_take": may_take and found.state in FROM["take"],
    }
    return render(request, "statistics/part.html", facts, status=422 if form.errors else 200)
