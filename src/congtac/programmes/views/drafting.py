"""Screens of a report's sections: writing one, giving it to a person, approving it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congtac.accounts.queries import posts_on
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.words import gettext_noop
from congtac.programmes import permissions
from congtac.programmes.forms.reports import (
    ActForm,
    GivingForm,
    TableForm,
    WritingForm,
    blank_rows,
    table_rows,
)
from congtac.programmes.models import ReportSection
from congtac.programmes.queries import figures as figure_queries
from congtac.programmes.queries import reports as queries
from congtac.programmes.rules import reports as rules
from congtac.programmes.rules.requests import ANNEX
from congtac.programmes.services import drafting as services
from congtac.programmes.views.tasks import is_done


def section_to_see(request: HttpRequest, number: int) -> ReportSection:
    found = queries.section(number)
    if found is None:
        raise Http404
    permissions.may_see_draft(actor_of(request), found.report).demand()
    return found


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def write(request: HttpRequest, number: int) -> HttpResponse:
    """Write one section: its sentences with their sources, or the rows of its table."""
    actor, found = actor_of(request), section_to_see(request, number)
    if request.method == "GET":
        return _page(request, found, WritingForm(found))
    form = WritingForm(found, request.POST)
    if form.is_valid():
        said = services.Written(**form.written(), rows=_rows(request, found))
        if is_done(partial(services.write, actor, found, said), form, "added"):
            messages.success(request, _("Đã lưu mục này."))
            return redirect("programmes:write", number=number)
    return _page(request, found, form)


def _rows(request: HttpRequest, found: ReportSection) -> list[list[str]] | None:
    if found.kind != ANNEX:
        return None
    return table_rows(request.POST.dict(), request.POST.get("dan", ""), found.columns)


def _page(
    request: HttpRequest,
    found: ReportSection,
    form: WritingForm,
    act_form: ActForm | None = None,
) -> HttpResponse:
    actor, report = actor_of(request), found.report
    is_theirs = actor.person == found.person
    objection = rules.objection_to_writing(state=found.state, is_theirs=is_theirs)
    may_write = bool(permissions.may_write_report(actor, report))
    is_open = report.state in rules.BEING_WRITTEN
    facts: dict[str, Any] = {
        "section": found,
        "changed_figures": figure_queries.changed_here(found),
        "report": report,
        "form": form,
        "act_form": act_form or ActForm(),
        "rows": _rows(request, found) if form.is_bound else blank_rows(found),
        "sentences": [
            (queries.sourced(it), form[f"cau-{it.pk}"], form[f"bo-{it.pk}"], form[f"lay-{it.pk}"])
            for it in form.sentences
        ],
        "sections": [(rules.SECTION_NAMES[it.state], it) for it in report.sections.all()],
        "state_name": rules.SECTION_NAMES[found.state],
        "state_colour": rules.SECTION_COLOURS[found.state],
        "is_annex": found.kind == ANNEX,
        "table_form": TableForm(),
        "may_write": may_write and is_open and objection is None,
        "may_give": may_write and is_open and found.state == rules.FREE,
        "may_take_back": may_write and is_open and found.state in rules.SECTION_FROM["take_back"],
        "may_hand_in": is_open
        and bool(permissions.may_hand_in_section(actor, found))
        and found.state in rules.SECTION_FROM["hand_in"],
        "may_approve": is_open
        and bool(permissions.may_approve_section(actor, found))
        and found.state in rules.SECTION_FROM["give_back"],
        "day": today(),
    }
    status = 422 if form.errors or act_form else 200
    return render(request, "programmes/section.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def give(request: HttpRequest, number: int) -> HttpResponse:
    """Give a section to a person of the unit."""
    actor, day, found = actor_of(request), today(), section_to_see(request, number)
    permissions.may_write_report(actor, found.report).demand()
    posts = posts_on(day).filter(unit__key=actor.unit).order_by("person__sort_key")
    people = list({it.person.username: f"{it.person.name}, {it.title}" for it in posts}.items())
    due_on = found.report.request.due_on if found.report.request else None
    data = request.POST if request.method == "POST" else None
    form = GivingForm(data, people=people, due_on=due_on)
    if data is not None and form.is_valid():
        giving = services.Giving(**form.cleaned_data)
        if is_done(partial(services.give, actor, found, giving), form, "due_on"):
            messages.success(request, _("Đã giao mục này."))
            return redirect("programmes:report", number=found.report_id)
    facts = {"form": form, "section": found, "report": found.report}
    status = 422 if form.errors else 200
    return render(request, "programmes/section_give.html", facts, status=status)


SAID: dict[str, tuple[Callable[..., None], str]] = {
    "nop": (services.hand_in, gettext_noop("Đã nộp, chờ lãnh đạo đơn vị duyệt.")),
    "duyet": (services.approve, gettext_noop("Đã duyệt mục này.")),
    "tra": (services.give_back, gettext_noop("Đã trả lại để viết lại.")),
    "rut": (services.take_back, gettext_noop("Đã rút về; ai trong đơn vị cũng viết được.")),
}


@require_POST
@opens_to(signed_in)
def act(request: HttpRequest, number: int) -> HttpResponse:
    """An act on a section, named by the button pressed."""
    actor, found, form = actor_of(request), section_to_see(request, number), ActForm(request.POST)
    if request.POST.get("viec") not in SAID:
        raise Http404
    service, said = SAID[request.POST["viec"]]
    if form.is_valid():
        done = partial(service, actor, found, words=form.cleaned_data["words"])
        if is_done(done, form, "words"):
            messages.success(request, _(said))
            return redirect("programmes:write", number=number)
    return _page(request, found, WritingForm(found), form)
