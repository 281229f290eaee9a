"""The annex table of a report as an Excel file: out, and in again."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.programmes.forms.reports import TableForm
from congtac.programmes.models import ReportSection
from congtac.programmes.rules import workbook
from congtac.programmes.rules.annexes import rows_of, sheet_columns
from congtac.programmes.rules.problems import problem
from congtac.programmes.rules.requests import ANNEX
from congtac.programmes.rules.sheet import workbook as sheet_of
from congtac.programmes.services import drafting as services
from congtac.programmes.views.drafting import section_to_see
from congtac.programmes.views.tasks import EXCEL, is_done


@require_GET
@opens_to(signed_in)
def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """The table as it stands, to be filled in and brought back."""
    found = _table(request, number)
    book = sheet_of(found.heading, found.rows, columns=sheet_columns(found.columns), name="Phu luc")
    headers = {"Content-Disposition": 'attachment; filename="phu-luc.xlsx"'}
    return HttpResponse(book, content_type=EXCEL, headers=headers)


@require_POST
@opens_to(signed_in)
def take_in(request: HttpRequest, number: int) -> HttpResponse:
    """Put the rows of a workbook in the place of those of the table."""
    found, form = _table(request, number), TableForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            rows = _rows(form.cleaned_data["sheet"].read(), found)
        except Problem as refusal:
            form.add_error("sheet", refusal.sentence)
        else:
            said = services.Written(found.version, rows=rows)
            if is_done(partial(services.write, actor_of(request), found, said), form, "sheet"):
                words = _("Bảng bây giờ có {count} dòng, lấy từ tệp Excel.")
                messages.success(request, words.format(count=len(rows)))
    for error in form.errors.get("sheet", []):
        messages.error(request, str(error))
    return redirect("programmes:write", number=number)


def _rows(data: bytes, found: ReportSection) -> list[list[str]]:
    rows = rows_of(workbook.cells(data), found.columns)
    if rows is None:
        raise problem("PRG-118")
    return rows


def _table(request: HttpRequest, number: int) -> ReportSection:
    found = section_to_see(request, number)
    if found.kind != ANNEX:
        raise Http404
    return found
