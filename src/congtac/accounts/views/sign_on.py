"""Screens of ministries' own sign-ons: going there, coming back, and what administrators keep."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.accounts.forms import SignOnForm
from congtac.accounts.models import SignOn, SignOnLink
from congtac.accounts.permissions import may_keep_people
from congtac.accounts.rules import sign_on as rule
from congtac.accounts.services import sign_on as services
from congtac.accounts.views.asking import Page, ask
from congtac.accounts.views.entering import on_to_second_step, wanted_page
from congtac.kernel.guard import actor_of, opens_to, public
from congtac.kernel.problem import Problem

KEPT = ("name", "issuer", "client", "claim", "names", "contact", "has_second_step", "is_open")


@require_POST
@public
def go(request: HttpRequest, number: int) -> HttpResponse:
    """Lead a visitor to the sign-on of a ministry, with an attempt that the session keeps."""
    sign_on = _open(number)
    attempt = services.begin_attempt(sign_on, wanted_page(request))
    request.session["attempt"] = list(attempt)
    back = _back(request, sign_on)
    return redirect(rule.address_to(sign_on.published, attempt, client=sign_on.client, back=back))


@require_GET
@public
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Let in whom a ministry's sign-on names; the attempt is spent, whatever it says."""
    sign_on = _open(number)
    attempt = _attempt(request, sign_on)
    try:
        person = services.person_answered(
            sign_on, attempt, request.GET.dict(), back=_back(request, sign_on)
        )
    except Problem as problem:
        return _refuse(request, sign_on, problem)
    return on_to_second_step(request, person, attempt.next if attempt else "", by=sign_on)


@require_GET
@public
def signed_out(request: HttpRequest, number: int) -> HttpResponse:
    """Say that the session here has ended, and lead to where the ministry's own ends too."""
    sign_on = get_object_or_404(SignOn, pk=number)
    back = request.build_absolute_uri(resolve_url("accounts:sign_in"))
    leave = rule.address_to_leave(sign_on.published, client=sign_on.client, back=back)
    return render(request, "accounts/signed_out.html", {"sign_on": sign_on, "leave": leave})


@require_GET
@opens_to(may_keep_people)
def sign_ons(request: HttpRequest) -> HttpResponse:
    """List the sign-ons, with the address that each must know of this site."""
    rows = [(it, _back(request, it), it.links.count()) for it in SignOn.objects.all()]
    return render(request, "accounts/sign_ons.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@opens_to(may_keep_people)
def add(request: HttpRequest) -> HttpResponse:
    """Add a sign-on; its issuer is asked at once."""
    form = SignOnForm(request.POST or None)

    def save() -> HttpResponse:
        issuer, terms = _terms(form)
        made = services.add_sign_on(actor_of(request), issuer, terms)
        messages.success(request, _("Đã thêm đăng nhập của {name}.").format(name=made.name))
        return redirect("accounts:sign_ons")

    note = _("Các địa chỉ còn lại được đọc từ địa chỉ phát hành ngay khi lưu.")
    return ask(request, form, _page(_("Thêm đăng nhập của cơ quan"), _("Thêm"), note), save)


@require_http_methods(["GET", "POST"])
@opens_to(may_keep_people)
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change a sign-on, or shut it; its issuer stays."""
    kept = get_object_or_404(SignOn, pk=number)
    form = SignOnForm(request.POST or None, initial={it: getattr(kept, it) for it in KEPT})
    form.fields["issuer"].disabled = True

    def save() -> HttpResponse:
        services.change_sign_on(actor_of(request), kept, _terms(form)[1])
        messages.success(request, _("Đã lưu đăng nhập của {name}.").format(name=kept.name))
        return redirect("accounts:sign_ons")

    note = _("Lưu lại cũng là đọc lại các địa chỉ mà hệ thống đó công bố.")
    title = _("Sửa đăng nhập của {name}").format(name=kept.name)
    return ask(request, form, _page(title, _("Lưu"), note), save)


@require_POST
@opens_to(may_keep_people)
def unlink(request: HttpRequest, number: int) -> HttpResponse:
    """Forget by which subject a person comes in."""
    link = get_object_or_404(SignOnLink.objects.select_related("person", "sign_on"), pk=number)
    services.unlink(actor_of(request), link)
    said = _("Đã bỏ liên kết của {person} với tài khoản {name}.")
    messages.success(request, said.format(person=link.person.name, name=link.sign_on.name))
    return redirect("accounts:person", link.person.username)


def _open(number: int) -> SignOn:
    return get_object_or_404(SignOn, pk=number, is_open=True)


def _back(request: HttpRequest, sign_on: SignOn) -> str:
    """Return the address to which this sign-on leads back; no other one has the same."""
    return request.build_absolute_uri(resolve_url("accounts:sign_on_answer", sign_on.pk))


def _attempt(request: HttpRequest, sign_on: SignOn) -> rule.Attempt | None:
    kept: Any = request.session.pop("attempt", None)
    attempt = rule.Attempt(*kept) if kept else None
    return attempt if attempt and attempt.sign_on == sign_on.pk else None


def _refuse(request: HttpRequest, sign_on: SignOn, problem: Problem) -> HttpResponse:
    facts = {"sign_on": sign_on, "problem": problem}
    return render(request, "accounts/sign_on_refused.html", facts, status=403)


def _terms(form: SignOnForm) -> tuple[str, services.Terms]:
    given = dict(form.cleaned_data)
    return given.pop("issuer"), services.Terms(**given)


def _page(title: str, act: str, note: str) -> Page:
    return Page(
        title,
        act,
        note=note,
        above=resolve_url("accounts:sign_ons"),
        above_title=_("Đăng nhập của cơ quan"),
    )
