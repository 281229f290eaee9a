"""Screens of saved filters: keeping one from its list, renaming and removing on a page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congtac.accounts import queries
from congtac.accounts.models import SavedFilter
from congtac.accounts.permissions import may_change_filter
from congtac.accounts.services import filters as services
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.lists import TITLES


@require_GET
@opens_to(signed_in)
def filters(request: HttpRequest) -> HttpResponse:
    """List the filters of a person and of the unit, by the list to which they belong."""
    actor = actor_of(request)
    rows = [
        (it, _(TITLES.get(it.list_name, it.list_name)), _address(it), may_change_filter(actor, it))
        for it in queries.filters_seen_by(actor)
    ]
    return render(request, "accounts/filters.html", {"rows": rows})


@require_POST
@opens_to(signed_in)
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the filter of the list from which the form was sent, and go back to it."""
    actor, for_unit = actor_of(request), request.POST.get("for_unit") == "1"
    address, name = request.POST.get("address", ""), request.POST.get("name", "")
    kept = services.keep_filter(actor, address, name, for_unit=for_unit)
    messages.success(request, _("Đã lưu bộ lọc “{name}”.").format(name=kept.name))
    return redirect(_address(kept))


@require_POST
@opens_to(signed_in)
def rename(request: HttpRequest, number: int) -> HttpResponse:
    """Call a filter by another name."""
    kept = _seen(request, number)
    services.rename_filter(actor_of(request), kept, request.POST.get("name", ""))
    messages.success(request, _("Bộ lọc nay có tên “{name}”.").format(name=kept.name))
    return redirect("accounts:filters")


@require_POST
@opens_to(signed_in)
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a filter away."""
    kept = _seen(request, number)
    services.remove_filter(actor_of(request), kept)
    messages.success(request, _("Đã xóa bộ lọc “{name}”.").format(name=kept.name))
    return redirect("accounts:filters")


def _seen(request: HttpRequest, number: int) -> SavedFilter:
    return get_object_or_404(queries.filters_seen_by(actor_of(request)), pk=number)


def _address(kept: SavedFilter) -> str:
    """Return where a filter leads; to the page of filters if its list is gone."""
    try:
        return f"{reverse(kept.list_name)}?{kept.query}"
    except NoReverseMatch:
        return reverse("accounts:filters")
