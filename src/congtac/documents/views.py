"""Screens of the shelf: the register, putting a file up, the text beside what was found."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.documents import permissions, queries, services
from congtac.documents.forms import FieldForm, NewTaskForm, ReasonForm, TaskForm, UploadForm
from congtac.documents.models import ACCEPTED, READ, STATES, UNREADABLE, WAITING, Document, Reading
from congtac.documents.rules import sheet, times
from congtac.documents.rules.cards import card
from congtac.documents.rules.page import standing, text_blocks
from congtac.documents.rules.problems import problem
from congtac.documents.rules.review import CONFIRM, CORRECT, DROP, RESTORE, Item
from congtac.documents.rules.words import SEVERITY_NAMES
from congtac.ground.files.queries import content
from congtac.ground.jobs.permissions import may_follow
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from vanban.lint.findings import RULES

PAGE = 25
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
POSTED = {"dong-y": CONFIRM, "lay-lai": RESTORE, "khong-thoi-han": CORRECT}


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that the actor may see, with its latest reading."""

    document: Document
    reading: Reading

    @property
    def year(self) -> int | None:
        """The year of the plan, for times that name none."""
        issued_on = self.document.issued_on
        return issued_on.year if issued_on else None


def _document(request: HttpRequest, number: int) -> Document:
    found = queries.document(number)
    if found is None:
        raise Http404
    permissions.may_see(actor_of(request), found).demand()
    return found


def _opened(request: HttpRequest, number: int) -> Opened:
    document = _document(request, number)
    reading = queries.latest_reading(document)
    if reading is None:
        raise problem("DOC-003")
    return Opened(document, reading)


def _to_change(request: HttpRequest, number: int) -> Opened:
    opened = _opened(request, number)
    permissions.may_review(actor_of(request), opened.document).demand()
    if opened.document.state == ACCEPTED:
        raise problem("DOC-019")
    return opened


def _item(opened: Opened, kind: str, key: str) -> Item:
    found = queries.item_of(opened.reading, kind, key)
    if found is None:
        raise Http404
    return found


@require_GET
@opens_to(signed_in)
def register(request: HttpRequest) -> HttpResponse:
    """The register of documents, narrowed by the address."""
    actor = actor_of(request)
    sought = queries.Sought.of(request.GET.dict())
    found = queries.register(actor, sought)
    types, years = queries.choices_of(actor)
    facts = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "sought": sought,
        "states": STATES,
        "types": types,
        "years": years,
        "may_add": permissions.may_add(actor),
    }
    return render(request, "documents/register.html", facts)


@require_GET
@opens_to(signed_in)
def register_sheet(request: HttpRequest) -> HttpResponse:
    """The same register, narrowed the same way, as an Excel file."""
    found = queries.register(actor_of(request), queries.Sought.of(request.GET.dict()))
    rows = (
        (it.type, it.number, it.issued_on, it.issuer, it.title, it.state_name, it.name)
        for it in found.iterator(chunk_size=500)
    )
    headers = {"Content-Disposition": 'attachment; filename="van-ban.xlsx"'}
    return HttpResponse(sheet.workbook(rows), content_type=EXCEL, headers=headers)


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_add)
def upload(request: HttpRequest) -> HttpResponse:
    """Put one file up; a file that is refused says why beside the field."""
    if request.method != "POST":
        return render(request, "documents/upload.html", {"form": UploadForm()})
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        try:
            made = services.add_document(actor_of(request), given.name, given.read())
        except Problem as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return redirect("documents:review", number=made.pk)
    return render(request, "documents/upload.html", {"form": form}, status=422)


@require_GET
@opens_to(signed_in)
def review(request: HttpRequest, number: int) -> HttpResponse:
    """The text beside what was found in it; or how far the reading is, or why it failed."""
    document = _document(request, number)
    reading = queries.latest_reading(document)
    if reading is None or document.state in (WAITING, UNREADABLE):
        return render(request, "documents/waiting.html", _wait(request, document))
    return render(request, "documents/review.html", _pane(request, Opened(document, reading)))


