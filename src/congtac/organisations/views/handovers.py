"""Screens of handovers: what passes from a unit that ends to its successor, and who has signed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.words import Names, gettext_noop
from congtac.organisations import permissions, queries, services
from congtac.organisations.models import (
    GIVER,
    HANDED_OVER,
    OPEN,
    RECEIVER,
    WITHDRAWN,
    Handover,
    Succession,
)

PAGE = 50
STATES = Names(
    {
        OPEN: gettext_noop("Chờ ký"),
        HANDED_OVER: gettext_noop("Đã bàn giao"),
        WITHDRAWN: gettext_noop("Đã rút"),
    }
)
COLOURS = {OPEN: "yellow", HANDED_OVER: "green", WITHDRAWN: "grey"}
SIDES = Names({GIVER: gettext_noop("Bên giao"), RECEIVER: gettext_noop("Bên nhận")})


@require_GET
@opens_to(signed_in)
def list_handovers(request: HttpRequest) -> HttpResponse:
    """List the handovers in which the actor's unit has a part."""
    actor = actor_of(request)
    keeps = bool(permissions.may_keep_units(actor))
    page = Paginator(queries.handovers_of(actor, keeps=keeps), PAGE).get_page(
        request.GET.get("page")
    )
    rows = [(it, STATES[it.state], COLOURS[it.state]) for it in page]
    return render(request, "organisations/handovers.html", {"page": page, "rows": rows})


def _handover(request: HttpRequest, number: int) -> Handover:
    found = get_object_or_404(Handover.objects.select_related("giver", "receiver"), pk=number)
    permissions.may_see_handover(actor_of(request), found).demand()
    return found


@require_POST
@opens_to(signed_in)
def draw_up(request: HttpRequest, succession: int) -> HttpResponse:
    """Draw up the handover that belongs to a succession."""
    rows = Succession.objects.select_related("predecessor", "successor")
    made = services.draw_up_handover(actor_of(request), get_object_or_404(rows, pk=succession))
    messages.success(request, _("Đã lập biên bản. Hai bên xem danh mục rồi cùng ký."))
    return redirect("organisations:handover", number=made.pk)


@require_GET
@opens_to(signed_in)
def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show what passes, who has signed, and what waits for whom."""
    actor, found, day = actor_of(request), _handover(request, number), today()
    signed = {it.side: it for it in found.signatures.all()}
    steps = [
        {
            "side": side,
            "name": name,
            "unit": found.giver if side == GIVER else found.receiver,
            "signature": signed.get(side),
            "verdict": permissions.may_sign(actor, found, side, day),
        }
        for side, name in SIDES.items()
    ]
    facts = {
        "handover": found,
        "state_name": STATES[found.state],
        "colour": COLOURS[found.state],
        "is_open": found.state == OPEN,
        "items": list(found.items.all()),
        "steps": steps,
        "may_change": permissions.may_draw_up(actor, found.giver, found.receiver),
        "is_signed": bool(signed),
    }
    return render(request, "organisations/handover.html", facts)


@require_POST
@opens_to(signed_in)
def list_again(request: HttpRequest, number: int) -> HttpResponse:
    """Bring the list up to date."""
    count = services.list_again(actor_of(request), _handover(request, number))
    messages.success(request, _("Danh mục có {count} việc còn mở.").format(count=count))
    return redirect("organisations:handover", number=number)


@require_POST
@opens_to(signed_in)
def leave_out(request: HttpRequest, number: int, item: int) -> HttpResponse:
    """Take one thing off the list."""
    services.leave_out(actor_of(request), _handover(request, number), item)
    messages.success(request, _("Đã bỏ khỏi danh mục."))
    return redirect("organisations:handover", number=number)


@require_POST
@opens_to(signed_in)
def sign(request: HttpRequest, number: int, side: str) -> HttpResponse:
    """Sign for one side."""
    if side not in SIDES:
        raise Http404
    found = _handover(request, number)
    services.sign_handover(actor_of(request), found, side, day=today())
    is_done = found.state == HANDED_OVER
    said = (
        _("Đã bàn giao xong; {receiver} đang giữ các việc này.").format(receiver=found.receiver)
        if is_done
        else _("Đã ký.")
    )
    messages.success(request, said)
    return redirect("organisations:handover", number=number)


@require_POST
@opens_to(signed_in)
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Withdraw a handover with a reason."""
    found = _handover(request, number)
    services.withdraw_handover(actor_of(request), found, request.POST.get("reason", ""))
    messages.success(request, _("Đã rút biên bản; có thể lập lại từ trang của đơn vị."))
    return redirect("organisations:handover", number=number)
