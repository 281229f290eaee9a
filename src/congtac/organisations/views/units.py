"""Screens of the units: the list and the tree as of any day, and one unit with its history."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.numbers import parse_date
from congtac.organisations import permissions, queries
from congtac.organisations.models import Succession, Unit
from congtac.organisations.rules.words import ADMINISTRATIVE, HIERARCHIES, KINDS, LEVELS

PAGE = 50


def _day(request: HttpRequest) -> date:
    """Return the day that the address asks for, else today."""
    asked = request.GET.get("ngay", "").strip()
    return parse_date(asked) if asked else today()


@require_GET
@opens_to(signed_in)
def list_units(request: HttpRequest) -> HttpResponse:
    """List the units of a day; searched without tone marks, narrowed by kind and level."""
    day, search = _day(request), request.GET.get("q", "")
    kind, level = request.GET.get("loai", ""), request.GET.get("cap", "")
    units = queries.units_on(day, search, kind=kind, level=level).select_related("parent")
    page = Paginator(units, PAGE).get_page(request.GET.get("page"))
    names = queries.names_on(day, page.object_list)
    facts = {
        "page": page,
        "rows": [(unit, names[unit.pk]) for unit in page],
        "search": search,
        "day": day,
        "kind": kind,
        "level": level,
        "kinds": KINDS,
        "levels": LEVELS,
        "is_narrow": bool(search or kind or level or request.GET.get("ngay")),
        "may_keep": permissions.may_keep_units(actor_of(request)),
        "may_settle": permissions.may_settle_names(actor_of(request)),
    }
    return render(request, "organisations/list.html", facts)


@require_GET
@opens_to(signed_in)
def tree(request: HttpRequest) -> HttpResponse:
    """Show a hierarchy as it stood on a day, branch by branch, or one branch."""
    day = _day(request)
    hierarchy = request.GET.get("he", "")
    hierarchy = hierarchy if hierarchy in HIERARCHIES else ADMINISTRATIVE
    top = request.GET.get("goc", "")
    facts = {
        "branches": queries.branches(day, hierarchy, top),
        "day": day,
        "hierarchy": hierarchy,
        "hierarchies": HIERARCHIES,
        "top": top,
    }
    return render(request, "organisations/tree.html", facts)


@require_GET
@opens_to(signed_in)
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Show a unit as of a day: what it was called, who stood above and below it, its history."""
    unit = get_object_or_404(Unit, key=key)
    day = _day(request)
    facts = {
        "unit": unit,
        "day": day,
        "is_there": unit.life.has(day),
        "name": queries.names_on(day, [unit])[unit.pk],
        "above": queries.ancestors(unit, day)[::-1],
        "children": queries.children(unit, day),
        "history": queries.history(unit),
        "to_hand_over": _to_hand_over(request, unit),
    }
    return render(request, "organisations/show.html", facts)


def _to_hand_over(request: HttpRequest, unit: Unit) -> list[Succession]:
    """Return the successions whose handover this actor may draw up."""
    actor = actor_of(request)
    return [
        row
        for row in queries.heirs_without_handover(unit)
        if permissions.may_draw_up(actor, unit, row.successor)
    ]
