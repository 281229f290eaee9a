"""Screens of people as a workbook: out, and in with a look before anything is taken."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.accounts import queries
from congtac.accounts.forms import IntakeForm
from congtac.accounts.models import ROLES, Intake
from congtac.accounts.permissions import may_keep_people
from congtac.accounts.rules import intake as rule
from congtac.accounts.rules.sheet import workbook
from congtac.accounts.services import intake as services
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.numbers import print_date
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PRIVATE = ("email",)  # columns that only administrators get
SHOWN = 500  # changed or faulty lines on one page


@require_GET
@opens_to(signed_in)
def people_sheet(request: HttpRequest) -> HttpResponse:
    """The list, narrowed as on the screen, as an Excel file that can come in again."""
    day = today()
    found = queries.people(
        day,
        request.GET.get("q", ""),
        request.GET.get("don_vi", ""),
        without_post=request.GET.get("chuc_vu") == "khong",
    )
    leave_out = () if may_keep_people(actor_of(request)) else PRIVATE
    title = f"Người dùng và chức vụ ngày {print_date(day)}"
    book = workbook(title, queries.sheet_rows(found, day), ROLES.written, leave_out=leave_out)
    headers = {"Content-Disposition": 'attachment; filename="nguoi-dung.xlsx"'}
    return HttpResponse(book, content_type=EXCEL, headers=headers)


@require_http_methods(["GET", "POST"])
@opens_to(may_keep_people)
def bring(request: HttpRequest) -> HttpResponse:
    """Bring a sheet of people in, to be compared with those who are here."""
    is_sent = request.method == "POST"
    form = IntakeForm(request.POST, request.FILES) if is_sent else IntakeForm()
    if is_sent and form.is_valid():
        file, basis = form.cleaned_data["file"], form.cleaned_data["basis"]
        try:
            made = services.bring_people(actor_of(request), file.name, file.read(), basis=basis)
        except Refused:
            raise
        except Problem as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return redirect("accounts:look_people", number=made.pk)
    status = 422 if form.errors else 200
    return render(request, "accounts/bring.html", {"form": form}, status=status)


@require_GET
@opens_to(may_keep_people)
def look(request: HttpRequest, number: int) -> HttpResponse:
    """Show line by line what a sheet would change, before anything is taken."""
    found = get_object_or_404(Intake.objects.select_related("file"), pk=number)
    lines = queries.dry_run(found, actor_of(request).person)
    counted = rule.counts(lines)
    telling = [line for line in lines if line.standing != rule.SAME]
    telling.sort(key=lambda line: line.standing != rule.FAULTY)
    facts = {
        "intake": found,
        "lines": telling[:SHOWN],
        "hidden": max(0, len(telling) - SHOWN),
        "counts": [(rule.STANDINGS[it], count) for it, count in counted.items()],
        "is_faulty": counted[rule.FAULTY] > 0,
        "seen": rule.fingerprint(lines),
    }
    return render(request, "accounts/look.html", facts)


@require_POST
@opens_to(may_keep_people)
def take(request: HttpRequest, number: int) -> HttpResponse:
    """Take a sheet, as it was seen."""
    found = get_object_or_404(Intake.objects.select_related("file"), pk=number)
    done = services.take_people(actor_of(request), found, request.POST.get("seen", ""))
    said = _(
        "Đã thêm {new} và sửa {changed} dòng. Người mới chưa có mật khẩu: cấp ở trang từng người."
    )
    messages.success(request, said.format(new=done[rule.NEW], changed=done[rule.CHANGED]))
    return redirect("accounts:people")
