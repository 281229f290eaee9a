"""Screens of figures as workbooks: out with what is there, in with a look before it is taken."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.keys import search_key
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics import permissions
from congtac.statistics.forms.uploads import UploadForm
from congtac.statistics.models import Upload
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.queries import uploads as queries
from congtac.statistics.queries import workbooks
from congtac.statistics.services import uploads as services

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _file(data: bytes, name: str) -> HttpResponse:
    plain = "-".join("".join(it if it.isalnum() else " " for it in search_key(name)).split())
    headers = {"Content-Disposition": f'attachment; filename="{plain}.xlsx"'}
    return HttpResponse(data, content_type=EXCEL, headers=headers)


@require_GET
@opens_to(signed_in)
def workbook(request: HttpRequest, number: int) -> HttpResponse:
    """The template of a form with the newest figures of the unit and its checks."""
    found = submission_queries.submission(number)
    if found is None:
        raise Http404
    permissions.may_fill(actor_of(request), found.unit.key, found.unit_name).demand()
    name = f"{found.form.code} {found.period.code} {found.unit_name}"
    return _file(workbooks.workbook_of(found), name)


@require_GET
@opens_to(permissions.may_bring_figures)
def workbook_of_period(request: HttpRequest, period: int) -> HttpResponse:
    """One workbook for all forms that the actor's unit owes, or that those below send to it."""
    opened, actor, day = period_queries.period(period), actor_of(request), today()
    if opened is None:
        raise Http404
    if request.GET.get("nhan"):
        every = submission_queries.owed_to(actor.unit, opened, day)
        asked = request.GET.get("bieu", "")
        every = [it for it in every if asked in ("", it.form.code)]
        owed = [it for it in every
                if permissions.may_bring(actor, it.unit, it.form, it.submission)]  # fmt: skip
    else:
        owed = submission_queries.owed_by(actor.unit, opened, day)
    if not owed:
        raise Http404
    return _file(workbooks.workbook_of_period(owed, opened), f"bieu {opened.code} {actor.unit}")


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_bring_figures)
def bring(request: HttpRequest) -> HttpResponse:
    """Bring a workbook, to be looked at sheet by sheet."""
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = services.bring(actor_of(request), file.name, file.read())
        except Refused:
            raise
        except Problem as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return redirect("statistics:look", number=made.pk)
    status = 422 if form.errors else 200
    return render(request, "statistics/bring.html", {"form": form}, status=status)


def _found(number: int) -> Upload:
    found = queries.upload(number)
    if found is None:
        raise Http404
    return found


@require_GET
@opens_to(signed_in)
def look(request: HttpRequest, number: int) -> HttpResponse:
    """Sheet by sheet what was known, and cell by cell what it would change."""
    return _looked(request, _found(number), "")


def _looked(request: HttpRequest, found: Upload, refusal: str) -> HttpResponse:
    sheets = services.look(actor_of(request), found, day=today())
    facts = {
        "upload": found,
        "sheets": sheets,
        "count": sum(it.may_be_taken for it in sheets),
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "statistics/look.html", facts, status=status)


@require_POST
@opens_to(signed_in)
def take(request: HttpRequest, number: int) -> HttpResponse:
    """Take the sheets that were chosen, as they were seen."""
    found = _found(number)
    seen = {it: request.POST.get(f"thay.{it}", "") for it in request.POST.getlist("trang")}
    try:
        taken = services.take(actor_of(request), found, seen, day=today())
    except Refused:
        raise
    except Problem as refusal:
        return _looked(request, found, refusal.sentence)
    said = _("Đã nhận {count} biểu từ tệp “{name}”. Mỗi biểu thành một bản mới.")
    messages.success(request, said.format(count=len(taken), name=found.file.name))
    return redirect("statistics:look", number=number)