def _wait(request: HttpRequest, document: Document) -> dict[str, Any]:
    actor = actor_of(request)
    is_over = document.state == UNREADABLE or document.job is None or document.job.is_finished
    return {
        "document": document,
        "may_read_again": is_over and bool(permissions.may_review(actor, document)),
        "may_follow": bool(document.job and may_follow(actor, document.job)),
    }


def _pane(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    items = queries.items_of(opened.reading)
    return {
        "blocks": text_blocks(opened.reading.text, opened.reading.content, items),
        "standing": standing(items),
        **_rights(request, opened),
    }


def _rights(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    document = opened.document
    may = permissions.may_review(actor_of(request), document)
    is_open = document.state == READ
    return {
        "document": document,
        "reading": opened.reading,
        "may_review": may,
        "is_editable": bool(may) and is_open,
    }


@require_GET
@opens_to(signed_in)
def original(request: HttpRequest, number: int) -> HttpResponse:
    """The file as it was put up."""
    document = _document(request, number)
    headers = {
        "Content-Disposition": content_disposition_header(True, document.name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    kind = "application/octet-stream"
    return HttpResponse(content(document.file), content_type=kind, headers=headers)


@require_POST
@opens_to(signed_in)
def read_again(request: HttpRequest, number: int) -> HttpResponse:
    """Read the file once more."""
    services.read_again(actor_of(request), _document(request, number))
    return redirect("documents:review", number=number)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def item(request: HttpRequest, number: int, kind: str, key: str) -> HttpResponse:
    """Correct a field or a task."""
    opened = _to_change(request, number)
    found = _item(opened, kind, key)
    form = _form_of(opened, found, request)
    if request.method == "POST" and form.is_valid():
        made = services.Act(CORRECT, form.cleaned_data["seen"] or 0, content=dict(form.content()))
        if _is_done(request, opened, found, made, form):
            return _after(request, opened, found)
    facts = {"form": form, "card": card(found), "quoted": _quoted(opened, found)}
    return _form_page(request, opened, "documents/correct.html", facts)


def _form_of(opened: Opened, found: Item, request: HttpRequest) -> FieldForm | TaskForm:
    data = request.POST if request.method == "POST" else None
    if found.kind == "metadata":
        return FieldForm(found.key, found.content, data, initial={"seen": len(found.decisions)})
    if found.kind == "task":
        seen, year = len(found.decisions), opened.year
        return TaskForm(data, now=found.content, seen=seen, year=year)
    raise problem("DOC-016")


def _quoted(opened: Opened, found: Item) -> str:
    place = found.content.get("span") or (found.content.get("start"), found.content.get("end"))
    start, end = place if place else (None, None)
    return opened.reading.text[start:end] if start is not None else ""


def _is_done(
    request: HttpRequest, opened: Opened, found: Item, made: services.Act, form: Form
) -> bool:
    try:
        services.decide(actor_of(request), opened.reading, found, made)
    except Refused:
        raise
    except Problem as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


def _form_page(
    request: HttpRequest, opened: Opened, template: str, facts: dict[str, Any]
) -> HttpResponse:
    form = facts["form"]
    way = {"base": _base(request), "way_back": _asked_way_back(request)}
    shown = {**facts, **_rights(request, opened), **way}
    return render(request, template, shown, status=422 if form.is_bound else 200)


def _base(request: HttpRequest) -> str:
    return "documents/fragment.html" if getattr(request, "htmx", False) else "base.html"


def _after(request: HttpRequest, opened: Opened, found: Item) -> HttpResponse:
    """Lead back to the card; htmx gets the card alone, with the counts."""
    anchor = card(found).anchor
    if not getattr(request, "htmx", False):
        address = reverse("documents:review", args=(opened.document.pk,))
        return HttpResponseRedirect(_asked_way_back(request) or f"{address}#x-{anchor}")
    return _card(request, opened, (found.kind, found.key))


def _asked_way_back(request: HttpRequest) -> str:
    """The page of this site that sent the person here, such as the check before acceptance."""
    way = request.GET.get("ve", "")
    is_ours = url_has_allowed_host_and_scheme(way, allowed_hosts=None)
    return way if way.startswith("/") and is_ours else ""


def _card(
    request: HttpRequest, opened: Opened, which: tuple[str, str], refusal: str = ""
) -> HttpResponse:
    items = queries.items_of(opened.reading)
    now = next((it for it in items if (it.kind, it.key) == which), None)
    if now is None:
        raise Http404
    facts = {"card": card(now), "standing": standing(items), "refusal": refusal}
    return render(request, "documents/_decided.html", {**facts, **_rights(request, opened)})


@require_GET
@opens_to(signed_in)
def show_card(request: HttpRequest, number: int, kind: str, key: str) -> HttpResponse:
    """One card as it stands, for the page that gave up correcting it."""
    return _card(request, _opened(request, number), (kind, key))


@require_POST
@opens_to(signed_in)
def decide(request: HttpRequest, number: int, kind: str, key: str, act: str) -> HttpResponse:
    """Agree with an item, take a dropped one back, or say that a task has no time."""
    opened = _opened(request, number)
    found = _item(opened, kind, key)
    if act not in POSTED:
        raise Http404
    content = None
    if POSTED[act] == CORRECT:
        content = {**found.content, "deadline": times.no_time(is_absent=True)}
    seen = request.POST.get("seen", "")
    made = services.Act(POSTED[act], int(seen) if seen.isdecimal() else 0, content=content)
    try:
        services.decide(actor_of(request), opened.reading, found, made)
    except Problem as refusal:
        if not getattr(request, "htmx", False):
            raise
        return _card(request, opened, (kind, key), refusal.sentence)
    return _after(request, opened, found)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def drop(request: HttpRequest, number: int, kind: str, key: str) -> HttpResponse:
    """Drop an item, with the reason."""
    opened = _to_change(request, number)
    found = _item(opened, kind, key)
    data = request.POST if request.method == "POST" else None
    form = ReasonForm(data, initial={"seen": len(found.decisions)})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        made = services.Act(DROP, given["seen"], reason=given["reason"])
        if _is_done(request, opened, found, made, form):
            return _after(request, opened, found)
    facts = {"form": form, "card": card(found), "quoted": _quoted(opened, found)}
    return _form_page(request, opened, "documents/drop.html", facts)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def add_task(request: HttpRequest, number: int) -> HttpResponse:
    """Add a task that the reader did not propose."""
    opened = _to_change(request, number)
    quoted = _asked_passage(request, opened.reading.text)
    form = NewTaskForm(opened.reading.text, request.POST or None, passage=quoted, year=opened.year)
    if form.is_bound and form.is_valid():
        made = services.add_task(actor_of(request), opened.reading, dict(form.content()))
        address = reverse("documents:review", args=(number,))
        return HttpResponseRedirect(f"{address}#x-{made.key}")
    return _form_page(request, opened, "documents/add_task.html", {"form": form})


def _asked_passage(request: HttpRequest, text: str) -> str:
    start, end = request.GET.get("tu", ""), request.GET.get("den", "")
    if start.isdecimal() and end.isdecimal():
        return text[int(start) : int(end)][:4000]
    return ""


@require_GET
@opens_to(signed_in)
def rule_page(request: HttpRequest, code: str) -> HttpResponse:
    """What one rule checks, how grave a breach is, and on which article it stands."""
    rule = next((it for it in RULES if code == it.CODE), None)
    if rule is None:
        raise Http404
    facts = {
        "rule": rule,
        "severity": SEVERITY_NAMES[rule.SEVERITY],
        "explained": queries.explanation_of(code),
    }
    return render(request, "documents/rule.html", facts)
