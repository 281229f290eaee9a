"""Screens of the forms: the register, one form as it is printed, new versions, confirming."""

import json
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.documents.rules.fields import FIELD_NAMES
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.statistics import permissions
from congtac.statistics.forms.definitions import ConfirmForm, DefinitionForm, WithdrawForm
from congtac.statistics.models import FormVersion
from congtac.statistics.queries import drawing
from congtac.statistics.queries import forms as queries
from congtac.statistics.queries.periods import regimes
from congtac.statistics.rules import sheet
from congtac.statistics.rules.definitions import STATES, as_stored
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.periods import LEVELS
from congtac.statistics.services import forms as services
from congtac.statistics.services.calendars import load_calendars
from congtac.statistics.services.column_maps import load_maps

PAGE = 25
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@opens_to(signed_in)
def register(request: HttpRequest) -> HttpResponse:
    """The register of forms, narrowed by the address."""
    sought = queries.Sought.of(request.GET.dict())
    page = Paginator(queries.register(sought), PAGE).get_page(request.GET.get("page"))
    facts = {
        "page": page,
        "sought": sought,
        "regimes": [(it.key, it.name) for it in regimes()],
        "states": STATES.choices(),
        "levels": LEVELS.choices(),
        "fields": [(it, FIELD_NAMES.get(it, it)) for it in queries.fields_used()],
        "may_keep": permissions.may_keep_statistics(actor_of(request)),
        "is_keeper": permissions.may_keep_statistics(actor_of(request)),
    }
    return render(request, "statistics/forms.html", facts)


@require_GET
@opens_to(signed_in)
def register_sheet(request: HttpRequest) -> HttpResponse:
    """The same register, narrowed the same way, as an Excel file."""
    found = queries.register(queries.Sought.of(request.GET.dict()))
    rows = (
        (
            it.code,
            it.version,
            it.name,
            it.regime.name if it.regime else it.basis,
            LEVELS.written[it.level],
            it.definition["reporter"],
            it.definition["receiver"],
            it.columns_count,
            STATES.written[it.state],
            it.since,
            it.last_day,
        )
        for it in found.iterator(chunk_size=200)
    )
    headers = {"Content-Disposition": 'attachment; filename="bieu-mau.xlsx"'}
    return HttpResponse(sheet.workbook(rows), content_type=EXCEL, headers=headers)


@require_POST
@opens_to(permissions.may_keep_statistics)
def load(request: HttpRequest) -> HttpResponse:
    """Bring in the regimes, periods and forms that come with the site; what is there stays."""
    actor = actor_of(request)
    load_calendars(actor)
    made = services.load_forms(actor, built_in_forms(), day=today())
    load_maps(actor, day=today())
    messages.success(request, _("Đã nạp {count} biểu mẫu đi kèm.").format(count=made))
    return redirect("statistics:forms")


@require_GET
@opens_to(signed_in)
def form(request: HttpRequest, number: int) -> HttpResponse:
    """One version of a form as it is printed, with what has to hold in it."""
    return _page(request, _form(number), ConfirmForm(), WithdrawForm())


def _page(
    request: HttpRequest, found: FormVersion, confirm: ConfirmForm, withdraw: WithdrawForm
) -> HttpResponse:
    facts: dict[str, Any] = {
        "version": found,
        "drawn": drawing.drawn(found),
        "kinds": [it.name.replace("{year}", "…") for it in found.kinds.all()],
        "field": FIELD_NAMES.get(found.field, ""),
        "versions": queries.versions(found.code),
        "confirm": confirm,
        "withdraw": withdraw,
        "may_keep": permissions.may_keep_statistics(actor_of(request)),
    }
    status = 422 if confirm.errors or withdraw.errors else 200
    return render(request, "statistics/form.html", facts, status=status)


@require_GET
@opens_to(signed_in)
def definition(request: HttpRequest, number: int) -> HttpResponse:
    """The definition of a form as a file that reads back the same."""
    found = _form(number)
    text = json.dumps(found.definition, ensure_ascii=False, indent=1)
    name = f"{found.code}-{found.version}.json".replace("/", "-")
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(text, content_type="application/json", headers=headers)


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_statistics)
def add(request: HttpRequest) -> HttpResponse:
    """Upload a definition, look at it as it will be drawn, then keep it as a new version."""
    form = DefinitionForm(request.POST or None, request.FILES or None)
    facts: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data["form"]
        if "luu" in request.POST:
            try:
                made = services.add_version(actor_of(request), read, day=today())
            except Problem as refusal:
                form.add_error(None, refusal.sentence)
            else:
                messages.success(request, _("Đã lưu bản dự thảo. Xem lại rồi xác nhận."))
                return redirect("statistics:form", number=made.pk)
        facts["drawn"] = drawing.drawn_form(read)
        facts["text"] = json.dumps(as_stored(read), ensure_ascii=False)
    status = 422 if form.errors else 200
    return render(request, "statistics/form_add.html", facts, status=status)


@require_POST
@opens_to(permissions.may_keep_statistics)
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Confirm a draft."""
    found, form = _form(number), ConfirmForm(request.POST)
    if form.is_valid():
        since = form.cleaned_data["since"]
        act = partial(services.confirm_form, actor_of(request), found, since=since, day=today())
        try:
            act()
        except Problem as refusal:
            form.add_error("since", refusal.sentence)
        else:
            messages.success(
                request, _("Đã xác nhận biểu mẫu. Các kỳ trong hiệu lực dùng bản này.")
            )
            return redirect("statistics:form", number=found.pk)
    return _page(request, _form(number), form, WithdrawForm())


@require_POST
@opens_to(permissions.may_keep_statistics)
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Withdraw a form."""
    found, form = _form(number), WithdrawForm(request.POST)
    if form.is_valid():
        services.withdraw_form(actor_of(request), found, reason=form.cleaned_data["reason"])
        messages.success(request, _("Biểu mẫu đã thôi dùng; số liệu đã gửi vẫn được giữ."))
        return redirect("statistics:form", number=found.pk)
    return _page(request, found, ConfirmForm(), form)


def _form(number: int) -> FormVersion:
    found = queries.form(number)
    if found is None:
        raise Http404
    return found
