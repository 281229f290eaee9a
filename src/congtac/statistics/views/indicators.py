"""Screens of indicators: the list, one with charts and map, how it was counted, sheets out."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.documents import queries as documents
from congtac.documents.rules.fields import FIELD_NAMES
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.sheets import Cell
from congtac.kernel.words import as_written
from congtac.organisations.queries import unit as unit_of
from congtac.organisations.queries import units_on
from congtac.statistics import permissions
from congtac.statistics.forms.indicators import MeaningForm, TargetForm, initial_of
from congtac.statistics.models import Indicator, IndicatorVersion, Period
from congtac.statistics.queries import indicator_pages as pages
from congtac.statistics.queries import indicators as queries
from congtac.statistics.queries.periods import year_before
from congtac.statistics.rules import indicator_sheet
from congtac.statistics.services import indicators as services

PAGE = 25
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _period(request: HttpRequest) -> tuple[list[Period], Period | None]:
    """The periods with figures, and the one asked for or else the newest."""
    periods = pages.periods_with_figures()
    asked = request.GET.get("ky", "")
    named = next((it for it in periods if str(it.pk) == asked), None)
    return periods, named or next(iter(periods), None)


@require_GET
@opens_to(signed_in)
def listed(request: HttpRequest) -> HttpResponse:
    """The indicators with what they come to in a period."""
    actor, day = actor_of(request), today()
    sought = queries.Sought.of(request.GET.dict())
    periods, period = _period(request)
    found = queries.register(sought, period.last_day if period else day)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    before = year_before(period) if period else None
    sheets = queries.Sheets.of(page, [it for it in (period, before) if it], actor)
    aims = queries.targets_of(page, period.year if period else day.year)
    facts = {
        "page": page,
        "lines": pages.listed(list(page), sheets, period, aims),
        "sought": sought,
        "periods": periods,
        "period": period,
        "fields": [(it, FIELD_NAMES.get(it, it)) for it in queries.fields_used()],
        "may_keep": permissions.may_keep_indicators(actor),
    }
    return render(request, "statistics/indicators.html", facts)


@require_POST
@opens_to(permissions.may_keep_indicators)
def load(request: HttpRequest) -> HttpResponse:
    """Bring in the indicators that come with the site; what is there stays."""
    made = services.load_indicators(actor_of(request), day=today())
    messages.success(request, _("Đã nạp {count} chỉ tiêu đi kèm.").format(count=made))
    return redirect("statistics:indicators")


def _indicator(code: str) -> tuple[Indicator, list[IndicatorVersion]]:
    found = queries.indicator(code)
    if found is None:
        raise Http404
    return found, queries.versions(found)


@require_GET
@opens_to(signed_in)
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: the number, its growth and target, charts, the map, the units."""
    actor = actor_of(request)
    found, versions = _indicator(code)
    periods, period = _period(request)
    version = queries.version_on(versions, period.last_day if period else today())
    if version is None:
        raise Http404
    facts: dict[str, Any] = {
        "version": version,
        "versions": versions,
        "periods": periods,
        "period": period,
        "field": FIELD_NAMES.get(version.field, ""),
        "targets": queries.all_targets(found),
        "may_keep": permissions.may_keep_indicators(actor),
        "is_ministry": actor.has_role("ministry"),
    }
    plans = [it.link.document_id for it in facts["targets"] if hasattr(it, "link")]
    seen = documents.seen_by(actor).filter(pk__in=plans)
    facts["open_plans"] = set(seen.values_list("pk", flat=True)) if plans else set()
    if period is not None:
        facts |= _figures(request, versions, version, period)
    return render(request, "statistics/indicator.html", facts)


def _figures(
    request: HttpRequest,
    versions: list[IndicatorVersion],
    version: IndicatorVersion,
    period: Period,
) -> dict[str, Any]:
    actor = actor_of(request)
    before = year_before(period)
    span = queries.like(period)
    sheets = queries.Sheets.of(versions, [*{it.pk: it for it in (*span, period)}.values()], actor)
    found = queries.result(version, sheets, period, before)
    if found is None:
        return {"no_cells": True}
    aims = queries.targets(version.indicator, period.year)
    lines = pages.unit_lines(version, found, aims, actor.unit)
    words, order = request.GET.get("q", "").strip(), request.GET.get("sap", "ten")
    shown = pages.narrowed(lines, words, order)
    target = aims.get(queries.NATION)
    return {
        "result": found,
        "judged": pages.judged(version, found.whole, target, period, is_whole=found.is_whole),
        "parts": pages.parts(version, sheets, found),
        "page": Paginator(shown, PAGE).get_page(request.GET.get("page")),
        "words": words,
        "order": order,
        "bars": pages.bars(lines),
        "series": pages.series(versions, sheets),
        "map": pages.tile_map(lines, period),
        "before": before,
        "doubtful_people": sheets.has_doubtful_people(version),
    }


