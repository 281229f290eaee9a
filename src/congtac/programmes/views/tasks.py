"""Screens of programmes: accepting a plan, the list of tasks, a task with its history."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.documents import permissions as document_permissions
from congtac.documents import queries as documents
from congtac.documents.models import READ, Document
from congtac.documents.rules.acceptance import live_tasks
from congtac.documents.rules.cards import card
from congtac.documents.rules.page import standing
from congtac.documents.rules.problems import problem as document_problem
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.numbers import print_date
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.kernel.words import as_written
from congtac.programmes import permissions
from congtac.programmes.forms.following import (
    AssessmentForm,
    DecisionForm,
    ExtensionForm,
    ReasonForm,
)
from congtac.programmes.forms.tasks import CompletionForm, ProgressForm, ReopeningForm
from congtac.programmes.models import Programme, Task
from congtac.programmes.queries import cascade, choices, seen, sharing, standings, task_rows
from congtac.programmes.queries import tasks as queries
from congtac.programmes.rules import rows, sheet
from congtac.programmes.rules.lateness import Moment, lates
from congtac.programmes.rules.outline import paragraphs
from congtac.programmes.rules.standing import DONE, RARE, WORKING
from congtac.programmes.rules.words import (
    ACT_NAMES,
    EXTENSION_NAMES,
    STANDING_COLOURS,
    STANDING_NAMES,
    late_words,
)
from congtac.programmes.services import tasks as services

PAGE = 25
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@opens_to(signed_in)
def tasks(request: HttpRequest) -> HttpResponse:
    """The list of tasks as of the day, narrowed by the address, with the counts by standing."""
    actor, day = actor_of(request), today()
    sought = queries.Sought.of(request.GET.dict())
    found = queries.narrowed(actor, sought, day)
    pages, counts = queries.pages_of(found, sought, day)
    page = pages.get_page(request.GET.get("page"))
    facts = {
        "day": day,
        "sought": sought,
        "page": page,
        "rows": task_rows.rows_of(list(page), day),
        "counts": counted(counts),
        "programmes": choices.programme_choices(actor),
        "leads": [(name, name) for name in choices.leads_of(actor)],
        "fields": choices.fields_of(actor),
        "units": choices.unit_choices(actor),
        "sizes": [(size, size) for size in queries.ROWS],
    }
    return render(request, "programmes/tasks.html", facts)


def counted(counts: dict[str, int]) -> list[dict[str, Any]]:
    codes = {standing: code for code, standing in standings.STANDING_CODES.items()}
    return [
        {
            "code": codes[standing],
            "standing": standing,
            "name": STANDING_NAMES[standing],
            "colour": STANDING_COLOURS[standing],
            "count": count,
            "is_rare": standing in RARE,
        }
        for standing, count in counts.items()
    ]


@require_GET
@opens_to(signed_in)
@as_written()
def tasks_sheet(request: HttpRequest) -> HttpResponse:
    """The same list, narrowed the same way, as an Excel file."""
    actor, day = actor_of(request), today()
    found = queries.task_list(actor, queries.Sought.of(request.GET.dict()), day)
    written = (rows.sheet_row(task_rows.row_of(it, day)) for it in found.iterator(chunk_size=500))
    title = f"Nhiệm vụ, tính đến ngày {print_date(day)}"
    headers = {"Content-Disposition": 'attachment; filename="nhiem-vu.xlsx"'}
    return HttpResponse(sheet.workbook(title, written), content_type=EXCEL, headers=headers)


@require_GET
@opens_to(signed_in)
def programmes(request: HttpRequest) -> HttpResponse:
    """The programmes that the actor may see, each with how its tasks stand."""
    actor, day = actor_of(request), today()
    search = request.GET.get("q", "").strip()
    found = seen.programmes_holding(actor, search)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    by_programme = standings.counts_by_programme(actor, day)
    listed = [(it, counted(by_programme.get(it.pk, standings.no_counts()))) for it in page]
    may_make = permissions.may_make_programme(actor, None)
    facts = {"page": page, "listed": listed, "day": day, "may_make": may_make}
    facts["search"] = search
    return render(request, "programmes/list.html", facts)


@require_GET
@opens_to(signed_in)
def programme(request: HttpRequest, number: int) -> HttpResponse:
    """One programme with its tasks in the order of the text."""
    actor, day = actor_of(request), today()
    found = queries.programme(number)
    if found is None:
        raise Http404
    permissions.may_see_programme(actor, found).demand()
    sought = queries.Sought(programme=str(number), sort="thu-tu")
    listed = list(queries.task_list(actor, sought, day))
    facts = {
        "programme": found,
        "day": day,
        "rows": task_rows.rows_with_tallies(listed, day),
        "counts": counted(standings.counts(queries.narrowed(actor, sought, day), day)),
        "may_open_document": _may_open(actor, found),
        "may_add": permissions.may_add(actor, found),
        "may_make_own": permissions.may_make_programme(actor, found),
        "own": cascade.own_under(actor, found),
    }
    return render(request, "programmes/programme.html", facts)


def _may_open(actor: Actor, found: Programme) -> bool:
    reading = found.reading
    return reading is not None and bool(document_permissions.may_see(actor, reading.document))


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """Check what was decided, then accept the plan: the last page before the official act."""
    actor = actor_of(request)
    document, accepted = _to_accept(actor, number)
    if accepted:
        return redirect("programmes:programme", number=accepted.pk)
    reading = documents.latest_reading(document)
    if reading is None or document.state != READ:
        raise document_problem("DOC-002")
    if request.method == "POST":
        made = services.accept_plan(actor, reading, day=today())
        count = made.tasks.filter(whole=None).count()
        messages.success(
            request,
            _("Đã tiếp nhận {count} nhiệm vụ. Đơn vị chủ trì báo tiến độ.").format(count=count),
        )
        return redirect("programmes:programme", number=made.pk)
    items = documents.items_of(reading)
    facts = {
        "document": document,
        "reading": reading,
        "accepted_before": documents.accepted_before(document),
        "tasks": [card(item) for item in live_tasks(items)],
        "standing": standing(items),
        "fields": [card(item) for item in items if item.kind == "metadata"],
        "dropped": [card(item) for item in items if item.kind == "task" and item.is_dropped],
    }
    return render(request, "programmes/accept.html", facts)


def _to_accept(actor: Actor, number: int) -> tuple[Document, Programme | None]:
    """The document, if this actor may accept it, and the programme that it became already."""
    document = documents.document(number)
    if document is None:
        raise Http404
    document_permissions.may_accept(actor, document).demand()
    return document, queries.programme_of(document)


def task_to_see(request: HttpRequest, number: int) -> Task:
    found = queries.task(number)
    if found is None:
        raise Http404
    permissions.may_see_task(actor_of(request), found).demand()
    return found


@require_GET
@opens_to(signed_in)
def task(request: HttpRequest, number: int) -> HttpResponse:
    """One task: what it says, who does it, by when, how far, and its history."""
    found = task_to_see(request, number)
    share = sharing.share_of(actor_of(request), found)
    if share is not None and not permissions.may_see_shares(actor_of(request), found):
        return redirect("programmes:task", number=share.pk)
    return task_page(request, found)


def task_page(request: HttpRequest, found: Task, **bound: Form) -> HttpResponse:
    actor, day = actor_of(request), today()
    facts = {
        "task": found,
        "paragraphs": paragraphs(found.text, _source(found)),
        "row": task_rows.row_of(found, day),
        "day": day,
        **_story(actor, found, day),
        **_shared(request, found, day),
        "may_report": permissions.may_report(actor, found),
        "may_take": permissions.may_take(actor, found),
        "may_confirm": permissions.may_confirm(actor, found),
        "may_reopen": permissions.may_reopen(actor, found),
        "may_open_document": _may_open(actor, found.programme),
        "progress_form": ProgressForm(initial={"percent": found.progress}),
        "completion_form": CompletionForm(day=day),
        "reopening_form": ReopeningForm(),
        "return_form": ReasonForm(_("Lý do trả lại"), prefix="tra"),
        "cancel_form": ReasonForm(_("Lý do thôi thực hiện"), prefix="thoi"),
        "extension_form": ExtensionForm(),
        "decision_form": DecisionForm(),
        "assessment_form": AssessmentForm(day=day),
        **bound,
    }
    status = 422 if bound else 200
    return render(request, "programmes/task.html", facts, status=status)


def _shared(request: HttpRequest, found: Task, day: date) -> dict[str, Any]:
    """Of a shared task its units, of a share whose it is."""
    actor = actor_of(request)
    facts: dict[str, Any] = {"held": sharing.held(found, day)}
    facts["may_update_members"] = permissions.may_update_members(actor, found)
    facts["has_group"] = any(it.group_id for it in found.assignments.all())
    if found.shares_count:
        facts["tally"] = standings.tallies([found.pk], day)[found.pk]
        facts["may_see_shares"] = permissions.may_see_shares(actor, found)
        if facts["may_see_shares"]:
            facts["shares"] = sharing.shares_of(found, request.GET.dict(), day)
    return facts


def _source(found: Task) -> str:
    """The words of the document that a task came from."""
    reading = found.programme.reading
    return reading.text[found.start : found.end] if reading and found.end else ""


def _story(actor: Actor, found: Task, day: date) -> dict[str, Any]:
    steps, extensions = list(found.steps.all()), list(found.extensions.all())
    waiting = next((it for it in extensions if it.state == it.ASKED), None)
    moments = [Moment(it.recorded_on, it.state, it.due_on, it.done_on) for it in steps]
    return {
        "steps": [(ACT_NAMES[step.act], step) for step in steps],
        "extensions": [(EXTENSION_NAMES[it.state], it) for it in extensions],
        "waiting": waiting,
        "may_decide": permissions.may_decide(actor, waiting) if waiting else None,
        "lates": [late_words(late) for late in lates(moments, day)],
        "assessments": queries.assessments_of(found),
        "is_working": found.state in WORKING,
    }


@require_POST
@opens_to(signed_in)
def report_progress(request: HttpRequest, number: int) -> HttpResponse:
    """Say how far a task is."""
    found, form = task_to_see(request, number), ProgressForm(request.POST)
    if form.is_valid():
        act = partial(services.report_progress, actor_of(request), found, **form.cleaned_data)
        if is_done(act, form, "percent"):
            messages.success(
                request, _("Đã ghi tiến độ {progress}%.").format(progress=found.progress)
            )
            return redirect("programmes:task", number=number)
    return task_page(request, found, progress_form=form)


@require_POST
@opens_to(signed_in)
def complete(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a task is done."""
    found, form = task_to_see(request, number), CompletionForm(request.POST)
    if form.is_valid():
        act = partial(services.complete, actor_of(request), found, **form.cleaned_data)
        if is_done(act, form, "done_on"):
            messages.success(request, _said_of(found))
            return redirect("programmes:task", number=number)
    return task_page(request, found, completion_form=form)


def _said_of(found: Task) -> str:
    if found.state == DONE:
        return _("Đã ghi nhiệm vụ hoàn thành.")
    return _("Đã báo hoàn thành. {unit_name} xác nhận hoặc trả lại.").format(
        unit_name=found.programme.unit_name
    )


@require_POST
@opens_to(signed_in)
def reopen(request: HttpRequest, number: int) -> HttpResponse:
    """Take a completed task up again."""
    found, form = task_to_see(request, number), ReopeningForm(request.POST)
    if form.is_valid():
        act = partial(services.reopen, actor_of(request), found, **form.cleaned_data)
        if is_done(act, form, "reason"):
            messages.success(
                request, _("Đã mở lại nhiệm vụ; tiến độ trở về mức trước khi hoàn thành.")
            )
            return redirect("programmes:task", number=number)
    return task_page(request, found, reopening_form=form)


def is_done(act: Callable[..., object], form: Form, field: str) -> bool:
    try:
        act(day=today())
    except Refused:
        raise
    except Problem as refusal:
        form.add_error(field, refusal.sentence)
        return False
    return True
