"""Screens of the register: every document found, and the same as an Excel file."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from congtac.documents import permissions, queries
from congtac.documents.models import STATES
from congtac.documents.rules import sheet
from congtac.documents.rules.fields import FIELD_NAMES
from congtac.documents.rules.problems import SENTENCES
from congtac.kernel.guard import actor_of, opens_to, signed_in

PAGE = 25
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@opens_to(signed_in)
def register(request: HttpRequest) -> HttpResponse:
    """The register of documents, narrowed by the address."""
    actor = actor_of(request)
    sought = queries.Sought.of(request.GET.dict())
    numbers = queries.numbers_of(queries.register(actor, sought))
    page = Paginator(numbers, PAGE).get_page(request.GET.get("page"))
    types, issuers, fields = queries.choices_of(actor)
    facts = {
        "page": page,
        "found": queries.shown(list(page.object_list), sought.words),
        "sought": sought,
        "fault": SENTENCES["DOC-045"] if sought.faults else "",
        "states": STATES,
        "types": types,
        "issuers": issuers,
        "fields": [(code, FIELD_NAMES[code]) for code in fields if code in FIELD_NAMES],
        "may_add": permissions.may_add(actor),
    }
    return render(request, "documents/register.html", facts)


@require_GET
@opens_to(signed_in)
def register_sheet(request: HttpRequest) -> HttpResponse:
    """The same register, narrowed the same way, as an Excel file."""
    found = queries.register(actor_of(request), queries.Sought.of(request.GET.dict()))
    rows = (
        (it.type, it.number, it.issued_on, it.issuer, it.title, STATES.written[it.state], it.name)
        for it in found.iterator(chunk_size=500)
    )
    headers = {"Content-Disposition": 'attachment; filename="van-ban.xlsx"'}
    return HttpResponse(sheet.workbook(rows), content_type=EXCEL, headers=headers)
