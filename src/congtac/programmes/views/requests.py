"""Screens of report requests: the form with its outline, checking, sending out, one request."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.documents import permissions as document_permissions
from congtac.documents.models import Document, Reading
from congtac.documents.queries import latest_reading
from congtac.ground.calendars.queries import next_workday, today
from congtac.kernel.actor import Actor
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.programmes import permissions
from congtac.programmes.forms.requests import (
    AskingForm,
    CancelForm,
    DueForm,
    OutlineForms,
    outline_of,
    outline_rows,
)
from congtac.programmes.models import Programme, ReportRequest
from congtac.programmes.queries import asking
from congtac.programmes.queries import reports as report_queries
from congtac.programmes.queries import requests as queries
from congtac.programmes.rules.requests import (
    DRAFT,
    ISSUED,
    REQUEST_ACTS,
    REQUEST_COLOURS,
    REQUEST_NAMES,
    SECTION_KINDS,
    USUAL_OUTLINE,
    Outlined,
)
from congtac.programmes.services import requests as services
from congtac.programmes.views.tasks import is_done

OUTLINE = "muc"


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_ask_reports)
def make(request: HttpRequest) -> HttpResponse:
    """Draw a request up: by hand, about a programme, or from a document on the shelf."""
    actor, day = actor_of(request), today()
    programme, document = _programme(request, actor), _document(request, actor)
    if programme is not None:
        initial = asking.of_programme(programme, day)
    elif document is not None:
        initial = asking.of_document(actor, document, day)
    else:
        initial = asking.of_nothing(day)
    reading = latest_reading(document) if document else None

    def save(asked: services.Asked) -> ReportRequest:
        return services.make(actor, asked, day=day)

    page = _Page(save, initial, list(USUAL_OUTLINE), programme, reading)
    return page.answer(request)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change a draft."""
    actor, found = actor_of(request), _found(request, number)
    permissions.may_change_request(actor, found).demand()
    outline = [
        Outlined(it.heading, it.kind, it.guidance, tuple(it.columns)) for it in found.outline.all()
    ]

    def save(asked: services.Asked) -> ReportRequest:
        services.change(actor, found, asked, day=today())
        return found

    page = _Page(save, _initial(found), outline, found.programme, found.reading)
    return page.answer(request)


def _initial(found: ReportRequest) -> dict[str, Any]:
    rows = found.addressees.select_related("through")
    lines = (f"{it.name}; qua {it.through.name}" if it.through else it.name for it in rows)
    return {
        "title": found.title,
        "basis": found.basis,
        "asker": found.asker.name if found.asker else "",
        "period": found.period,
        "since": None if found.period else found.since,
        "cut_off": found.cut_off,
        "due_on": found.asked_due_on,
        "addressees": "\n".join(lines),
    }


