"""Screens of oversight: who watches which fields of work where, as of any day."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.numbers import parse_date
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations import permissions, queries, services
from congtac.organisations.forms import OversightForm
from congtac.organisations.models import Oversight
from congtac.organisations.rules.fields import WORK_FIELDS
from congtac.organisations.rules.lives import Order


@require_GET
@opens_to(signed_in)
def list_oversights(request: HttpRequest) -> HttpResponse:
    """List who watches what on a day."""
    asked, names = request.GET.get("ngay", "").strip(), WORK_FIELDS
    day = parse_date(asked) if asked else today()
    found = queries.oversights_on(day)
    facts = {
        "day": day,
        "rows": [(it, [names.get(code, code) for code in it.fields]) for it in found],
        "may_keep": permissions.may_keep_units(actor_of(request)),
    }
    return render(request, "organisations/oversights.html", facts)


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_units)
def give(request: HttpRequest) -> HttpResponse:
    """Let a unit or a person watch fields in territories."""
    is_sent, names = request.method == "POST", WORK_FIELDS
    asked = OversightForm(request.POST if is_sent else None, work_fields=names)
    if is_sent and asked.is_valid():
        said = asked.cleaned_data
        territories, fields = said.pop("territories"), said.pop("fields_watched")
        try:
            given = Oversight(fields=fields, **said)
            services.give_oversight(actor_of(request), given, territories)
        except Refused:
            raise
        except Problem as refusal:
            asked.add_error("fields_watched", refusal.sentence)
        else:
            messages.success(request, _("Đã phân công {given} theo dõi.").format(given=given))
            return redirect("organisations:oversights")
    page = {
        "title": _("Phân công theo dõi"),
        "act": _("Phân công"),
        "back": "organisations:oversights",
    }
    status = 422 if asked.errors else 200
    return render(request, "organisations/form.html", {"form": asked, **page}, status=status)


@require_POST
@opens_to(permissions.may_keep_units)
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End an oversight from today on."""
    found = get_object_or_404(Oversight, pk=number)
    order = Order(today(), request.POST.get("basis", ""))
    services.end_oversight(actor_of(request), found, order)
    messages.success(
        request, _("Đã kết thúc phân công của {found} từ hôm nay.").format(found=found)
    )
    return redirect("organisations:oversights")
