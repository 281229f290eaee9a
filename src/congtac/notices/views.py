"""Screens of notices: the list, opening one, the bell, and how they come."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.words import Names, gettext_noop
from congtac.notices import queries, services
from congtac.notices.forms import ChoicesForm
from congtac.notices.rules.kinds import kinds

PAGE = 50
STATES = Names(
    {
        "": gettext_noop("Tất cả"),
        "chua-xem": gettext_noop("Chưa xem"),
        "da-xem": gettext_noop("Đã xem"),
    }
)


@require_GET
@opens_to(signed_in)
def notices(request: HttpRequest) -> HttpResponse:
    """List the actor's notices, newest first, narrowed by kind and state."""
    kind, state = request.GET.get("loai", ""), request.GET.get("xem", "")
    found = queries.notices_of(actor_of(request), kind=kind, state=state)
    facts = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "kinds": kinds(),
        "states": STATES,
        "kind": kind,
        "state": state,
    }
    return render(request, "notices/list.html", facts)


@require_POST
@opens_to(signed_in)
def open_notice(request: HttpRequest, number: int) -> HttpResponse:
    """Note a notice as seen and go to what it is about."""
    notice = get_object_or_404(queries.notices_of(actor_of(request)), pk=number)
    services.mark_read(actor_of(request), notice)
    return redirect(notice.address or "notices:list")


@require_POST
@opens_to(signed_in)
def read_all(request: HttpRequest) -> HttpResponse:
    """Note everything as seen."""
    seen = services.mark_all_read(actor_of(request))
    messages.success(request, _("Đã đánh dấu {seen} thông báo là đã xem.").format(seen=seen))
    return redirect("notices:list")


@require_GET
@opens_to(signed_in)
def bell(request: HttpRequest) -> HttpResponse:
    """The bell with its count, for the top line of a page that is open."""
    count = queries.unread(actor_of(request))
    return render(request, "notices/bell.html", {"count": count, "is_counted": True})


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def choices(request: HttpRequest) -> HttpResponse:
    """Let a person choose how each kind of notices comes."""
    actor = actor_of(request)
    form = ChoicesForm(request.POST or None, queries.choices_of(actor))
    if form.is_valid():
        services.choose(actor, form.cleaned_data)
        messages.success(request, _("Đã lưu cách nhận thông báo."))
        return redirect("notices:choices")
    status = 422 if form.errors else 200
    return render(request, "notices/choices.html", {"form": form}, status=status)
