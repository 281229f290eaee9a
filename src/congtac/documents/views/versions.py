"""Screens of the versions of a document: the list, a new one, what changed between two."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.documents import permissions, queries, services
from congtac.documents.forms import UploadForm
from congtac.documents.models import Document, Reading
from congtac.documents.rules.acceptance import live_tasks
from congtac.documents.rules.problems import problem
from congtac.documents.rules.versions import counts, task_changes, text_changes
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused


def _document(request: HttpRequest, number: int) -> Document:
    found = queries.document(number)
    if found is None:
        raise Http404
    permissions.may_see(actor_of(request), found).demand()
    return found


@require_GET
@opens_to(signed_in)
def versions(request: HttpRequest, number: int) -> HttpResponse:
    """Every version of a document, the newest first, each with its file."""
    document = _document(request, number)
    found = list(queries.versions_of(document))
    facts = {
        "document": document,
        "rows": list(zip(found, [*found[1:], None], strict=True)),
        "may_change": permissions.may_review(actor_of(request), document),
    }
    return render(request, "documents/versions.html", facts)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def add_version(request: HttpRequest, number: int) -> HttpResponse:
    """Put up the next version of a document."""
    document = _document(request, number)
    permissions.may_review(actor_of(request), document).demand()
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        made = _added(request, document, form)
        if made:
            return redirect("documents:review", number=made.pk)
    facts = {"form": form, "earlier": document}
    status = 422 if form.is_bound else 200
    return render(request, "documents/upload.html", facts, status=status)


def _added(request: HttpRequest, document: Document, form: UploadForm) -> Document | None:
    given = form.cleaned_data["file"]
    try:
        return services.add_document(actor_of(request), given.name, given.read(), earlier=document)
    except Refused:
        raise
    except Problem as refusal:
        form.add_error("file", refusal.sentence)
        return None


@require_POST
@opens_to(signed_in)
def join(request: HttpRequest, number: int, other: int) -> HttpResponse:
    """Say that a document is the next version of another one."""
    document, earlier = _document(request, number), _document(request, other)
    services.join_versions(actor_of(request), document, earlier)
    said = _("Đã ghi là bản {version} của văn bản này. Bản trước vẫn được giữ.")
    messages.success(request, said.format(version=document.version))
    return redirect("documents:review", number=number)


@require_POST
@opens_to(signed_in)
def part(request: HttpRequest, number: int) -> HttpResponse:
    """Say that the newest version is a document of its own."""
    services.part_versions(actor_of(request), _document(request, number))
    messages.success(request, _("Đã tách thành văn bản riêng."))
    return redirect("documents:review", number=number)


@require_GET
@opens_to(signed_in)
def compare(request: HttpRequest, number: int, other: int) -> HttpResponse:
    """What the version `number` changed against the version `other`."""
    after, before = _document(request, number), _document(request, other)
    if after.series != before.series:
        raise problem("DOC-044")
    new, old = _reading(after), _reading(before)
    tasks = task_changes(live_tasks(queries.items_of(old)), live_tasks(queries.items_of(new)))
    facts = {
        "after": after,
        "before": before,
        "tasks": [it for it in tasks if it.what != "same"],
        "counts": counts(tasks),
        "paragraphs": text_changes(old.text, new.text),
    }
    return render(request, "documents/compare.html", facts)


def _reading(document: Document) -> Reading:
    found = queries.latest_reading(document)
    if found is None:
        raise problem("DOC-044")
    return found
