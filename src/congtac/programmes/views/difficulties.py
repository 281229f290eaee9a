"""Screens of difficulties; evidence and remarks of a task."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtac.ground.calendars.queries import today
from congtac.ground.files.queries import content
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.organisations.queries import unit
from congtac.programmes import permissions
from congtac.programmes.forms.difficulties import IssueForm, ProofForm, RemarkForm, ReplyForm
from congtac.programmes.models import Difficulty
from congtac.programmes.queries import difficulties as queries
from congtac.programmes.rules.difficulties import DIFFICULTY_ACTS, DIFFICULTY_NAMES, FROM
from congtac.programmes.services import difficulties as services
from congtac.programmes.views.tasks import PAGE, is_done, task_to_see


@require_GET
@opens_to(signed_in)
def listed(request: HttpRequest) -> HttpResponse:
    """The difficulties that the actor may see, narrowed by state."""
    actor, day = actor_of(request), today()
    state = request.GET.get("tinh_trang", "")
    found = queries.seen_by(actor)
    if state in DIFFICULTY_NAMES:
        found = found.filter(state=state)
    if state == "cua-don-vi":
        found = queries.to_answer(actor)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    facts = {
        "page": page,
        "rows": [queries.shown(it, day) for it in page],
        "states": {"cua-don-vi": _("Chờ đơn vị bạn trả lời"), **DIFFICULTY_NAMES},
        "state": state,
        "day": day,
    }
    return render(request, "programmes/difficulties.html", facts)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def raise_one(request: HttpRequest, number: int) -> HttpResponse:
    """Raise a difficulty about a task."""
    actor, task = actor_of(request), task_to_see(request, number)
    permissions.may_divide(actor, task).demand()
    units = queries.answerers(task, actor.unit)
    form = IssueForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        responsible = next(it for it in units if it.key == said["responsible"])
        issue = services.Issue(said["kind"], said["words"], responsible)
        services.raise_difficulty(actor, task, issue, day=today())
        messages.success(request, _("Đã nêu. {name} phải trả lời.").format(name=responsible.name))
        return redirect("programmes:task", number=number)
    facts = {"form": form, "task": task, "title": _("Nêu khó khăn, vướng mắc, kiến nghị")}
    return render(request, "programmes/about.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def difficulty(request: HttpRequest, number: int) -> HttpResponse:
    """One difficulty with its history; the act is named by the button pressed."""
    actor, found = actor_of(request), queries.difficulty(number)
    if found is None:
        raise Http404
    permissions.may_see_difficulty(actor, found).demand()
    units = [it for it in queries.answerers(found.task, actor.unit) if it.key != found.unit]
    form = ReplyForm(request.POST or None, units=units)
    act = request.POST.get("viec", "")
    if request.method == "POST" and act in FROM and form.is_valid():
        said = form.cleaned_data
        reply = services.Reply(act, said["words"], unit(said["passed_to"]))
        if is_done(partial(services.reply, actor, found, reply), form, "words"):
            messages.success(request, _("Đã ghi."))
            return redirect("programmes:difficulty", number=number)
    return _page(request, found, form)


def _page(request: HttpRequest, found: Difficulty, form: ReplyForm) -> HttpResponse:
    actor = actor_of(request)
    may = {
        act: permissions.may_reply(actor, found, act).is_allowed and found.state in states
        for act, states in FROM.items()
    }
    facts: dict[str, Any] = {
        "shown": queries.shown(found, today()),
        "item": found,
        "lines": [(DIFFICULTY_ACTS[line.act], line) for line in found.lines.all()],
        "form": form,
        "may": may,
        "may_any": any(may.values()),
        "may_see_task": permissions.may_see_task(actor, found.task),
    }
    return render(request, "programmes/difficulty.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def remark(request: HttpRequest, number: int) -> HttpResponse:
    """Say something about a task."""
    actor, task = actor_of(request), task_to_see(request, number)
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.remark(actor, task, words=form.cleaned_data["words"], day=today())
        messages.success(request, _("Đã ghi ý kiến."))
        return redirect("programmes:task", number=number)
    facts = {"form": form, "task": task, "title": _("Ghi ý kiến")}
    return render(request, "programmes/about.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def add_evidence(request: HttpRequest, number: int) -> HttpResponse:
    """Add a file that shows what was done."""
    actor, task = actor_of(request), task_to_see(request, number)
    permissions.may_divide(actor, task).demand()
    form = ProofForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        proof = services.Proof(file.name, file.read(), form.cleaned_data["caption"])
        if is_done(partial(services.add_evidence, actor, task, proof), form, "file"):
            messages.success(request, _("Đã thêm tệp minh chứng."))
            return redirect("programmes:task", number=number)
    facts = {"form": form, "task": task, "title": _("Thêm tệp minh chứng")}
    return render(request, "programmes/about.html", facts, status=422 if form.errors else 200)


@require_GET
@opens_to(signed_in)
def evidence(request: HttpRequest, number: int) -> HttpResponse:
    """A file of evidence as it was put up."""
    found = queries.evidence(number)
    if found is None:
        raise Http404
    permissions.may_see_task(actor_of(request), found.task).demand()
    headers = {
        "Content-Disposition": content_disposition_header(True, found.file.name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    kind = "application/octet-stream"
    return HttpResponse(content(found.file), content_type=kind, headers=headers)
