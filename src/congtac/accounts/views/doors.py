"""Screens of signing in and out, and the page of the demo to step in as a member of the cast."""

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congtac.accounts.forms import LOCKED, CodeForm, SignInForm
from congtac.accounts.models import Person
from congtac.accounts.queries import open_sign_ons, places_of_cast
from congtac.accounts.rules.sign_on import hosts_of
from congtac.accounts.services.entry import minutes_locked, note_failure, passes_second_step
from congtac.accounts.services.passkeys import FAILED, begin_entering, person_entering
from congtac.accounts.services.people import note_sign_in
from congtac.accounts.views.browser import answer_of, origin_of
from congtac.accounts.views.entering import (
    BY_DEMO,
    BY_PASSKEY,
    BY_TWO_STEPS,
    enter,
    on_to_second_step,
    waiting,
    wanted_page,
)
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, public, signed_in
from congtac.kernel.problem import Problem


@public
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Ask for user name and password; the demo shows its cast instead."""
    if settings.DEMO and "password" not in request.POST and "form" not in request.GET:
        return _show_cast(request)
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.person:
        return on_to_second_step(request, form.person, wanted_page(request))
    return _show_door(request, form)


@public
@require_POST
def step_in(request: HttpRequest, username: str) -> HttpResponse:
    """Let a visitor of the demo be a member of the cast; a real site knows no such address."""
    if not settings.DEMO:
        raise Http404
    person = get_object_or_404(Person, username=username)
    return enter(request, person, way=BY_DEMO, wanted=wanted_page(request))


@require_http_methods(["GET", "POST"])
@public
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask who has given the right password for a code; five minutes, then again from the door."""
    person = waiting(request)
    if person is None:
        return redirect("accounts:sign_in")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if minutes := minutes_locked(person.username):
            form.add_error(None, LOCKED.format(minutes=minutes))
        elif passes_second_step(person, form.cleaned_data["code"]):
            wanted = wanted_page(request)
            by = request.session.get("coming_by")
            return enter(request, person, way=BY_TWO_STEPS, wanted=wanted, by=by)
        else:
            note_failure(person.username)
            form.add_error("code", _("Mã chưa đúng hoặc đã dùng. Hãy chờ mã mới rồi nhập lại."))
    facts = {"form": form, "next": wanted_page(request)}
    return render(request, "accounts/second_step.html", facts, status=422 if form.errors else 200)


@require_POST
@public
def begin_passkey(request: HttpRequest) -> HttpResponse:
    """Say to the browser what a passkey has to sign."""
    options, state = begin_entering(origin_of(request))
    request.session["passkey"] = state
    return JsonResponse(options)


@require_POST
@public
def enter_by_passkey(request: HttpRequest) -> HttpResponse:
    """Let in who holds a passkey; the answer says where to go on."""
    state = request.session.pop("passkey", None)
    if state is None:
        return JsonResponse({"sentence": _(FAILED)}, status=422)
    try:
        answer = answer_of(request)
        person = person_entering(origin=origin_of(request), state=state, answer=answer)
    except Problem as problem:
        return JsonResponse({"sentence": problem.sentence}, status=422)
    wanted = wanted_page(request)
    entered = enter(request, person, way=BY_PASSKEY, wanted=wanted)
    return JsonResponse({"address": entered["Location"]})


@require_POST
@opens_to(signed_in)
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; who came by a ministry's sign-on is told that it goes on there."""
    sign_on = request.session.get("sign_on")
    note_sign_in(actor_of(request), "signed_out")
    logout(request)
    return redirect("accounts:signed_out", sign_on) if sign_on else redirect("accounts:sign_in")


def _show_door(request: HttpRequest, form: SignInForm) -> HttpResponseBase:
    """Show the form and the ministries' sign-ons, to which alone its forms may be led on."""
    sign_ons = open_sign_ons()
    facts = {
        "form": form,
        "next": wanted_page(request),
        "is_demo": settings.DEMO,
        "sign_ons": sign_ons,
    }
    page = render(request, "accounts/sign_in.html", facts, status=422 if form.errors else 200)
    hosts = sorted({host for it in sign_ons for host in hosts_of(it.published)})
    return csp_update({"form-action": hosts})(lambda _: page)(request) if hosts else page


def _show_cast(request: HttpRequest) -> HttpResponse:
    facts = {"places": places_of_cast(today()), "next": wanted_page(request)}
    return render(request, "accounts/cast.html", facts)
