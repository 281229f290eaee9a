"""Screens of signing in and out, and the page of the demo to step in as a member of the cast."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from congtac.accounts.forms import SignInForm
from congtac.accounts.models import Person
from congtac.accounts.queries import actor_on, cast_of_demo
from congtac.accounts.services import note_sign_in
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, public, signed_in

BACKEND = "django.contrib.auth.backends.ModelBackend"


@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for user name and password; the demo shows its cast instead."""
    if settings.DEMO and "password" not in request.POST and "form" not in request.GET:
        return _show_cast(request)
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.person:
        return _enter(request, form.person, "signed_in")
    facts = {"form": form, "next": _next(request), "is_demo": settings.DEMO}
    return render(request, "accounts/sign_in.html", facts, status=422 if form.errors else 200)


@public
@require_POST
def step_in(request: HttpRequest, username: str) -> HttpResponse:
    """Let a visitor of the demo be a member of the cast; a real site knows no such address."""
    if not settings.DEMO:
        raise Http404
    return _enter(request, get_object_or_404(Person, username=username), "stepped_in")


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


def _enter(request: HttpRequest, person: Person, act: str) -> HttpResponse:
    login(request, person, backend=BACKEND)
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
