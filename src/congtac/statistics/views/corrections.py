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
from congtac.kernel.words import gettext_noop
from congtac.statistics import permissions
from congtac.statistics.forms.after import CorrectionForm
from congtac.statistics.forms.inside import WordsForm
from congtac.statistics.models import Correction
from congtac.statistics.queries import corrections as queries
from congtac.statistics.queries import pages
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules import submissions as rules
from congtac.statistics.rules.corrections import FROM
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
    """Ask to correct cells of an accepted form."""
    found = own_submission(request, number)
    if found.state != rules.ACCEPTED or queries.open_correction(found):
        return redirect("statistics:submission", number=number)
    made = submission_queries.revision(found)
    figures, grid = pages.figures(found, made), submission_queries.grid_of(made)
    cells = {it.anchor: (line, it) for line in figures.lines for it in line.cells}
    choices = [(key, f"{it.label}: {it.value or '–'}") for key, (_line, it) in cells.items()]
    data = request.POST if request.method == "POST" else None
    form = CorrectionForm(choices, data)
    if data is not None and form.is_valid():
        places = {
            key: ((line.name, it.column.code), it.column) for key, (line, it) in cells.items()
        }
        mendings = form.mendings(places, grid.cells)
        act = partial(services.ask, actor_of(request), found, mendings)
        if not form.errors and is_done(act, form, None):
            messages.success(request, _("Đã lập đính chính. Người khác kiểm tra, rồi ký gửi."))
            return redirect("statistics:submission", number=number)
    facts = {"submission": found, "form": form, "figures": figures}
    status = 422 if form.errors else 200
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
