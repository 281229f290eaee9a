"""The screen of one job, and that of daily work with its times."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congtac.ground.calendars.queries import today
from congtac.ground.jobs import services
from congtac.ground.jobs.forms import ScheduleForm
from congtac.ground.jobs.models import Job, Schedule
from congtac.ground.jobs.permissions import may_follow, may_schedule
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


@require_GET
@opens_to(may_schedule)
def schedules(request: HttpRequest) -> HttpResponse:
    """Show daily work, when it runs, and the times it had before."""
    services.plant_schedules()
    return _schedules(request)


@require_POST
@opens_to(may_schedule)
def reschedule(request: HttpRequest, kind: str) -> HttpResponse:
    """Move daily work to another time from today on."""
    form = ScheduleForm(request.POST, prefix=kind)
    if not form.is_valid():
        return _schedules(request, form)
    services.reschedule(actor_of(request), kind, day=today(), **form.cleaned_data)
    messages.success(
        request, _("Đã đặt lại giờ: {kind}.").format(kind=_(services.kind_title(kind)))
    )
    return redirect("jobs:schedules")


def _schedules(request: HttpRequest, wrong: ScheduleForm | None = None) -> HttpResponse:
    listed = list(Schedule.objects.all())
    rows = [
        {
            "row": row,
            "title": _(services.kind_title(row.kind)),
            "form": wrong if wrong and wrong.prefix == row.kind else _form(row),
            "before": [old for old in listed if old.kind == row.kind and old.until],
        }
        for row in listed
        if row.until is None
    ]
    return render(request, "jobs/schedules.html", {"rows": rows}, status=422 if wrong else 200)


def _form(row: Schedule) -> ScheduleForm:
    now = {"at": row.at.strftime("%H:%M"), "workdays_only": row.workdays_only}
    return ScheduleForm(initial=now, prefix=row.kind)
