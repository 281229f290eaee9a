"""What every way to come in ends with: the second step if there is one, then the session."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from congtac.accounts.models import Person, SignOn
from congtac.accounts.queries import actor_on, has_second_step
from congtac.accounts.services.entry import forget_failures, keep_entry
from congtac.accounts.services.people import note_sign_in
from congtac.ground.calendars.queries import today
from congtac.kernel.words import gettext_noop

BACKEND = "django.contrib.auth.backends.ModelBackend"
WAITING = "congtac.accounts.second_step"
WAIT = 5 * 60  # seconds between the first step and the code
# Kept with the entry, and said in the language of the page that shows it.
BY_SIGN_ON, BY_PASSWORD = gettext_noop("tài khoản cơ quan"), gettext_noop("mật khẩu")
BY_TWO_STEPS, BY_PASSKEY = gettext_noop("hai bước"), gettext_noop("khóa truy cập")
BY_DEMO = gettext_noop("trình diễn")


def on_to_second_step(
    request: HttpRequest, person: Person, wanted: str, *, by: SignOn | None = None
) -> HttpResponse:
    """Let in who has no second step; ask the others for it."""
    request.session["coming_by"] = by.pk if by else None
    if (by and by.has_second_step) or not has_second_step(person):
        way = BY_SIGN_ON if by else BY_PASSWORD
        return enter(request, person, way=way, wanted=wanted, by=by.pk if by else None)
    request.session.cycle_key()
    request.session["waiting"] = signing.dumps(person.pk, salt=WAITING)
    return redirect(f"{resolve_url('accounts:second_step')}?{urlencode({'next': wanted})}")


def waiting(request: HttpRequest) -> Person | None:
    """Return who has passed the first step within the last minutes."""
    try:
        number = signing.loads(request.session.get("waiting", ""), salt=WAITING, max_age=WAIT)
    except signing.BadSignature:
        return None
    return Person.objects.filter(pk=number, is_active=True).first()


def enter(
    request: HttpRequest, person: Person, *, way: str, wanted: str, by: int | None = None
) -> HttpResponse:
    """Begin the session of a person, and lead to the page that was wanted.

    `by` is the number of the sign-on by which the person came, if by one.
    """
    forget_failures(person.username)
    login(request, person, backend=BACKEND)
    for passing in ("waiting", "coming_by"):
        request.session.pop(passing, None)
    request.session["sign_on"] = by
    request.session.save()
    keep_entry(
        person,
        request.session.session_key or "",
        way=way,
        device=request.headers.get("User-Agent", ""),
        address=request.META.get("REMOTE_ADDR") or None,
    )
    act = "stepped_in" if way == BY_DEMO else "signed_in"
    note_sign_in(actor_on(person, today()), act)
    if person.must_change_password and not by:
        return redirect("accounts:own_password")
    return redirect(wanted or resolve_url(settings.LOGIN_REDIRECT_URL))


def wanted_page(request: HttpRequest) -> str:
    """Return where the visitor wanted to go, if it is a page of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else ""
