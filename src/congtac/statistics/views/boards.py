"""Screens of the boards: who sent what in time, a unit over the periods, errors most frequent."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.numbers import print_date
from congtac.kernel.words import as_written
from congtac.organisations.queries import clusters, unit
from congtac.statistics import permissions
from congtac.statistics.forms.boards import AsOfForm
from congtac.statistics.models import Period
from congtac.statistics.queries import boards as queries
from congtac.statistics.queries import errors as error_queries
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules import board_sheet
from congtac.statistics.rules import boards as rules

PAGE = 100
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _period(request: HttpRequest) -> tuple[list[Period], Period | None]:
    """The periods opened, and the one asked for or else the newest whose figures are there."""
    periods = list(period_queries.periods())
    asked = request.GET.get("ky", "")
    named = next((it for it in periods if str(it.pk) == asked), None)
    return periods, named or submission_queries.newest_period(periods, today())


def _day(request: HttpRequest) -> tuple[AsOfForm, date]:
    form = AsOfForm({"ngay": request.GET.get("ngay") or print_date(today())})
    return form, form.cleaned_data["ngay"] if form.is_valid() else today()


@require_GET
@opens_to(signed_in)
def board(request: HttpRequest) -> HttpResponse:
    """Units by forms of a period: who sent, late, not at all."""
    actor, (periods, period), (form, day) = actor_of(request), _period(request), _day(request)
    sought = queries.Sought.of(request.GET.dict())
    shown = queries.board(actor, period, day, sought) if period else None
    facts: dict[str, Any] = {
        "board": shown,
        "page": Paginator(shown.rows if shown else (), PAGE).get_page(request.GET.get("page")),
        "sought": sought,
        "periods": periods,
        "period": period,
        "form": form,
        "day": day,
        "places": [
            (code, name, rules.SIGNS[code], rules.COLOURS[code])
            for code, name in rules.PLACES.items()
        ],
        "orders": queries.ORDERS.choices(),
        "clusters": [(it.pk, it.name) for it in clusters(period.year)] if period else [],
        "may_urge": bool(period and permissions.may_urge(actor)),
    }
    return render(request, "statistics/board.html", facts, status=422 if form.errors else 200)


@require_GET
@opens_to(signed_in)
def board_sheet_(request: HttpRequest) -> HttpResponse:
    """The same board, narrowed the same way, as an Excel file."""
    (_periods, period), (_form, day) = _period(request), _day(request)
    if period is None:
        raise Http404
    sought = queries.Sought.of(request.GET.dict())
    with as_written():
        shown = queries.board(actor_of(request), period, day, sought)
        rows = (
            (it.unit.name, [cell.stood if cell else None for cell in it.cells], it.sum)
            for it in shown.rows
        )
        codes = [it.code for it in shown.forms]
        title = board_sheet.title_of(period.title, day)
        book = board_sheet.board_workbook(title, codes, rows, (shown.sums, shown.whole))
    return _file(book, "bang-day-du-dung-han.xlsx")


def _file(book: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(book, content_type=EXCEL, headers=headers)


@require_GET
@opens_to(signed_in)
def over_time(request: HttpRequest, key: str) -> HttpResponse:
    """One unit through the periods."""
    found = unit(key)
    if found is None:
        raise Http404
    permissions.may_see_board(actor_of(request), found.key, found.name).demand()
    facts = {"unit": found, "turns": queries.over_time(found.key, today())}
    return render(request, "statistics/unit_over_time.html", facts)


@require_GET
@opens_to(signed_in)
def errors(request: HttpRequest) -> HttpResponse:
    """The errors that come most often."""
    actor, sought = actor_of(request), error_queries.Sought.of(request.GET.dict())
    found = error_queries.league(actor, sought)
    facts = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "sought": sought,
        "periods": list(period_queries.periods()),
        "forms": error_queries.forms_with_errors(actor),
        "is_narrow": bool(sought.period or sought.form or sought.words),
    }
    return render(request, "statistics/errors.html", facts)


@require_GET
@opens_to(signed_in)
def errors_sheet(request: HttpRequest) -> HttpResponse:
    """The same league as an Excel file."""
    sought = error_queries.Sought.of(request.GET.dict())
    with as_written():
        rows = [
            (it.form, it.severity_name, it.rule, it.columns, it.sentence)
            + (it.units, it.submissions, it.standing)
            for it in error_queries.league(actor_of(request), sought)
        ]
    book = board_sheet.errors_workbook(board_sheet.ERRORS_TITLE, rows)
    return _file(book, "loi-hay-gap.xlsx")


@require_GET
@opens_to(signed_in)
def error(request: HttpRequest) -> HttpResponse:
    """The forms that have one error of the league."""
    actor, sought = actor_of(request), error_queries.Sought.of(request.GET.dict())
    asked = request.GET
    key, row, column = (asked.get(it, "")[:300] for it in ("loi", "dong", "cot"))
    listed = error_queries.league(actor, sought)
    one = next(
        (it for it in listed if it.key == key
         and (key != error_queries.REMARKED or (it.row, it.columns) == (row, column))),
        None,
    )  # fmt: skip
    if one is None:
        raise Http404
    found = error_queries.with_error(actor, sought, key, row=row, column=column)
    page = Paginator(found, PAGE).get_page(asked.get("page"))
    facts = {"error": one, "page": page, "sought": sought, "said": _("Lỗi hay gặp")}
    return render(request, "statistics/error.html", facts)
