"""Screens of a person's own ways to come in: phone, passkeys, recovery codes, sessions."""

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.accounts import queries
from congtac.accounts.forms import CodeForm
from congtac.accounts.models import Passkey, Person
from congtac.accounts.permissions import may_keep_people
from congtac.accounts.rules.codes import address_of
from congtac.accounts.services import entry, passkeys
from congtac.accounts.views.browser import answer_of, origin_of
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem


@require_GET
@opens_to(signed_in)
def security(request: HttpRequest) -> HttpResponse:
    """Show a person's own ways to come in, and where they are signed in."""
    me = _me(request)
    facts = {
        "person": me,
        "has_phone": queries.has_second_step(me),
        "passkeys": list(me.passkeys.all()),
        "codes_left": me.recovery_codes.filter(used_at__isnull=True).count(),
        "entries": entry.live_entries(me),
        "here": request.session.session_key,
    }
    return render(request, "accounts/security.html", facts)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def phone_code(request: HttpRequest) -> HttpResponse:
    """Show the square that a phone reads, and ask for the first code."""
    me = _me(request)
    secret = request.session.setdefault("phone_secret", entry.begin_phone_code())
    form = CodeForm(request.POST or None)
    form.fields["code"].label = _("Mã đang hiện trên điện thoại")
    if form.is_valid():
        try:
            code = form.cleaned_data["code"]
            codes = entry.confirm_phone_code(actor_of(request), me, secret=secret, code=code)
        except Problem as problem:
            form.add_error("code", problem.sentence)
        else:
            del request.session["phone_secret"]
            return _show_codes(request, codes)
    square = segno.make(address_of(secret, issuer=_("Công tác"), name=me.username), micro=False)
    facts = {"form": form, "secret": secret, "square": square.svg_data_uri(scale=5, light="white")}
    return _kept_nowhere(
        render(request, "accounts/phone_code.html", facts, status=422 if form.errors else 200)
    )


@require_POST
@opens_to(signed_in)
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes and show them once."""
    return _show_codes(request, entry.renew_recovery_codes(actor_of(request), _me(request)))


@require_POST
@opens_to(signed_in)
def drop_second_step(request: HttpRequest) -> HttpResponse:
    """Turn the second step off; the password is asked once more."""
    me = _me(request)
    if not me.check_password(request.POST.get("password", "")):
        raise Problem("ACC-007", _("Mật khẩu đang dùng chưa đúng."))
    entry.drop_second_step(actor_of(request), me)
    messages.success(request, _("Đã tắt bước đăng nhập thứ hai."))
    return redirect("accounts:security")


@require_POST
@opens_to(signed_in)
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    here = request.session.session_key or ""
    ended = entry.end_sessions(actor_of(request), _me(request), but=here)
    messages.success(request, _("Đã đăng xuất khỏi {ended} máy khác.").format(ended=ended))
    return redirect("accounts:security")


@require_POST
@opens_to(signed_in)
def begin_adding_passkey(request: HttpRequest) -> HttpResponse:
    """Say to the browser what kind of passkey to make."""
    options, state = passkeys.begin_adding(_me(request), origin_of(request))
    request.session["new_passkey"] = state
    return JsonResponse(options)


@require_POST
@opens_to(signed_in)
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Keep the public half of a passkey."""
    state = request.session.pop("new_passkey", {})
    try:
        passkeys.add_passkey(
            actor_of(request),
            _me(request),
            origin=origin_of(request),
            state=state,
            answer=answer_of(request),
        )
    except Problem as problem:
        return JsonResponse({"sentence": problem.sentence}, status=422)
    messages.success(request, _("Đã thêm khóa truy cập. Lần sau có thể vào bằng khóa này."))
    return JsonResponse({"address": request.build_absolute_uri("/tai-khoan/bao-mat/")})


@require_POST
@opens_to(signed_in)
def drop_passkey(request: HttpRequest, number: int) -> HttpResponse:
    """Take a passkey away."""
    key = get_object_or_404(Passkey.objects.select_related("person"), pk=number)
    passkeys.drop_passkey(actor_of(request), key)
    messages.success(request, _("Đã bỏ khóa “{name}”.").format(name=key.name))
    return redirect("accounts:security")


@require_POST
@opens_to(may_keep_people)
def unlock(request: HttpRequest, username: str) -> HttpResponse:
    """Let a locked name try again at once."""
    person = _person(username)
    entry.unlock(actor_of(request), person)
    messages.success(request, _("Đã mở khóa cho {name}.").format(name=person.name))
    return redirect("accounts:person", username)


@require_POST
@opens_to(may_keep_people)
def drop_for(request: HttpRequest, username: str) -> HttpResponse:
    """Turn the second step off for someone who lost the phone, and end their sessions."""
    person = _person(username)
    entry.drop_second_step(actor_of(request), person)
    entry.end_sessions(actor_of(request), person)
    messages.success(
        request, _("Đã tắt bước đăng nhập thứ hai của {name}.").format(name=person.name)
    )
    return redirect("accounts:person", username)


def _me(request: HttpRequest) -> Person:
    return queries.person_named(actor_of(request).person)


def _person(username: str) -> Person:
    found = Person.objects.filter(username=username).first()
    if found is None:
        raise Http404
    return found


def _show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    return _kept_nowhere(render(request, "accounts/recovery_codes.html", {"codes": codes}))


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
