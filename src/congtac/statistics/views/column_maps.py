"""Screens of the column maps: which there are, and the mapping of one version onto another."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics import permissions
from congtac.statistics.forms.column_maps import MapForm
from congtac.statistics.models import FormVersion
from congtac.statistics.queries import column_maps as queries
from congtac.statistics.queries import forms as form_queries
from congtac.statistics.rules.problems import SENTENCES
from congtac.statistics.services import column_maps as services


@require_GET
@opens_to(signed_in)
def listed(request: HttpRequest) -> HttpResponse:
    """The maps that hold; for who keeps them, a way to another one."""
    forms = queries.mappable()
    known = {str(it.pk): it for it in forms}
    before, after = (known.get(request.GET.get(name, "")) for name in ("tu", "den"))
    if before and after and before.pk != after.pk:
        return redirect("statistics:column-map", before=before.pk, after=after.pk)
    facts = {
        "maps": queries.maps_shown(),
        "forms": [(it.pk, f"{it.code} ({it.version}) – {it.name}") for it in forms],
        "before": before,
        "after": after,
        "fault": SENTENCES["STA-410"] if before and after else "",
        "may_keep": permissions.may_keep_statistics(actor_of(request)),
    }
    return render(request, "statistics/column_maps.html", facts)


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_statistics)
def edit(request: HttpRequest, before: int, after: int) -> HttpResponse:
    """Say where each column of a version goes on in another; a proposal stands there first."""
    one, other = _form(before), _form(after)
    data = request.POST if request.method == "POST" else None
    form = MapForm(one.form, other.form, queries.begun(one, other), data)
    if data is not None and form.is_valid():
        try:
            services.keep_map(actor_of(request), one, other, form.mapped(), day=today())
        except Refused:
            raise
        except Problem as problem:
            form.add_error(None, problem.sentence)
        else:
            messages.success(request, _("Đã lưu bảng nối cột. Chuỗi số liệu dùng bảng này."))
            return redirect("statistics:column-maps")
    facts: dict[str, Any] = {
        "form": form,
        "before": one,
        "after": other,
        "history": list(queries.history(one, other)),
    }
    status = 422 if form.errors else 200
    return render(request, "statistics/column_map.html", facts, status=status)


def _form(number: int) -> FormVersion:
    found = form_queries.form(number)
    if found is None:
        raise Http404
    return found
