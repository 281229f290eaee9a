"""Screens of what a unit owes: its page, explaining, sending, taking, a revision, the paper."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics import permissions
from congtac.statistics.forms.submissions import ActForm
from congtac.statistics.models import Submission
from congtac.statistics.queries import beside, pages
from congtac.statistics.queries import corrections as correction_queries
from congtac.statistics.queries import forms as form_queries
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries import submissions as queries
from congtac.statistics.queries.sources import is_made_here
from congtac.statistics.rules import submissions as rules
from congtac.statistics.rules.papers import short_code
from congtac.statistics.services import submissions as services


@require_POST
@opens_to(signed_in)
def begin(request: HttpRequest, form: int, period: int) -> HttpResponse:
    """Begin a form of the actor's unit."""
    version, opened = form_queries.form(form), period_queries.period(period)
    if version is None or opened is None:
        raise Http404
    made = services.begin(actor_of(request), version, opened, day=today())
    return redirect("statistics:fill", number=made.pk)


def _seen(request: HttpRequest, number: int) -> Submission:
    found = queries.submission(number)
    if found is None:
        raise Http404
    permissions.may_see_figures(actor_of(request), found).demand()
    return found


def own_submission(request: HttpRequest, number: int) -> Submission:
    """A form of the actor's own unit."""
    found = _seen(request, number)
    permissions.may_fill(actor_of(request), found.answering.key, found.answering_name).demand()
    return found


def _to_write(request: HttpRequest, number: int) -> Submission:
    """A form that the actor fills in: of their own unit, or with a part of theirs."""
    found = _seen(request, number)
    permissions.may_write(actor_of(request), found).demand()
    return found


@require_GET
@opens_to(signed_in)
def submission(request: HttpRequest, number: int) -> HttpResponse:
    """One form of a unit: where it is, its figures and findings, what comes next."""
    return _page(request, _seen(request, number), ActForm())


def _page(request: HttpRequest, found: Submission, form: ActForm) -> HttpResponse:
    actor, day = actor_of(request), today()
    is_inside = permissions.is_inside(actor, found)
    lines = list(found.lines.all())
    seen = lines if is_inside else [it for it in lines if it.act in rules.OUTSIDE]
    made = pages.newest_seen(found, is_inside=is_inside)
    facts: dict[str, Any] = {
        "submission": found,
        "owed": queries.owed(found, day),
        "figures": pages.figures(found, made),
        "steps": pages.steps(found, lines),
        "returned": pages.returned(found) if is_inside else None,
        "lines": [(rules.ACTS[it.act], it) for it in reversed(seen)],
        "revisions": list(found.revisions.order_by("-ordinal")) if is_inside else [],
        "openings": queries.openings(found),
        "is_inside": is_inside,
        "is_made_here": is_inside and is_made_here(found),
        "form": form,
        **_may(request, found),
        **beside.inside_and_after(actor, found, made, is_inside=is_inside),
    }
    status = 422 if form.errors else 200
    return render(request, "statistics/submission.html", facts, status=status)


