"""Screens of the units: the list on a day, and one unit with what stands on it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import opens_to, signed_in
from congtac.organisations.models import Unit
from congtac.organisations.queries import units_on

PAGE = 50


@opens_to(signed_in)
def list_units(request: HttpRequest) -> HttpResponse:
    """List the units of today; searched without tone marks, narrowed by level and kind."""
    search = request.GET.get("q", "")
    units = units_on(today(), search).select_related("parent")
    page = Paginator(units, PAGE).get_page(request.GET.get("page"))
    return render(request, "organisations/list.html", {"page": page, "search": search})


@opens_to(signed_in)
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Show a unit, its place in the tree and its own units of today."""
    unit = get_object_or_404(Unit.objects.select_related("parent"), key=key)
    children = units_on(today()).filter(parent=unit)
    return render(request, "organisations/show.html", {"unit": unit, "children": children})
