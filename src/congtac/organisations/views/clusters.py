"""Screens of the clusters of a year: who competes with whom, who heads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations import permissions, queries, services
from congtac.organisations.forms import ClusterForm
from congtac.organisations.models import Cluster


@require_GET
@opens_to(signed_in)
def list_clusters(request: HttpRequest) -> HttpResponse:
    """List the clusters of a year with heads and members."""
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today().year
    facts = {
        "year": year,
        "clusters": queries.clusters(year),
        "may_keep": permissions.may_keep_units(actor_of(request)),
    }
    return render(request, "organisations/clusters.html", facts)


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_units)
def form(request: HttpRequest) -> HttpResponse:
    """Form a cluster of a year."""
    is_sent = request.method == "POST"
    asked = ClusterForm(request.POST if is_sent else None)
    if is_sent and asked.is_valid():
        said = asked.cleaned_data
        members = said.pop("members")
        try:
            made = services.form_cluster(actor_of(request), Cluster(**said), members)
        except Refused:
            raise
        except Problem as refusal:
            asked.add_error("members", refusal.sentence)
        else:
            messages.success(
                request,
                _("Đã lập {made} gồm {count} đơn vị.").format(made=made, count=len(members)),
            )
            return redirect(f"{reverse('organisations:clusters')}?nam={made.year}")
    page = {"title": _("Lập cụm thi đua"), "act": _("Lập cụm"), "back": "organisations:clusters"}
    status = 422 if asked.errors else 200
    return render(request, "organisations/form.html", {"form": asked, **page}, status=status)
