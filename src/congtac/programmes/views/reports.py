"""Screens of reports: the lists, one report with its steps, checking before it is sent."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.programmes import permissions
from congtac.programmes.forms.reports import ActForm
from congtac.programmes.models import Report
from congtac.programmes.queries import figures as figure_queries
from congtac.programmes.queries import reports as queries
from congtac.programmes.queries import requests as request_queries
from congtac.programmes.rules import reports as rules
from congtac.programmes.services import drafting
from congtac.programmes.services import reports as services
from congtac.programmes.views.tasks import PAGE, is_done

MINE, TO_JUDGE, ASKED = "phai-gui", "cho-xu-ly", "da-yeu-cau"


@require_GET
@opens_to(signed_in)
def listed(request: HttpRequest) -> HttpResponse:
    """The reports that the unit must send, those that wait for it, the requests that it made."""
    actor, day = actor_of(request), today()
    view, words = request.GET.get("xem", MINE), request.GET.get("q", "").strip()
    state = request.GET.get("tinh_trang", "")
    found: Any = queries.reports_of(actor, words, state)
    if view == TO_JUDGE:
        found = queries.to_judge(actor)
    elif view == ASKED:
        found = request_queries.asked_by(actor, words)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    facts: dict[str, Any] = {
        "view": view if view in (TO_JUDGE, ASKED) else MINE,
        "page": page,
        "words": words,
        "state": state,
        "states": {"mo": _("Chưa gửi"), **rules.REPORT_NAMES},
        "waiting": queries.to_judge(actor).count(),
        "day": day,
        "may_ask": permissions.may_ask_reports(actor),
    }
    if view == ASKED:
        facts["requests"] = [request_queries.shown(it) for it in page]
    else:
        facts["reports"] = [queries.shown(it, day) for it in page]
        facts["changed"] = figure_queries.changed_in(list(page))
    return render(request, "programmes/reports.html", facts)


def report_to_see(request: HttpRequest, number: int) -> Report:
    found = queries.report(number)
    if found is None:
        raise Http404
    permissions.may_see_report(actor_of(request), found).demand()
    return found


@require_GET
@opens_to(signed_in)
def report(request: HttpRequest, number: int) -> HttpResponse:
    """One report: where it is, its text with the source of each sentence, what comes next."""
    return _report_page(request, report_to_see(request, number), ActForm())


def _report_page(request: HttpRequest, found: Report, form: ActForm) -> HttpResponse:
    actor, day = actor_of(request), today()
    is_inside = permissions.may_see_draft(actor, found)
    lines = list(found.lines.all())
    shown_lines = lines if is_inside else [it for it in lines if it.act in rules.OUTSIDE_ACTS]
    asked = found.request
    facts: dict[str, Any] = {
        "report": found,
        "shown": queries.shown(found, day),
        "form": form,
        "steps": queries.steps(found, lines, day),
        "missed": queries.missed(found),
        "lines": [(rules.REPORT_ACTS[it.act], it) for it in reversed(shown_lines)],
        "revisions": list(found.revisions.all()),
        "is_inside": is_inside,
        "text": queries.text_of(found) if is_inside else queries.text_sent(found),
        "holder": queries.holder(found),
        "may_see_request": asked is not None and permissions.may_see_request(actor, asked),
        "day": day,
        **_may(request, found),
    }
    status = 422 if form.errors else 200
    return render(request, "programmes/report.html", facts, status=status)


def _may(request: HttpRequest, found: Report) -> dict[str, Any]:
    """What the actor may do with the report as it stands."""
    actor, state = actor_of(request), found.state
    writes = permissions.may_write_report(actor, found)
    return {
        "may_write": writes and state in rules.BEING_WRITTEN,
        "check": permissions.may_check_report(actor, found) if state == rules.SUBMITTED else None,
        "sign": (
            permissions.may_sign_report(actor, found, today()) if state == rules.CHECKED else None
        ),
        "may_send": writes and state == rules.SIGNED,
        "may_redo": writes and state in rules.FROM["redo"],
        "may_judge": (
            permissions.may_judge_report(actor, found) and state in (rules.WITH_BODY, rules.SENT)
        ),
        "is_with_body": state == rules.WITH_BODY,
    }


@require_POST
@opens_to(signed_in)
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """Draft the report from the unit's tasks."""
    done = drafting.draft(actor_of(request), report_to_see(request, number), day=today())
    said = _("Đã soạn từ nhiệm vụ: thêm {added} câu, cập nhật {renewed} câu.")
    beside = _("{beside} câu bạn đã sửa có nguồn mới: xem bên cạnh câu đó.")
    words = said.format(added=done.added, renewed=done.renewed)
    messages.success(
        request, f"{words} {beside.format(beside=done.beside)}" if done.beside else words
    )
    return redirect("programmes:report", number=number)


