"""Screens of work inside a unit: giving a part of a task, a part with its acts, what waits."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtac.accounts.queries import posts_on
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.words import gettext_noop
from congtac.programmes import permissions
from congtac.programmes.forms.parts import OrderForm, WordsForm
from congtac.programmes.models import Part
from congtac.programmes.queries import parts as queries
from congtac.programmes.rules.parts import AT_WORK, OPEN, PART_ACT_NAMES, SENT
from congtac.programmes.services import parts as services
from congtac.programmes.views.tasks import PAGE, is_done, task_to_see

ACTS = {
    "ghi": (services.note, gettext_noop("Đã ghi chú.")),
    "trinh": (services.send, gettext_noop("Đã trình lãnh đạo đơn vị duyệt.")),
    "duyet": (services.approve, gettext_noop("Đã duyệt phần việc.")),
    "tra": (services.give_back, gettext_noop("Đã trả lại để làm tiếp.")),
    "rut": (services.drop, gettext_noop("Đã rút phần việc.")),
}


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def give(request: HttpRequest, number: int) -> HttpResponse:
    """Give a part of a task to a person of one's own unit."""
    actor, day, task = actor_of(request), today(), task_to_see(request, number)
    permissions.may_divide(actor, task).demand()
    posts = posts_on(day).filter(unit__key=actor.unit).order_by("person__sort_key")
    people = list({it.person.username: f"{it.person.name}, {it.title}" for it in posts}.items())
    data = request.POST if request.method == "POST" else None
    form = OrderForm(data, people=people, due_on=task.due_on)
    if data is not None and form.is_valid():
        order = services.Order(**form.cleaned_data)
        if is_done(partial(services.give, actor, task, order), form, "due_on"):
            messages.success(request, _("Đã giao phần việc."))
            return redirect("programmes:task", number=number)
    facts = {"form": form, "task": task}
    status = 422 if form.errors else 200
    return render(request, "programmes/give.html", facts, status=status)


@require_GET
@opens_to(signed_in)
def mine(request: HttpRequest) -> HttpResponse:
    """The parts that wait for the actor."""
    found = queries.waiting_for(actor_of(request))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    facts = {"page": page, "parts": [queries.shown(it) for it in page], "day": today()}
    return render(request, "programmes/parts.html", facts)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def part(request: HttpRequest, number: int) -> HttpResponse:
    """One part with its history; the act is named by the button pressed."""
    actor, found = actor_of(request), queries.part(number)
    if found is None:
        raise Http404
    permissions.may_see_part(actor, found).demand()
    if request.method == "GET":
        return _part_page(request, found, WordsForm())
    form = WordsForm(request.POST)
    service, said = ACTS.get(request.POST.get("viec", ""), ACTS["ghi"])
    if form.is_valid():
        act = partial(service, actor, found, words=form.cleaned_data["words"])
        if is_done(act, form, "words"):
            messages.success(request, _(said))
            return redirect("programmes:part", number=number)
    return _part_page(request, found, form)


def _part_page(request: HttpRequest, found: Part, form: WordsForm) -> HttpResponse:
    actor = actor_of(request)
    facts: dict[str, Any] = {
        "part": found,
        "shown": queries.shown(found),
        "lines": [(PART_ACT_NAMES[line.act], line) for line in found.lines.all()],
        "form": form,
        "day": today(),
        "is_open": found.state in OPEN,
        "may_send": permissions.may_do_part(actor, found) and found.state in AT_WORK,
        "may_judge": permissions.may_approve_part(actor, found) and found.state == SENT,
        "may_drop": permissions.may_approve_part(actor, found) and found.state in OPEN,
    }
    return render(request, "programmes/part.html", facts, status=422 if form.errors else 200)
