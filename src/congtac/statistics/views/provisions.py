"""Screens of what an authority may change: causes of notes, days of reminders, norms."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics import permissions
from congtac.statistics.forms import provisions as forms
from congtac.statistics.models import Cause, Norm, ReminderRule
from congtac.statistics.queries import provisions as queries
from congtac.statistics.rules.periods import LEVELS
from congtac.statistics.rules.provisions import NORMS
from congtac.statistics.services import provisions as services

FIELDS = {
    "STA-439": "value",
    "STA-501": "key",
    "STA-503": "since",
    "STA-505": "why",
    "STA-506": "last_day",
    "STA-508": "before",
    "STA-509": "since",
}


@require_GET
@opens_to(signed_in)
def listed(request: HttpRequest) -> HttpResponse:
    """All that an authority may change, as it stands today, with what it was and will be."""
    day = today()
    facts = {
        "causes": queries.causes_on(day),
        "reminders": queries.reminders_on(day),
        "norms": queries.norms_on(day),
        "may_keep": permissions.may_keep_provisions(actor_of(request)),
        "day": day,
    }
    return render(request, "statistics/provisions.html", facts)


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_provisions)
def cause_add(request: HttpRequest) -> HttpResponse:
    """Add a cause."""
    initial = {"since": today(), "position": len(queries.causes_on(today())) + 1}
    form = forms.CauseForm(request.POST or None, is_new=True, initial=initial)

    def act() -> object:
        key = form.cleaned_data["key"]
        return services.add_cause(actor_of(request), key, form.meant(), day=today())

    facts = {"title": _("Thêm nguyên nhân thuyết minh"), "done": _("Đã thêm nguyên nhân.")}
    return _page(request, form, act, facts)


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_provisions)
def cause_change(request: HttpRequest, key: str) -> HttpResponse:
    """Say anew what a cause is from a day on."""
    last = _cause(key)
    initial = forms.initial_of(last, today())
    form = forms.CauseForm(request.POST or None, is_new=False, initial=initial)

    def act() -> object:
        return services.change_cause(actor_of(request), last, form.meant(), day=today())

    hint = _("Bản mới dùng từ ngày bạn ghi. Thuyết minh đã ghi giữ tên cũ của nguyên nhân.")
    facts = {"title": _("Sửa nguyên nhân từ một ngày"), "hint": hint, "of": last.said}
    return _page(request, form, act, {**facts, "done": _("Đã ghi bản mới của nguyên nhân.")})


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_provisions)
def cause_end(request: HttpRequest, key: str) -> HttpResponse:
    """End a cause."""
    last = _cause(key)
    if last.until is not None:
        return redirect("statistics:provisions")
    form = forms.EndForm(request.POST or None, initial={"last_day": today()})

    def act() -> None:
        services.end_cause(actor_of(request), last, **form.cleaned_data)

    hint = _("Thuyết minh đã ghi vẫn giữ nguyên nhân này và vẫn được đếm.")
    facts = {"title": _("Thôi dùng nguyên nhân"), "hint": hint, "of": last.said}
    return _page(request, form, act, {**facts, "done": _("Đã ghi ngày thôi dùng.")})


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_provisions)
def reminders_change(request: HttpRequest, level: str) -> HttpResponse:
    """Change the days at which a level is reminded."""
    if level not in LEVELS:
        raise Http404
    last = ReminderRule.objects.filter(key=level).order_by("-ordinal").first()
    days = {"before": _said(last.before), "after": _said(last.after)} if last else {}
    form = forms.ReminderForm(request.POST or None, initial={**days, "since": today()})

    def act() -> object:
        days = (form.cleaned_data["before"], form.cleaned_data["after"])
        actor, given = actor_of(request), form.given()
        return services.change_reminders(actor, level, days, given, day=today())

    hint = _("Mốc đã nhắc không nhắc lại; mốc mới tính từ ngày áp dụng.")
    facts = {"title": _("Sửa mốc nhắc gửi biểu"), "hint": hint, "of": LEVELS[level]}
    return _page(request, form, act, {**facts, "done": _("Đã ghi mốc nhắc mới.")})


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_provisions)
def norm_change(request: HttpRequest, key: str) -> HttpResponse:
    """Change a norm."""
    if key not in NORMS:
        raise Http404
    last = Norm.objects.filter(key=key).order_by("-ordinal").first()
    initial: dict[str, date | int] = {"since": today()}
    form = forms.NormForm(
        key, request.POST or None, initial=initial | ({"value": last.value} if last else {})
    )

    def act() -> object:
        actor, value = actor_of(request), form.cleaned_data["value"]
        return services.change_norm(actor, key, value, form.given(), day=today())

    facts = {"title": _("Sửa định mức"), "of": NORMS[key], "done": _("Đã ghi định mức mới.")}
    return _page(request, form, act, facts)


def _page(
    request: HttpRequest,
    form: django_forms.Form,
    act: Callable[[], object],
    facts: dict[str, Any],
) -> HttpResponse:
    """A form with its act; what is refused stands at its field, and what was typed stays."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused:
            raise
        except Problem as refusal:
            name = FIELDS.get(refusal.code)
            form.add_error(name if name in form.fields else None, refusal.sentence)
        else:
            messages.success(request, facts["done"])
            return redirect("statistics:provisions")
    status = 422 if form.errors else 200
    facts = {**facts, "form": form}
    return render(request, "statistics/provision_edit.html", facts, status=status)


def _said(days: list[int]) -> str:
    return ", ".join(map(str, days))


def _cause(key: str) -> Cause:
    found = queries.last_cause(key)
    if found is None:
        raise Http404
    return found
