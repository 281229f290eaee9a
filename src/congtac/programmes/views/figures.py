"""Screens of figures in reports: choosing one to put into a section, dropping one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.programmes import permissions
from congtac.programmes.models import ReportSection
from congtac.programmes.queries import figures as figure_queries
from congtac.programmes.queries import reports as queries
from congtac.programmes.rules import reports as rules
from congtac.programmes.services import figures as services
from congtac.programmes.services.reports import report_reference
from congtac.statistics.models import IndicatorVersion, Period, Quotation
from congtac.statistics.queries import indicators, quoting

PAGE = 25


def _section(request: HttpRequest, number: int) -> ReportSection:
    found = queries.section(number)
    if found is None or found.report.state not in rules.BEING_WRITTEN:
        raise Http404
    permissions.may_write_report(actor_of(request), found.report).demand()
    return found


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def insert(request: HttpRequest, number: int) -> HttpResponse:
    """Choose a figure that the unit sent; it goes into the section with its link."""
    section = _section(request, number)
    unit = section.report.unit.key
    periods = quoting.periods_sent(unit)
    asked = request.POST.get("ky", request.GET.get("ky", ""))
    period = next((it for it in periods if str(it.pk) == asked), next(iter(periods), None))
    problem = ""
    if request.method == "POST" and period is not None:
        problem = _put_in(request, section, period)
        if not problem:
            messages.success(request, _("Đã chèn số liệu, có liên kết đến ô của biểu."))
            return redirect("programmes:write", number=number)
    words = request.GET.get("q", "").strip()
    found = quoting.choices(unit, period, words, _indicators(period)) if period else []
    facts: dict[str, Any] = {
        "section": section,
        "report": section.report,
        "periods": periods,
        "period": period,
        "words": words,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "sentences": queries.live_sentences(section),
        "problem": problem,
    }
    return render(request, "programmes/figures.html", facts, status=422 if problem else 200)


def _indicators(period: Period) -> list[IndicatorVersion]:
    return list(indicators.register(indicators.Sought(), period.last_day))


def _put_in(request: HttpRequest, section: ReportSection, period: Period) -> str:
    """Put the figure chosen in; return what is in the way."""
    key, behind = request.POST.get("so", ""), request.POST.get("sau", "")
    found = quoting.choice(key, section.report.unit.key, period, _indicators(period))
    if found is None:
        return _("Chọn một con số trong danh sách rồi chèn.")
    seen = request.POST.get("ban", "")
    version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 8 else -1
    place = int(behind) if behind.isascii() and behind.isdigit() and len(behind) < 15 else None
    what = services.Inserted(found, "", version, place)
    try:
        services.insert(actor_of(request), section, what, day=today())
    except Refused:
        raise
    except Problem as refusal:
        return refusal.sentence
    return ""


@require_POST
@opens_to(signed_in)
def drop(request: HttpRequest, number: int, quotation: int) -> HttpResponse:
    """Drop the link of a figure that the text says no more."""
    report, made = queries.report(number), quoting.quotation(quotation)
    if report is None or made is None or made.text.thing != report_reference(report).thing:
        raise Http404
    services.drop(actor_of(request), report, made, day=today())
    messages.success(request, _("Đã bỏ dẫn số liệu. Lời trong báo cáo do bạn tự sửa."))
    return redirect("programmes:report", number=number)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def refresh(request: HttpRequest, number: int, quotation: int) -> HttpResponse:
    """See the sentence with the old figure and with the new one; take the new one."""
    report, made = queries.report(number), quoting.quotation(quotation)
    if report is None or made is None or made.text.thing != report_reference(report).thing:
        raise Http404
    permissions.may_write_report(actor_of(request), report).demand()
    if made.dropped_on or not made.is_changed or report.state not in rules.BEING_WRITTEN:
        return redirect("programmes:report", number=number)
    facts: dict[str, Any] = {"report": report, "made": made}
    try:
        found = figure_queries.renewal_of(report, made, _indicators_of(made))
        facts["found"] = found
        if request.method == "POST":
            seen = request.POST.get("ban", "")
            version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 8 else -1
            services.refresh(actor_of(request), report, found, version, day=today())
            messages.success(request, _("Đã lấy số mới vào báo cáo."))
            return redirect("programmes:report", number=number)
    except Refused:
        raise
    except Problem as refusal:
        facts["problem"] = refusal.sentence
    status = 422 if "problem" in facts else 200
    return render(request, "programmes/figure_refresh.html", facts, status=status)


def _indicators_of(made: Quotation) -> list[IndicatorVersion]:
    return [made.indicator] if made.indicator else []
