"""Screens on which a unit asks for a closed form to be opened, and the receiver refuses."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.statistics import permissions
from congtac.statistics.forms.inside import ReasonForm
from congtac.statistics.queries import openings as queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules.openings import ASKED
from congtac.statistics.services import openings as services
from congtac.statistics.views.parts import is_done
from congtac.statistics.views.submissions import own_submission


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Ask the receiver to open a closed form."""
    found, form = own_submission(request, number), ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["words"]
        act = partial(services.ask, actor_of(request), found, reason=reason)
        if is_done(act, form, "words"):
            said = _("Đã gửi đề nghị mở khóa đến {unit}.").format(unit=found.receiver.name)
            messages.success(request, said)
            return redirect("statistics:submission", number=number)
    facts = {"submission": found, "form": form, "owed": submission_queries.owed(found, today())}
    status = 422 if form.errors else 200
    return render(request, "statistics/ask_open.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """Refuse to open a form, with the reason."""
    found = queries.request(number)
    if found is None:
        raise Http404
    permissions.may_take(actor_of(request), found.submission).demand()
    if found.state != ASKED:
        return redirect("statistics:received")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(services.refuse, actor_of(request), found, words=form.cleaned_data["words"])
        if is_done(act, form, "words"):
            messages.success(request, _("Đã trả lời không mở khóa. Đơn vị được báo."))
            return redirect("statistics:received")
    facts = {"submission": found.submission, "asked": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "statistics/refuse_open.html", facts, status=status)
