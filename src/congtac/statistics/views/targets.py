"""Screens of targets in plans: which plans have some, of which indicators they are."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.documents import permissions as document_permissions
from congtac.documents import queries as documents
from congtac.documents.models import Document
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.organisations.queries import units_on
from congtac.statistics import permissions
from congtac.statistics.forms.targets import LinkForm, begun
from congtac.statistics.queries import targets as queries
from congtac.statistics.rules.targets import proposed
from congtac.statistics.services import targets as services
from congtac.statistics.services.indicators import Aim

PAGE = 25


@require_GET
@opens_to(signed_in)
def listed(request: HttpRequest) -> HttpResponse:
    """The plans in which targets were read."""
    found = queries.plans(actor_of(request))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "statistics/targets.html", {"page": page})


def _document(request: HttpRequest, number: int) -> Document:
    found = documents.document(number)
    if found is None:
        raise Http404
    document_permissions.may_see(actor_of(request), found).demand()
    return found


@require_GET
@opens_to(signed_in)
def of_plan(request: HttpRequest, number: int) -> HttpResponse:
    """The targets of a plan, each at its place, with its indicator and the verdict."""
    actor, document = actor_of(request), _document(request, number)
    known = {it.link.item: it for it in queries.standings(actor, queries.links_in(number))}
    facts = {
        "document": document,
        "lines": [(it, known.get(it.key)) for it in queries.places(document)],
        "may_link": permissions.may_link_targets(actor, document),
    }
    return render(request, "statistics/targets_of_plan.html", facts)


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_indicators)
def link(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """Link one target of a plan to an indicator."""
    document, day = _document(request, number), today()
    place = queries.place(document, key)
    if place is None:
        raise Http404
    versions = queries.known(day)
    near = proposed(place.sentence, place.item.content["unit"] or "", queries.named(versions))
    scopes = units_on(day, kind="province").values_list("key", "name")
    initial = begun(place, near, day.year)
    form = LinkForm(versions, near, scopes, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {name: it for name, it in form.cleaned_data.items() if name != "indicator"}
        try:
            services.link_target(actor_of(request), place, form.made(), Aim(**given), day=day)
        except Problem as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Đã nối chỉ tiêu của văn bản với chỉ tiêu thống kê."))
            return redirect("statistics:targets-of-plan", number=number)
    facts = {"form": form, "place": place, "document": document, "has_proposal": bool(near)}
    status = 422 if form.errors else 200
    return render(request, "statistics/target_link.html", facts, status=status)


@require_POST
@opens_to(permissions.may_keep_indicators)
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End a link: the plan's target isn't of this indicator."""
    found = queries.link(number)
    if found is None:
        raise Http404
    services.end_link(actor_of(request), found, day=today())
    messages.success(request, _("Đã bỏ nối; mức phải đạt này không còn được dùng để đánh giá."))
    return redirect("statistics:targets-of-plan", number=found.document_id)
