"""The acts that follow a task, each posted from its page."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.numbers import print_date
from congtac.programmes.forms.following import (
    AssessmentForm,
    DecisionForm,
    ExtensionForm,
    ReasonForm,
)
from congtac.programmes.models import Extension
from congtac.programmes.queries import tasks as queries
from congtac.programmes.services import following as services
from congtac.programmes.services import sharing
from congtac.programmes.views.tasks import is_done, task_page, task_to_see


@require_POST
@opens_to(signed_in)
def take(request: HttpRequest, number: int) -> HttpResponse:
    """Take a task on."""
    found = task_to_see(request, number)
    services.take(actor_of(request), found, day=today())
    messages.success(request, _("Đã nhận nhiệm vụ."))
    return redirect("programmes:task", number=number)


@require_POST
@opens_to(signed_in)
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Confirm that a task is done, of a shared one all units that wait."""
    found = task_to_see(request, number)
    if found.shares_count:
        count = sharing.confirm_all(actor_of(request), found, day=today())
        messages.success(request, _("Đã xác nhận {count} đơn vị.").format(count=count))
        return redirect("programmes:task", number=number)
    services.confirm(actor_of(request), found, note="", day=today())
    messages.success(request, _("Đã xác nhận hoàn thành."))
    return redirect("programmes:task", number=number)


@require_POST
@opens_to(signed_in)
def give_back(request: HttpRequest, number: int) -> HttpResponse:
    """Return a task that was reported done."""
    found = task_to_see(request, number)
    form = ReasonForm(_("Lý do trả lại"), request.POST, prefix="tra")
    if form.is_valid():
        act = partial(services.give_back, actor_of(request), found, **form.cleaned_data)
        if is_done(act, form, "reason"):
            messages.success(request, _("Đã trả lại. Đơn vị chủ trì làm tiếp."))
            return redirect("programmes:task", number=number)
    return task_page(request, found, return_form=form)


@require_POST
@opens_to(signed_in)
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a task is no longer to be done."""
    found = task_to_see(request, number)
    form = ReasonForm(_("Lý do thôi thực hiện"), request.POST, prefix="thoi")
    if form.is_valid():
        service = sharing.cancel_all if found.shares_count else services.cancel
        act = partial(service, actor_of(request), found, **form.cleaned_data)
        if is_done(act, form, "reason"):
            messages.success(request, _("Đã ghi nhiệm vụ thôi thực hiện."))
            return redirect("programmes:task", number=number)
    return task_page(request, found, cancel_form=form)


@require_POST
@opens_to(signed_in)
def ask_extension(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for a later last day."""
    found, form = task_to_see(request, number), ExtensionForm(request.POST)
    if form.is_valid():
        act = partial(services.ask_extension, actor_of(request), found, **form.cleaned_data)
        if is_done(act, form, "asked_for"):
            keeper = found.programme.unit_name
            messages.success(
                request,
                _("Đã gửi đề nghị gia hạn. Lãnh đạo {keeper} quyết định.").format(keeper=keeper),
            )
            return redirect("programmes:task", number=number)
    return task_page(request, found, extension_form=form)


@require_POST
@opens_to(signed_in)
def decide_extension(request: HttpRequest, number: int) -> HttpResponse:
    """Grant or decline a later last day."""
    extension = _extension(request, number)
    form = DecisionForm(request.POST)
    is_granted = request.POST.get("dong_y") == "1"
    service = services.grant_extension if is_granted else services.decline_extension
    if form.is_valid():
        act = partial(service, actor_of(request), extension, **form.cleaned_data)
        if is_done(act, form, "note"):
            messages.success(request, _decision_of(extension, is_granted))
            return redirect("programmes:task", number=extension.task_id)
    return task_page(request, task_to_see(request, extension.task_id), decision_form=form)


def _extension(request: HttpRequest, number: int) -> Extension:
    extension = queries.extension(number)
    if extension is None:
        raise Http404
    task_to_see(request, extension.task_id)
    return extension


def _decision_of(extension: Extension, is_granted: bool) -> str:
    if is_granted:
        return _("Đã gia hạn đến {asked_for}; hạn cũ vẫn được giữ.").format(
            asked_for=print_date(extension.asked_for)
        )
    return _("Không gia hạn; hạn vẫn là {old_due_on}.").format(
        old_due_on=print_date(extension.old_due_on)
    )


@require_POST
@opens_to(signed_in)
def assess(request: HttpRequest, number: int) -> HttpResponse:
    """Say how a task without an end went in a period."""
    found, form = task_to_see(request, number), AssessmentForm(request.POST, day=today())
    if form.is_valid():
        said = services.Judgement(**form.cleaned_data)
        act = partial(services.assess, actor_of(request), found, said)
        if is_done(act, form, "period"):
            messages.success(request, _("Đã ghi đánh giá."))
            return redirect("programmes:task", number=number)
    return task_page(request, found, assessment_form=form)
