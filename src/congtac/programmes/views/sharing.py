"""The screen on which the keeper brings the units of a task up to the day."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.programmes import permissions
from congtac.programmes.rules.problems import problem
from congtac.programmes.rules.progress import objection_to_work
from congtac.programmes.services import sharing as services
from congtac.programmes.views.tasks import task_to_see


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def members(request: HttpRequest, number: int) -> HttpResponse:
    """Who would join and who would leave the units of a task today, and letting them."""
    actor, day, found = actor_of(request), today(), task_to_see(request, number)
    permissions.may_update_members(actor, found).demand()
    fault = ""
    if request.method == "POST":
        chosen = request.POST.getlist
        try:
            done = services.update_members(
                actor, found, joining=chosen("vao"), leaving=chosen("ra"), day=day
            )
        except Refused:
            raise
        except Problem as refusal:
            fault = refusal.sentence
        else:
            said = _("Đã thêm {joined} đơn vị, bớt {left} đơn vị.")
            joined, left = len(done.joining), len(done.leaving)
            messages.success(request, said.format(joined=joined, left=left))
            return redirect("programmes:task", number=number)
    code = objection_to_work(found.state)
    facts = {
        "task": found,
        "day": day,
        "changes": services.changes(found, day),
        "closed": problem(code).sentence if code else "",
        "fault": fault,
    }
    return render(request, "programmes/members.html", facts, status=422 if fault else 200)
