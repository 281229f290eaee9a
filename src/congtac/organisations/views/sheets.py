"""Screens of the register as a workbook: out, and in with a look before anything is taken."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.numbers import parse_date, print_date
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations import permissions, queries, services
from congtac.organisations.forms import IntakeForm
from congtac.organisations.models import Intake
from congtac.organisations.rules import intake as rule
from congtac.organisations.rules.sheet import workbook

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 500  # changed or faulty lines on one page


@require_GET
@opens_to(signed_in)
def export(request: HttpRequest) -> HttpResponse:
    """The list, narrowed as on the screen, as an Excel file that can come in again."""
    asked = request.GET.get("ngay", "").strip()
    day = parse_date(asked) if asked else today()
    units = queries.units_on(
        day,
        request.GET.get("q", ""),
        kind=request.GET.get("loai", ""),
        level=request.GET.get("cap", ""),
    )
    rows = queries.sheet_rows(units.select_related("parent"))
    headers = {"Content-Disposition": 'attachment; filename="don-vi.xlsx"'}
    title = f"Danh mục đơn vị vào ngày {print_date(day)}"
    return HttpResponse(workbook(title, rows), content_type=EXCEL, headers=headers)


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_units)
def bring(request: HttpRequest) -> HttpResponse:
    """Bring a sheet of units in, to be compared with the register."""
    is_sent = request.method == "POST"
    form = IntakeForm(request.POST, request.FILES) if is_sent else IntakeForm()
    if is_sent and form.is_valid():
        file, said = form.cleaned_data.pop("file"), form.cleaned_data
        try:
            made = services.bring_sheet(actor_of(request), file.name, file.read(), **said)
        except Refused:
            raise
        except Problem as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return redirect("organisations:look", number=made.pk)
    status = 422 if form.errors else 200
    return render(request, "organisations/bring.html", {"form": form}, status=status)


@require_GET
@opens_to(permissions.may_keep_units)
def look(request: HttpRequest, number: int) -> HttpResponse:
    """Show line by line what a sheet would change, before anything is taken."""
    found = get_object_or_404(Intake.objects.select_related("file"), pk=number)
    lines = queries.dry_run(found)
    counted = rule.counts(lines)
    telling = [line for line in lines if line.standing != rule.SAME]
    telling.sort(key=lambda line: line.standing != rule.FAULTY)
    facts = {
        "intake": found,
        "lines": telling[:SHOWN],
        "hidden": max(0, len(telling) - SHOWN),
        "counts": [(rule.STANDINGS[it], rule.COLOURS[it], count) for it, count in counted.items()],
        "is_faulty": counted[rule.FAULTY] > 0,
        "seen": rule.fingerprint(lines),
    }
    return render(request, "organisations/look.html", facts)


@require_POST
@opens_to(permissions.may_keep_units)
def take(request: HttpRequest, number: int) -> HttpResponse:
    """Take a sheet into the register, as it was seen."""
    found = get_object_or_404(Intake.objects.select_related("file"), pk=number)
    done = services.take_sheet(actor_of(request), found, request.POST.get("seen", ""))
    messages.success(
        request,
        _("Đã thêm {added} và sửa {changed} đơn vị trong danh mục.").format(
            added=done[rule.NEW], changed=done[rule.CHANGED]
        ),
    )
    return redirect("organisations:list")