class _Page:
    """The form of a request with its outline, as it stands before and after it is posted."""

    def __init__(
        self,
        save: Callable[[services.Asked], ReportRequest],
        initial: dict[str, Any],
        outline: list[Outlined],
        programme: Programme | None,
        reading: Reading | None,
    ) -> None:
        self.save, self.initial, self.outline = save, initial, outline
        self.programme, self.reading = programme, reading

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The form; with one more section if that was asked for; saved if it is sound."""
        near, day = actor_of(request).unit, today()
        if request.method == "GET":
            form = AskingForm(near=near, day=day, initial=self.initial)
            return self._show(request, form, outline_rows(self.outline))
        if "them_muc" in request.POST:
            form = AskingForm(near=near, day=day, initial=request.POST.dict())
            return self._show(request, form, [*_typed(request), {}])
        form = AskingForm(request.POST, near=near, day=day)
        outline = OutlineForms(request.POST, prefix=OUTLINE)
        is_sound = form.is_valid() and outline.is_valid()
        made = self._saved(form, outline) if is_sound else None
        if made is None:
            return self._render(request, form, outline, status=422)
        return redirect("programmes:issue", number=made.pk)

    def _saved(self, form: AskingForm, outline: Any) -> ReportRequest | None:
        said = form.cleaned_data
        asked = services.Asked(
            title=said["title"],
            basis=said["basis"],
            period=said["period"],
            since=said["since"],
            cut_off=said["cut_off"],
            due_on=said["due_on"],
            addressees=said["named"],
            outline=outline_of(outline),
            programme=self.programme,
            reading=self.reading,
            asker=said["asker_unit"],
        )
        try:
            return self.save(asked)
        except Refused:
            raise
        except Problem as refusal:
            form.add_error(FIELDS.get(refusal.code), refusal.sentence)
            return None

    def _show(
        self, request: HttpRequest, form: AskingForm, rows: list[dict[str, Any]]
    ) -> HttpResponse:
        return self._render(request, form, OutlineForms(initial=rows, prefix=OUTLINE))

    def _render(
        self, request: HttpRequest, form: AskingForm, outline: Any, status: int = 200
    ) -> HttpResponse:
        about = self.programme or (self.reading.document if self.reading else None)
        facts = {"form": form, "outline": outline, "about": about}
        return render(request, "programmes/request_form.html", facts, status=status)


FIELDS = {"PRG-101": "cut_off", "PRG-102": "due_on", "PRG-105": "addressees"}


def _typed(request: HttpRequest) -> list[dict[str, Any]]:
    """The sections as they were typed, sound or not."""
    total = request.POST.get(f"{OUTLINE}-TOTAL_FORMS", "0")
    places = range(min(int(total), 40)) if total.isdecimal() else range(0)
    names = ("heading", "kind", "guidance", "columns")
    return [
        {name: request.POST.get(f"{OUTLINE}-{place}-{name}", "") for name in names}
        for place in places
        if not request.POST.get(f"{OUTLINE}-{place}-DELETE")
    ]


def _programme(request: HttpRequest, actor: Actor) -> Programme | None:
    number = request.GET.get("chuong-trinh", "")
    found = Programme.objects.filter(pk=int(number[:9])).first() if number.isdecimal() else None
    if found is not None:
        permissions.may_see_programme(actor, found).demand()
    return found


def _document(request: HttpRequest, actor: Actor) -> Document | None:
    number = request.GET.get("van-ban", "")
    found = Document.objects.filter(pk=int(number[:9])).first() if number.isdecimal() else None
    if found is not None:
        document_permissions.may_see(actor, found).demand()
    return found


@require_GET
@opens_to(signed_in)
def request_page(request: HttpRequest, number: int) -> HttpResponse:
    """One request: what is asked of whom by when, and the report of each."""
    return _request_page(request, _seen(request, number))


def _found(request: HttpRequest, number: int) -> ReportRequest:
    found = queries.request(number)
    if found is None:
        raise Http404
    return found


def _seen(request: HttpRequest, number: int) -> ReportRequest:
    found = _found(request, number)
    permissions.may_see_request(actor_of(request), found).demand()
    return found


def _request_page(request: HttpRequest, found: ReportRequest, **bound: Any) -> HttpResponse:
    actor, day = actor_of(request), today()
    may_change = permissions.may_change_request(actor, found)
    reports = report_queries.of_request(found, actor)
    facts: dict[str, Any] = {
        "asked": found,
        "state_name": REQUEST_NAMES[found.state],
        "state_colour": REQUEST_COLOURS[found.state],
        "period": queries.period_words(found),
        "outline": [(SECTION_KINDS[it.kind], it) for it in found.outline.all()],
        "addressees": list(found.addressees.select_related("through")),
        "reports": [report_queries.shown(it, day) for it in reports],
        "lines": [(REQUEST_ACTS[it.act], it) for it in found.lines.all()],
        "mine": next((it for it in reports if it.unit.key == actor.unit), None),
        "may_change": may_change,
        "is_draft": found.state == DRAFT,
        "is_issued": found.state == ISSUED,
        "next": queries.next_of(found) if may_change else None,
        "due_form": DueForm(),
        "cancel_form": CancelForm(),
        "day": day,
        **bound,
    }
    status = 422 if bound else 200
    return render(request, "programmes/request.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def issue(request: HttpRequest, number: int) -> HttpResponse:
    """Check what was written, then send the request out."""
    actor, day, found = actor_of(request), today(), _found(request, number)
    permissions.may_change_request(actor, found).demand()
    if request.method == "POST":
        count = services.issue(actor, found, day=day)
        said = _("Đã gửi yêu cầu đến {count} đơn vị. Mỗi đơn vị soạn và gửi báo cáo của mình.")
        messages.success(request, said.format(count=count))
        return redirect("programmes:request", number=number)
    if found.state != DRAFT:
        return redirect("programmes:request", number=number)
    facts = {
        "asked": found,
        "period": queries.period_words(found),
        "own": found.unit,
        "units": queries.resolved(found, day),
        "outline": [(SECTION_KINDS[it.kind], it) for it in found.outline.all()],
        "is_moved": found.due_on != found.asked_due_on,
        "is_past": found.due_on < day,
    }
    return render(request, "programmes/request_check.html", facts)


@require_POST
@opens_to(signed_in)
def move_due_day(request: HttpRequest, number: int) -> HttpResponse:
    """Move the last day of an issued request."""
    found, form = _seen(request, number), DueForm(request.POST)
    if form.is_valid():
        act = partial(services.move_due_day, actor_of(request), found, **form.cleaned_data)
        if is_done(act, form, "due_on"):
            said = _("Đã đổi hạn gửi thành {day}. Hạn cũ còn trong lịch sử.")
            due = next_workday(form.cleaned_data["due_on"])
            messages.success(request, said.format(day=f"{due:%d/%m/%Y}"))
            return redirect("programmes:request", number=number)
    return _request_page(request, found, due_form=form)


@require_POST
@opens_to(signed_in)
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for the report no more."""
    found, form = _seen(request, number), CancelForm(request.POST)
    if form.is_valid():
        act = partial(services.cancel, actor_of(request), found, **form.cleaned_data)
        if is_done(act, form, "words"):
            messages.success(request, _("Đã hủy yêu cầu báo cáo."))
            return redirect("programmes:request", number=number)
    return _request_page(request, found, cancel_form=form)


@require_POST
@opens_to(signed_in)
def draw_up_next(request: HttpRequest, number: int) -> HttpResponse:
    """Draw up the request of the next period."""
    made = services.draw_up_next(actor_of(request), _seen(request, number), day=today())
    messages.success(request, _("Đã lập dự thảo yêu cầu kỳ tiếp theo. Xem lại rồi gửi."))
    return redirect("programmes:issue", number=made.pk)
