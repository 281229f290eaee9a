"""Screens of the names that led to no unit: the list, and settling one once for all."""

from datetime import date, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to
from congtac.kernel.words import Names, gettext_noop
from congtac.organisations import permissions, queries, services
from congtac.organisations.forms import SettleForm
from congtac.organisations.models import DOUBTFUL, NOBODY, SETTLED, NameMatch, Unit

PAGE = 50
STATES = Names(
    {
        DOUBTFUL: gettext_noop("Chưa rõ"),
        SETTLED: gettext_noop("Đã rõ"),
        NOBODY: gettext_noop("Không phải đơn vị"),
    }
)


@require_GET
@opens_to(permissions.may_settle_names)
def list_names(request: HttpRequest) -> HttpResponse:
    """List names by state, the most frequent first; a leader sees those of the own province."""
    actor, state = actor_of(request), request.GET.get("tinh_trang", "")
    state = state if state in STATES else DOUBTFUL
    near = "" if permissions.may_keep_units(actor) else queries.province_of(actor.unit)
    found = queries.name_matches(state, near)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    facts = {"page": page, "state": state, "states": STATES}
    return render(request, "organisations/names.html", facts)


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_settle_names)
def settle(request: HttpRequest, number: int) -> HttpResponse:
    """Say what a name means, from now on wherever it is read in this province."""
    actor = actor_of(request)
    found = get_object_or_404(NameMatch.objects.select_related("unit", "group"), pk=number)
    permissions.may_settle(actor, found.near).demand()
    near = queries.unit(found.near)
    likely = queries.Matcher(found.near, _day_near(near)).likely(found.written)
    form = SettleForm(request.POST if request.method == "POST" else None, likely=likely)
    if request.method == "POST" and form.is_valid():
        count = services.settle(actor, found, form.cleaned_data["meaning"])
        said = _("Đã ghi “{name}”. Lần sau tên này được hiểu như vậy.").format(name=found.written)
        taken = " " + _("{count} nhiệm vụ đã có đơn vị.").format(count=count) if count else ""
        messages.success(request, said + taken)
        return redirect("organisations:names")
    facts = {"found": found, "form": form, "near": near}
    status = 422 if form.errors else 200
    return render(request, "organisations/settle.html", facts, status=status)


def _day_near(near: Unit | None) -> date:
    """Return today, or the last day of a province that has ended: its agencies are meant."""
    ended = near.until if near else None
    return min(today(), ended - timedelta(days=1)) if ended else today()
