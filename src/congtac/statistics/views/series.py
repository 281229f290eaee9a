"""Screens of a series: one cell of a form over periods, on the units of a day."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import translation
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.statistics import permissions
from congtac.statistics.models import FormVersion
from congtac.statistics.queries import series as queries
from congtac.statistics.queries import series_parts as parts
from congtac.statistics.queries.periods import years
from congtac.statistics.queries.rolling_up import SENT_TOO, STANDINGS
from congtac.statistics.queries.series_sheets import series_sheets, series_table
from congtac.statistics.rules.sum_book import comma_separated, workbook

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 25
SPAN = 6  # years that a series shows unless it is asked for others


@dataclass(frozen=True)
class Page:
    """What the address of a series asks for, and what it may be asked for."""

    forms: list[FormVersion]
    form: FormVersion | None
    years: list[int]
    grounds: list[tuple[str, str]]
    sought: queries.Sought | None

    @property
    def facts(self) -> dict[str, Any]:
        form = self.form
        return {
            "forms": [(it.pk, _form_title(it)) for it in self.forms],
            "form": form,
            "rows": [(it.code, it.label or it.code) for it in form.form.rows] if form else [],
            "columns": [(it.code, it.title) for it in form.form.numbers] if form else [],
            "kinds": queries.families(form) if form else [],
            "years": [(it, it) for it in self.years],
            "grounds": self.grounds,
            "standings": STANDINGS.choices(),
            "sought": self.sought,
        }


def _form_title(form: FormVersion) -> str:
    version = f" ({form.version})" if form.version > 1 else ""
    return f"{form.code}{version} – {form.name}"


def _page(request: HttpRequest) -> Page:
    asked, day = request.GET, today()
    unit = permissions.adds_up_for(actor_of(request))
    forms = queries.forms_for(unit)
    wanted = {str(it.pk): it for it in forms}.get(asked.get("bieu", ""))
    form = wanted or queries.busiest(forms)
    known = [it for it in years() if it <= day.year]
    grounds = queries.grounds(day)
    if form is None or not known or not form.form.numbers:
        return Page(forms, form, known, grounds, None)
    last = _year(asked, "den", known, max(known))
    first = _year(asked, "tu", known, max(min(known), last - SPAN))
    kinds = [key for key, _name in queries.families(form)]
    sought = queries.Sought(
        form=form,
        row=form.form.row(asked.get("dong", "")) or form.form.rows[0],
        column=form.form.column(asked.get("cot", "")) or form.form.numbers[0],
        kind=_among(asked.get("loai") or queries.fullest(form, day), kinds),
        first=min(first, last),
        last=max(first, last),
        on=_among(asked.get("don_vi", ""), [key for key, _name in grounds]),
        standing=_among(asked.get("lay", ""), [SENT_TOO, *STANDINGS]),
        unit=unit,
        day=day,
    )
    return Page(forms, form, known, grounds, sought)


def _among(asked: str, known: list[str]) -> str:
    """What is asked for if it is known, else the first."""
    return asked if asked in known else next(iter(known), "")


def _year(asked: QueryDict, name: str, known: list[int], default: int) -> int:
    return next((it for it in known if str(it) == asked.get(name)), default)


@require_GET
@opens_to(signed_in)
def series(request: HttpRequest) -> HttpResponse:
    """A series with its growth, what was lost on the way, and what can't be restated."""
    page = _page(request)
    found = queries.series(page.sought) if page.sought else None
    chart = parts.chart_of(found, request.GET.get("ve", "")) if found else None
    facts = {**page.facts, "found": found, "chart": chart, "may_keep": _may_keep(request)}
    facts["kept"] = [(key, value) for key, value in request.GET.items() if key != "ve"]
    return render(request, "statistics/series.html", facts)


def _may_keep(request: HttpRequest) -> bool:
    return bool(permissions.may_keep_statistics(actor_of(request)))


@require_GET
@opens_to(signed_in)
def series_cell(request: HttpRequest) -> HttpResponse:
    """What one figure of a series is made of: units, revisions, the column map used."""
    found = _found(request)
    asked = parts.parts_of(found, request.GET.get("hang", ""), request.GET.get("ky", ""))
    if asked is None:
        raise Http404
    page = Paginator(asked.rows, PAGE).get_page(request.GET.get("page"))
    actor = actor_of(request)
    sent = [it.given.submission for it in page if it.given.submission and it.given.grid]
    facts = {
        "found": found,
        "sought": found.sought,
        "asked": asked,
        "page": page,
        "open": {it.pk for it in sent if permissions.may_see_figures(actor, it)},
        "may_keep": _may_keep(request),
    }
    return render(request, "statistics/series_cell.html", facts)


@require_GET
@opens_to(signed_in)
def series_sheet(request: HttpRequest) -> HttpResponse:
    """The series as an Excel file."""
    with in_vietnamese():
        found = _found(request)
        return _file(found, workbook(series_sheets(found)), EXCEL, "xlsx")


@require_GET
@opens_to(signed_in)
def series_text(request: HttpRequest) -> HttpResponse:
    """The series as comma-separated text."""
    with in_vietnamese():
        found = _found(request)
        data = comma_separated(series_table(found))
        return _file(found, data, "text/csv; charset=utf-8", "csv")


def in_vietnamese() -> translation.override:
    """What goes out is in the language of the office, whatever the page speaks."""
    return translation.override("vi")


def _found(request: HttpRequest) -> queries.Series:
    sought = _page(request).sought
    if sought is None:
        raise Http404
    return queries.series(sought)


def _file(found: queries.Series, data: bytes, kind: str, ending: str) -> HttpResponse:
    sought = found.sought
    name = f"chuoi-{sought.form.code}-{sought.column.code}.{ending}".replace("/", "-")
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(data, content_type=kind, headers=headers)
