"""The screen of days off and days worked in exchange, year by year."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.ground.calendars import queries, services
from congtac.ground.calendars.forms import NameForm, SpecialDayForm
from congtac.ground.calendars.models import SpecialDay
from congtac.ground.calendars.permissions import may_keep_days
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.numbers import print_date
from congtac.kernel.problem import Problem


@require_GET
@opens_to(signed_in)
def days(request: HttpRequest) -> HttpResponse:
    """List the special days of a year, this one unless another is asked for."""
    return _list(request, SpecialDayForm())


@require_POST
@opens_to(may_keep_days)
def add(request: HttpRequest) -> HttpResponse:
    """Add a day."""
    form = SpecialDayForm(request.POST)
    if form.is_valid():
        try:
            made = services.set_special_day(actor_of(request), form.special_day())
        except Problem as problem:
            form.add_error(None, problem.sentence)
        else:
            messages.success(request, _("Đã thêm ngày {day}.").format(day=print_date(made.day)))
            return _to_year(made)
    return _list(request, form)


@require_http_methods(["GET", "POST"])
@opens_to(may_keep_days)
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change the name or the paper of a day, which counts as checked from then on."""
    special = get_object_or_404(SpecialDay, pk=number)
    form = NameForm(request.POST or None, initial={"name": special.name, "basis": special.basis})
    if form.is_valid():
        services.change_special_day(actor_of(request), special, **form.cleaned_data)
        messages.success(request, _("Đã lưu ngày {day}.").format(day=print_date(special.day)))
        return _to_year(special)
    facts = {"form": form, "special": special}
    return render(request, "calendars/change.html", facts, status=422 if form.errors else 200)


@require_POST
@opens_to(may_keep_days)
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """Take a day out of the list."""
    special = get_object_or_404(SpecialDay, pk=number)
    services.drop_special_day(actor_of(request), special)
    messages.success(
        request, _("Đã bỏ ngày {day} khỏi danh sách.").format(day=print_date(special.day))
    )
    return _to_year(special)


def _to_year(special: SpecialDay) -> HttpResponse:
    response = redirect("calendars:days")
    response["Location"] += f"?nam={special.day.year}"
    return response


def _list(request: HttpRequest, form: SpecialDayForm) -> HttpResponse:
    asked = request.GET.get("nam", "")
    is_year = asked.isascii() and asked.isdigit() and len(asked) == 4 and asked > "0000"
    year = int(asked) if is_year else queries.today().year
    facts = {
        "year": year,
        "years": sorted({*queries.years_known(), year}),
        "days": queries.special_days_of(year),
        "form": form,
        "may_keep": may_keep_days(actor_of(request)),
    }
    return render(request, "calendars/days.html", facts, status=422 if form.errors else 200)
