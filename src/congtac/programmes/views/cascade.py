"""Screens of a unit's own programme: made under a higher one, added to by hand, from Excel."""

from functools import partial

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtac.ground.calendars.queries import today
from congtac.ground.files.models import StoredFile
from congtac.ground.files.queries import content
from congtac.ground.files.services import store
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.problem import Problem
from congtac.organisations.rules.fields import WORK_FIELDS
from congtac.programmes import permissions
from congtac.programmes.forms.cascade import EntryForm, HeadingForm, SheetForm
from congtac.programmes.models import Programme
from congtac.programmes.queries import cascade as queries
from congtac.programmes.queries import seen
from congtac.programmes.queries import tasks as task_queries
from congtac.programmes.rules import entries, workbook
from congtac.programmes.rules import sheet as sheet_rules
from congtac.programmes.rules.problems import problem
from congtac.programmes.services import cascade as services
from congtac.programmes.views.tasks import EXCEL, is_done

SALT = "programmes.import"


def _programme(request: HttpRequest, number: int) -> Programme:
    found = task_queries.programme(number)
    if found is None:
        raise Http404
    permissions.may_see_programme(actor_of(request), found).demand()
    return found


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def own(request: HttpRequest, number: int) -> HttpResponse:
    """Make the unit's own programme under a higher one, with the tasks ticked."""
    actor, day, above = actor_of(request), today(), _programme(request, number)
    permissions.may_make_programme(actor, above).demand()
    counted = seen.tasks_counted_for(actor)
    tasks = list(counted.filter(programme=above).order_by("position"))
    ticked = set(request.POST.getlist("nhiem_vu"))
    chosen = [task for task in tasks if str(task.pk) in ticked]
    title = f"Thực hiện {above.called} tại {actor.unit_name}"
    form = HeadingForm(request.POST or None, initial={"title": title})
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            heading = services.Heading(**form.cleaned_data)
            made = services.make_programme(actor, heading, above=above, day=day)
            copied = services.take_over(actor, made, chosen, day=day)
        messages.success(
            request,
            _("Đã lập chương trình với {copied} nhiệm vụ lấy từ cấp trên.").format(copied=copied),
        )
        return redirect("programmes:programme", number=made.pk)
    facts = {"form": form, "above": above, "tasks": tasks, "chosen": chosen or tasks}
    status = 422 if form.errors else 200
    return render(request, "programmes/own.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def make(request: HttpRequest) -> HttpResponse:
    """Make a programme that stands under no other."""
    actor = actor_of(request)
    permissions.may_make_programme(actor, None).demand()
    form = HeadingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        heading = services.Heading(**form.cleaned_data)
        made = services.make_programme(actor, heading, above=None, day=today())
        messages.success(request, _("Đã lập chương trình. Thêm nhiệm vụ hoặc nhập từ Excel."))
        return redirect("programmes:programme", number=made.pk)
    status = 422 if form.errors else 200
    return render(request, "programmes/own.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def add(request: HttpRequest, number: int) -> HttpResponse:
    """Add a task written by hand."""
    actor, found = actor_of(request), _programme(request, number)
    permissions.may_add(actor, found).demand()
    above = found.above.tasks.filter(whole=None) if found.above else []
    choices = [(it.path, f"{it.path}. {it.text[:80]}") for it in above if it.path]
    form = EntryForm(request.POST or None, above=choices)
    if request.method == "POST" and form.is_valid():
        act = partial(services.add_task, actor, found, form.entry())
        if is_done(act, form, "text"):
            messages.success(request, _("Đã thêm nhiệm vụ."))
            return redirect("programmes:programme", number=number)
    facts = {"form": form, "programme": found}
    return render(request, "programmes/add.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """Upload a workbook and see what it would add; nothing is added before the second page."""
    actor, found = actor_of(request), _programme(request, number)
    permissions.may_add(actor, found).demand()
    if request.POST.get("da_xem"):
        return _import(request, found)
    form = SheetForm(request.POST or None, request.FILES or None)
    facts = {"form": form, "programme": found}
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["sheet"]
        try:
            stored = store(actor, upload.name, upload.read())
            read = _rows_of(found, content(stored))
        except Problem as refusal:
            form.add_error("sheet", refusal.sentence)
        else:
            facts |= _dry_run(found, stored, read)
            return render(request, "programmes/import.html", facts)
    return render(request, "programmes/import.html", facts, status=422 if form.errors else 200)


@require_GET
@opens_to(signed_in)
def empty_sheet(request: HttpRequest) -> HttpResponse:
    """A workbook to fill in, with the columns that come in again."""
    permissions.may_make_programme(actor_of(request), None).demand()
    data = sheet_rules.to_fill_in(list(WORK_FIELDS.written.values()))
    headers = {"Content-Disposition": 'attachment; filename="mau-nhiem-vu.xlsx"'}
    return HttpResponse(data, content_type=EXCEL, headers=headers)


def _dry_run(
    found: Programme, stored: StoredFile, read: tuple[entries.Read, ...]
) -> dict[str, object]:
    rows = queries.news(found, read)
    faulty = sum(bool(row.faults) for row in read)
    return {
        "rows": rows,
        "fresh": sum(is_new for _, is_new in rows),
        "faulty": faulty,
        "token": signing.dumps([found.pk, stored.pk], salt=SALT),
    }


def _import(request: HttpRequest, found: Programme) -> HttpResponse:
    try:
        programme, stored = signing.loads(request.POST["da_xem"], salt=SALT)
    except signing.BadSignature:
        raise problem("PRG-056") from None
    if programme != found.pk:
        raise problem("PRG-056")
    read = _rows_of(found, content(StoredFile.objects.get(pk=stored)))
    added = services.import_rows(actor_of(request), found, read, day=today())
    messages.success(request, _("Đã thêm {added} nhiệm vụ từ tệp Excel.").format(added=added))
    return redirect("programmes:programme", number=found.pk)


def _rows_of(found: Programme, data: bytes) -> tuple[entries.Read, ...]:
    year = (found.issued_on or today()).year
    read = entries.read_rows(workbook.cells(data), year)
    if read is None:
        raise problem("PRG-052")
    return read
