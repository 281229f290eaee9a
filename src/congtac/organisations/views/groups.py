"""Screens of the groups: what names mean several units, and who they are on a day."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.numbers import parse_date
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations import permissions, queries, services
from congtac.organisations.forms import DefinitionForm
from congtac.organisations.models import Group, GroupDefinition


@require_GET
@opens_to(signed_in)
def list_groups(request: HttpRequest) -> HttpResponse:
    """List the groups with the ways in which documents write them."""
    groups = Group.objects.prefetch_related("definitions")
    return render(request, "organisations/groups.html", {"groups": groups})


@require_GET
@opens_to(signed_in)
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Show who a group means on a day, in one province or everywhere."""
    return _page(request, get_object_or_404(Group, key=key), DefinitionForm())


def _page(request: HttpRequest, group: Group, form: Form) -> HttpResponse:
    actor, asked = actor_of(request), request.GET.get("ngay", "").strip()
    day = parse_date(asked) if asked else today()
    near = request.GET.get("gan", queries.province_of(actor.unit))
    members = list(queries.members(group, near=near, day=day).select_related("parent"))
    names = queries.names_on(day, members)
    facts = {
        "group": group,
        "form": form,
        "day": day,
        "near": near,
        "provinces": queries.units_on(day, kind="province"),
        "definition": queries.definition(group, day),
        "definitions": group.definitions.all(),
        "members": [(unit, names[unit.pk]) for unit in members],
        "may_keep": permissions.may_keep_units(actor),
    }
    return render(request, "organisations/group.html", facts, status=422 if form.errors else 200)


@require_POST
@opens_to(permissions.may_keep_units)
def define(request: HttpRequest, key: str) -> HttpResponse:
    """Let a group mean other units from a day on."""
    group, form = get_object_or_404(Group, key=key), DefinitionForm(request.POST)
    if form.is_valid():
        try:
            said = GroupDefinition(group=group, **form.cleaned_data)
            services.define_group(actor_of(request), said)
        except Refused:
            raise
        except Problem as refusal:
            form.add_error("since", refusal.sentence)
        else:
            messages.success(request, _("Đã ghi định nghĩa mới; định nghĩa cũ được giữ lại."))
            return redirect("organisations:group", key=key)
    return _page(request, group, form)
