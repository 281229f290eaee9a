"""Screens of filling a form in: the page, what is kept while one types, what is thrown away."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics import permissions
from congtac.statistics.models import Draft, Submission
from congtac.statistics.queries import drafts as draft_queries
from congtac.statistics.queries import filling as queries
from congtac.statistics.queries import findings as finding_queries
from congtac.statistics.queries import pages
from congtac.statistics.queries import parts as part_queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.queries.beside import own_parts
from congtac.statistics.queries.feeds import sources_of
from congtac.statistics.queries.sources import is_made_here
from congtac.statistics.rules import submissions as rules
from congtac.statistics.rules.clashes import with_choices
from congtac.statistics.rules.entry import Beside, Posted, blanks_of, read_posted
from congtac.statistics.rules.grids import Place, read_typed
from congtac.statistics.rules.problems import SENTENCES, problem
from congtac.statistics.rules.slots import room
from congtac.statistics.services import drafts as services
from congtac.statistics.services.submissions import Written

LONGEST = 1000  # letters of one cell that are kept


def _to_write(request: HttpRequest, number: int) -> Submission:
    """A form that the actor fills in: of their own unit, or with a part of theirs."""
    found = submission_queries.submission(number)
    if found is None:
        raise Http404
    permissions.may_see_figures(actor_of(request), found).demand()
    permissions.may_write(actor_of(request), found).demand()
    return found


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def fill(request: HttpRequest, number: int) -> HttpResponse:
    """Fill a form in; figures are saved as they are, wrong or not, and the findings told."""
    found = _to_write(request, number)
    if found.state not in rules.BEING_FILLED:
        return redirect("statistics:submission", number=number)
    if request.method == "POST":
        return _filled(request, found)
    draft = draft_queries.standing(actor_of(request), found)
    if draft is not None:
        return _as_typed(request, found, draft)
    made = submission_queries.revision(found)
    grid = submission_queries.grid_of(made)
    told = finding_queries.findings_of(found, grid) if made else []
    beside = Beside(
        findings=pages.by_place(told),
        remarks=pages.remarks_of(found, made),
        sources=sources_of(found, made),
    )
    return _entry(request, found, {"beside": beside, "grid": grid, "told": told})


def _as_typed(request: HttpRequest, found: Submission, draft: Draft) -> HttpResponse:
    """The page with what the actor typed and did not save."""
    shown = _written(found, draft_queries.posted_of(draft))
    return _entry(request, found, {**shown, "seen": draft.seen, "draft": draft})


def _written(found: Submission, posted: Posted) -> dict[str, Any]:
    """What was typed, beside what is found in it and what the receiver remarked."""
    typed = read_typed(found.form.form, posted.rows, posted.typed)
    told = queries.told_of(found, typed)
    beside = Beside(
        faults=typed.faults,
        findings=pages.by_place(told),
        remarks=pages.remarks_of(found, submission_queries.revision(found)),
        typed=posted.typed,
    )
    return {"beside": beside, "grid": typed.grid, "told": told}


def _filled(request: HttpRequest, found: Submission) -> HttpResponse:
    data, form = request.POST.dict(), found.form.form
    seen = _whole(data.get("ban", ""))
    theirs = submission_queries.grid_of(submission_queries.revision(found, seen))
    posted = with_choices(form, read_posted(form, data), data, theirs)
    typed = read_typed(form, posted.rows, posted.typed)
    if "them" in data:
        return _with_more_rows(request, found, posted, {"seen": seen})
    if typed.faults or posted.is_misnamed:
        return _typed_again(request, found, posted, {"seen": seen})
    try:
        written = services.save(actor_of(request), found, typed.grid, seen=seen, day=today())
    except Refused:
        raise
    except Problem as refusal:
        return _typed_again(request, found, posted, {"seen": seen, "problem": refusal.sentence})
    if written.clashes:
        return _clashing(request, found, written, seen)
    return _after_saving(request, found)


def _whole(said: object) -> int:
    text = str(said)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def _after_saving(request: HttpRequest, found: Submission) -> HttpResponse:
    found.refresh_from_db()
    if "xem-lai" in request.POST:
        return redirect("statistics:submit", number=found.pk)
    if found.blocking_count or found.explain_count:
        said = _("Đã lưu. Còn {count} chỗ cần xem lại.")
        count = found.blocking_count + found.explain_count
        messages.warning(request, said.format(count=count))
    else:
        messages.success(request, _("Đã lưu. Số liệu khớp với các quan hệ của biểu."))
    return redirect("statistics:fill", number=found.pk)


def _typed_again(
    request: HttpRequest, found: Submission, posted: Posted, what: Mapping[str, Any]
) -> HttpResponse:
    """Show the page with all that was typed, and what is in the way."""
    return _entry(request, found, {**_written(found, posted), "status": 422, **what})


def _with_more_rows(
    request: HttpRequest, found: Submission, posted: Posted, what: Mapping[str, Any]
) -> HttpResponse:
    """Show the page as it was typed, unsaved, with more blank rows in the slot that was asked."""
    data = request.POST.dict()
    more = {"blanks": blanks_of(found.form.form, data, data["them"]), "asked_rows": data["them"]}
    return _entry(request, found, {**_written(found, posted), **what, **more})


def _clashing(request: HttpRequest, found: Submission, written: Written, seen: int) -> HttpResponse:
    """Show my figures put upon theirs; where both wrote, each cell asks whose value stands."""
    beside = Beside(clashes=written.clashes)
    places = [(it.row, it.column) for it in written.clashes]
    shown = {"beside": beside, "grid": written.grid, "told": [], "status": 422}
    shown["writers"] = draft_queries.writers(found, seen, places)
    return _entry(request, found, shown)


def _entry(request: HttpRequest, found: Submission, shown: Mapping[str, Any]) -> HttpResponse:
    actor = actor_of(request)
    beside = replace(shown["beside"], locked=part_queries.locked_for(actor, found))
    blanks = shown.get("blanks") or blanks_of(found.form.form, request.POST.dict())
    figures = queries.figures(found, shown["grid"], beside, shown["told"], blanks)
    writers: Mapping[Place, str] = shown.get("writers", {})
    cells = [(line, cell) for line in figures.lines for cell in line.cells]
    facts = {
        "submission": found,
        "owed": submission_queries.owed(found, today()),
        "figures": figures,
        "live": queries.live(found, figures),
        "seen": shown.get("seen", found.revisions_count),
        "draft": shown.get("draft"),
        "others": list(draft_queries.others(actor, found)),
        "faults": [cell for _line, cell in cells if cell.fault],
        "misnamed": [(it, SENTENCES[it.name_fault]) for it in figures.lines if it.name_fault],
        "clashes": [
            (cell, writers.get((line.name, cell.column.code), ""))
            for line, cell in cells
            if cell.theirs
        ],
        "returned": pages.returned(found),
        "problem": shown.get("problem", ""),
        "refused": shown.get("status", 200) != 200,
        "asked_rows": shown.get("asked_rows", ""),
        "room": room(found.form.form),
        "is_open": submission_queries.is_open(found, today()),
        "own_parts": own_parts(actor, found),
        "is_made_here": is_made_here(found),
        "is_office": permissions.may_fill(actor, found.unit.key, found.unit_name),
    }
    return render(request, "statistics/fill.html", facts, status=shown.get("status", 200))


@require_POST
@opens_to(signed_in)
def keep(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what stands on the page, and answer with what the checks say of it."""
    found = _to_write(request, number)
    try:
        typed = _typed(request, found)
        draft = services.keep(actor_of(request), found, typed)
    except Refused:
        raise
    except Problem as refusal:
        said = {"problem": refusal.sentence, "code": refusal.code}
        return JsonResponse(said, status=409)
    return JsonResponse(queries.answer(actor_of(request), found, typed.posted, draft))


def _typed(request: HttpRequest, found: Submission) -> services.Typed:
    """What the page sent; STA-361 where it is nothing that a page of ours sends."""
    try:
        said = json.loads(request.body)
        fields = {
            str(key)[:400]: str(value)[:LONGEST].replace("\0", "")
            for key, value in said["o"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        raise problem("STA-361") from None
    posted = read_posted(found.form.form, fields)
    ordinal, page = _whole(said.get("nhap", 0)), str(said.get("trang", ""))[:40]
    return services.Typed(fields, posted, _whole(said.get("ban", 0)), page, ordinal)


@require_POST
@opens_to(signed_in)
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """Throw away what the actor typed and did not save."""
    found = _to_write(request, number)
    services.drop(actor_of(request), found)
    messages.success(request, _("Đã bỏ phần chưa lưu. Trang trở về số liệu lưu gần nhất."))
    return redirect("statistics:fill", number=number)
