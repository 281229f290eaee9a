"""Screens of the people of provinces: what is kept, a number more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.organisations.models import Unit
from congtac.statistics import permissions
from congtac.statistics.forms.population import PopulationForm
from congtac.statistics.queries import population as queries
from congtac.statistics.services import population as services


@require_GET
@opens_to(signed_in)
def listed(request: HttpRequest) -> HttpResponse:
    """The people of the provinces in a year."""
    years = queries.years()
    asked = request.GET.get("nam", "")
    year = next((it for it in years if str(it) == asked), next(iter(years), None))
    found = queries.newest([year]) if year else []
    facts = {
        "years": [(it, it) for it in years],
        "year": year,
        "rows": sorted(found, key=lambda it: it.unit.sort_key),
        "total": sum(it.people for it in found),
        "may_keep": permissions.may_keep_indicators(actor_of(request)),
    }
    return render(request, "statistics/population.html", facts)


@require_POST
@opens_to(permissions.may_keep_indicators)
def load(request: HttpRequest) -> HttpResponse:
    """Bring in the numbers that come with the site; what is there stays."""
    made = services.load_population(actor_of(request), day=today())
    messages.success(request, _("Đã nạp số dân của {count} tỉnh, thành phố.").format(count=made))
    return redirect("statistics:population")


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_indicators)
def keep(request: HttpRequest) -> HttpResponse:
    """Keep one number; the one before stays."""
    provinces = list(Unit.objects.filter(kind="province").order_by("sort_key", "until"))
    initial = {"year": today().year - 1, "province": request.GET.get("tinh", "")}
    form = PopulationForm(provinces, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        province = form.provinces[form.cleaned_data["province"]]
        try:
            services.keep_population(actor_of(request), province, form.told(), day=today())
        except Problem as refusal:
            form.add_error("source", refusal.sentence)
        else:
            messages.success(request, _("Đã ghi số dân."))
            return redirect("statistics:population")
    status = 422 if form.errors else 200
    return render(request, "statistics/population_keep.html", {"form": form}, status=status)
