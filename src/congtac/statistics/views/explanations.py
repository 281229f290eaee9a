"""Screens of notes: the receiver judges them, their evidence, how many there are of each cause."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics import permissions
from congtac.statistics.forms.after import ACCEPT, OpinionForm
from congtac.statistics.forms.inside import WordsForm
from congtac.statistics.forms.submissions import NoteForm, cause_choices, with_note
from congtac.statistics.models import Submission
from congtac.statistics.queries import explanations as queries
from congtac.statistics.queries import pages, provisions
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.queries.findings import Told
from congtac.statistics.rules import cause_sheet
from congtac.statistics.rules import submissions as rules
from congtac.statistics.services import explanations as services
from congtac.statistics.services import submissions as submission_services
from congtac.statistics.views.papers import download
from congtac.statistics.views.parts import is_done
from congtac.statistics.views.receiving import taken_submission
from congtac.statistics.views.submissions import own_submission

PAGE = 50
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


Notes = list[tuple[Told, NoteForm]]


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def explain(request: HttpRequest, number: int) -> HttpResponse:
    """Write the notes that the findings ask for, several at a time; last year's may be taken."""
    found = own_submission(request, number)
    shown = pages.figures(found, submission_queries.revision(found))
    offered = provisions.offered(found.period)
    before = queries.again(found, offered)
    chosen = before.get(request.POST.get("dung-lai", ""))
    again = chosen.note if chosen and chosen.is_offered else None
    data: QueryDict | None = request.POST if request.method == "POST" else None
    if data is not None and again is not None:
        data = with_note(data, again.finding, again.cause.key, again.words)
    files = request.FILES if data is not None else None
    causes = cause_choices(offered)
    notes = [(it, NoteForm(causes, data, files, prefix=it.key)) for it in shown.to_explain]
    problem = _explained(request, found, notes) if data is not None and again is None else ""
    if problem is None:
        return redirect("statistics:submit", number=number)
    status = 422 if data is not None and again is None else 200
    listed = [(it, form, before.get(it.key)) for it, form in notes]
    facts = {"submission": found, "notes": listed, "figures": shown, "problem": problem}
    return render(request, "statistics/explain.html", facts, status=status)


def _explained(request: HttpRequest, found: Submission, notes: Notes) -> str | None:
    """Save the notes; what is in the way as a sentence ("" where fields tell), None if saved."""
    if any(form.errors for _told, form in notes):
        return ""
    made = [
        submission_services.Note(it.key, given["cause"], given["words"], form.evidence)
        for it, form in notes
        if form.is_written and (given := form.cleaned_data)
    ]
    try:
        submission_services.explain(actor_of(request), found, made, day=today())
    except Refused:
        raise
    except Problem as problem:
        return problem.sentence
    messages.success(request, _("Đã ghi {count} thuyết minh.").format(count=len(made)))
    return None


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def judge(request: HttpRequest, number: int) -> HttpResponse:
    """Accept the notes of a form that was sent, or return them with words."""
    found = taken_submission(request, number)
    if found.state != rules.SENT:
        return redirect("statistics:submission", number=number)
    figures = pages.figures(found, submission_queries.revision(found, found.sent_revision))
    data = request.POST if request.method == "POST" else None
    noted = [it for it in figures.told if it.note]
    notes = [(it, OpinionForm(data, prefix=it.key)) for it in noted]
    whole = WordsForm(data)
    valid = [form.is_valid() for _told, form in notes]
    if data is not None and all(valid) and whole.is_valid():
        opinions = [
            services.Opinion(told.note, given["verdict"] == ACCEPT, given["words"])
            for told, form in notes
            if (given := form.cleaned_data)["verdict"] and told.note is not None
        ]
        act = partial(services.judge, actor_of(request), found, opinions)
        if is_done(act, whole, None):
            messages.success(request, _("Đã ghi ý kiến về thuyết minh."))
            return redirect("statistics:submission", number=number)
    facts = {"submission": found, "notes": notes, "whole": whole}
    status = 422 if data is not None else 200
    return render(request, "statistics/judge.html", facts, status=status)


@require_GET
@opens_to(signed_in)
def evidence(request: HttpRequest, number: int) -> HttpResponse:
    """The evidence of a note, to whoever may see the figures."""
    found = queries.note(number)
    if found is None or found.file is None:
        raise Http404
    permissions.may_see_figures(actor_of(request), found.submission).demand()
    return download(found.file)


@require_GET
@opens_to(signed_in)
def causes(request: HttpRequest) -> HttpResponse:
    """How many notes name each cause, by form, unit or period."""
    sought = queries.Sought.of(request.GET.dict())
    found = queries.facts(actor_of(request), sought)
    named = provisions.shown_causes([it.cause for it in found], today())
    counted = queries.counted(found, sought.by, [it.key for it in named])
    facts = {
        "sought": sought,
        "page": Paginator(counted, PAGE).get_page(request.GET.get("page")),
        "periods": list(period_queries.periods()),
        "forms": sorted({it.form for it in found} | ({sought.form} - {""})),
        "by": [
            (queries.FORM, _("Theo biểu")),
            (queries.UNIT, _("Theo đơn vị")),
            (queries.PERIOD, _("Theo kỳ")),
        ],
        "causes": named,
        "totals": [sum(it.counts[place] for it in counted) for place in range(len(named))],
        "day": today(),
        "count": len(found),
    }
    return render(request, "statistics/causes.html", facts)


@require_GET
@opens_to(signed_in)
def causes_sheet(request: HttpRequest) -> HttpResponse:
    """The same count, note by note, as an Excel file."""
    found = queries.facts(actor_of(request), queries.Sought.of(request.GET.dict()))
    named = provisions.shown_causes([it.cause for it in found], today())
    names = {it.key: it.name for it in named}
    rows = [(it.period, it.form, it.unit, names[it.cause]) for it in found]
    headers = {"Content-Disposition": 'attachment; filename="nguyen-nhan-thuyet-minh.xlsx"'}
    return HttpResponse(cause_sheet.workbook(rows), content_type=EXCEL, headers=headers)
