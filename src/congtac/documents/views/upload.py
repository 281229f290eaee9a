"""Screens of putting files up: one or several, and what became of each."""

from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from congtac.documents import permissions, queries, services
from congtac.documents.forms import UploadForm
from congtac.documents.models import WAITING, Delivered, Delivery
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem


@require_http_methods(["GET", "POST"])
@opens_to(permissions.may_add)
def upload(request: HttpRequest) -> HttpResponse:
    """Put files up: one leads to its reading, several to a page with the result of each."""
    if request.method != "POST":
        form = UploadForm(initial={"delivery": uuid4()})
        return render(request, "documents/upload.html", {"form": form})
    given = request.FILES.getlist("file")
    key = _key(request.POST.get("delivery", ""))
    if request.POST.get("one_of_several") and given:
        return _line(request, services.deliver(actor_of(request), key, *_read(given[0])))
    if len(given) > 1:
        for file in given:
            services.deliver(actor_of(request), key, *_read(file))
        return redirect("documents:delivery", key=key)
    return _one(request, UploadForm({"delivery": key}, request.FILES))


def _one(request: HttpRequest, form: UploadForm) -> HttpResponse:
    """Put one file up; when it is refused, say why beside the field."""
    if form.is_valid():
        try:
            made = services.add_document(actor_of(request), *_read(form.cleaned_data["file"]))
        except Problem as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return redirect("documents:review", number=made.pk)
    return render(request, "documents/upload.html", {"form": form}, status=422)


def _line(request: HttpRequest, line: Delivered) -> HttpResponse:
    """The result of one file, for the page that sends them one by one."""
    status = 200 if line.document else 422
    return render(request, "documents/_delivered.html", {"line": line}, status=status)


def _read(file: UploadedFile) -> tuple[str, bytes]:
    return file.name or "", file.read()


def _key(words: str) -> UUID:
    try:
        return UUID(words)
    except ValueError:
        return uuid4()


@require_GET
@opens_to(signed_in)
def delivery(request: HttpRequest, key: UUID) -> HttpResponse:
    """What became of each of several files put up at one time."""
    found = _delivery(request, key)
    lines = list(queries.delivered(found))
    documents = [line.document for line in lines if line.document]
    facts = {
        "lines": lines,
        "good": len(documents),
        "refused": len(lines) - len(documents),
        "waiting": sum(1 for it in documents if it.state == WAITING),
    }
    return render(request, "documents/delivery.html", facts)


def _delivery(request: HttpRequest, key: UUID) -> Delivery:
    found = queries.delivery(key)
    if found is None:
        raise Http404
    permissions.may_see_delivery(actor_of(request), found).demand()
    return found