@require_POST
@opens_to(signed_in)
def act(request: HttpRequest, number: int) -> HttpResponse:
    """An act on a report, named by the button pressed."""
    actor, found, form = actor_of(request), report_to_see(request, number), ActForm(request.POST)
    name = request.POST.get("viec", "")
    if name not in SAID:
        raise Http404
    if form.is_valid():
        words, signs = form.cleaned_data["words"], form.cleaned_data["number"]
        acts: dict[str, Any] = {
            "trinh": partial(services.submit, actor, found),
            "dat": partial(services.check, actor, found, words=words),
            "lam-lai": partial(services.redo, actor, found, words=words),
            "ky": partial(services.sign, actor, found, number=signs),
            "chuyen": partial(services.forward, actor, found, words=words),
            "tra": partial(services.give_back, actor, found, words=words),
            "nhan": partial(services.accept, actor, found, words=words),
        }
        if is_done(acts[name], form, "words"):
            messages.success(request, _said(name))
            return redirect("programmes:report", number=number)
    return _report_page(request, found, form)


SAID = ("trinh", "dat", "lam-lai", "ky", "chuyen", "tra", "nhan")


def _said(name: str) -> str:
    return {
        "trinh": _("Đã trình kiểm tra. Người khác trong đơn vị kiểm tra rồi trình ký."),
        "dat": _("Đã kiểm tra. Báo cáo chờ người có quyền ký."),
        "lam-lai": _("Báo cáo trở về để soạn lại."),
        "ky": _("Đã ký. Xem lại lần cuối rồi gửi."),
        "chuyen": _("Đã chuyển báo cáo đến cơ quan yêu cầu."),
        "tra": _("Đã trả lại báo cáo. Đơn vị sửa và gửi bản mới."),
        "nhan": _("Đã tiếp nhận báo cáo."),
    }[name]


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Look at the signed report once more, then send it."""
    actor, found = actor_of(request), report_to_see(request, number)
    permissions.may_write_report(actor, found).demand()
    if request.method == "POST":
        services.send(actor, found, day=today())
        holder = queries.holder(found)
        said = _("Đã gửi báo cáo. Bây giờ báo cáo ở {unit}.").format(unit=holder)
        messages.success(request, said)
        return redirect("programmes:report", number=number)
    if found.state != rules.SIGNED:
        return redirect("programmes:report", number=number)
    facts = {
        "report": found,
        "text": queries.text_of(found),
        "shown": queries.shown(found, today()),
        "receiver": found.through or found.to,
    }
    return render(request, "programmes/report_send.html", facts)


@require_GET
@opens_to(signed_in)
def revision(request: HttpRequest, number: int, ordinal: int) -> HttpResponse:
    """A report as it was sent once."""
    found = report_to_see(request, number)
    made = found.revisions.filter(ordinal=ordinal).first()
    if made is None:
        raise Http404
    facts = {"report": found, "revision": made, "text": queries.text_in(made)}
    return render(request, "programmes/revision.html", facts)
