"""The editor of forms: fields, preview and a trial on what was sent; only saving keeps a draft."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics import permissions
from congtac.statistics.forms import editor as fields
from congtac.statistics.models import FormVersion
from congtac.statistics.queries import drawing
from congtac.statistics.queries import editing as queries
from congtac.statistics.queries import forms as form_queries
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries.provisions import norm_on
from congtac.statistics.rules import editing as rules
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grammar import named_forms
from congtac.statistics.rules.problems import problem
from congtac.statistics.rules.provisions import THRESHOLD
from congtac.statistics.services import forms as services


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_statistics)
def edit(request: HttpRequest) -> HttpResponse:
    """Edit a form beginning with a version or with nothing; what was typed is always shown."""
    if request.method != "POST":
        threshold = norm_on(THRESHOLD, today())
        return _page(request, rules.typed_of(_begun(request), threshold=threshold))
    act = request.POST.get("viec", "")
    typed = rules.changed(rules.read_posted(request.POST.dict()), act)
    others = _others(typed)
    draft = rules.draft_of(typed, others)
    if act not in ("luu", "thu") or draft.form is None:
        is_wrong = act in ("luu", "thu") and draft.form is None
        return _page(request, typed, {"draft": draft, "is_wrong": is_wrong})
    try:
        if act == "luu":
            return _saved(request, draft.form)
        found = queries.trial(draft.form, _period(request), others.values())
    except Refused:
        raise
    except Problem as refusal:
        return _page(request, typed, {"draft": draft, "problem": refusal.sentence})
    return _page(request, typed, {"draft": draft, "trial": found})


def _begun(request: HttpRequest) -> Form | None:
    """The form of the version that the address names."""
    asked = request.GET.get("tu", "")
    if not asked:
        return None
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < 10
    version: FormVersion | None = form_queries.form(int(asked)) if is_number else None
    if version is None:
        raise Http404
    return version.form


def _others(typed: rules.Typed) -> dict[str, Form]:
    """The forms that the relations typed look at."""
    return queries.forms_named(named_forms(it["expr"] for it in typed.parts["relations"]))


def _saved(request: HttpRequest, form: Form) -> HttpResponse:
    made = services.add_version(actor_of(request), form, day=today())
    messages.success(request, _("Đã lưu bản dự thảo. Xem lại rồi xác nhận."))
    return redirect("statistics:form", number=made.pk)


def _period(request: HttpRequest) -> Any:
    asked = request.POST.get("ky", "")
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < 10
    found = period_queries.period(int(asked)) if is_number else None
    if found is None:
        raise problem("STA-441")
    return found


def _page(
    request: HttpRequest, typed: rules.Typed, shown: dict[str, Any] | None = None
) -> HttpResponse:
    shown = shown or {}
    draft = shown.get("draft") or rules.draft_of(typed, _others(typed))
    told = draft.faults if shown else {}
    is_wrong = bool(shown.get("is_wrong") or shown.get("problem"))
    facts = {
        **shown,
        "facts": fields.facts(typed, told),
        "hidden": [(name, typed.facts[name]) for name in fields.HIDDEN],
        "parts": fields.parts(typed, told),
        "faults": told,
        "drawn": drawing.drawn_form(draft.form) if draft.form else None,
        "periods": queries.periods_with(typed.facts["code"].strip()),
        "ky": request.POST.get("ky", ""),
    }
    return render(request, "statistics/editor.html", facts, status=422 if is_wrong else 200)
