"""The screen of counts as of any past day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.programmes.forms.counting import DayForm
from congtac.programmes.queries import counting as queries
from congtac.programmes.queries.seen import programmes_seen_by
from congtac.programmes.rules.counting import sentence


@require_GET
@opens_to(signed_in)
def counts(request: HttpRequest) -> HttpResponse:
    """How many tasks were done, late, in time, overdue or without a deadline on a day."""
    actor, day = actor_of(request), today()
    form = DayForm(request.GET if "ngay" in request.GET else None, day=day)
    asked = form.cleaned_data["ngay"] if form.is_bound and form.is_valid() else day
    chosen = request.GET.get("chuong_trinh", "")
    programme = int(chosen[:9]) if chosen.isdecimal() else None
    counted = queries.total(actor, asked, programme)
    facts = {
        "form": form,
        "day": asked,
        "tally": counted,
        "sentence": sentence(counted),
        "chosen": chosen,
        "programmes": list(programmes_seen_by(actor).order_by("sort_key", "id")),
        "by_programme": [] if programme else queries.by_programme(actor, asked),
        "by_lead": queries.by_lead(actor, asked, programme),
    }
    return render(request, "programmes/counts.html", facts, status=422 if form.errors else 200)
