"""The endpoints of statistics: what may be read, and figures checked without being kept."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import orjson
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import TypeAdapter
from pydantic import ValidationError as Unfit

from congtac.api import forms
from congtac.api.rules import told
from congtac.api.views.door import api, keyed
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, holds
from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext as _
from congtac.statistics import permissions
from congtac.statistics.models import FormVersion, Period, Revision
from congtac.statistics.queries import outside as queries
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.queries.submissions import grid_of
from congtac.statistics.rules.book import LONG, Book, book_of
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.inputs import Asked, Loaded, book_in
from congtac.statistics.rules.problems import problem_of
from congtac.statistics.rules.rulebook import Rulebook

T = TypeVar("T")
READ, CHECK = holds("api.read", "api.read_all"), holds("api.check")
NO: dict[Any, Any] = dict.fromkeys((401, 403, 404, 405, 413, 415, 422), forms.Refusal)
JSON, CSV, PARTS = "application/json", "text/csv", "multipart/form-data"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL = ("row", "column", "value")
GIVEN = TypeAdapter(forms.Given)
MANY = TypeAdapter(list[forms.CellGiven])
FILES = {"type": "array", "items": {"type": "string", "format": "binary"}}
AS_JSON = {
    "type": "object",
    "required": ["cells"],
    "additionalProperties": False,
    "properties": {
        "cells": {"type": "array", "items": forms.CellGiven.model_json_schema()},
        "previous": {"type": "array", "items": forms.CellGiven.model_json_schema()},
        "as_of": {"type": "string", "format": "date"},
    },
}
AS_FILES = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": FILES, "previous": FILES},
}
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": AS_JSON},
            CSV: {"schema": {"type": "string"}},
            EXCEL: {"schema": {"type": "string", "format": "binary"}},
            PARTS: {"schema": AS_FILES},
        },
    }
}


def _answer(said: object) -> HttpResponse:
    return HttpResponse(orjson.dumps(said), content_type=JSON)


def _page(found: QuerySet[Any], asked: forms.Paged) -> tuple[list[Any], int | None]:
    """The things of a page, and where the next one begins."""
    end = asked.offset + asked.limit
    some = list(found[asked.offset : end + 1])
    return some[: asked.limit], end if len(some) > asked.limit else None


def _some(found: T | None, what: str, code: object) -> T:
    if found is None:
        raise problem_of("STA-522", what=what, named=code)
    return found


@api.get("thong-ke/bieu/", response={200: forms.FormsTold, **NO}, **told("forms_listed"))
@keyed(READ, forms.FormsAsked)
def forms_listed(request: HttpRequest, asked: Query[forms.FormsAsked]) -> HttpResponse:
    """The versions of forms, page by page."""
    some, following = _page(queries.forms(asked.regime or ""), asked)
    return _answer({"items": [_form(it) for it in some], "next": following})


def _form(it: FormVersion) -> dict[str, Any]:
    return {
        "form": it.code,
        "version": it.version,
        "name": it.name,
        "regime": it.regime.key if it.regime else "",
        "level": it.level,
        "state": it.state,
        "since": it.since,
        "until": it.until,
        "digest": it.digest,
    }


@api.get(
    "thong-ke/bieu/dinh-nghia/",
    response={200: forms.FormWhole, **NO},
    **told("form_defined"),
)
@keyed(READ, forms.FormAsked)
def form_defined(request: HttpRequest, asked: Query[forms.FormAsked]) -> HttpResponse:
    """One version of a form with its definition."""
    found = _some(queries.form(asked.form, asked.version), _("biểu mẫu"), asked.form)
    return _answer({**_form(found), "definition": found.definition})


@api.get("thong-ke/ky/", response={200: forms.PeriodsTold, **NO}, **told("periods_listed"))
@keyed(READ, forms.PeriodsAsked)
def periods_listed(request: HttpRequest, asked: Query[forms.PeriodsAsked]) -> HttpResponse:
    """The periods that are open, page by page."""
    found = period_queries.periods(asked.regime or "", asked.year).filter(opened_on__lte=today())
    some, following = _page(found, asked)
    return _answer({"items": [_period(it) for it in some], "next": following})


def _period(it: Period) -> dict[str, Any]:
    return {
        "period": it.code,
        "title": it.title,
        "regime": it.kind.regime.key,
        "kind": it.kind.key,
        "year": it.year,
        "start": it.start,
        "end": it.end,
        "actual_end": it.actual_end,
        "opened_on": it.opened_on,
    }


@api.get("thong-ke/so-lieu/", response={200: forms.FiguresPage, **NO}, **told("figures"))
@keyed(READ, forms.FiguresAsked)
def figures(request: HttpRequest, asked: Query[forms.FiguresAsked]) -> HttpResponse:
    """What was sent last of a form for a period, as JSON or as long CSV."""
    some, following = _page(_sent(request, asked), asked)
    if asked.format == "csv":
        return _long(request, some, following)
    return _answer({"items": [_figures(it) for it in some], "next": following})


def _sent(request: HttpRequest, asked: forms.FiguresAsked) -> QuerySet[Revision]:
    actor = actor_of(request)
    sees_all = actor.has_role("api.read_all")
    unit = asked.unit or ("" if sees_all else actor.unit)
    permissions.may_read_by_key(actor, unit).demand()
    known = queries.form_known(asked.form) or None
    _some(known, _("biểu mẫu"), asked.form)
    _some(queries.period(asked.period, today()), _("kỳ"), asked.period)
    return queries.sent(asked.form, asked.period, unit)


def _figures(it: Revision) -> dict[str, Any]:
    of = it.submission
    return {
        "number": of.pk,
        "unit": of.unit.key,
        "unit_name": of.unit_name,
        "period": of.period.code,
        "form": of.form.code,
        "version": of.form.version,
        "state": of.state,
        "revision": it.ordinal,
        "digest": it.digest,
        "sent_on": of.first_sent_on,
        "accepted_on": of.accepted_on,
        "cells": [
            {"row": row, "column": column, "value": text} for row, column, text in _cells(it)
        ],
    }


def _cells(it: Revision) -> Iterable[tuple[str, str, str]]:
    return ((*place, text) for place, text in grid_of(it).cells.items())


def _long(request: HttpRequest, some: Sequence[Revision], following: int | None) -> HttpResponse:
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow((*LONG, "revision", "digest"))
    for it in some:
        of = it.submission
        head = (of.unit.key, of.period.code, of.form.code)
        lines.writerows((*head, *cell, it.ordinal, it.digest) for cell in _cells(it))
    answer = HttpResponse(out.getvalue(), content_type=f"{CSV}; charset=utf-8")
    if following is not None:
        query = request.GET.copy()
        query["offset"] = str(following)
        where = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
        answer["Link"] = f'<{where}>; rel="next"'
    return answer


@api.get("thong-ke/chuoi/", response={200: forms.SeriesTold, **NO}, **told("series"))
@keyed(READ, forms.SeriesAsked)
def series(request: HttpRequest, asked: Query[forms.SeriesAsked]) -> HttpResponse:
    """An indicator over like periods, on the units of a day."""
    last = _some(queries.period(asked.period, today()), _("kỳ"), asked.period)
    on, actor = asked.on or today(), actor_of(request)
    found = queries.series(asked.indicator, last, on, actor)
    found = _some(found, _("chỉ tiêu"), asked.indicator)
    lines = [it for it in found.lines if permissions.may_read_by_key(actor, it.unit.key)]
    return _answer(
        {
            "indicator": asked.indicator,
            "name": found.made.name,
            "on": on,
            "periods": [it.code for it in found.periods],
            "lines": [_line(it) for it in lines],
        }
    )


def _line(it: queries.Line) -> dict[str, Any]:
    return {
        "unit": it.unit.key,
        "unit_name": it.name,
        "points": [
            {
                "period": one.period.code,
                "value": None if one.now.value is None else f"{one.now.value:f}",
                "units": one.units,
                "reason": one.reason,
            }
            for one in it.points
        ],
    }


@api.get(
    "thong-ke/phat-hien/",
    response={200: list[forms.FindingTold], **NO},
    **told("findings"),
)
@keyed(READ, forms.FindingsAsked)
def findings(request: HttpRequest, asked: Query[forms.FindingsAsked]) -> HttpResponse:
    """What the page of a form finds in what was sent."""
    found = submission_queries.submission(asked.number)
    if found is not None:
        permissions.may_read_by_key(actor_of(request), found.unit.key).demand()
    found = _some(found if found and found.sent_revision else None, _("biểu đã gửi"), asked.number)
    return _answer([it.plain() for it in queries.findings(found)])


@api.post(
    "thong-ke/kiem-tra/",
    response={200: list[forms.FindingTold], **NO},
    **told("check"),
    openapi_extra=BODY,
)
@keyed(CHECK, forms.CheckAsked)
def check(request: HttpRequest, asked: Query[forms.CheckAsked]) -> HttpResponse:
    """What `congtac check --json` finds in the figures of the body; nothing is kept."""
    book = queries.rulebook()
    return _answer([it.plain() for it in queries.check(_asked(request, book, asked.as_of), book)])


def _asked(request: HttpRequest, book: Rulebook, as_of: date | None) -> Asked:
    """The figures that came, by the kind of the body."""
    _demand_size(request)
    kind = request.content_type or ""
    if kind == JSON:
        return _asked_as_json(request.body, book, as_of)
    if kind in (CSV, EXCEL):
        return Asked([_loaded(request.body, book.forms)], as_of=as_of)
    if kind != PARTS:
        raise problem_of("STA-524")
    unknown = [*request.POST, *(it for it in request.FILES if it not in ("file", "previous"))]
    if unknown:
        raise problem_of("STA-521", names=", ".join(unknown[:5]), known="file, previous")
    own, before = (_files(request, name, book.forms) for name in ("file", "previous"))
    if not own:
        raise problem_of("STA-527")
    return Asked(own, before, as_of)


def _demand_size(request: HttpRequest) -> None:
    said = request.headers.get("Content-Length") or "0"
    if said.isdecimal() and int(said) > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0):
        raise RequestDataTooBig


def _files(request: HttpRequest, name: str, known: Mapping[str, Form]) -> list[Loaded]:
    files = request.FILES.getlist(name)
    return [_loaded(it.read(), known) for it in files]


def _loaded(data: bytes, known: Mapping[str, Form]) -> Loaded:
    return Loaded("", book_in(data, known))


def _asked_as_json(data: bytes, book: Rulebook, as_of: date | None) -> Asked:
    try:
        said = orjson.loads(data)
        many = forms.Given(cells=MANY.validate_python(said)) if isinstance(said, list) else None
        given = many or GIVEN.validate_python(said)
    except orjson.JSONDecodeError as error:
        raise problem_of("STA-524") from error
    except Unfit as error:
        raise _unfit(error) from error
    own, before = (_book(it, book) for it in (given.cells, given.previous))
    if not own.sheets:
        raise problem_of("STA-527")
    return Asked([Loaded("", own)], [Loaded("", before)], given.as_of or as_of)


def _book(cells: Sequence[forms.CellGiven], book: Rulebook) -> Book:
    return book_of(
        ((it.unit, it.period, it.form, it.row, it.column, it.value, it.reason) for it in cells),
        book.forms,
    )


def _unfit(error: Unfit) -> Problem:
    """The places in the body that can't be used, the first few of them."""
    places = [".".join(map(str, it["loc"])) or "body" for it in error.errors(include_input=False)]
    hints = _(forms.HINTS["cells"])
    return problem_of("STA-520", names=", ".join(dict.fromkeys(places[:5])), hints=hints)
