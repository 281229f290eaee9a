"""Screens of the sums: a form added up over those who report it, and what a total is made of."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.numbers import parse_date
from congtac.kernel.problem import Problem
from congtac.organisations.queries import MINISTRY_KEY
from congtac.statistics import permissions
from congtac.statistics.models import FormVersion, Period, Submission
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries import rolling_up as queries
from congtac.statistics.queries.drawing import drawn
from congtac.statistics.queries.sources import made_here
from congtac.statistics.queries.submissions import newest_period
from congtac.statistics.queries.sum_sheets import sum_sheets
from congtac.statistics.rules.forms import Column
from congtac.statistics.rules.rolling_up import SumLine
from congtac.statistics.rules.sum_book import workbook

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 100


@dataclass(frozen=True)
class Page:
    """What the address of a sum asks for, and what it may be asked for."""

    periods: list[Period]
    period: Period | None
    forms: list[FormVersion]
    found: queries.RollUp | None
    fault: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "periods": self.periods,
            "period": self.period,
            "forms": [(it.pk, f"{it.code} – {it.name}") for it in self.forms],
            "found": self.found,
            "fault": self.fault,
            "standings": queries.STANDINGS.choices(),
        }


def _page(request: HttpRequest) -> Page:
    asked, day = request.GET, today()
    receiver = permissions.adds_up_for(actor_of(request))
    periods = list(period_queries.periods())
    named = next((it for it in periods if str(it.pk) == asked.get("ky", "")), None)
    period = named or newest_period(queries.begun(periods, receiver) or periods, day)
    forms = queries.forms_received(period, receiver) if period and receiver else []
    by_number = {str(it.pk): it for it in forms}
    form = by_number.get(asked.get("bieu", ""), forms[0] if forms else None)
    if period is None or form is None:
        return Page(periods, period, forms, None)
    as_of, fault = _day(asked.get("ngay", ""), day)
    sought = queries.Sought(
        form,
        period,
        receiver,
        as_of,
        asked.get("vung", "")[:100],
        asked["lay"] if asked.get("lay") in queries.STANDINGS else queries.SENT_TOO,
        asked.get("dong_mo") == "ten",
    )
    return Page(periods, period, forms, queries.roll_up(sought), fault)


def _day(typed: str, day: date) -> tuple[date, str]:
    """The day as of which figures are taken, and what is wrong with what was typed."""
    if not typed.strip():
        return day, ""
    try:
        return min(parse_date(typed), day), ""
    except Problem as problem:
        return day, problem.sentence


@require_GET
@opens_to(signed_in)
def roll_up(request: HttpRequest) -> HttpResponse:
    """A form added up over those who report it, with who is missing, and unit by unit."""
    page = _page(request)
    facts: dict[str, Any] = page.facts | {"made_here": _made_here(request, page.period)}
    found = page.found
    if found is not None:
        line, columns = _chosen(request.GET, found)
        facts |= {
            "drawn": drawn(found.sought.form),
            "lines": queries.drawn_lines(found),
            "line": line,
            "chosen": columns,
            "numbers": found.sought.form.form.numbers,
            "units": _paged(request, queries.by_unit(found, line, columns)),
            "territories": _territories(found),
            "is_past": found.sought.day != today(),
        }
    return render(request, "statistics/roll_up.html", facts)


def _made_here(request: HttpRequest, period: Period | None) -> list[Submission]:
    """The forms of the actor's own unit that are made of others."""
    actor = actor_of(request)
    if period is None or not permissions.is_own(actor, actor.unit):
        return []
    return made_here(actor.unit, period)


def _paged(request: HttpRequest, units: list[queries.UnitLine]) -> Any:
    return Paginator(units, PAGE).get_page(request.GET.get("page"))


def _territories(found: queries.RollUp) -> list[tuple[str, str]]:
    sought = found.sought
    if sought.receiver != MINISTRY_KEY:
        return []
    return queries.territories(sought.form, sought.period)


def _chosen(asked: QueryDict, found: queries.RollUp) -> tuple[SumLine, list[Column]]:
    """The row and the columns that the table by units shows."""
    wanted = asked.getlist("cot")
    numbers = found.sought.form.form.numbers
    chosen = [it for it in numbers if it.code in wanted]
    return found.line(asked.get("dong", "")), chosen or list(numbers)


@require_GET
@opens_to(signed_in)
def total(request: HttpRequest) -> HttpResponse:
    """What one total is made of: each unit, its figure, the revision that it stands in."""
    found = _page(request).found
    if found is None:
        raise Http404
    column = found.sought.form.form.column(request.GET.get("o", ""))
    line = next((it for it in found.lines if it.name == request.GET.get("dong")), None)
    if column is None or line is None or not column.is_number:
        raise Http404
    added = found.adder.added(found.parts, line, column)
    recipe = found.adder.recipes.get(column.code)
    parts = queries.parts_of(found, line, column)
    facts = {
        "found": found,
        "column": column,
        "line": line,
        "added": added,
        "behind": queries.behind(found, line, recipe) if added.how == "again" else [],
        "page": Paginator(parts, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "statistics/total.html", facts)


@require_GET
@opens_to(signed_in)
def roll_up_sheet(request: HttpRequest) -> HttpResponse:
    """The sum, the table by units and who is missing, as an Excel file."""
    found = _page(request).found
    if found is None:
        raise Http404
    line, columns = _chosen(request.GET, found)
    sought = found.sought
    name = f"tong-hop-{sought.form.code}-{sought.period.code}.xlsx".replace("/", "-")
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    book = workbook(sum_sheets(found, line, columns))
    return HttpResponse(book, content_type=EXCEL, headers=headers)
