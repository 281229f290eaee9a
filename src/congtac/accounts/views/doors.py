"""Screens of signing in and out, and the page of the demo to step in as a member of the cast."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login, logout
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from congtac.accounts.forms import LOCKED, CodeForm, SignInForm
from congtac.accounts.models import Person
from congtac.accounts.queries import actor_on, cast_of_demo, has_second_step
from congtac.accounts.services.entry import (
    forget_failures,
    keep_entry,
    minutes_locked,
    note_failure,
    passes_second_step,
)
from congtac.accounts.services.passkeys import FAILED, begin_entering, person_entering
from congtac.accounts.services.people import note_sign_in
from congtac.accounts.views.browser import answer_of, origin_of
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, public, signed_in
from congtac.kernel.problem import Problem

BACKEND = "django.contrib.auth.backends.ModelBackend"
WAITING = "congtac.accounts.second_step"
WAIT = 5 * 60  # seconds between the password and the code


@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for user name and password; the demo shows its cast instead."""
    if settings.DEMO and "password" not in request.POST and "form" not in request.GET:
        return _show_cast(request)
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.person:
        return _on_to_second_step(request, form.person)
    facts = {"form": form, "next": _next(request), "is_demo": settings.DEMO}
    return render(request, "accounts/sign_in.html", facts, status=422 if form.errors else 200)


@public
@require_POST
def step_in(request: HttpRequest, username: str) -> HttpResponse:
    """Let a visitor of the demo be a member of the cast; a real site knows no such address."""
    if not settings.DEMO:
        raise Http404
    return _enter(request, get_object_or_404(Person, username=username), "stepped_in")


@require_http_methods(["GET", "POST"])
@public
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask who has given the right password for a code; five minutes, then again from the door."""
    person = _waiting(request)
    if person is None:
        return redirect("accounts:sign_in")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if minutes := minutes_locked(person.username):
            form.add_error(None, LOCKED.format(minutes=minutes))
        elif passes_second_step(person, form.cleaned_data["code"]):
            return _enter(request, person, "signed_in", way="hai bước")
        else:
            note_failure(person.username)
            form.add_error("code", "Mã chưa đúng hoặc đã dùng. Hãy chờ mã mới rồi nhập lại.")
    facts = {"form": form, "next": _next(request)}
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
        return JsonResponse({"sentence": FAILED}, status=422)
    try:
        answer = answer_of(request)
        person = person_entering(origin=origin_of(request), state=state, answer=answer)
    except Problem as problem:
        return JsonResponse({"sentence": problem.sentence}, status=422)
    entered = _enter(request, person, "signed_in", way="khóa truy cập")
    return JsonResponse({"address": entered["Location"]})


@require_POST
@opens_to(signed_in)
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    note_sign_in(actor_of(request), "signed_out")
    logout(request)
    return redirect("accounts:sign_in")


def _show_cast(request: HttpRequest) -> HttpResponse:
    facts = {"cast": cast_of_demo(today()), "next": _next(request)}
    return render(request, "accounts/cast.html", facts)


def _on_to_second_step(request: HttpRequest, person: Person) -> HttpResponse:
    """Let in who has no second step; ask the others for it."""
    if not has_second_step(person):
        return _enter(request, person, "signed_in")
    request.session.cycle_key()
    request.session["waiting"] = signing.dumps(person.pk, salt=WAITING)
    return redirect(f"{resolve_url('accounts:second_step')}?{urlencode({'next': _next(request)})}")


def _waiting(request: HttpRequest) -> Person | None:
    """Return who has given the right password within the last minutes."""
    try:
        number = signing.loads(request.session.get("waiting", ""), salt=WAITING, max_age=WAIT)
    except signing.BadSignature:
        return None
    return Person.objects.filter(pk=number, is_active=True).first()


def _enter(
    request: HttpRequest, person: Person, act: str, *, way: str = "mật khẩu"
) -> HttpResponse:
    forget_failures(person.username)
    login(request, person, backend=BACKEND)
    request.session.pop("waiting", None)
    request.session.save()
    keep_entry(
        person,
        request.session.session_key or "",
        way="trình diễn" if act == "stepped_in" else way,
        device=request.headers.get("User-Agent", ""),
        address=request.META.get("REMOTE_ADDR") or None,
    )
    note_sign_in(actor_on(person, today()), act)
    if person.must_change_password:
        return redirect("accounts:own_password")
    return redirect(_next(request) or resolve_url(settings.LOGIN_REDIRECT_URL))


def _next(request: HttpRequest) -> str:
    """Return where the visitor wanted to go, if it is a page of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else ""
