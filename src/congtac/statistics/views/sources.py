"""The screen on which a unit's form is made of the forms that came from the units below."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.statistics import permissions
from congtac.statistics.queries import sources as queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules import submissions as rules
from congtac.statistics.services import submissions as services


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """What the forms from below would change in a form; put into it once that was looked at."""
    actor, day = actor_of(request), today()
    found = submission_queries.submission(number)
    if found is None or not found.form.form.sources:
        raise Http404
    permissions.may_fill(actor, found.unit.key, found.unit_name).demand()
    made = queries.draft_of(found, day)
    if request.method == "POST":
        services.write(actor, found, made.grid, seen=found.revisions_count, day=day)
        said = _("Đã đưa {count} ô vào biểu. Xem lại rồi trình kiểm tra.")
        messages.success(request, said.format(count=len(made.changes)))
        return redirect("statistics:submission", number=number)
    is_open = found.state in rules.BEING_FILLED and submission_queries.is_open(found, day)
    facts = {"submission": found, "draft": made, "is_open": is_open}
    return render(request, "statistics/draft_from_below.html", facts)
