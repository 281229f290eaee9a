"""Screens of one document: its text beside what was found, and the decisions on each item."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.documents import permissions, queries, services
from congtac.documents.forms import FieldForm, NewTaskForm, ReasonForm, TaskForm
from congtac.documents.models import ACCEPTED, READ, UNREADABLE, WAITING, Document, Reading
from congtac.documents.rules import times
from congtac.documents.rules.cards import card, card_anchor
from congtac.documents.rules.page import Beside, full_card, standing, text_blocks, with_cards
from congtac.documents.rules.portions import (
    WHOLE,
    Portion,
    inside,
    place_of_item,
    portion_at,
    portions,
)
from congtac.documents.rules.problems import problem
from congtac.documents.rules.review import CONFIRM, CORRECT, DROP, RESTORE, Item
from congtac.documents.rules.words import SEVERITY_NAMES
from congtac.ground.files.queries import content
from congtac.ground.jobs.permissions import may_follow
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from vanban.lint.findings import RULES

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
        "versions": list(queries.versions_of(document)),
        "may_review": permissions.may_review(actor, document),
        "may_read_again": is_over and bool(permissions.may_review(actor, document)),
        "may_follow": bool(document.job and may_follow(actor, document.job)),
    }


def _pane(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    actor, reading = actor_of(request), opened.reading
    items = queries.items_of(reading)
    shown = portions(reading.text, reading.content)
    portion = _asked_portion(request, shown, items)
    here = inside(portion, items)
    now = standing(items)
    leads = queries.leads_of(actor, opened.document, here)
    return {
        "blocks": text_blocks(reading.text, reading.content, items, portion),
        "standing": now,
        "groups": with_cards(now.groups, here, Beside(shown, portion, leads)),
        "cited_by": queries.cited_by(actor, opened.document),
        "portions": shown,
        "portion": portion,
        "versions": list(queries.versions_of(opened.document)),
        "same_number": queries.same_number(actor, opened.document),
        **_rights(request, opened),
    }


def _asked_portion(
    request: HttpRequest, shown: Sequence[Portion], items: Sequence[Item]
) -> Portion:
    """The portion that the address names, by its number or by an item in it; else the first."""
    number = request.GET.get("phan", "")
    wanted = request.GET.get("muc", "").removeprefix("x-")
    place = next((place_of_item(it) for it in items if card_anchor(it) == wanted), 0)
    if number.isdecimal() and 0 < int(number) <= len(shown):
        return shown[int(number) - 1]
    return portion_at(shown, place)


def _rights(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    document = opened.document
    may = permissions.may_review(actor_of(request), document)
    is_open = document.state == READ
    return {
        "document": document,
        "reading": opened.reading,
        "may_review": may,
        "is_editable": bool(may) and is_open,
        "is_long": len(opened.reading.text) > WHOLE,
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
        return HttpResponseRedirect(_asked_way_back(request) or _address(opened, anchor))
    return _card(request, opened, (found.kind, found.key))


def _address(opened: Opened, anchor: str) -> str:
    """The address of a card; in a long text it names the portion by the item."""
    address = reverse("documents:review", args=(opened.document.pk,))
    asked = f"?muc={anchor}" if len(opened.reading.text) > WHOLE else ""
    return f"{address}{asked}#x-{anchor}"


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
    shown = portions(opened.reading.text, opened.reading.content)
    leads = queries.leads_of(actor_of(request), opened.document, (now,))
    portion = portion_at(shown, place_of_item(now))
    made = full_card(now, Beside(shown, portion, leads))
    facts = {"card": made, "standing": standing(items), "refusal": refusal}
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
        return HttpResponseRedirect(_address(opened, made.key))
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