def _may(request: HttpRequest, found: Submission) -> dict[str, Any]:
    """What the actor may do with the form as it stands."""
    actor, day, state = actor_of(request), today(), found.state
    fills = bool(permissions.may_fill(actor, found.answering.key, found.answering_name))
    takes = bool(permissions.may_take(actor, found))
    is_open = queries.is_open(found, day)
    writes = bool(permissions.may_write(actor, found))
    return {
        "is_open": is_open,
        "may_enter": writes and state in rules.BEING_FILLED and is_open,
        "may_sign_paper": fills and state == rules.CHECKED and is_open,
        "may_divide": fills and state in rules.BEING_FILLED and is_open,
        "may_correct": fills and state == rules.ACCEPTED,
        "may_fill": fills and state in rules.BEING_FILLED and is_open,
        "is_shut": fills and state in (*rules.INSIDE, rules.RETURNED) and not is_open,
        "check": permissions.may_check(actor, found) if state == rules.SUBMITTED else None,
        "sign": permissions.may_sign(actor, found, day) if state == rules.CHECKED else None,
        "may_send": fills and state == rules.SIGNED and is_open,
        "may_redo": fills and state in rules.FROM["redo"],
        "may_take": takes and state == rules.SENT,
        "has_notes": takes and found.explanations.exists(),
        "may_open": takes and state in rules.FROM["open"] and not is_open,
    }


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def submit(request: HttpRequest, number: int) -> HttpResponse:
    """Look the figures through, then put them up for checking."""
    found = own_submission(request, number)
    if found.state not in rules.BEING_FILLED:
        return redirect("statistics:submission", number=number)
    if request.method == "POST":
        services.submit(actor_of(request), found, day=today())
        said = _("Đã trình kiểm tra. Người khác trong đơn vị kiểm tra rồi trình ký.")
        messages.success(request, said)
        return redirect("statistics:submission", number=number)
    shown = pages.figures(found, queries.revision(found))
    facts = {
        "submission": found,
        "owed": queries.owed(found, today()),
        "figures": shown,
        "may": shown.made is not None and not shown.blocking and not shown.unexplained,
        "drafts": list(found.drafts.all()),
        "is_open": queries.is_open(found, today()),
    }
    return render(request, "statistics/submit.html", facts)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Look at the signed form once more, then send it."""
    found = own_submission(request, number)
    if found.state != rules.SIGNED:
        return redirect("statistics:submission", number=number)
    if request.method == "POST":
        services.send(actor_of(request), found, day=today())
        said = _("Đã gửi biểu. Bây giờ biểu ở {unit}.").format(unit=found.receiver.name)
        messages.success(request, said)
        return redirect("statistics:submission", number=number)
    facts = {
        "submission": found,
        "owed": queries.owed(found, today()),
        "figures": pages.figures(found, queries.revision(found)),
    }
    return render(request, "statistics/send.html", facts)


@require_POST
@opens_to(signed_in)
def act(request: HttpRequest, number: int) -> HttpResponse:
    """An act on a form, named by the button pressed."""
    actor, found, form = actor_of(request), _seen(request, number), ActForm(request.POST)
    name = request.POST.get("viec", "")
    if form.is_valid():
        words = form.cleaned_data["words"]
        acts: dict[str, Any] = {
            "dat": partial(services.check, actor, found, words=words),
            "lam-lai": partial(services.redo, actor, found, words=words),
            "ky": partial(services.sign, actor, found),
            "nhan": partial(services.accept, actor, found, words=words),
        }
        if name not in acts:
            raise Http404
        try:
            acts[name](day=today())
        except Refused:
            raise
        except Problem as problem:
            form.add_error("words", problem.sentence)
        else:
            messages.success(request, _said(name))
            return redirect("statistics:submission", number=number)
    return _page(request, _seen(request, number), form)


def _said(name: str) -> str:
    return {
        "dat": _("Đã kiểm tra. Biểu chờ người có quyền ký."),
        "lam-lai": _("Biểu trở về để nhập lại."),
        "ky": _("Đã ký. Xem lại lần cuối rồi gửi."),
        "nhan": _("Đã tiếp nhận biểu."),
    }[name]


@require_GET
@opens_to(signed_in)
def revision(request: HttpRequest, number: int, ordinal: int) -> HttpResponse:
    """A revision as it was saved, and what it changed against the one before."""
    found = _seen(request, number)
    is_inside = permissions.is_inside(actor_of(request), found)
    made = queries.revision(found, ordinal)
    if made is None or not (is_inside or ordinal in correction_queries.seen_outside(found)):
        raise Http404
    before = queries.revision(found, ordinal - 1) if is_inside else None
    facts = {
        "submission": found,
        "revision": made,
        "figures": pages.figures(found, made, checked=False),
        "changes": pages.differing(found, before, made) if before else [],
        "corrections": beside.became(found, ordinal),
    }
    return render(request, "statistics/revision.html", facts)


@require_GET
@opens_to(signed_in)
def paper(request: HttpRequest, number: int) -> HttpResponse:
    """The form as it is printed on A4, with the digest of its figures."""
    found = _seen(request, number)
    is_inside = permissions.is_inside(actor_of(request), found)
    made = pages.newest_seen(found, is_inside=is_inside)
    if made is None:
        raise Http404
    figures = pages.figures(found, made, checked=False)
    facts = {
        "submission": found,
        "owed": queries.owed(found, today()),
        "figures": figures,
        "code": short_code(made.digest),
        "corrections": beside.became(found, made.ordinal, whole=True),
        "signed_paper": beside.paper_of(found, made.ordinal),
    }
    return render(request, "statistics/paper.html", facts)
