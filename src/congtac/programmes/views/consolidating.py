"""Screens of bringing reports together, and of reports as papers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtac.documents.queries import head_of
from congtac.documents.rules.letters import day_words
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations.queries import match
from congtac.programmes import permissions
from congtac.programmes.forms.receiving import GatherForm
from congtac.programmes.models import Report
from congtac.programmes.queries import consolidating as queries
from congtac.programmes.queries import receiving
from congtac.programmes.queries import reports as report_queries
from congtac.programmes.rules.papers import report_data
from congtac.programmes.rules.reports import BEING_WRITTEN
from congtac.programmes.services import consolidating as services
from congtac.programmes.services.consolidating import Gathering
from congtac.programmes.services.reports import content_of
from congtac.programmes.views.receiving import request_to_receive, word_answer
from vanban import write


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def consolidate(request: HttpRequest, number: int) -> HttpResponse:
    """Look at what would be taken and who is missing, then make the draft."""
    actor, found = actor_of(request), request_to_receive(request, number)
    permissions.may_gather(actor, found).demand()
    drafts = queries.drafts_for(actor.unit, found)
    form = GatherForm(request.POST or None, drafts=drafts)
    if request.method == "POST" and form.is_valid():
        into = next((it for it in drafts if str(it.pk) == form.cleaned_data["into"]), None)
        made = _made(request, form, into, number)
        if made is not None:
            messages.success(
                request, _("Đã tổng hợp. Sửa câu chữ ở các mục; nguồn của từng câu vẫn còn.")
            )
            return redirect("programmes:sources", number=made.pk)
    through = receiving.portion_of(found, actor.unit)
    taken = queries.to_take(found, through=through)
    waiting = queries.to_take(found, with_unaccepted=True, through=through)
    facts = {
        "asked": found,
        "form": form,
        "taken": taken,
        "waiting": len(waiting) - len(taken),
        "missing": queries.missing(found, taken, through=through),
        "made": queries.consolidations_of(found),
    }
    return render(request, "programmes/consolidate.html", facts, status=422 if form.errors else 200)


def _made(
    request: HttpRequest, form: GatherForm, into: Report | None, number: int
) -> Report | None:
    """The draft; the form says why there is none."""
    actor, said = actor_of(request), form.cleaned_data
    name = said["to"].strip()
    to = match(name, near=actor.unit, day=today()) if name and into is None else None
    if name and into is None and to is None:
        form.add_error("to", _("Không rõ đơn vị này. Ghi đúng tên đơn vị."))
        return None
    found = request_to_receive(request, number)
    how = Gathering(into, to, said["with_unaccepted"])
    try:
        return services.consolidate(actor, found, how, day=today())
    except Refused:
        raise
    except Problem as refusal:
        form.add_error(None, refusal.sentence)
        return None


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def sources(request: HttpRequest, number: int) -> HttpResponse:
    """Where each sentence and each sum of a consolidation comes from; take them again."""
    actor, found = actor_of(request), _report(request, number)
    permissions.may_see_draft(actor, found).demand()
    if found.consolidates is None:
        raise Http404
    may_take = permissions.may_write_report(actor, found) and found.state in BEING_WRITTEN
    if request.method == "POST":
        _take_again(request, found)
        return redirect("programmes:sources", number=number)
    sections = report_queries.sections_of(found)
    facts: dict[str, Any] = {
        "report": found,
        "asked": found.consolidates,
        "sources": queries.sources(found),
        "sections": queries.traced(found, sections),
        "may_take": may_take,
    }
    return render(request, "programmes/sources.html", facts)


def _take_again(request: HttpRequest, found: Report) -> None:
    with_unaccepted = "chua-tiep-nhan" in request.POST
    done = services.consolidate_again(
        actor_of(request), found, with_unaccepted=with_unaccepted, day=today()
    )
    said = _("Đã tổng hợp lại: thêm {added} câu, cập nhật {renewed} câu.")
    beside = _("{beside} câu bạn đã sửa có nguồn mới: xem bên cạnh câu đó.")
    words = said.format(added=done.added, renewed=done.renewed)
    more = beside.format(beside=done.beside) if done.beside else ""
    messages.success(request, f"{words} {more}".strip())


def _report(request: HttpRequest, number: int) -> Report:
    found = report_queries.report(number)
    if found is None:
        raise Http404
    permissions.may_see_report(actor_of(request), found).demand()
    return found


def _paper(request: HttpRequest, number: int, ordinal: int | None) -> dict[str, Any]:
    """A report in the shape of a paper: a revision, or what stands now for its own unit."""
    found = _report(request, number)
    is_inside = permissions.may_see_draft(actor_of(request), found)
    revisions = found.revisions.order_by("ordinal")
    sent = revisions.filter(ordinal=ordinal).first() if ordinal else revisions.last()
    if ordinal and sent is None:
        raise Http404
    is_now = ordinal is None and is_inside
    content = content_of(found) if is_now or sent is None else sent.content
    head = head_of(found.unit, found.signed_on or today(), kind="BC")
    return report_data(content, head)


@require_GET
@opens_to(signed_in)
def paper(request: HttpRequest, number: int, ordinal: int | None = None) -> HttpResponse:
    """A report laid out as a paper, to read and to print."""
    found = _report(request, number)
    laid = _paper(request, number, ordinal)
    facts = {"report": found, "ordinal": ordinal, "paper": laid, "paper_day": day_words(laid)}
    return render(request, "programmes/paper.html", facts)


@require_GET
@opens_to(signed_in)
def word(request: HttpRequest, number: int, ordinal: int | None = None) -> HttpResponse:
    """A report as a Word file."""
    name = f"bao-cao-{number}-{ordinal}.docx" if ordinal else f"bao-cao-{number}.docx"
    return word_answer(write(_paper(request, number, ordinal)), name)