@require_GET
@opens_to(signed_in)
def derivation(request: HttpRequest, code: str, period: int, unit: str) -> HttpResponse:
    """How the number of a unit was counted: each cell with its form, revision and unit."""
    actor = actor_of(request)
    _found, versions = _indicator(code)
    asked = next((it for it in pages.periods_with_figures() if it.pk == period), None)
    of = unit_of(unit)
    version = queries.version_on(versions, asked.last_day) if asked else None
    if asked is None or of is None or version is None:
        raise Http404
    sheets = queries.Sheets.of([version], [asked], actor)
    found = pages.traced(version, sheets, asked, of.pk)
    if found is None:
        raise Http404
    computed, cells = found
    sent = {it.sent.submission.pk: it.sent.submission for it in cells if it.sent}
    facts = {
        "version": version,
        "period": asked,
        "unit": of,
        "computed": computed,
        "value": pages.judged(version, computed, None, asked).value,
        "cells": cells,
        "open": {key for key, it in sent.items() if permissions.may_see_figures(actor, it)},
    }
    return render(request, "statistics/indicator_cells.html", facts)


@require_GET
@opens_to(signed_in)
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The table of units as an Excel file."""
    version, period, lines = _lines(request, code)
    with as_written():
        notes = [period.title, version.definition, f"Nguồn: {version.source}"]
        data = indicator_sheet.workbook(version.name, notes, _rows(version, lines))
    return _file(data, EXCEL, f"{code}-{period.code}.xlsx")


@require_GET
@opens_to(signed_in)
def csv_file(request: HttpRequest, code: str) -> HttpResponse:
    """The table of units as a CSV file."""
    version, period, lines = _lines(request, code)
    with as_written():
        data = indicator_sheet.as_csv(_rows(version, lines))
    return _file(data, "text/csv; charset=utf-8", f"{code}-{period.code}.csv")


def _lines(
    request: HttpRequest, code: str
) -> tuple[IndicatorVersion, Period, list[pages.UnitLine]]:
    _found, versions = _indicator(code)
    _periods, period = _period(request)
    version = queries.version_on(versions, period.last_day) if period else None
    if period is None or version is None:
        raise Http404
    before = year_before(period)
    periods = [it for it in (period, before) if it]
    sheets = queries.Sheets.of([version], periods, actor_of(request))
    with as_written():
        found = queries.result(version, sheets, period, before)
        aims = queries.targets(version.indicator, period.year)
        lines = pages.unit_lines(version, found, aims, "") if found else []
    words, order = request.GET.get("q", "").strip(), request.GET.get("sap", "ten")
    return version, period, pages.narrowed(lines, words, order)


def _rows(made: IndicatorVersion, lines: list[pages.UnitLine]) -> Iterator[tuple[Cell, ...]]:
    for it in lines:
        now, then = it.row.now, it.row.before.value
        aim, verdict = it.judged.target, it.judged
        yield (
            it.row.unit.name,
            round(now.value, 4) if now.value is not None else None,
            made.unit,
            now.numerator,
            now.denominator,
            round(then, 4) if then is not None else None,
            it.row.growth,
            aim.words if aim else "",
            verdict.name or verdict.share,
        )


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(data, content_type=kind, headers=headers)


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_indicators)
def add(request: HttpRequest) -> HttpResponse:
    """Define a new indicator."""
    form = MeaningForm(request.POST or None, initial={"since": services.FIRST_DAY})
    if request.method == "POST" and form.is_valid():
        try:
            code = form.cleaned_data["code"]
            services.add_indicator(actor_of(request), code, form.meant(), day=today())
        except Problem as refusal:
            form.add_error(_field_at_fault(refusal), refusal.sentence)
        else:
            messages.success(request, _("Đã thêm chỉ tiêu."))
            return redirect("statistics:indicator", code=code)
    status = 422 if form.errors else 200
    return render(request, "statistics/indicator_edit.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_indicators)
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Define an indicator anew from a day on; the version before stays."""
    _found, versions = _indicator(code)
    last = versions[0]
    form = MeaningForm(request.POST or None, is_new=False, initial=initial_of(last))
    if request.method == "POST" and form.is_valid():
        try:
            services.add_version(actor_of(request), last, form.meant(), day=today())
        except Problem as refusal:
            form.add_error(_field_at_fault(refusal), refusal.sentence)
        else:
            messages.success(request, _("Đã lưu bản mới; bản trước giữ nguyên cho các kỳ trước."))
            return redirect("statistics:indicator", code=code)
    facts = {"form": form, "version": last}
    status = 422 if form.errors else 200
    return render(request, "statistics/indicator_edit.html", facts, status=status)


def _field_at_fault(refusal: Problem) -> str | None:
    return {"STA-455": "code", "STA-456": "since"}.get(refusal.code, "numerator")


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_keep_indicators)
def target(request: HttpRequest, code: str) -> HttpResponse:
    """Set what an indicator is to reach in a year."""
    _found, versions = _indicator(code)
    day = today()
    scopes = units_on(day, kind="province").values_list("key", "name")
    form = TargetForm(scopes, request.POST or None, initial={"year": day.year})
    if request.method == "POST" and form.is_valid():
        try:
            services.set_target(actor_of(request), versions[0], form.aim(), day=day)
        except Problem as refusal:
            form.add_error("basis", refusal.sentence)
        else:
            messages.success(request, _("Đã ghi mức phải đạt."))
            return redirect("statistics:indicator", code=code)
    facts = {"form": form, "version": versions[0]}
    status = 422 if form.errors else 200
    return render(request, "statistics/indicator_target.html", facts, status=status)
