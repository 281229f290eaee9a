"""Screens of urging: who hasn't sent, how often they were told, the letter."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtac.documents.forms import LetterForm
from congtac.documents.queries import head_of, send_by
from congtac.documents.rules.letters import Head, day_words
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations.queries import unit as unit_of
from congtac.statistics import permissions
from congtac.statistics.models import FormUrging, Period
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.queries import urging as queries
from congtac.statistics.queries.boards import receiver_of
from congtac.statistics.queries.urging import UrgeRow
from congtac.statistics.rules import letters
from congtac.statistics.services import urging as services
from vanban import write

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _period(request: HttpRequest, number: int) -> Period:
    permissions.may_urge(actor_of(request)).demand()
    found = period_queries.period(number)
    if found is None:
        raise Http404
    return found


@require_GET
@opens_to(signed_in)
def listed(request: HttpRequest, number: int) -> HttpResponse:
    """Who hasn't sent what of a period, how often each was reminded and urged."""
    period, receiver = _period(request, number), receiver_of(actor_of(request))
    facts = {
        "period": period,
        "rows": queries.rows(receiver, period, today()),
        "urgings": queries.urgings_of(period, receiver),
    }
    return render(request, "statistics/urge_list.html", facts)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """Draft a letter to the units chosen; sending it out tells each of them."""
    period = _period(request, number)
    rows = _chosen(request, period)
    if not rows:
        messages.error(request, _("Chọn ít nhất một đơn vị chưa gửi biểu."))
        return redirect("statistics:urge-list", number=number)
    head = head_of(unit_of(receiver_of(actor_of(request))), today())
    form = LetterForm(request.POST or None, initial=_drafted(request, period, rows, head))
    if request.method == "POST" and form.is_valid():
        made = _urged(request, period, rows, form, head)
        if made is not None:
            return made
    facts = {"period": period, "rows": rows, "form": form, "head": head}
    return render(request, "statistics/urge.html", facts, status=422 if form.errors else 200)


def _urged(
    request: HttpRequest, period: Period, rows: list[UrgeRow], form: LetterForm, head: Head
) -> HttpResponse | None:
    actor, units = actor_of(request), [it.unit.key for it in rows]
    try:
        made = services.urge(actor, period, units, form.letter(head), day=today())
    except Refused:
        raise
    except Problem as refusal:
        form.add_error(None, refusal.sentence)
        return None
    said = _("Đã đôn đốc {count} đơn vị; mỗi đơn vị nhận được thông báo. Tải công văn để ký, gửi.")
    messages.success(request, said.format(count=len(rows)))
    return redirect("statistics:urging", number=made.pk)


def _chosen(request: HttpRequest, period: Period) -> list[UrgeRow]:
    """The units that were ticked; all that are late for "tất cả đơn vị quá hạn"."""
    asked = request.POST if request.method == "POST" else request.GET
    rows = queries.rows(receiver_of(actor_of(request)), period, today())
    if asked.get("tat_ca"):
        return [it for it in rows if it.days]
    keys = set(asked.getlist("don_vi"))
    return [it for it in rows if it.unit.key in keys]


def _drafted(
    request: HttpRequest, period: Period, rows: list[UrgeRow], head: Head
) -> dict[str, Any]:
    actor, day = actor_of(request), today()
    urged = [it.as_urged for it in rows]
    lines = submission_queries.signature_of(actor, day)
    matter = letters.Matter(head.issuer, period.title, period.kind.regime.basis)
    text = letters.text_of(matter, urged, day=day, send_by=send_by(day))
    return {
        "symbol": head.symbol,
        "place": head.place,
        "day": day,
        "subject": letters.subject_of(period.title),
        "addressees": "\n".join(letters.addressees_of(urged)),
        "text": text,
        "recipients": "\n".join(head.recipients),
        "capacity": " ".join(lines) if lines else "",
        "signer": actor.name if lines else "",
    }


def _letter(request: HttpRequest, number: int) -> FormUrging:
    """A letter that the actor's body sent."""
    found = queries.urging(number)
    if found is None or found.receiver.key != receiver_of(actor_of(request)):
        raise Http404
    permissions.may_urge(actor_of(request)).demand()
    return found


@require_GET
@opens_to(signed_in)
def letter(request: HttpRequest, number: int) -> HttpResponse:
    """One letter as it went out, and whom it urged."""
    found = _letter(request, number)
    facts = {"urging": found, "paper": found.letter, "paper_day": day_words(found.letter)}
    return render(request, "statistics/urging.html", facts)


@require_GET
@opens_to(signed_in)
def word(request: HttpRequest, number: int) -> HttpResponse:
    """The letter as a Word file."""
    found = _letter(request, number)
    headers = {
        "Content-Disposition": f'attachment; filename="cong-van-don-doc-{found.pk}.docx"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(write(found.letter), content_type=WORD, headers=headers)
