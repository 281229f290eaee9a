"""A programme as an outline that folds, and as a table for A4; both narrowed like the list."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.programmes.models import Programme
from congtac.programmes.queries import choices, overviews, standings, task_rows
from congtac.programmes.queries import tasks as queries
from congtac.programmes.rules.outline import Branch, outline, titles_of
from congtac.programmes.rules.rows import Row
from congtac.programmes.views.overviews import programme_to_see
from congtac.programmes.views.tasks import counted

Line = dict[str, Any]


@require_GET
@opens_to(signed_in)
def folded(request: HttpRequest, number: int) -> HttpResponse:
    """The tasks of a programme in branches, each with how its tasks stand."""
    found = programme_to_see(request, number)
    facts = _facts(request, found)
    facts["trunk"] = _trunk(found, facts["rows"])
    return render(request, "programmes/outline.html", {**facts, "view": "outline"})


@require_GET
@opens_to(signed_in)
def tracked(request: HttpRequest, number: int) -> HttpResponse:
    """The tasks of a programme as the table that an office keeps, for A4."""
    found = programme_to_see(request, number)
    facts = _facts(request, found)
    trunk = _trunk(found, facts["rows"])
    facts["lines"] = _lines(trunk, overviews.last_notes(found), count(1))
    return render(request, "programmes/tracking.html", {**facts, "view": "tracking"})


def _lines(branch: Branch, notes: Mapping[int, str], numbers: Iterator[int]) -> list[Line]:
    """The lines of a branch: a head for each branch in it, a number and a note for each task."""
    lines: list[Line] = [
        {"number": next(numbers), "row": row, "note": notes.get(row.number, "")}
        for row in branch.rows
    ]
    for below in branch.below:
        lines += [{"branch": below}, *_lines(below, notes, numbers)]
    return lines


def _facts(request: HttpRequest, found: Programme) -> dict[str, Any]:
    actor, day = actor_of(request), today()
    asked = queries.Sought.of(request.GET.dict())
    sought = replace(asked, programme=str(found.pk), sort="thu-tu")
    whole = queries.Sought(programme=str(found.pk))
    of_programme = queries.narrowed(actor, whole, day)
    return {
        "programme": found,
        "day": day,
        "sought": sought,
        "is_narrow": replace(asked, programme="").is_narrow,
        "rows": task_rows.rows_with_tallies(queries.task_list(actor, sought, day), day),
        "counts": counted(standings.counts(of_programme, day)),
        "leads": [(name, name) for name in choices.leads_of(actor, found)],
        "fields": choices.fields_of(actor, found),
        "units": choices.unit_choices(actor, found),
        "times": queries.TIMES,
        "is_one": True,
    }


def _trunk(found: Programme, rows: list[Row]) -> Branch:
    reading = found.reading
    return outline(rows, titles_of(reading.content["outline"]) if reading else {})
