"""The screen of one job: its progress, and what came of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from congtac.ground.jobs.models import Job
from congtac.ground.jobs.permissions import may_follow
from congtac.kernel.guard import actor_of, opens_to, signed_in


@opens_to(signed_in)
def show(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a job; to htmx only the bar, and a finished job makes the page around it load anew."""
    job = get_object_or_404(Job, key=key)
    may_follow(actor_of(request), job).demand()
    is_fragment = "HX-Request" in request.headers
    template = "jobs/progress.html" if is_fragment else "jobs/show.html"
    response = render(request, template, {"job": job})
    if is_fragment and job.is_finished:
        # not HX-Refresh: the bar would go on asking, and reload a slow page again and again
        response["HX-Trigger-After-Swap"] = "job-finished"
    return response
