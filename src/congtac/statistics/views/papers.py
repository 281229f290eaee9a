"""Screens of a form signed on paper: putting the scan up, the scan itself."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtac.ground.files.models import StoredFile
from congtac.ground.files.queries import content
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.statistics import permissions
from congtac.statistics.forms.inside import ScanForm
from congtac.statistics.queries import corrections
from congtac.statistics.queries import papers as queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules import submissions as rules
from congtac.statistics.rules.papers import short_code
from congtac.statistics.services import papers as services
from congtac.statistics.views.parts import is_done
from congtac.statistics.views.submissions import own_submission


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def sign(request: HttpRequest, number: int) -> HttpResponse:
    """Put up the scan of the form as it was signed on paper."""
    found = own_submission(request, number)
    made = submission_queries.revision(found)
    if found.state != rules.CHECKED or made is None:
        return redirect("statistics:submission", number=number)
    is_posted = request.method == "POST"
    form = ScanForm(*((request.POST, request.FILES) if is_posted else ()))
    if is_posted and form.is_valid():
        given = dict(form.cleaned_data)
        file = given.pop("file")
        scan = services.Scan(name=file.name, data=file.read(), **given)
        if is_done(partial(services.sign_on_paper, actor_of(request), found, scan), form, "digest"):
            messages.success(request, _("Đã nhận bản ký trên giấy. Xem lại lần cuối rồi gửi."))
            return redirect("statistics:submission", number=number)
    facts = {"submission": found, "form": form, "made": made, "code": short_code(made.digest)}
    status = 422 if form.errors else 200
    return render(request, "statistics/sign_paper.html", facts, status=status)


@require_GET
@opens_to(signed_in)
def scan(request: HttpRequest, number: int) -> HttpResponse:
    """The scan as it was put up, to whoever may see the figures of its revision."""
    found = queries.paper(number)
    if found is None:
        raise Http404
    actor, asked = actor_of(request), found.submission
    permissions.may_see_figures(actor, asked).demand()
    if not permissions.is_inside(actor, asked) and found.revision not in corrections.seen_outside(
        asked
    ):
        raise Http404
    return download(found.file)


def download(stored: StoredFile) -> HttpResponse:
    """A stored file, to be saved."""
    headers = {
        "Content-Disposition": content_disposition_header(True, stored.name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content(stored), content_type="application/octet-stream", headers=headers)
