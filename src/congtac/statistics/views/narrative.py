"""The screen on which a narrative text is held against the forms."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.statistics.forms.narrative import NarrativeForm
from congtac.statistics.queries import indicator_pages as pages
from congtac.statistics.queries import narrative as queries


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def check(request: HttpRequest) -> HttpResponse:
    """Choose a text, a unit and a period; see each figure beside what was sent."""
    actor = actor_of(request)
    form = NarrativeForm(
        request.POST or None,
        units=queries.units_that_sent(actor),
        periods=pages.periods_with_figures(),
        documents=queries.documents_to_check(actor),
        initial={"document": request.GET.get("van_ban", "")},
    )
    facts: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        document = form.documents.get(given["document"])
        text = given["text"] if given["text"].strip() or not document else queries.text_of(document)
        unit, period = form.units[given["unit"]], form.periods[given["period"]]
        facts |= {"unit": unit, "period": period, "document": document}
        facts["checked"] = queries.check_text(text, unit, period)
    status = 422 if form.errors else 200
    return render(request, "statistics/narrative.html", facts, status=status)
