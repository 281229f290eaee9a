"""Screens of the checks over all units: asking for a run, following it, its findings, Excel."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from congtac.ground.calendars.queries import today
from congtac.ground.jobs.models import Job
from congtac.kernel.guard import actor_of, opens_to
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics import permissions
from congtac.statistics.forms.heavy import RunForm
from congtac.statistics.models import HeavyRun
from congtac.statistics.queries import heavy as queries
from congtac.statistics.rules.definitions import SEVERITIES, SEVERITY_COLOURS
from congtac.statistics.rules.finding_sheet import KINDS, workbook
from congtac.statistics.services import heavy as services

PAGE = 50
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_statistics)
def runs(request: HttpRequest) -> HttpResponse:
    """The runs kept, and the form that begins one."""
    data = request.POST if request.method == "POST" else None
    form = RunForm(queries.periods_sent(), queries.codes_sent(), data)
    if data is not None and form.is_valid():
        asked = form.cleaned_data
        try:
            begun = services.begin_run(
                actor_of(request), list(map(int, asked["periods"])), asked["codes"], day=today()
            )
        except Refused:
            raise
        except Problem as problem:
            form.add_error(None, problem.sentence)
        else:
            return redirect("statistics:run-wait", key=begun.pk)
    page = Paginator(queries.runs(), PAGE).get_page(request.GET.get("page"))
    status = 422 if form.errors else 200
    return render(
        request,
        "statistics/runs.html",
        {"form": form, "page": page, "may_keep": True},
        status=status,
    )


@require_GET
@opens_to(permissions.may_keep_statistics)
def wait(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far a run is; its findings when it has ended."""
    job = get_object_or_404(Job, key=key, kind=services.KIND)
    ended = queries.run_of(str(key))
    if ended is not None:
        return redirect("statistics:run", number=ended.pk)
    return render(request, "statistics/run_wait.html", {"job": job})


@require_GET
@opens_to(permissions.may_keep_statistics)
def run(request: HttpRequest, number: int) -> HttpResponse:
    """The findings of a run, narrowed by the address."""
    found, sought = _run(number), queries.Sought.of(request.GET.dict())
    read = queries.findings(found, sought)
    paginator = Paginator(range(read.table.height), PAGE)
    page = paginator.get_page(request.GET.get("page"))
    start = page.start_index() - 1 if read.table.height else 0
    lines = [_line(it) for it in read.table.slice(start, PAGE).iter_rows(named=True)]
    facts: dict[str, Any] = {
        "run": found,
        "sought": sought,
        "page": page,
        "lines": lines,
        "forms": [(it, it) for it in read.forms],
        "kinds": [(it, KINDS[it]) for it in read.kinds],
        "severities": SEVERITIES.choices(),
        "counts": [(name, SEVERITIES[name], read.counts.get(name, 0)) for name in SEVERITIES],
    }
    return render(request, "statistics/run.html", facts)


def _line(said: dict[str, Any]) -> dict[str, Any]:
    name = said["severity"]
    return {**said, "severity_name": SEVERITIES[name], "colour": SEVERITY_COLOURS[name],
            "kind_name": KINDS[said["kind"]]}  # fmt: skip


@require_GET
@opens_to(permissions.may_keep_statistics)
def run_sheet(request: HttpRequest, number: int) -> HttpResponse:
    """The same findings, narrowed the same way, as an Excel file."""
    read = queries.findings(_run(number), queries.Sought.of(request.GET.dict()))
    headers = {"Content-Disposition": f'attachment; filename="kiem-tra-{number}.xlsx"'}
    data = workbook(read.table.iter_rows(named=True))
    return HttpResponse(data, content_type=EXCEL, headers=headers)


def _run(number: int) -> HeavyRun:
    found = queries.run(number)
    if found is None:
        raise Http404
    return found
