"""Screens of corrections after acceptance: asking for one, the acts on it."""

from collections.abc import Callable, Mapping
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.kernel.words import gettext_noop
from congtac.statistics import permissions
from congtac.statistics.forms.inside import WordsForm
from congtac.statistics.models import Correction, Submission
from congtac.statistics.queries import correcting, filling
from congtac.statistics.queries import corrections as queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules import submissions as rules
from congtac.statistics.rules.correcting import Asked, read_asked, untouched
from congtac.statistics.rules.corrections import FROM
from congtac.statistics.rules.entry import blanks_of
from congtac.statistics.rules.problems import SENTENCES
from congtac.statistics.rules.slots import room
from congtac.statistics.services import corrections as services
from congtac.statistics.views.parts import is_done
from congtac.statistics.views.submissions import own_submission

ACTS: Mapping[str, tuple[Callable[..., object], str]] = {
    "dat": (services.check, gettext_noop("Đã kiểm tra đính chính. Chờ người có quyền ký.")),
    "ky": (services.sign, gettext_noop("Đã ký và gửi đính chính.")),
    "nhan": (services.accept, gettext_noop("Đã chấp nhận đính chính: biểu có bản mới.")),
    "khong": (services.refuse, gettext_noop("Đã trả lời không chấp nhận đính chính.")),
    "rut": (services.drop, gettext_noop("Đã rút đính chính.")),
}


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Ask to correct an accepted form: its figures are typed anew, with why each differs."""
    found = own_submission(request, number)
    if found.state != rules.ACCEPTED or queries.open_correction(found):
        return redirect("statistics:submission", number=number)
    form = found.form.form
    sent = submission_queries.grid_of(submission_queries.revision(found))
    if request.method != "POST":
        return _asking(request, found, untouched(sent), {})
    data = request.POST.dict()
    said = read_asked(form, sent, data)
    if "them" in data or "xem" in data:
        return _asking(request, found, said, {"asked_rows": data.get("them", "")})
    refused = _asked(request, found, said)
    if refused:
        return _asking(request, found, said, {"problem": refused})
    messages.success(request, _("Đã lập đính chính. Người khác kiểm tra, rồi ký gửi."))
    return redirect("statistics:submission", number=number)


def _asked(request: HttpRequest, found: Submission, said: Asked) -> str:
    """Why the correction can't be asked for; nothing once it was."""
    if request.POST.get("ban") != str(found.revisions_count):
        return SENTENCES["STA-340"]
    if said.posted.is_misnamed:
        return SENTENCES["STA-349"]
    if said.typed.faults:
        return _("Có ô chưa đọc được. Sửa các ô được đánh dấu.")
    try:
        services.ask(actor_of(request), found, said.mendings, day=today())
    except Refused:
        raise
    except Problem as problem:
        return problem.sentence
    return ""


def _asking(
    request: HttpRequest, found: Submission, said: Asked, what: Mapping[str, str]
) -> HttpResponse:
    data = request.POST.dict()
    slot = what.get("asked_rows", "")
    page = correcting.page_of(found, said, blanks_of(found.form.form, data, slot))
    cells = [cell for line in page.figures.lines for cell in line.cells]
    facts = {
        "submission": found,
        "page": page,
        "figures": page.figures,
        "live": filling.live(found, page.figures),
        "faults": [it for it in cells if it.fault],
        "why": said.why,
        "is_looked": request.method == "POST",
        "room": room(found.form.form),
        **what,
    }
    status = 422 if what.get("problem") else 200
    return render(request, "statistics/correct.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def correction(request: HttpRequest, number: int) -> HttpResponse:
    """One correction; the act on it is named by the button pressed."""
    actor, found = actor_of(request), queries.correction(number)
    if found is None:
        raise Http404
    permissions.may_see_figures(actor, found.submission).demand()
    is_inside = permissions.is_inside(actor, found.submission)
    if not is_inside and found.signed_on is None:
        raise Http404
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("viec", "") not in ACTS:
            raise Http404
        service, said = ACTS[request.POST["viec"]]
        act = partial(service, actor, found, words=form.cleaned_data["words"])
        if is_done(act, form, "words"):
            messages.success(request, _(said))
            return redirect("statistics:submission", number=found.submission_id)
    return _page(request, found, form)


def _page(request: HttpRequest, found: Correction, form: WordsForm) -> HttpResponse:
    actor, asked = actor_of(request), found.submission
    fills = permissions.may_fill(actor, asked.answering.key, asked.answering_name)
    check = permissions.may_check_correction(actor, found)
    sign = permissions.may_sign_correction(actor, found, today())
    facts = {
        "submission": asked,
        "shown": queries.shown(asked, [found])[0],
        "form": form,
        "check": check if fills and found.state in FROM["check"] else None,
        "sign": sign if fills and found.state in FROM["sign"] else None,
        "may_drop": fills and found.state in FROM["drop"],
        "may_decide": permissions.may_take(actor, asked) and found.state in FROM["accept"],
    }
    status = 422 if form.errors else 200
    return render(request, "statistics/correction.html", facts, status=status)
