"""Figures of other systems: a program with a key gives them, an officer takes them."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congtac.api.views.door import refusal, with_key
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, holds, opens_to
from congtac.kernel.problem import Problem
from congtac.statistics.models import FeedRun
from congtac.statistics.queries import feeds as feed_queries
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.rules.feeds import API
from congtac.statistics.services import feeds as feed_services

ENDINGS = {"application/json": "json", "text/csv": "csv"}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@with_key
@require_POST
@opens_to(holds("api.write"))
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """Take a file of another system for a period; it is offered to the units, not yet written."""
    found = feed_queries.feed(code, today())
    if found is None:
        return refusal(404, "STA-485", _("Không có nguồn số liệu nào đang dùng với mã này."))
    asked = request.GET.get("ky", "")
    known = asked.isprintable()  # PostgreSQL takes no zero byte
    period = period_queries.periods().filter(code=asked).first() if known else None
    if period is None:
        raise Problem("STA-489", _("Không có kỳ “{code}”. Ghi mã kỳ ở ?ky=.").format(code=asked))
    try:
        handed = feed_services.Handed(_name(request, code), request.body, API)
    except RequestDataTooBig:
        return refusal(413, "STA-482", _("Tệp quá lớn để gửi qua API. Hãy đưa tệp lên trang."))
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
