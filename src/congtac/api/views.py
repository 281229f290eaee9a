"""What programs ask: each call bears a key of a unit, each answer is JSON."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from congtac.accounts.services.keys import actor_of_key
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, holds, opens_to
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics.models import FeedRun
from congtac.statistics.queries import feeds as feed_queries
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.rules.feeds import API
from congtac.statistics.services import feeds as feed_services

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
BEARER = "Bearer "
ENDINGS = {"application/json": "json", "text/csv": "csv"}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def with_key(view: View[P]) -> View[P]:
    """Let a program in by its key, never by a session; refusals and problems come as JSON."""

    @csrf_exempt
    @wraps(view)
    def keyed(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        said = request.headers.get("Authorization", "")
        actor = actor_of_key(said.removeprefix(BEARER)) if said.startswith(BEARER) else None
        if actor is None:
            return _refusal(401, "KER-001", _("Khóa thiếu, sai, hết hạn hoặc đã thu hồi."))
        request.actor = actor  # type: ignore[attr-defined]  # read through kernel.guard.actor_of
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            return _refusal(403, refused.code, refused.sentence)
        except Problem as problem:
            return _refusal(422, problem.code, problem.sentence)

    return keyed


def _refusal(status: int, code: str, sentence: str) -> JsonResponse:
    said = {"code": code, "message": sentence}
    return JsonResponse({"error": said}, status=status, json_dumps_params={"ensure_ascii": False})


@with_key
@require_POST
@opens_to(holds("api.write"))
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """Take a file of another system for a period; it is offered to the units, not yet written."""
    found = feed_queries.feed(code, today())
    if found is None:
        return _refusal(404, "STA-485", _("Không có nguồn số liệu nào đang dùng với mã này."))
    asked = request.GET.get("ky", "")
    period = period_queries.periods().filter(code=asked).first()
    if period is None:
        raise Problem("STA-489", _("Không có kỳ “{code}”. Ghi mã kỳ ở ?ky=.").format(code=asked))
    try:
        handed = feed_services.Handed(_name(request, code), request.body, API)
    except RequestDataTooBig:
        return _refusal(413, "STA-482", _("Tệp quá lớn để gửi qua API. Hãy đưa tệp lên trang."))
    came = feed_services.give(actor_of(request), found, period, handed, day=today())
    options = {"ensure_ascii": False}
    status = 201 if came.is_new else 200
    return JsonResponse(_told(request, came), status=status, json_dumps_params=options)


def _name(request: HttpRequest, code: str) -> str:
    kind = (request.content_type or "").lower()
    return f"{code}.{'xlsx' if kind == EXCEL else ENDINGS.get(kind, 'csv')}"


def _told(request: HttpRequest, came: feed_services.Given) -> dict[str, Any]:
    run: FeedRun = came.run
    offers = [
        {
            "unit": it.unit.key,
            "cells": it.figures_count,
            "address": request.build_absolute_uri(reverse("statistics:offer", args=[it.pk])),
        }
        for it in run.offers.select_related("unit")
    ]
    return {
        "run": run.pk,
        "new": came.is_new,
        "period": run.period.code,
        "digest": run.digest,
        "rows_read": run.rows_read,
        "rows_left": run.rows_left,
        "faults": run.faults,
        "offers": offers,
    }
